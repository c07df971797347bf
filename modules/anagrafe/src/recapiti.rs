//! Who families are for the comune, and where they can be written to.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entities::{famiglia, persona};
use crate::{FamigliaId, Persona};

/// Keys in one query: below the bound parameters that any of the stores takes.
const KEYS_MAX: usize = 10_000;

/// The e-mail address of the tutore of each of `famiglie`, where there is one that was confirmed.
///
/// # Errors
/// When the store fails.
pub async fn recapiti_dei_tutori(
    db: &impl ConnectionTrait,
    famiglie: &[FamigliaId],
) -> Result<HashMap<FamigliaId, String>, DbErr> {
    let mut recapiti = HashMap::new();
    for some in famiglie.chunks(KEYS_MAX) {
        let rows = famiglia::Entity::find()
            .find_also_related(persona::Entity)
            .filter(famiglia::Column::Id.is_in(some.iter().copied()))
            .filter(persona::Column::EmailConfermata.eq(true))
            .all(db)
            .await?;
        recapiti.extend(
            rows.into_iter()
                .filter_map(|(f, tutore)| Some((f.id, tutore?.email?))),
        );
    }
    Ok(recapiti)
}

/// The tutore of each of `famiglie`: who signs and pays.
///
/// # Errors
/// When the store fails.
pub async fn tutori(
    db: &impl ConnectionTrait,
    famiglie: &[FamigliaId],
) -> Result<HashMap<FamigliaId, Persona>, DbErr> {
    let mut tutori = HashMap::new();
    for some in famiglie.chunks(KEYS_MAX) {
        let rows = famiglia::Entity::find()
            .find_also_related(persona::Entity)
            .filter(famiglia::Column::Id.is_in(some.iter().copied()))
            .all(db)
            .await?;
        tutori.extend(
            rows.into_iter()
                .filter_map(|(f, tutore)| Some((f.id, tutore?))),
        );
    }
    Ok(tutori)
}
