//! Until when families may choose, for whoever must act right after.

use std::collections::HashMap;

use campanella_anagrafe::PlessoAutorizzato;
use campanella_kernel::{Ctx, Giorno, Istante, PlessoId, Servizio};
use campanella_plugins_host::Regole;
use campanella_plugins_host::prenotazione::{Calendario, Giornata, GiornoChiesto, Ingresso};

use crate::errore::Errore;
use crate::regola::ordine;
use crate::scelta::Scelta;

/// The last instant at which the families of each of `plessi` may choose for each of `giorni`,
/// taken as days of service: one question to the regulation.
///
/// # Errors
/// When the store fails.
pub async fn limiti_dei_giorni(
    ctx: &Ctx,
    plessi: &[PlessoAutorizzato],
    giorni: &[Giorno],
) -> Result<HashMap<(PlessoId, Giorno), Istante>, Errore> {
    let ingressi: Vec<Ingresso> = plessi
        .iter()
        .map(|p| Ingresso {
            plesso: p.plesso.codice.clone(),
            ordine: ordine(p.scuola.ordine),
            classe: None,
            vicini: Vec::new(),
            giorni: giorni
                .iter()
                .map(|giorno| GiornoChiesto {
                    giorno: *giorno,
                    calendario: Calendario::DiServizio,
                    predefinita: Scelta::PREDEFINITA.into(),
                })
                .collect(),
        })
        .collect();
    let regole = ctx.service::<Regole>()?;
    let risposte = regole
        .prenotazione(ctx, Servizio::Refezione, &ingressi)
        .await?;
    let limiti = plessi.iter().zip(risposte).flat_map(|(plesso, giornate)| {
        let limite = |g: Giornata| Some(((plesso.plesso.id, g.giorno), g.fino_a?));
        giornate.into_iter().filter_map(limite)
    });
    Ok(limiti.collect())
}
