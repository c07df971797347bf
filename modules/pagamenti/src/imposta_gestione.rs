//! The comune says how a service is paid in a school year.

use campanella_kernel::{
    AnnoScolastico, Ctx, Giorno, GraphqlInput, GraphqlOutput, Importo, Istante, Rifiuto, Servizio,
    audit,
};
use campanella_ledger::{Scopo, movimentati};
use chrono::NaiveTime;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use serde_json::json;

use crate::da_addebitare::{ADDEBITA, DaAddebitare, RIPORTA};
use crate::entities::addebito::{self, StatoAddebito};
use crate::entities::gestione::{self, AZero, ContoPer, Modo};
use crate::entities::retta::{self, StatoRetta};
use crate::entities::{emissione, incasso};
use crate::errore::Errore;
use crate::gestione::gestione;
use crate::permessi::GESTISCI_CONTABILITA;
use crate::turno;

/// The highest threshold: more is a typing error.
const SOGLIA_MASSIMA: Importo = Importo::from_cents(100_000);

/// Come si paga un servizio in un anno scolastico.
#[derive(Debug, Clone, GraphqlInput)]
pub struct GestioneInput {
    /// Il servizio.
    pub servizio: Servizio,
    /// L'anno scolastico.
    pub anno: AnnoScolastico,
    /// Prima o dopo.
    pub modo: Modo,
    /// Un conto per servizio o uno per famiglia.
    pub conto: ContoPer,
    /// Sotto questo credito la famiglia è avvisata.
    pub soglia: Option<Importo>,
    /// Che cosa succede a zero.
    pub a_zero: AZero,
    /// La versione che si è vista; assente se non c'era.
    pub versione: Option<i32>,
}

/// Come si paga un servizio in un anno scolastico.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Gestione {
    /// Il servizio.
    pub servizio: Servizio,
    /// L'anno scolastico.
    pub anno: AnnoScolastico,
    /// Prima o dopo.
    pub modo: Modo,
    /// Un conto per servizio o uno per famiglia.
    pub conto: ContoPer,
    /// Sotto questo credito la famiglia è avvisata.
    pub soglia: Option<Importo>,
    /// Che cosa succede a zero.
    pub a_zero: AZero,
    /// Quante volte è stata cambiata.
    pub versione: i32,
}

impl From<gestione::Model> for Gestione {
    fn from(g: gestione::Model) -> Self {
        Self {
            servizio: g.servizio,
            anno: g.anno,
            modo: g.modo,
            conto: g.conto,
            soglia: g.soglia,
            a_zero: g.a_zero,
            versione: g.versione,
        }
    }
}

/// How services are paid, the latest year first.
///
/// # Errors
/// When the store fails.
pub async fn gestioni(ctx: &Ctx) -> Result<Vec<Gestione>, Errore> {
    let righe = gestione::Entity::find()
        .order_by_desc(gestione::Column::Anno)
        .order_by_asc(gestione::Column::Servizio)
        .all(ctx.db())
        .await?;
    Ok(righe.into_iter().map(Gestione::from).collect())
}

