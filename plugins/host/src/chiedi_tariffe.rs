//! Tariffs under an activation, each outcome with where it comes from.

use crate::attivazione;
use crate::contratto::Estensione;
use crate::decisione::Traccia;
use crate::passo::{Messaggio, Provenienza};
use crate::tariffa::{Contesto, DaVerificare, Esito, Ingresso, PuntoTariffa, Tariffa};
use crate::turno::Turno;

/// One outcome for each child, in order.
pub(crate) fn chiedi(
    turno: &Turno<'_>,
    attivazione: &attivazione::Model,
    contesto: Contesto,
    ingressi: &[Ingresso],
) -> Vec<Esito> {
    let (provenienza, esiti) = turno.chiedi::<PuntoTariffa>(attivazione, contesto, ingressi);
    let coppie = ingressi.iter().zip(esiti);
    coppie
        .map(|(ingresso, esito)| match (esito, &provenienza) {
            (Ok(tariffa), Some(provenienza)) => {
                calcolata(contesto, ingresso, tariffa, provenienza.clone())
            }
            (Err(perche), _) => da_verificare(Messaggio::from(&perche), provenienza.clone()),
            (Ok(_), None) => unreachable!("an answer comes from a rule"),
        })
        .collect()
}

fn calcolata(
    contesto: Contesto,
    ingresso: &Ingresso,
    tariffa: Tariffa,
    provenienza: Provenienza,
) -> Esito {
    let dove = (Estensione::Tariffa, contesto.servizio, contesto.giorno);
    match Traccia::nuova(&provenienza, dove, &contesto, ingresso, &tariffa) {
        Ok(traccia) => Esito::Calcolata {
            tariffa,
            provenienza,
            traccia: Box::new(traccia),
        },
        // What could not be computed again is not charged.
        Err(errore) => {
            tracing::error!(%errore, "a decision could not be recorded");
            let motivo = Messaggio::new(
                "DECISIONE_NON_REGISTRATA",
                "Il calcolo non si è potuto conservare.",
            );
            da_verificare(motivo, Some(provenienza))
        }
    }
}

fn da_verificare(motivo: Messaggio, provenienza: Option<Provenienza>) -> Esito {
    Esito::DaVerificare(DaVerificare {
        motivo,
        provenienza,
    })
}
