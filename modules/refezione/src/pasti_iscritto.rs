//! What an office sees of the meals of a child: the price, why, and the decision behind it. No
//! diet: whoever deals with amounts need not know what a child eats.

use campanella_anagrafe::Iscritto;
use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Importo, PrezzoUnitario};

use crate::errore::Errore;
use crate::presenze::{Presenza, cursore, pagina_di, periodo};
use crate::stato::StatoPresenza;
use campanella_plugins_host::spiegazione::Passo;

/// Un pasto, o un'assenza, di un bambino.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct PastoIscritto {
    /// Il giorno.
    pub giorno: Giorno,
    /// Che cosa è registrato.
    pub stato: StatoPresenza,
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
    /// Impronta della decisione del regolamento, con la quale si può ripetere.
    pub decisione: Option<String>,
}

/// Una pagina di pasti, dal più recente.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct PastoIscrittoConnection {
    /// I pasti.
    pub edges: Vec<PastoIscrittoEdge>,
    /// Se ce ne sono altri.
    pub page_info: PageInfo,
}

/// Un pasto nella sua pagina.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct PastoIscrittoEdge {
    /// Da passare come `after` per i pasti che seguono.
    pub cursor: String,
    /// Il pasto.
    pub node: PastoIscritto,
}

impl From<Presenza> for PastoIscritto {
    fn from(p: Presenza) -> Self {
        Self {
            giorno: p.giorno,
            stato: p.stato,
            prezzo_unitario: p.prezzo_unitario,
            importo: p.importo,
            fascia: p.fascia,
            da_verificare: p.da_verificare,
            motivazione: p.motivazione,
            decisione: p.decisione,
        }
    }
}

/// The meals of `iscritto` from `dal` to `al`, the latest first: two statements.
///
/// # Errors
/// When the store fails.
pub async fn pasti_iscritto(
    ctx: &Ctx,
    iscritto: &Iscritto,
    (dal, al): (Option<Giorno>, Option<Giorno>),
    pagina: PageRequest,
) -> Result<PastoIscrittoConnection, Errore> {
    let periodo = periodo(iscritto.iscrizione.id, dal, al);
    let (pasti, page_info) = pagina_di(ctx, periodo, pagina).await?;
    let edge = |presenza: Presenza| PastoIscrittoEdge {
        cursor: encode_cursor(cursore(presenza.giorno)),
        node: presenza.into(),
    };
    Ok(PastoIscrittoConnection {
        edges: pasti.into_iter().map(edge).collect(),
        page_info,
    })
}
