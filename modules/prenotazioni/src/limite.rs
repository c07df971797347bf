//! Until when families may choose, for whoever must act right after.

use std::collections::HashMap;

use campanella_anagrafe::PlessoAutorizzato;
use campanella_kernel::{Ctx, Giorno, Istante, PlessoId, Servizio};
use campanella_plugins_host::Regole;
use campanella_plugins_host::prenotazione::{Calendario, GiornoChiesto, Ingresso};

use crate::errore::Errore;
use crate::regola::ordine;
use crate::scelta::Scelta;

/// The last instant at which the families of each of `plessi` may choose for `giorno`, taken as a
/// day of service: one question to the regulation.
///
/// # Errors
/// When the store fails.
pub async fn limiti_del_giorno(
    ctx: &Ctx,
    plessi: &[PlessoAutorizzato],
    giorno: Giorno,
) -> Result<HashMap<PlessoId, Istante>, Errore> {
    let ingressi: Vec<Ingresso> = plessi
        .iter()
        .map(|p| Ingresso {
            plesso: p.plesso.codice.clone(),
            ordine: ordine(p.scuola.ordine),
            classe: None,
            vicini: Vec::new(),
            giorni: vec![GiornoChiesto {
                giorno,
                calendario: Calendario::DiServizio,
                predefinita: Scelta::PREDEFINITA.into(),
            }],
        })
        .collect();
    let regole = ctx.service::<Regole>()?;
    let risposte = regole
        .prenotazione(ctx, Servizio::Refezione, &ingressi)
        .await?;
    let limite = |(plesso, giornate): (&PlessoAutorizzato, Vec<_>)| {
        let giornata: campanella_plugins_host::prenotazione::Giornata =
            giornate.into_iter().next()?;
        Some((plesso.plesso.id, giornata.fino_a?))
    };
    Ok(plessi.iter().zip(risposte).filter_map(limite).collect())
}
