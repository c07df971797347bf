//! Tariffs under an activation, each outcome with where it comes from.

use crate::attivazione;
use crate::host::Host;
use crate::passo::Messaggio;
use crate::tariffa::{Contesto, DaVerificare, Esito, Ingresso, PuntoTariffa};

/// One outcome for each child, in order.
pub(crate) fn chiedi(
    host: &Host,
    attivazione: &attivazione::Model,
    contesto: Contesto,
    ingressi: &[Ingresso],
) -> Vec<Esito> {
    let regola = match host.regola(&attivazione.digest) {
        Ok(regola) => regola,
        Err(guasto) => {
            let motivo = Messaggio::from(&guasto);
            let esito = Esito::DaVerificare(DaVerificare {
                motivo,
                provenienza: None,
            });
            return vec![esito; ingressi.len()];
        }
    };
    let provenienza = attivazione.provenienza(&regola);
    let parametri = attivazione.parametri.to_string();
    let esiti = host.chiedi::<PuntoTariffa>(&regola, &parametri, contesto, ingressi);
    provenienza.registra(esiti.iter().filter(|e| e.is_err()).count());
    esiti
        .into_iter()
        .map(|esito| match esito {
            Ok(tariffa) => Esito::Calcolata {
                tariffa,
                provenienza: provenienza.clone(),
            },
            Err(motivo) => Esito::DaVerificare(DaVerificare {
                motivo,
                provenienza: Some(provenienza.clone()),
            }),
        })
        .collect()
}
