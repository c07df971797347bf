//! Bills that an act issues at once, without a preview: a debt that was left, a plan.

use std::collections::BTreeMap;

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{AnnoScolastico, Ctx, Giorno, Servizio};
use campanella_ledger::Conto;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::bozze::scrivi_bozze;
use super::calcola::Calcolo;
use super::conferma::{posta, scrivi_rate};
use crate::entities::emissione::{self, Filtro, Scadenze, StatoEmissione};
use crate::entities::retta;
use crate::errore::Errore;
use crate::pagopa::avvisa::avvisa_rette;

/// The run that such bills are of: nobody prepares nor confirms it.
pub(crate) struct Diretta {
    pub(crate) servizio: Servizio,
    pub(crate) anno: AnnoScolastico,
    pub(crate) descrizione: String,
    /// The only day of its period.
    pub(crate) giorno: Giorno,
    pub(crate) scadenze: Vec<Giorno>,
    /// How many families it bills.
    pub(crate) famiglie: usize,
}

impl Diretta {
    /// Writes the run.
    pub(crate) async fn comincia(
        self,
        ctx: &Ctx,
        tx: &DatabaseTransaction,
    ) -> Result<emissione::Model, Errore> {
        let quante = i64::try_from(self.famiglie).unwrap_or(i64::MAX);
        let chi = ctx.actor().descrizione();
        let emissione = emissione::ActiveModel {
            servizio: Set(self.servizio),
            anno: Set(self.anno),
            descrizione: Set(self.descrizione),
            dal: Set(self.giorno),
            al: Set(self.giorno),
            con_quota: Set(false),
            filtro: Set(Filtro::default()),
            scadenze: Set(Scadenze(self.scadenze)),
            stato: Set(StatoEmissione::Emessa),
            famiglie: Set(quante),
            fatte: Set(quante),
            ultima: Set(0),
            chiesta_da: Set(chi.clone()),
            chiesta_il: Set(ctx.now()),
            confermata_da: Set(Some(chi)),
            confermata_il: Set(Some(ctx.now())),
            finita_il: Set(Some(ctx.now())),
            ..Default::default()
        };
        Ok(emissione.insert(tx).await?)
    }
}

/// Issues the bills `calcoli` of `emissione`, out of the account that `da` says; with their notices.
pub(crate) async fn emetti_diretta(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    emissione: &emissione::Model,
    calcoli: &BTreeMap<FamigliaId, Calcolo>,
    da: impl Fn(&retta::Model) -> Conto,
) -> Result<Vec<retta::Model>, Errore> {
    scrivi_bozze(tx, emissione, calcoli).await?;
    let rette = retta::Entity::find()
        .filter(retta::Column::EmissioneId.eq(emissione.id))
        .filter(retta::Column::FamigliaId.is_in(calcoli.keys().copied()))
        .all(tx)
        .await?;
    scrivi_rate(tx, emissione, &rette).await?;
    posta(ctx, tx, &rette, da).await?;
    avvisa_rette(ctx, tx, &rette).await?;
    Ok(rette)
}