/// Says how a service is paid in a school year. Mode and account stay once money was moved;
/// threshold and what happens at zero may change at any time. What was consumed before is charged
/// by a job, and what is left on the account of the year before is carried over when the year
/// begins.
///
/// # Errors
/// [`Errore::GestioneInUso`], [`Errore::GestioneCambiata`].
pub async fn imposta_gestione(ctx: &Ctx, dati: GestioneInput) -> Result<Gestione, Errore> {
    ctx.tutto_il_comune(GESTISCI_CONTABILITA)?;
    if dati
        .soglia
        .is_some_and(|s| s < Importo::ZERO || s > SOGLIA_MASSIMA)
    {
        let perche = format!("da zero a {SOGLIA_MASSIMA}");
        return Err(Rifiuto::dato("soglia", perche).into());
    }
    let tx = ctx.begin().await?;
    turno::del_servizio(&tx, dati.servizio).await?;
    let prima = gestione(&tx, dati.servizio, dati.anno).await?;
    if prima.as_ref().map(|p| p.versione) != dati.versione {
        return Err(Errore::GestioneCambiata);
    }
    if let Some(prima) = &prima
        && (prima.modo, prima.conto) != (dati.modo, dati.conto)
        && in_uso(&tx, prima).await?
    {
        return Err(Errore::GestioneInUso(dati.anno.to_string()));
    }
    let mut riga = match &prima {
        Some(prima) => prima.clone().into_active_model(),
        None => gestione::ActiveModel {
            servizio: Set(dati.servizio),
            anno: Set(dati.anno),
            ..Default::default()
        },
    };
    riga.modo = Set(dati.modo);
    riga.conto = Set(dati.conto);
    riga.soglia = Set(dati.soglia);
    riga.a_zero = Set(dati.a_zero);
    riga.versione = Set(dati.versione.unwrap_or(0) + 1);
    riga.aggiornata_da = Set(ctx.actor().descrizione());
    riga.aggiornata_il = Set(ctx.now());
    let dopo = match prima {
        Some(_) => riga.update(&tx).await?,
        None => riga.insert(&tx).await?,
    };
    let dettaglio = json!({
        "servizio": dopo.servizio, "anno": dopo.anno, "modo": nome(dopo.modo),
        "soglia": dopo.soglia, "versione": dopo.versione,
    });
    audit::record(
        ctx,
        &tx,
        "impostaGestione",
        "gestione",
        Some(dopo.id),
        dettaglio,
    )
    .await?;
    // What is left of the year before stays there until the new one begins.
    let inizio = Istante::da_ora_locale(dopo.anno.inizio(), NaiveTime::MIN);
    let lavoro = DaAddebitare {
        servizio: dopo.servizio,
        anno: dopo.anno,
    };
    for (tipo, da_eseguire) in [(ADDEBITA, ctx.now()), (RIPORTA, inizio.max(ctx.now()))] {
        let chiave = format!("{}:{}", dopo.id, dopo.versione);
        lavoro.chiedi(ctx, &tx, (tipo, chiave), da_eseguire).await?;
    }
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(dopo.into())
}

const fn nome(modo: Modo) -> &'static str {
    match modo {
        Modo::Prepagato => "prepagato",
        Modo::Postpagato => "postpagato",
    }
}

/// Whether money of the year was moved as `gestione` says: something was charged or billed, or the
/// accounts that only it has were topped up, corrected, refunded.
async fn in_uso(db: &impl ConnectionTrait, gestione: &gestione::Model) -> Result<bool, Errore> {
    let anno = (gestione.anno.inizio(), gestione.anno.fine());
    let mosso = [StatoAddebito::Addebitato, StatoAddebito::Emesso];
    let addebiti = addebito::Entity::find()
        .filter(addebito::Column::Servizio.eq(gestione.servizio))
        .filter(addebito::Column::Stato.is_in(mosso))
        .filter(addebito::Column::Giorno.between(anno.0, anno.1))
        .count(db)
        .await?;
    if addebiti > 0 {
        return Ok(true);
    }
    match (gestione.modo, gestione.servizio_del_conto()) {
        (Modo::Prepagato, Some(servizio)) => {
            Ok(movimentati(db, (Scopo::Prepagato, servizio), anno).await?)
        }
        (Modo::Prepagato, None) => ricaricato(db, gestione.servizio, anno).await,
        (Modo::Postpagato, _) => emesso(db, gestione.servizio, anno).await,
    }
}

/// The account of the whole family is also that of other services: what counts is what was paid
/// for this one.
async fn ricaricato(
    db: &impl ConnectionTrait,
    servizio: Servizio,
    (inizio, fine): (Giorno, Giorno),
) -> Result<bool, Errore> {
    let ricariche = incasso::Entity::find()
        .filter(incasso::Column::Servizio.eq(servizio))
        .filter(incasso::Column::RataId.is_null())
        .filter(incasso::Column::Giorno.between(inizio, fine))
        .count(db)
        .await?;
    Ok(ricariche > 0)
}

/// Bills may be of quotas alone. Those of the year before may still be paid in this one.
async fn emesso(
    db: &impl ConnectionTrait,
    servizio: Servizio,
    (inizio, fine): (Giorno, Giorno),
) -> Result<bool, Errore> {
    let emissioni = emissione::Entity::find()
        .select_only()
        .column(emissione::Column::Id)
        .filter(emissione::Column::Servizio.eq(servizio))
        .filter(emissione::Column::Dal.between(inizio, fine))
        .into_query();
    let rette = retta::Entity::find()
        .filter(retta::Column::Stato.eq(StatoRetta::Emessa))
        .filter(retta::Column::EmissioneId.in_subquery(emissioni))
        .count(db)
        .await?;
    Ok(rette > 0)
}
