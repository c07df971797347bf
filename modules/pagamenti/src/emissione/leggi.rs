//! Runs and bills as offices and families see them.

use std::collections::HashMap;

use campanella_anagrafe::{FamigliaAutorizzata, FamigliaId, IscrizioneId};
use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{
    AnnoScolastico, Ctx, Giorno, GraphqlOutput, Importo, Istante, PrezzoUnitario, Rifiuto, Servizio,
};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::lavoro::{EMETTI, prefisso};
use crate::entities::anomalia_emissione::{self, TipoAnomalia};
use crate::entities::emissione::{self, StatoEmissione};
use crate::entities::retta::{self, StatoRetta};
use crate::entities::riga_retta::TipoRiga;
use crate::entities::{incasso, rata, riga_retta};
use crate::errore::Errore;
use crate::lavori::InAttesa;
use crate::permessi::LEGGI_EMISSIONI;
use crate::spiegazioni::{self, PassoSpiegazione};
use crate::{EmissioneId, RataId, RettaId, RigaId};

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

/// Una retta.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Retta {
    /// La chiave.
    pub id: RettaId,
    /// La famiglia.
    pub famiglia: FamigliaId,
    /// Il servizio.
    pub servizio: Servizio,
    /// Che cosa paga.
    pub descrizione: String,
    /// Quanto.
    pub importo: Importo,
    /// Quanto è stato pagato.
    pub pagato: Importo,
    /// A che punto è.
    pub stato: StatoRetta,
    /// Perché è esclusa o annullata.
    pub motivo: Option<String>,
    /// Quando è stata emessa.
    pub emessa_il: Option<Giorno>,
    /// Le righe.
    pub righe: Vec<RigaRetta>,
    /// Le rate.
    pub rate: Vec<Rata>,
}

/// Una riga di una retta.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct RigaRetta {
    /// La chiave.
    pub id: RigaId,
    /// L'iscrizione del bambino; assente per una correzione e per un debito della famiglia.
    pub iscrizione: Option<IscrizioneId>,
    /// Che cosa paga.
    pub tipo: TipoRiga,
    /// In parole.
    pub descrizione: String,
    /// Quanti.
    pub quantita: i32,
    /// Il prezzo di uno.
    pub prezzo: Option<PrezzoUnitario>,
    /// L'importo.
    pub importo: Importo,
    /// La fascia.
    pub fascia: Option<String>,
    /// Perché questo importo.
    pub spiegazione: Vec<PassoSpiegazione>,
}

/// Una rata di una retta.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Rata {
    /// La chiave.
    pub id: RataId,
    /// 1 per la prima.
    pub numero: i32,
    /// Quanto.
    pub importo: Importo,
    /// Quanto è stato pagato.
    pub pagato: Importo,
    /// Ultimo giorno per pagare.
    pub scadenza: Giorno,
    /// Vero se è scaduta e non pagata per intero.
    pub scaduta: bool,
}

/// Una pagina di rette.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct RettaConnection {
    /// Le rette.
    pub edges: Vec<RettaEdge>,
    /// Se ce ne sono altre.
    pub page_info: PageInfo,
}

/// Una retta nella sua pagina.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct RettaEdge {
    /// Da passare come `after` per le rette che seguono.
    pub cursor: String,
    /// La retta.
    pub node: Retta,
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

/// The bills of a run, for the office: by key.
///
/// # Errors
/// When the store fails.
pub async fn rette_dell_emissione(
    ctx: &Ctx,
    id: EmissioneId,
    pagina: PageRequest,
) -> Result<RettaConnection, Errore> {
    ctx.tutto_il_comune(LEGGI_EMISSIONI)?;
    let sue = Condition::all().add(retta::Column::EmissioneId.eq(id));
    pagina_di_rette(ctx, sue, pagina).await
}

/// The bills of `famiglia` that were issued, the latest first; those cancelled too.
///
/// # Errors
/// When the store fails.
pub async fn rette_della_famiglia(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    servizio: Option<Servizio>,
    pagina: PageRequest,
) -> Result<RettaConnection, Errore> {
    let sue = visibili(famiglia).add_option(servizio.map(|s| retta::Column::Servizio.eq(s)));
    pagina_di_rette(ctx, sue, pagina).await
}

/// A bill of `famiglia` that was issued.
///
/// # Errors
/// [`Rifiuto::NonTrovato`].
pub async fn retta_della_famiglia(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    id: RettaId,
) -> Result<Retta, Errore> {
    let righe = retta::Entity::find_by_id(id)
        .filter(visibili(famiglia))
        .all(ctx.db())
        .await?;
    complete(ctx, righe)
        .await?
        .into_iter()
        .next()
        .ok_or_else(|| Rifiuto::NonTrovato("Retta").into())
}

