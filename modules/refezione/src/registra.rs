//! Writing a presence, its history and its charge.

use std::collections::HashMap;

use campanella_anagrafe::{Iscritto, IscrizioneId};
use campanella_kernel::{Ctx, Giorno};
use campanella_plugins_host::decisione::conserva;
use campanella_plugins_host::tariffa::Esito;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter,
};

use crate::entities::{consumo, presenza, presenza_storia};
use crate::prezzi;
use crate::stato::{OriginePresenza, StatoConsumo, StatoPresenza};

/// What somebody registers for a child.
pub(crate) struct Registrazione<'a> {
    pub(crate) iscritto: &'a Iscritto,
    pub(crate) giorno: Giorno,
    pub(crate) stato: StatoPresenza,
    pub(crate) origine: OriginePresenza,
    /// Why, for the history.
    pub(crate) motivo: &'a str,
    /// Code of the diet in force.
    pub(crate) dieta: Option<String>,
}

/// The presences of `iscrizioni` on `giorno`.
pub(crate) async fn leggi(
    db: &impl ConnectionTrait,
    iscrizioni: impl IntoIterator<Item = IscrizioneId>,
    giorno: Giorno,
) -> Result<HashMap<IscrizioneId, presenza::Model>, DbErr> {
    let righe = presenza::Entity::find()
        .filter(presenza::Column::Giorno.eq(giorno))
        .filter(presenza::Column::IscrizioneId.is_in(iscrizioni))
        .all(db)
        .await?;
    Ok(righe.into_iter().map(|p| (p.iscrizione_id, p)).collect())
}

/// Writes `r` over `prima`, with its history.
pub(crate) async fn registra(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    prima: Option<&presenza::Model>,
    r: &Registrazione<'_>,
) -> Result<presenza::Model, DbErr> {
    let mut riga = match prima {
        Some(prima) => prima.clone().into_active_model(),
        None => nuova(r),
    };
    riga.stato = Set(r.stato);
    riga.origine = Set(r.origine);
    riga.motivo = Set((r.origine == OriginePresenza::Correzione).then(|| r.motivo.to_owned()));
    riga.versione = Set(prima.map_or(0, |p| p.versione) + 1);
    riga.registrata_da = Set(ctx.actor().descrizione());
    riga.registrata_il = Set(ctx.now());
    let Some(prima) = prima else {
        return riga.insert(tx).await;
    };
    let dopo = riga.update(tx).await?;
    let storia = presenza_storia::ActiveModel {
        presenza_id: Set(dopo.id),
        da: Set(prima.stato),
        a: Set(dopo.stato),
        motivo: Set(r.motivo.to_owned()),
        chi: Set(ctx.actor().descrizione()),
        quando: Set(ctx.now()),
        ..Default::default()
    };
    presenza_storia::Entity::insert(storia)
        .exec_without_returning(tx)
        .await?;
    Ok(dopo)
}

fn nuova(r: &Registrazione<'_>) -> presenza::ActiveModel {
    presenza::ActiveModel {
        iscrizione_id: Set(r.iscritto.iscrizione.id),
        giorno: Set(r.giorno),
        plesso_id: Set(r.iscritto.plesso.id),
        classe_id: Set(r.iscritto.classe.id),
        articolo: Set(r.iscritto.iscrizione.articolo.clone()),
        dieta_codice: Set(r.dieta.clone()),
        ..Default::default()
    }
}

/// Names the act that brought `presenza` to its version, among all acts on presences.
pub(crate) fn chiave_della_correzione(presenza: &presenza::Model) -> String {
    format!("refezione:presenza:{}:{}", presenza.id, presenza.versione)
}

/// Makes the charge of `presenza` agree with it: computed anew for a meal, annulled without one.
pub(crate) async fn addebita(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    presenza: &presenza::Model,
    esito: Option<&Esito>,
) -> Result<(), DbErr> {
    let prima = consumo::Entity::find()
        .filter(consumo::Column::PresenzaId.eq(presenza.id))
        .one(tx)
        .await?;
    if presenza.stato.con_pasto() {
        conserva(ctx, tx, esito.and_then(Esito::traccia)).await?;
    }
    match (prima, presenza.stato.con_pasto()) {
        (None, false) => {}
        (None, true) => {
            prezzi::consumo(ctx, presenza.id, esito).insert(tx).await?;
        }
        (Some(prima), true) => {
            let mut riga = prezzi::consumo(ctx, presenza.id, esito);
            riga.id = Set(prima.id);
            riga.update(tx).await?;
        }
        (Some(prima), false) => {
            let mut riga = prima.into_active_model();
            riga.stato = Set(StatoConsumo::Annullato);
            riga.calcolato_il = Set(ctx.now());
            riga.update(tx).await?;
        }
    }
    Ok(())
}
