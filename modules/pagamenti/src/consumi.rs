//! What a family's children consumed on a service, with what it costs.

use std::collections::BTreeMap;

use campanella_anagrafe::{AlunnoId, FamigliaAutorizzata, IscrizioneId};
use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{
    Ctx, Giorno, GraphqlEnum, GraphqlOutput, Importo, PrezzoUnitario, Servizio,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::AddebitoId;
use crate::emissione::calcola::{chiave, importo_della_riga};
use crate::entities::addebito::{self, StatoAddebito};
use crate::errore::Errore;
use crate::spiegazioni::{self, PassoSpiegazione};

/// Che ne è stato di un consumo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, GraphqlEnum)]
pub enum StatoConsumo {
    /// Andrà nella prossima retta, o è in corso di addebito.
    InAttesa,
    /// Scalato dal conto elettronico.
    Addebitato,
    /// In una retta emessa.
    Emesso,
    /// Compreso nella quota fissa.
    Compreso,
    /// L'ufficio deve ancora stabilire l'importo.
    DaVerificare,
}

/// Un pasto o una corsa; con quantità negativa, uno già pagato e poi corretto.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct ConsumoFamiglia {
    /// La chiave.
    pub id: AddebitoId,
    /// Il giorno.
    pub giorno: Giorno,
    /// Il bambino.
    pub alunno: AlunnoId,
    /// L'iscrizione.
    pub iscrizione: IscrizioneId,
    /// Quanti: 1, o -1.
    pub quantita: i32,
    /// Il prezzo di uno.
    pub prezzo: Option<PrezzoUnitario>,
    /// L'importo di uno da solo; in una retta l'arrotondamento è sulla riga.
    pub importo: Option<Importo>,
    /// La fascia.
    pub fascia: Option<String>,
    /// Che ne è stato.
    pub stato: StatoConsumo,
    /// Perché costa così.
    pub spiegazione: Vec<PassoSpiegazione>,
}

/// Una pagina di consumi, dal più recente.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct ConsumoConnection {
    /// I consumi.
    pub edges: Vec<ConsumoEdge>,
    /// Se ce ne sono altri.
    pub page_info: PageInfo,
    /// Consumi di tutto il periodo.
    pub totale_consumi: i32,
    /// Somma degli importi di tutto il periodo, senza quelli da verificare.
    pub totale_importo: Importo,
}

/// Un consumo nella sua pagina.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct ConsumoEdge {
    /// Da passare come `after` per i consumi che seguono.
    pub cursor: String,
    /// Il consumo.
    pub node: ConsumoFamiglia,
}

/// The consumptions of `famiglia` on `servizio` from `dal` to `al`, the last known first. Three
/// statements, however many.
///
/// # Errors
/// When the store fails.
pub async fn consumi(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    servizio: Servizio,
    (dal, al): (Option<Giorno>, Option<Giorno>),
    pagina: PageRequest,
) -> Result<ConsumoConnection, Errore> {
    let periodo = Condition::all()
        .add(addebito::Column::FamigliaId.eq(famiglia.famiglia.id))
        .add(addebito::Column::Servizio.eq(servizio))
        .add(addebito::Column::Stato.ne(StatoAddebito::Annullato))
        .add_option(dal.map(|g| addebito::Column::Giorno.gte(g)))
        .add_option(al.map(|g| addebito::Column::Giorno.lte(g)));
    // Some hundreds at most for a family and a year: adding up here is simpler than in two
    // dialects of SQL.
    let tutti = addebito::Entity::find()
        .filter(periodo.clone())
        .all(ctx.db())
        .await?;
    let mut select = addebito::Entity::find()
        .filter(periodo)
        .order_by_desc(addebito::Column::Id)
        .limit(pagina.limit());
    if let Some(dopo) = pagina.after {
        select = select.filter(addebito::Column::Id.lt(AddebitoId::new(dopo)));
    }
    let mut righe = select.all(ctx.db()).await?;
    let page_info = pagina.cut(&mut righe, |a| a.id.key());
    let impronte = righe.iter().filter_map(|a| a.spiegazione.clone());
    let spiegazioni = spiegazioni::leggi(ctx, impronte).await?;
    let edge = |a: addebito::Model| {
        let passi = a.spiegazione.as_ref().and_then(|s| spiegazioni.get(s));
        ConsumoEdge {
            cursor: encode_cursor(a.id.key()),
            node: ConsumoFamiglia::new(&a, passi.cloned().unwrap_or_default()),
        }
    };
    Ok(ConsumoConnection {
        edges: righe.into_iter().map(edge).collect(),
        page_info,
        totale_consumi: tutti.iter().map(|a| a.quantita).sum(),
        totale_importo: totale(&tutti),
    })
}

/// What they cost together: from a prepaid account each was taken by itself, on a bill those of a
/// price are a line, which is rounded once.
fn totale(consumi: &[addebito::Model]) -> Importo {
    let (scalati, fatturati): (Vec<_>, Vec<_>) = consumi
        .iter()
        .partition(|a| a.stato == StatoAddebito::Addebitato);
    let mut righe: BTreeMap<_, u32> = BTreeMap::new();
    for a in fatturati {
        if let Some(chiave) = chiave(a) {
            *righe.entry((a.riga_id, chiave)).or_default() += 1;
        }
    }
    let uno_per_uno: Importo = scalati.iter().filter_map(|a| a.importo()).sum();
    let riga = |((_, chiave), quanti)| importo_della_riga(&chiave, quanti);
    uno_per_uno + righe.into_iter().map(riga).sum::<Importo>()
}

impl ConsumoFamiglia {
    fn new(a: &addebito::Model, spiegazione: Vec<PassoSpiegazione>) -> Self {
        Self {
            id: a.id,
            giorno: a.giorno,
            alunno: a.alunno_id,
            iscrizione: a.iscrizione_id,
            quantita: a.quantita,
            prezzo: a.prezzo,
            importo: a.importo(),
            fascia: a.fascia.clone(),
            stato: match a.stato {
                StatoAddebito::InAttesa | StatoAddebito::Annullato => StatoConsumo::InAttesa,
                StatoAddebito::Addebitato => StatoConsumo::Addebitato,
                StatoAddebito::Emesso => StatoConsumo::Emesso,
                StatoAddebito::Compreso => StatoConsumo::Compreso,
                StatoAddebito::DaVerificare => StatoConsumo::DaVerificare,
            },
            spiegazione,
        }
    }
}
