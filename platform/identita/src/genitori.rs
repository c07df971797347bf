//! The role of genitore, which nobody gives: it follows from being the tutore or a delegate of a
//! family, and is brought up to date whenever the person logs in.

use campanella_anagrafe::ruolo_in_famiglia;
use campanella_kernel::{PersonaId, Scope};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use crate::entities::persona_ruolo;
use crate::predefiniti::GENITORE;

/// Gives `persona` the role of genitore, or takes it away, as the families say.
///
/// # Errors
/// When the store fails.
pub(crate) async fn allinea(
    scope: &Scope,
    db: &impl ConnectionTrait,
    persona: PersonaId,
) -> Result<(), DbErr> {
    if ruolo_in_famiglia(db, persona, scope.oggi())
        .await?
        .is_none()
    {
        persona_ruolo::Entity::delete_many()
            .filter(persona_ruolo::Column::PersonaId.eq(persona))
            .filter(persona_ruolo::Column::Ruolo.eq(GENITORE))
            .exec(db)
            .await?;
        return Ok(());
    }
    let row = persona_ruolo::ActiveModel {
        persona_id: Set(persona),
        ruolo: Set(GENITORE.to_owned()),
        plessi: Set(None),
        assegnato_da: Set("anagrafe".to_owned()),
        assegnato_il: Set(scope.now()),
        ..Default::default()
    };
    persona_ruolo::Entity::insert(row)
        .on_conflict_do_nothing_on([
            persona_ruolo::Column::PersonaId,
            persona_ruolo::Column::Ruolo,
        ])
        .exec_without_returning(db)
        .await?;
    Ok(())
}
