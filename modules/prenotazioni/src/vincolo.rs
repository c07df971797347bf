//! Whoever keeps accounts may object to a meal that a family chooses; never to an absence.

use campanella_anagrafe::IscrizioneFiglio;
use campanella_kernel::vincoli::Vincoli;
use campanella_kernel::{Ctx, Giorno};

use crate::errore::{Divieto, Errore};
use crate::scelta::Scelta;

/// Refuses a meal to which somebody objects.
pub(crate) async fn verifica(
    ctx: &Ctx,
    iscrizione: &IscrizioneFiglio,
    giorno: Giorno,
    scelta: Scelta,
) -> Result<(), Errore> {
    if scelta == Scelta::Assenza {
        return Ok(());
    }
    let servizio = iscrizione.iscrizione.servizio;
    let famiglia = iscrizione.famiglia.id.key();
    let impedimento = ctx
        .service::<Vincoli>()?
        .impedimento(ctx, servizio, famiglia, giorno)
        .await?;
    match impedimento {
        Some(impedimento) => Err(Divieto {
            codice: impedimento.codice.to_owned(),
            perche: impedimento.perche,
        }
        .into()),
        None => Ok(()),
    }
}
