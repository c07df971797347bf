//! Where the regulation says so, whoever has not paid cannot enrol anew, unless the office grants
//! an exception.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::vincoli::{Impedimento, Vincolo};
use campanella_kernel::{Ctx, InternalError};

use super::deroga::in_deroga;
use super::leggi::{di_famiglia, per_servizio};
use super::scadute::{complete, conseguenze};
use crate::errore::Errore;

/// Why new enrolments of `famiglia` wait, if they do. A regulation that does not answer keeps
/// nobody out.
///
/// # Errors
/// When the store fails.
pub async fn blocco_iscrizioni(ctx: &Ctx, famiglia: FamigliaId) -> Result<Option<String>, Errore> {
    let giorno = ctx.oggi();
    let rate = di_famiglia(ctx, famiglia).await?;
    if rate.is_empty() || in_deroga(ctx, famiglia).await? {
        return Ok(None);
    }
    let scadute = complete(ctx.db(), giorno, rate).await?;
    for (servizio, alcune) in per_servizio(scadute) {
        let decisioni = conseguenze(ctx, (servizio, giorno), &alcune).await?;
        for (scaduta, decisione) in alcune.iter().zip(decisioni) {
            if decisione.is_ok_and(|presa| presa.risposta.blocca_iscrizioni) {
                let perche = format!(
                    "«{}», rata {}: restano da pagare {}, scaduti il {}.",
                    scaduta.retta.descrizione,
                    scaduta.rata.numero,
                    scaduta.da_pagare(),
                    scaduta.rata.scadenza,
                );
                return Ok(Some(perche));
            }
        }
    }
    Ok(None)
}

/// Objects to new enrolments of families that have not paid; never to a meal of a child who is
/// enrolled.
pub struct VincoloMorosita;

#[async_trait::async_trait]
impl Vincolo for VincoloMorosita {
    async fn impedimento_a_iscrivere(
        &self,
        ctx: &Ctx,
        famiglia: i64,
    ) -> Result<Option<Impedimento>, InternalError> {
        let blocco = blocco_iscrizioni(ctx, FamigliaId::new(famiglia)).await?;
        Ok(blocco.map(|perche| Impedimento {
            codice: "ISCRIZIONE_BLOCCATA",
            perche: format!(
                "Il regolamento non ammette nuove iscrizioni finché la famiglia non paga. {perche} \
                 L'ufficio può concedere un piano di rateizzazione o una deroga."
            ),
        }))
    }
}
