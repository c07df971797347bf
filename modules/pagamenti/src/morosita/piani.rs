//! Plans as offices see them.

use campanella_anagrafe::FamigliaAutorizzata;
use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Istante};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entities::piano::{self, StatoPiano};
use crate::errore::Errore;
use crate::{PianoId, RettaId};

/// Un piano di rateizzazione. Le sue rate sono quelle della sua retta.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Piano {
    /// La chiave.
    pub id: PianoId,
    /// La retta con le sue rate.
    pub retta: RettaId,
    /// Quando la famiglia l'ha firmato.
    pub firmato_il: Giorno,
    /// Le scadenze concordate.
    pub scadenze: Vec<Giorno>,
    /// A che punto è.
    pub stato: StatoPiano,
    /// Perché non vale più, o vale di nuovo.
    pub motivo: Option<String>,
    /// Chi l'ha concesso.
    pub concesso_da: String,
    /// Quando.
    pub concesso_il: Istante,
}

/// The plans of `famiglia`, the latest first.
///
/// # Errors
/// When the store fails.
pub async fn piani_della_famiglia(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
) -> Result<Vec<Piano>, Errore> {
    let righe = piano::Entity::find()
        .filter(piano::Column::FamigliaId.eq(famiglia.famiglia.id))
        .order_by_desc(piano::Column::Id)
        .all(ctx.db())
        .await?;
    let piano = |p: piano::Model| Piano {
        id: p.id,
        retta: p.retta_id,
        firmato_il: p.firmato_il,
        scadenze: p.scadenze.0,
        stato: p.stato,
        motivo: p.motivo,
        concesso_da: p.concesso_da,
        concesso_il: p.concesso_il,
    };
    Ok(righe.into_iter().map(piano).collect())
}
