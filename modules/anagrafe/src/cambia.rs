//! Writes of a row only what changed.

use sea_orm::ActiveValue::{self, Unchanged};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IdenStatic, IntoActiveModel, Iterable,
};

/// Writes what differs between `prima` and `dopo`, two versions of the same row; the answer names
/// the columns that changed, for the audit log.
///
/// # Errors
/// When the store refuses.
pub(crate) async fn cambia<E>(
    db: &impl ConnectionTrait,
    prima: E::Model,
    dopo: E::Model,
) -> Result<Vec<&'static str>, DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: Send,
{
    let mut row: E::ActiveModel = prima.into_active_model();
    let dopo: E::ActiveModel = dopo.into_active_model();
    let mut changed = Vec::new();
    for column in E::Column::iter() {
        let values: (ActiveValue<_>, ActiveValue<_>) = (row.get(column), dopo.get(column));
        if let (Unchanged(before), Unchanged(after)) = values
            && before != after
        {
            row.set(column, after);
            changed.push(column.as_str());
        }
    }
    if !changed.is_empty() {
        E::update(row).exec(db).await?;
    }
    Ok(changed)
}
