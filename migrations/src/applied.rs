//! What a store has gone through, and what it still lacks.

use std::collections::HashSet;

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

use crate::{History, ModuleMigrations, Step};

/// The table in which a module's applied migrations are noted.
pub(crate) fn table(schema: &str) -> String {
    format!("{schema}_migrazioni")
}

impl History {
    /// The migrations that this program knows and the store has not gone through, oldest first.
    /// All of them for an empty store. It changes nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn pending(self, db: &impl ConnectionTrait) -> Result<Vec<Step>, DbErr> {
        let done = self.applied(db).await?;
        let lacking = |step: &Step| !done.contains(&(step.schema.to_owned(), step.name.clone()));
        Ok(self.steps().into_iter().filter(lacking).collect())
    }

    /// The migrations that the store has gone through, as (schema, name).
    pub(crate) async fn applied(
        self,
        db: &impl ConnectionTrait,
    ) -> Result<HashSet<(String, String)>, DbErr> {
        // A store that is up to date, nearly always, answers this one query.
        let every: Vec<&ModuleMigrations> = self.0.iter().collect();
        if let Ok(names) = names(db, &every).await {
            return Ok(names);
        }
        let mut present = Vec::new();
        for module in self.0 {
            if has_table(db, module.schema).await? {
                present.push(module);
            }
        }
        if present.is_empty() {
            return Ok(HashSet::new());
        }
        names(db, &present).await
    }
}

async fn names(
    db: &impl ConnectionTrait,
    modules: &[&ModuleMigrations],
) -> Result<HashSet<(String, String)>, DbErr> {
    let select = |m: &&ModuleMigrations| {
        format!(
            "SELECT '{0}' AS modulo, nome FROM {1}",
            m.schema,
            table(m.schema)
        )
    };
    let sql = modules
        .iter()
        .map(select)
        .collect::<Vec<_>>()
        .join(" UNION ALL ");
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get("", "modulo")?, row.try_get("", "nome")?)))
        .collect()
}

async fn has_table(db: &impl ConnectionTrait, schema: &str) -> Result<bool, DbErr> {
    let backend = db.get_database_backend();
    let name = table(schema);
    let sql = match backend {
        DbBackend::Postgres => format!("SELECT 1 WHERE to_regclass('{schema}.{name}') IS NOT NULL"),
        _ => format!("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{name}'"),
    };
    let row = db
        .query_one_raw(Statement::from_string(backend, sql))
        .await?;
    Ok(row.is_some())
}
