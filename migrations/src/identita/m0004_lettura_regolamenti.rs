//! Seeing regulations is a permission of its own: the comune's own roles that could see them by
//! another one, or decide on them without seeing them, have it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let decidono = Query::select()
            .distinct()
            .column("ruolo")
            .expr(Expr::value("regolamenti:leggi"))
            .from("ruolo_permesso")
            .and_where(
                Expr::col("permesso")
                    .is_in(["regolamenti:gestisci", "approvazione_regolamenti:gestisci"]),
            )
            .to_owned();
        let lettura = Query::insert()
            .into_table("ruolo_permesso")
            .columns(["ruolo", "permesso"])
            .select_from(decidono)
            .map_err(|e| DbErr::Custom(e.to_string()))?
            .to_owned();
        manager.execute(lettura).await?;
        // Roles that a node compiled before are stale.
        let versione = Query::update()
            .table("politica")
            .value("versione", "lettura-regolamenti")
            .to_owned();
        manager.execute(versione).await
    }
}
