//! Reminders as families and offices see them.

use campanella_anagrafe::FamigliaAutorizzata;
use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Importo};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entities::sollecito;
use crate::errore::Errore;
use crate::{RataId, SollecitoId};

/// Reminders that a page lists.
const MOSTRATI: u64 = 100;

/// Un sollecito di pagamento.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Sollecito {
    /// La chiave.
    pub id: SollecitoId,
    /// La rata non pagata.
    pub rata: RataId,
    /// Il nome.
    pub titolo: String,
    /// Quando è stato inviato.
    pub inviato: Giorno,
    /// Ultimo giorno che lascia per pagare.
    pub termine: Giorno,
    /// Quando la famiglia l'ha ricevuto, se si sa.
    pub ricevuto: Option<Giorno>,
    /// La penale aggiunta alla rata.
    pub penale: Importo,
    /// Le spese aggiunte alla rata.
    pub spese: Importo,
    /// Quanto era da pagare in tutto.
    pub dovuto: Importo,
    /// Perché è stato annullato.
    pub annullato_per: Option<String>,
}

impl From<&sollecito::Model> for Sollecito {
    fn from(s: &sollecito::Model) -> Self {
        Self {
            id: s.id,
            rata: s.rata_id,
            titolo: s.titolo.clone(),
            inviato: s.inviato,
            termine: s.termine,
            ricevuto: s.ricevuto,
            penale: s.penale,
            spese: s.spese,
            dovuto: s.dovuto,
            annullato_per: s.annullato_per.clone(),
        }
    }
}

/// The reminders of `famiglia`, the latest first; those cancelled too.
///
/// # Errors
/// When the store fails.
pub async fn solleciti_della_famiglia(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
) -> Result<Vec<Sollecito>, Errore> {
    let righe = sollecito::Entity::find()
        .filter(sollecito::Column::FamigliaId.eq(famiglia.famiglia.id))
        .order_by_desc(sollecito::Column::Id)
        .limit(MOSTRATI)
        .all(ctx.db())
        .await?;
    Ok(righe.iter().map(Sollecito::from).collect())
}
