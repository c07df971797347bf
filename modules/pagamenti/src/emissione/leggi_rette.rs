//! Bills as offices and families see them.

use std::collections::HashMap;

use campanella_anagrafe::{FamigliaAutorizzata, FamigliaId, IscrizioneId};
use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{
    Ctx, Giorno, GraphqlOutput, Importo, InternalError, PrezzoUnitario, Rifiuto, Servizio,
};
use campanella_pagopa::NumeroAvviso;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entities::retta::{self, StatoRetta};
use crate::entities::riga_retta::TipoRiga;
use crate::entities::{avviso_pagamento, incasso, rata, riga_retta};
use crate::errore::Errore;
use crate::incassa::pagati;
use crate::permessi::LEGGI_EMISSIONI;
use crate::spiegazioni::{self, PassoSpiegazione};
use crate::{AvvisoId, EmissioneId, RataId, RettaId, RigaId};

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
    /// Il suo avviso di pagamento; assente se è stata emessa prima che il comune fosse collegato a
    /// pagoPA e nessuno l'ha ancora chiesto.
    pub avviso: Option<AvvisoDellaRata>,
}

/// L'avviso di pagamento di una rata.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct AvvisoDellaRata {
    /// La chiave.
    pub id: AvvisoId,
    /// Il numero di avviso, 18 cifre.
    pub numero: String,
    /// L'identificativo univoco di versamento (IUV) che contiene.
    pub iuv: String,
}

impl AvvisoDellaRata {
    fn nuovo(id: AvvisoId, numero: String) -> Result<Self, InternalError> {
        let scritto = NumeroAvviso::parse(&numero).map_err(InternalError::new)?;
        let iuv = scritto.iuv().to_string();
        Ok(Self { id, numero, iuv })
    }
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

/// The bills of `famiglia` of which something is left to pay, the latest first.
///
/// # Errors
/// When the store fails.
pub async fn rette_da_pagare(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    pagina: PageRequest,
) -> Result<RettaConnection, Errore> {
    let aperte = visibili(famiglia)
        .add(retta::Column::Stato.eq(StatoRetta::Emessa))
        .add(Expr::exists(una_rata_aperta()));
    pagina_di_rette(ctx, aperte, pagina).await
}

/// An instalment of the bill at hand that is not paid in full: of few bills, so not a list of all.
fn una_rata_aperta() -> SelectStatement {
    let pagato = Query::select()
        .expr(Func::coalesce([
            Expr::col((incasso::Entity, incasso::Column::Importo)).sum(),
            Expr::value(0),
        ]))
        .from(incasso::Entity)
        .and_where(
            Expr::col((incasso::Entity, incasso::Column::RataId))
                .equals((rata::Entity, rata::Column::Id)),
        )
        .and_where(Expr::col((incasso::Entity, incasso::Column::StornatoIl)).is_null())
        .to_owned();
    Query::select()
        .expr(Expr::value(1))
        .from(rata::Entity)
        .and_where(
            Expr::col((rata::Entity, rata::Column::RettaId))
                .equals((retta::Entity, retta::Column::Id)),
        )
        .and_where(Expr::col((rata::Entity, rata::Column::Importo)).gt(pagato))
        .to_owned()
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

/// Bills with their lines, instalments, notices and what was paid: five statements, however many.
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
    let pagati = pagati(ctx.db(), rate.iter().map(|r| r.id)).await?;
    let mut avvisi: HashMap<RataId, AvvisoDellaRata> = HashMap::new();
    let suoi = avviso_pagamento::Entity::find()
        .filter(avviso_pagamento::Column::RataId.is_in(rate.iter().map(|r| r.id)))
        .all(ctx.db())
        .await?;
    for avviso_pagamento::Model {
        id,
        numero,
        rata_id,
        ..
    } in suoi
    {
        if let Some(rata) = rata_id {
            avvisi.insert(rata, AvvisoDellaRata::nuovo(id, numero)?);
        }
    }
    let impronte = righe.iter().filter_map(|r| r.spiegazione.clone());
    let spiegazioni = spiegazioni::leggi(ctx, impronte).await?;
    let oggi = ctx.oggi();
    let intera = |retta: retta::Model| {
        let rate: Vec<Rata> = rate
            .iter()
            .filter(|r| r.retta_id == retta.id)
            .map(|r| {
                let pagato = pagati.get(&r.id).copied().unwrap_or_default();
                Rata::new(r, pagato, avvisi.get(&r.id).cloned(), oggi)
            })
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
    fn new(
        r: &rata::Model,
        pagato: Importo,
        avviso: Option<AvvisoDellaRata>,
        oggi: Giorno,
    ) -> Self {
        Self {
            id: r.id,
            numero: r.numero,
            importo: r.importo,
            pagato,
            scadenza: r.scadenza,
            scaduta: r.scadenza < oggi && pagato < r.importo,
            avviso,
        }
    }
}
