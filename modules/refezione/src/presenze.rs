//! What a family sees of the meals of a child: when, at what price, and why.

use campanella_anagrafe::{IscrizioneFiglio, IscrizioneId};
use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Importo, PrezzoUnitario, typed_id};
use campanella_plugins_host::spiegazione::Passo;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entities::{consumo, presenza};
use crate::errore::Errore;
use crate::stato::{StatoConsumo, StatoPresenza};

typed_id!(
    /// A presence.
    PresenzaId
);

/// Un pasto, o un'assenza, di un figlio.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Presenza {
    /// La chiave.
    pub id: PresenzaId,
    /// Il giorno.
    pub giorno: Giorno,
    /// Che cosa è registrato.
    pub stato: StatoPresenza,
    /// La dieta, o `base`.
    pub articolo: String,
    /// Prezzo di un pasto.
    pub prezzo_unitario: Option<PrezzoUnitario>,
    /// Importo dovuto; assente finché è da verificare.
    pub importo: Option<Importo>,
    /// Fascia assegnata dal regolamento.
    pub fascia: Option<String>,
    /// Vero se l'ufficio deve ancora stabilire l'importo.
    pub da_verificare: bool,
    /// Perché questo importo.
    pub motivazione: Vec<Passo>,
    /// Perché la presenza è stata corretta.
    pub corretta_per: Option<String>,
    /// Impronta della decisione del regolamento, con la quale l'ufficio può ripeterla.
    pub decisione: Option<String>,
}

/// Una pagina di presenze, dalla più recente, con i totali del periodo.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct PresenzaConnection {
    /// Le presenze.
    pub edges: Vec<PresenzaEdge>,
    /// Se ce ne sono altre.
    pub page_info: PageInfo,
    /// Somma degli importi di tutto il periodo, senza quelli da verificare.
    pub totale_importo: Importo,
    /// Pasti di tutto il periodo.
    pub totale_pasti: i32,
}

/// Una presenza nella sua pagina.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct PresenzaEdge {
    /// Da passare come `after` per le presenze che seguono.
    pub cursor: String,
    /// La presenza.
    pub node: Presenza,
}

/// The presences of `iscrizione` from `dal` to `al`, the latest first.
///
/// # Errors
/// When the store fails.
pub async fn presenze(
    ctx: &Ctx,
    iscrizione: &IscrizioneFiglio,
    (dal, al): (Option<Giorno>, Option<Giorno>),
    pagina: PageRequest,
) -> Result<PresenzaConnection, Errore> {
    let periodo = periodo(iscrizione.iscrizione.id, dal, al);
    let (totale_importo, totale_pasti) = totali(ctx, &periodo).await?;
    let (presenze, page_info) = pagina_di(ctx, periodo, pagina).await?;
    let edge = |node: Presenza| PresenzaEdge {
        cursor: encode_cursor(cursore(node.giorno)),
        node,
    };
    Ok(PresenzaConnection {
        edges: presenze.into_iter().map(edge).collect(),
        page_info,
        totale_importo,
        totale_pasti,
    })
}

/// The presences of an iscrizione in a range that may be open.
pub(crate) fn periodo(
    iscrizione: IscrizioneId,
    dal: Option<Giorno>,
    al: Option<Giorno>,
) -> Condition {
    Condition::all()
        .add(presenza::Column::IscrizioneId.eq(iscrizione))
        .add_option(dal.map(|g| presenza::Column::Giorno.gte(g)))
        .add_option(al.map(|g| presenza::Column::Giorno.lte(g)))
}

/// A page of presences with their prices, the latest first: two statements.
pub(crate) async fn pagina_di(
    ctx: &Ctx,
    periodo: Condition,
    pagina: PageRequest,
) -> Result<(Vec<Presenza>, PageInfo), Errore> {
    let mut select = presenza::Entity::find()
        .filter(periodo)
        .order_by_desc(presenza::Column::Giorno)
        .limit(pagina.limit());
    // One presence a day: the day is the key of the list.
    if let Some(dopo) = pagina.after {
        select = select.filter(presenza::Column::Giorno.lt(giorno_del_cursore(dopo)));
    }
    let mut righe = select.all(ctx.db()).await?;
    let page_info = pagina.cut(&mut righe, |p| cursore(p.giorno));
    let consumi = consumo::Entity::find()
        .filter(consumo::Column::PresenzaId.is_in(righe.iter().map(|p| p.id)))
        .all(ctx.db())
        .await?;
    let con_prezzo = |riga: presenza::Model| {
        let consumo = consumi.iter().find(|c| c.presenza_id == riga.id);
        Presenza::new(riga, consumo)
    };
    Ok((righe.into_iter().map(con_prezzo).collect(), page_info))
}

/// Amount and number of the meals of the range: a school year at most for one iscrizione, so
/// that adding up here is simpler than in two dialects of SQL.
async fn totali(ctx: &Ctx, periodo: &Condition) -> Result<(Importo, i32), Errore> {
    let registrate: Vec<(i64, StatoPresenza)> = presenza::Entity::find()
        .select_only()
        .columns([presenza::Column::Id, presenza::Column::Stato])
        .filter(periodo.clone())
        .into_tuple()
        .all(ctx.db())
        .await?;
    let pasti = || registrate.iter().filter(|(_, stato)| stato.con_pasto());
    let importi: Vec<Option<Importo>> = consumo::Entity::find()
        .select_only()
        .column(consumo::Column::Importo)
        .filter(consumo::Column::PresenzaId.is_in(pasti().map(|(id, _)| *id)))
        .filter(consumo::Column::Stato.eq(StatoConsumo::Calcolato))
        .into_tuple()
        .all(ctx.db())
        .await?;
    let quanti = i32::try_from(pasti().count()).unwrap_or(i32::MAX);
    Ok((importi.into_iter().flatten().sum(), quanti))
}

/// The first day that can be a key.
fn origine() -> Giorno {
    chrono::NaiveDate::default().into()
}

pub(crate) fn cursore(giorno: Giorno) -> i64 {
    origine().distanza(giorno)
}

fn giorno_del_cursore(chiave: i64) -> Giorno {
    origine().dopo(u64::try_from(chiave).unwrap_or_default())
}

impl Presenza {
    fn new(riga: presenza::Model, consumo: Option<&consumo::Model>) -> Self {
        let consumo = consumo.filter(|c| c.stato != StatoConsumo::Annullato);
        let calcolato = consumo.filter(|c| c.stato == StatoConsumo::Calcolato);
        let passi = consumo
            .map(|c| c.motivazione.0.as_slice())
            .unwrap_or_default();
        Self {
            id: PresenzaId::new(riga.id),
            giorno: riga.giorno,
            stato: riga.stato,
            articolo: riga.dieta_codice.unwrap_or(riga.articolo),
            prezzo_unitario: calcolato.and_then(|c| c.prezzo_unitario),
            importo: calcolato.and_then(|c| c.importo),
            fascia: calcolato.and_then(|c| c.fascia.clone()),
            da_verificare: consumo.is_some_and(|c| c.stato == StatoConsumo::DaVerificare),
            motivazione: passi.iter().map(Passo::from).collect(),
            corretta_per: riga.motivo,
            decisione: consumo.and_then(|c| c.decisione.clone()),
        }
    }
}
