//! Where the comune wants it, whoever has no credit left cannot book.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::vincoli::{Impedimento, Vincolo};
use campanella_kernel::{AnnoScolastico, Ctx, Giorno, Importo, InternalError, Servizio};
use campanella_ledger::saldo;

use crate::entities::gestione::{AZero, Modo};
use crate::gestione::gestione;

/// Objects to the bookings of families without credit.
pub struct VincoloSaldo;

#[async_trait::async_trait]
impl Vincolo for VincoloSaldo {
    async fn impedimento(
        &self,
        ctx: &Ctx,
        servizio: Servizio,
        famiglia: i64,
        giorno: Giorno,
    ) -> Result<Option<Impedimento>, InternalError> {
        let gestione = gestione(ctx.db(), servizio, AnnoScolastico::del(giorno)).await?;
        let blocca = gestione.filter(|g| g.modo == Modo::Prepagato && g.a_zero == AZero::Blocca);
        let Some(gestione) = blocca else {
            return Ok(None);
        };
        let conto = gestione.prepagato(FamigliaId::new(famiglia));
        if saldo(ctx.db(), conto).await? > Importo::ZERO {
            return Ok(None);
        }
        Ok(Some(Impedimento {
            codice: "CREDITO_ESAURITO",
            perche: "Il credito del conto elettronico è finito: per prenotare occorre ricaricare. \
                     Le assenze si possono sempre segnalare."
                .to_owned(),
        }))
    }
}
