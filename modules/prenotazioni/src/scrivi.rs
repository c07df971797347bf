//! Writing choices: all of them, their history and their log in one transaction, or none.

use campanella_anagrafe::Iscritto;
use campanella_kernel::{Ctx, Giorno, PersonaId, audit};
use campanella_plugins_host::decisione::{Traccia, conserva};
use campanella_plugins_host::prenotazione::Giornata;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel};
use serde_json::json;

use crate::entities::{prenotazione, prenotazione_storia};
use crate::errore::Errore;
use crate::periodo::Periodo;
use crate::scelta::{Origine, Scelta};
use crate::scelte::Scelte;
use crate::turno;

/// How often a decision is taken anew when the choices change while it is being taken.
pub(crate) const TENTATIVI: usize = 3;

/// A change of one day, and what the regulation answered about it.
#[derive(Debug)]
pub(crate) struct Cambio {
    pub(crate) giornata: Giornata,
    pub(crate) a: Scelta,
}

impl Cambio {
    pub(crate) const fn giorno(&self) -> Giorno {
        self.giornata.giorno
    }
}

/// Who changes, and in which quality.
pub(crate) struct Firma<'a> {
    pub(crate) azione: &'a str,
    pub(crate) origine: Origine,
    /// The reason that an office must give.
    pub(crate) motivo: Option<&'a str>,
}

impl Firma<'_> {
    /// Who acts, with the reason if there is one, as the history shows it.
    pub(crate) fn chi(&self, ctx: &Ctx) -> String {
        let chi = ctx.actor().descrizione();
        match self.motivo {
            Some(motivo) => format!("{chi} ({motivo})"),
            None => chi,
        }
    }
}

/// Begins to write on the choices of a child: none when they are no longer `letto`, on which the
/// caller decided. A day produced in the meantime counts as a difference.
pub(crate) async fn inizia(
    ctx: &Ctx,
    periodo: &Periodo<'_>,
    letto: &Scelte,
) -> Result<Option<DatabaseTransaction>, Errore> {
    let iscritto = periodo.iscritto;
    let tx = ctx.begin().await?;
    turno::del_bambino(&tx, iscritto.plesso.id, iscritto.iscrizione.id).await?;
    let adesso = Scelte::leggi(&tx, iscritto, periodo.dal(), periodo.al()).await?;
    Ok((adesso == *letto).then_some(tx))
}

/// Writes `cambi`, their history and one row of the log; the choices as they are afterwards.
/// None when they were no longer `letto`.
pub(crate) async fn scrivi(
    ctx: &Ctx,
    periodo: &Periodo<'_>,
    letto: &Scelte,
    cambi: &[Cambio],
    firma: &Firma<'_>,
) -> Result<Option<Scelte>, Errore> {
    let Some(tx) = inizia(ctx, periodo, letto).await? else {
        return Ok(None);
    };
    let mut scelte = letto.clone();
    for cambio in cambi {
        let riga = riga(ctx, periodo.iscritto, letto, cambio, firma);
        let scritta = match letto.del_giorno(cambio.giorno()) {
            Some(_) => riga.update(&tx).await?,
            None => riga.insert(&tx).await?,
        };
        scelte.metti(scritta);
    }
    storia(ctx, &tx, periodo.iscritto, letto, cambi, firma).await?;
    let dettaglio = json!({
        "motivo": firma.motivo,
        "cambi": cambi.iter().map(|c| json!({
            "giorno": c.giorno(),
            "da": letto.effettiva(c.giorno()).nome(),
            "a": c.a.nome(),
        })).collect::<Vec<_>>(),
    });
    registra(ctx, &tx, periodo.iscritto, firma.azione, dettaglio).await?;
    tx.commit().await?;
    Ok(Some(scelte))
}

/// Adds to the history what `cambi` change in `letto`, and keeps the decisions that they rest on.
pub(crate) async fn storia(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    iscritto: &Iscritto,
    letto: &Scelte,
    cambi: &[Cambio],
    firma: &Firma<'_>,
) -> Result<(), Errore> {
    let tracce: Vec<Option<Traccia>> = cambi
        .iter()
        .map(|c| c.giornata.traccia())
        .collect::<Result<_, _>>()?;
    conserva(ctx, tx, tracce.iter().flatten()).await?;
    let righe = cambi.iter().zip(&tracce);
    let righe = righe.map(|(c, traccia)| prenotazione_storia::ActiveModel {
        iscrizione_id: Set(iscritto.iscrizione.id),
        giorno: Set(c.giorno()),
        da: Set(letto.effettiva(c.giorno())),
        a: Set(c.a),
        decisione: Set(traccia.as_ref().map(|t| t.impronta().to_owned())),
        chi: Set(firma.chi(ctx)),
        persona_id: Set(ctx.actor().persona().map(PersonaId::key)),
        quando: Set(ctx.now()),
        correlazione: Set(ctx.correlation().to_owned()),
        ..Default::default()
    });
    if !cambi.is_empty() {
        prenotazione_storia::Entity::insert_many(righe)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Adds a row about `iscritto` to the log.
pub(crate) async fn registra(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    iscritto: &Iscritto,
    azione: &str,
    dettaglio: serde_json::Value,
) -> Result<(), DbErr> {
    let id = iscritto.iscrizione.id.key();
    audit::record(ctx, tx, azione, "iscrizione", Some(id), dettaglio).await
}

fn riga(
    ctx: &Ctx,
    iscritto: &Iscritto,
    letto: &Scelte,
    cambio: &Cambio,
    firma: &Firma<'_>,
) -> prenotazione::ActiveModel {
    let giorno = cambio.giorno();
    let mut riga = match letto.del_giorno(giorno) {
        Some(detto) => detto.clone().into_active_model(),
        None => prenotazione::ActiveModel {
            iscrizione_id: Set(iscritto.iscrizione.id),
            giorno: Set(giorno),
            ..Default::default()
        },
    };
    riga.scelta = Set(cambio.a);
    riga.versione = Set(letto.versione(giorno) + 1);
    riga.origine = Set(firma.origine);
    riga.aggiornata_da = Set(firma.chi(ctx));
    riga.aggiornata_il = Set(ctx.now());
    riga
}
