//! Many rows at once, for imports and for demonstration data.

use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

/// Rows of a statement: the widest table stays below the bound parameters that SQLite takes.
pub(crate) const RIGHE_PER_VOLTA: usize = 1000;

/// Enters `righe`, as few statements as the store allows. Keys that the rows do not set are given
/// by the store; read the rows again to know them.
///
/// # Errors
/// When the store refuses a row.
pub async fn inserisci_molti<E: EntityTrait>(
    db: &impl ConnectionTrait,
    righe: Vec<E::ActiveModel>,
) -> Result<(), DbErr> {
    let mut righe = righe.into_iter();
    loop {
        let some: Vec<E::ActiveModel> = righe.by_ref().take(RIGHE_PER_VOLTA).collect();
        if some.is_empty() {
            return Ok(());
        }
        E::insert_many(some).exec_without_returning(db).await?;
    }
}
