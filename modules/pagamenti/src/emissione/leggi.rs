//! Runs as offices see them.

use campanella_anagrafe::{FamigliaId, IscrizioneId};
use campanella_kernel::{
    AnnoScolastico, Ctx, Giorno, GraphqlOutput, Importo, Istante, Rifiuto, Servizio,
};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::lavoro::{EMETTI, prefisso};
use crate::EmissioneId;
use crate::entities::anomalia_emissione::{self, TipoAnomalia};
use crate::entities::emissione::{self, StatoEmissione};
use crate::entities::retta::{self, StatoRetta};
use crate::errore::Errore;
use crate::permessi::LEGGI_EMISSIONI;
use crate::ripresa::InAttesa;

/// Runs and anomalies that a page lists.
const MOSTRATE: u64 = 100;

/// Un'emissione di rette.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Emissione {
    /// La chiave.
    pub id: EmissioneId,
    /// Il servizio.
    pub servizio: Servizio,
    /// L'anno scolastico.
    pub anno: AnnoScolastico,
    /// Come la leggono le famiglie.
    pub descrizione: String,
    /// Primo giorno del periodo.
    pub dal: Giorno,
    /// Ultimo giorno del periodo.
    pub al: Giorno,
    /// Se comprende la quota dei mesi del periodo.
    pub con_quota: bool,
    /// Scadenze delle rate.
    pub scadenze: Vec<Giorno>,
    /// A che punto è.
    pub stato: StatoEmissione,
    /// Vero se il programma si è fermato prima della fine: si può riprendere da dove è.
    pub ferma: bool,
    /// Famiglie da percorrere in questa fase.
    pub famiglie: i32,
    /// Famiglie già percorse.
    pub fatte: i32,
    /// Rette calcolate o emesse, senza quelle escluse o annullate.
    pub rette: i32,
    /// Somma dei loro importi.
    pub importo: Importo,
    /// Cose da guardare.
    pub anomalie: i32,
    /// Chi l'ha chiesta.
    pub chiesta_da: String,
    /// Quando.
    pub chiesta_il: Istante,
    /// Chi l'ha confermata.
    pub confermata_da: Option<String>,
    /// Quando.
    pub confermata_il: Option<Istante>,
    /// Quando è finita.
    pub finita_il: Option<Istante>,
}

/// Una cosa da guardare prima di confermare.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct AnomaliaEmissione {
    /// La famiglia.
    pub famiglia: FamigliaId,
    /// L'iscrizione.
    pub iscrizione: Option<IscrizioneId>,
    /// Che cosa non va.
    pub tipo: TipoAnomalia,
    /// In parole.
    pub dettaglio: String,
}

/// The runs, the latest first: three statements, however many.
///
/// # Errors
/// When the store fails.
pub async fn emissioni(ctx: &Ctx) -> Result<Vec<Emissione>, Errore> {
    ctx.tutto_il_comune(LEGGI_EMISSIONI)?;
    let righe = emissione::Entity::find()
        .order_by_desc(emissione::Column::Id)
        .limit(MOSTRATE)
        .all(ctx.db())
        .await?;
    con_totali(ctx, righe).await
}

/// A run.
///
/// # Errors
/// [`Rifiuto::NonTrovato`].
pub async fn emissione(ctx: &Ctx, id: EmissioneId) -> Result<Emissione, Errore> {
    ctx.tutto_il_comune(LEGGI_EMISSIONI)?;
    let riga = emissione::Entity::find_by_id(id).one(ctx.db()).await?;
    let trovata = con_totali(ctx, riga.into_iter().collect()).await?;
    trovata
        .into_iter()
        .next()
        .ok_or_else(|| Rifiuto::NonTrovato("Emissione").into())
}

async fn con_totali(ctx: &Ctx, righe: Vec<emissione::Model>) -> Result<Vec<Emissione>, Errore> {
    let ids = || righe.iter().map(|r| r.id);
    let somma = Func::sum(Expr::col(retta::Column::Importo)).cast_as("bigint");
    let rette: Vec<(EmissioneId, i64, i64)> = retta::Entity::find()
        .select_only()
        .column(retta::Column::EmissioneId)
        .column_as(retta::Column::Id.count(), "quante")
        .column_as(somma, "somma")
        .filter(retta::Column::EmissioneId.is_in(ids()))
        .filter(retta::Column::Stato.is_in([StatoRetta::Bozza, StatoRetta::Emessa]))
        .group_by(retta::Column::EmissioneId)
        .into_tuple()
        .all(ctx.db())
        .await?;
    let anomalie: Vec<(EmissioneId, i64)> = anomalia_emissione::Entity::find()
        .select_only()
        .column(anomalia_emissione::Column::EmissioneId)
        .column_as(anomalia_emissione::Column::Id.count(), "quante")
        .filter(anomalia_emissione::Column::EmissioneId.is_in(ids()))
        .group_by(anomalia_emissione::Column::EmissioneId)
        .into_tuple()
        .all(ctx.db())
        .await?;
    let lavori = InAttesa::di(ctx.db(), EMETTI).await?;
    let con = |e: emissione::Model| {
        let sue = rette.iter().find(|(id, ..)| *id == e.id);
        let anomalie = anomalie.iter().find(|(id, _)| *id == e.id);
        let numero = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
        Emissione {
            id: e.id,
            servizio: e.servizio,
            anno: e.anno,
            descrizione: e.descrizione,
            dal: e.dal,
            al: e.al,
            con_quota: e.con_quota,
            scadenze: e.scadenze.0,
            stato: e.stato,
            ferma: e.stato.al_lavoro() && lavori.manca(&prefisso(e.id)),
            famiglie: numero(e.famiglie),
            fatte: numero(e.fatte),
            rette: sue.map_or(0, |(_, quante, _)| numero(*quante)),
            importo: Importo::from_cents(sue.map_or(0, |(.., somma)| *somma)),
            anomalie: anomalie.map_or(0, |(_, quante)| numero(*quante)),
            chiesta_da: e.chiesta_da,
            chiesta_il: e.chiesta_il,
            confermata_da: e.confermata_da,
            confermata_il: e.confermata_il,
            finita_il: e.finita_il,
        }
    };
    Ok(righe.clone().into_iter().map(con).collect())
}

/// What to look at in a run.
///
/// # Errors
/// When the store fails.
pub async fn anomalie(ctx: &Ctx, id: EmissioneId) -> Result<Vec<AnomaliaEmissione>, Errore> {
    ctx.tutto_il_comune(LEGGI_EMISSIONI)?;
    let righe = anomalia_emissione::Entity::find()
        .filter(anomalia_emissione::Column::EmissioneId.eq(id))
        .order_by_asc(anomalia_emissione::Column::Id)
        .limit(MOSTRATE)
        .all(ctx.db())
        .await?;
    let anomalia = |a: anomalia_emissione::Model| AnomaliaEmissione {
        famiglia: a.famiglia_id,
        iscrizione: a.iscrizione_id,
        tipo: a.tipo,
        dettaglio: a.dettaglio,
    };
    Ok(righe.into_iter().map(anomalia).collect())
}
