//! Brings a store forward.

use sea_orm_migration::SchemaManager;
use sea_orm_migration::sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::sea_query::{ColumnDef, Query, Table};

use crate::applied::table;
use crate::{History, ModuleMigrations, Step};

/// Why a store could not be brought forward. It is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// A migration failed.
    #[error("la migrazione {step} non è riuscita: {cause}")]
    Failed {
        /// Which.
        step: Step,
        /// Why.
        cause: DbErr,
    },
    /// A newer program has migrated the store further than this one knows.
    #[error(
        "l'archivio è più avanti di questo programma (migrazione {0}): aggiornare il programma"
    )]
    Ahead(String),
    /// The store cannot be reached or refuses.
    #[error("l'archivio non risponde: {0}")]
    Store(#[from] DbErr),
}

impl History {
    /// Applies every pending migration in one transaction; returns those that it applied.
    /// Two programs that migrate the same store wait for each other.
    ///
    /// # Errors
    /// When one fails: then none is applied.
    pub async fn migrate(self, db: &DatabaseConnection) -> Result<Vec<Step>, MigrationError> {
        self.migrate_to(db, usize::MAX).await
    }

    /// As [`History::migrate`], but knowing only the first `known` of [`History::steps`]: a store
    /// of the past, for tests that bring it forward.
    ///
    /// # Errors
    /// When one fails: then none is applied.
    pub async fn migrate_to(
        self,
        db: &DatabaseConnection,
        known: usize,
    ) -> Result<Vec<Step>, MigrationError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let txn = db.begin_with_options(options).await?;
        lock(&txn).await?;
        for module in self.0 {
            self.prepare(&txn, module).await?;
        }
        let done = self.applied(&txn).await?;
        let all = self.steps();
        let is_known =
            |schema: &str, name: &str| all.iter().any(|s| s.schema == schema && s.name == name);
        if let Some((schema, name)) = done.iter().find(|(s, n)| !is_known(s, n)) {
            return Err(MigrationError::Ahead(format!("{schema}/{name}")));
        }
        let wanted: Vec<Step> = all
            .into_iter()
            .take(known)
            .filter(|s| !done.contains(&(s.schema.to_owned(), s.name.clone())))
            .collect();
        for module in self.0 {
            self.apply(&txn, module, &wanted).await?;
        }
        txn.commit().await?;
        Ok(wanted)
    }

    /// Makes the module's schema and its table of applied migrations.
    async fn prepare(
        self,
        txn: &DatabaseTransaction,
        module: &ModuleMigrations,
    ) -> Result<(), DbErr> {
        if txn.get_database_backend() == DbBackend::Postgres {
            let create = format!("CREATE SCHEMA IF NOT EXISTS {}", module.schema);
            txn.execute_unprepared(&create).await?;
        }
        self.enter(txn, module).await?;
        let table = Table::create()
            .table(table(module.schema))
            .if_not_exists()
            .col(ColumnDef::new("nome").text().not_null().primary_key())
            .to_owned();
        txn.execute(&table).await?;
        Ok(())
    }

    /// Puts the module's schema first on the path, until the transaction ends.
    async fn enter(
        self,
        txn: &DatabaseTransaction,
        module: &ModuleMigrations,
    ) -> Result<(), DbErr> {
        if txn.get_database_backend() == DbBackend::Postgres {
            let others = self
                .0
                .iter()
                .map(|m| m.schema)
                .filter(|s| *s != module.schema);
            let path: Vec<&str> = std::iter::once(module.schema).chain(others).collect();
            let set = format!("SET LOCAL search_path TO {}", path.join(", "));
            txn.execute_unprepared(&set).await?;
        }
        Ok(())
    }

    async fn apply(
        self,
        txn: &DatabaseTransaction,
        module: &ModuleMigrations,
        wanted: &[Step],
    ) -> Result<(), MigrationError> {
        let mine: Vec<&Step> = wanted
            .iter()
            .filter(|s| s.schema == module.schema)
            .collect();
        if mine.is_empty() {
            return Ok(());
        }
        self.enter(txn, module).await?;
        let manager = SchemaManager::new(txn);
        for migration in (module.migrations)() {
            let Some(step) = mine.iter().find(|s| s.name == migration.name()) else {
                continue;
            };
            let failed = |cause| MigrationError::Failed {
                step: (*step).clone(),
                cause,
            };
            migration.up(&manager).await.map_err(failed)?;
            let note = Query::insert()
                .into_table(table(module.schema))
                .columns(["nome"])
                .values_panic([step.name.clone().into()])
                .to_owned();
            txn.execute(&note).await.map_err(failed)?;
            tracing::debug!(%step, "migration applied");
        }
        Ok(())
    }
}

/// On PostgreSQL two transactions can create at once; on SQLite the write lock is ours already.
async fn lock(txn: &DatabaseTransaction) -> Result<(), DbErr> {
    let sql = match txn.get_database_backend() {
        DbBackend::Postgres => "SELECT pg_advisory_xact_lock(hashtext('campanella.migrazioni'))",
        // Lets a migration rebuild a table that others refer to; the commit still checks.
        _ => "PRAGMA defer_foreign_keys = ON",
    };
    txn.execute_unprepared(sql).await?;
    Ok(())
}