/// A draft is nobody's business but the office's.
fn visibili(famiglia: &FamigliaAutorizzata) -> Condition {
    Condition::all()
        .add(retta::Column::FamigliaId.eq(famiglia.famiglia.id))
        .add(retta::Column::EmessaIl.is_not_null())
}

async fn pagina_di_rette(
    ctx: &Ctx,
    quali: Condition,
    pagina: PageRequest,
) -> Result<RettaConnection, Errore> {
    let mut select = retta::Entity::find()
        .filter(quali)
        .order_by_desc(retta::Column::Id)
        .limit(pagina.limit());
    if let Some(dopo) = pagina.after {
        select = select.filter(retta::Column::Id.lt(RettaId::new(dopo)));
    }
    let mut righe = select.all(ctx.db()).await?;
    let page_info = pagina.cut(&mut righe, |r| r.id.key());
    let edge = |node: Retta| RettaEdge {
        cursor: encode_cursor(node.id.key()),
        node,
    };
    let edges = complete(ctx, righe).await?.into_iter().map(edge).collect();
    Ok(RettaConnection { edges, page_info })
}

/// Bills with their lines, instalments and what was paid: four statements, however many.
async fn complete(ctx: &Ctx, rette: Vec<retta::Model>) -> Result<Vec<Retta>, Errore> {
    let ids = || rette.iter().map(|r| r.id);
    let righe = riga_retta::Entity::find()
        .filter(riga_retta::Column::RettaId.is_in(ids()))
        .order_by_asc(riga_retta::Column::Id)
        .all(ctx.db())
        .await?;
    let rate = rata::Entity::find()
        .filter(rata::Column::RettaId.is_in(ids()))
        .order_by_asc(rata::Column::Numero)
        .all(ctx.db())
        .await?;
    let incassi = incasso::Entity::find()
        .filter(incasso::Column::RataId.is_in(rate.iter().map(|r| r.id)))
        .filter(incasso::Column::StornatoIl.is_null())
        .all(ctx.db())
        .await?;
    let mut pagato: HashMap<RataId, Importo> = HashMap::new();
    for incasso in incassi {
        if let Some(rata) = incasso.rata_id {
            let somma = pagato.entry(rata).or_default();
            *somma = *somma + incasso.importo;
        }
    }
    let impronte = righe.iter().filter_map(|r| r.spiegazione.clone());
    let spiegazioni = spiegazioni::leggi(ctx, impronte).await?;
    let oggi = ctx.oggi();
    let intera = |retta: retta::Model| {
        let rate: Vec<Rata> = rate
            .iter()
            .filter(|r| r.retta_id == retta.id)
            .map(|r| Rata::new(r, pagato.get(&r.id).copied().unwrap_or_default(), oggi))
            .collect();
        let righe = righe.iter().filter(|r| r.retta_id == retta.id);
        Retta {
            id: retta.id,
            famiglia: retta.famiglia_id,
            servizio: retta.servizio,
            descrizione: retta.descrizione,
            importo: retta.importo,
            pagato: rate.iter().map(|r| r.pagato).sum(),
            stato: retta.stato,
            motivo: retta.motivo,
            emessa_il: retta.emessa_il,
            righe: righe.map(|r| RigaRetta::new(r, &spiegazioni)).collect(),
            rate,
        }
    };
    Ok(rette.clone().into_iter().map(intera).collect())
}

impl RigaRetta {
    fn new(r: &riga_retta::Model, spiegazioni: &HashMap<String, Vec<PassoSpiegazione>>) -> Self {
        let passi = r.spiegazione.as_ref().and_then(|s| spiegazioni.get(s));
        Self {
            id: r.id,
            iscrizione: r.iscrizione_id,
            tipo: r.tipo,
            descrizione: r.descrizione.clone(),
            quantita: r.quantita,
            prezzo: r.prezzo,
            importo: r.importo,
            fascia: r.fascia.clone(),
            spiegazione: passi.cloned().unwrap_or_default(),
        }
    }
}

impl Rata {
    fn new(r: &rata::Model, pagato: Importo, oggi: Giorno) -> Self {
        Self {
            id: r.id,
            numero: r.numero,
            importo: r.importo,
            pagato,
            scadenza: r.scadenza,
            scaduta: r.scadenza < oggi && pagato < r.importo,
        }
    }
}
