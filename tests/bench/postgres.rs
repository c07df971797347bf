//! The PostgreSQL server of the measures, as its superuser.

use anyhow::{Context, Result, ensure};
use campanella_migrations::STORE;
use sea_orm::{ConnectOptions, TryGetable};
use sea_orm::{
    ConnectionTrait, Database, DatabaseConnection, DbBackend, FromQueryResult, Statement,
};

/// A connection to one of its databases.
pub struct Postgres {
    db: DatabaseConnection,
    url: String,
}

/// One value.
struct One<T>(T);

impl<T: TryGetable> FromQueryResult for One<T> {
    fn from_query_result(row: &sea_orm::QueryResult, _: &str) -> Result<Self, sea_orm::DbErr> {
        Ok(Self(row.try_get_by_index(0)?))
    }
}

impl Postgres {
    /// Connects.
    pub async fn connect(url: &str) -> Result<Self> {
        ensure!(!url.is_empty(), "no PostgreSQL server was named");
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        // Names of tables alone, as the server writes them.
        options.map_sqlx_postgres_opts(|o| o.options([("search_path", &STORE.search_path())]));
        let db = Database::connect(options).await?;
        Ok(Self {
            db,
            url: url.to_owned(),
        })
    }

    /// Connects to another database of the same server.
    pub async fn other(&self, database: &str) -> Result<Self> {
        Self::connect(&self.url_of(database)?).await
    }

    /// The address of another database of the same server.
    pub fn url_of(&self, database: &str) -> Result<String> {
        let (server, _) = self.url.rsplit_once('/').context("a URL with a database")?;
        Ok(format!("{server}/{database}"))
    }

    /// Does something of which nothing is read.
    pub async fn execute(&self, sql: &str) -> Result<()> {
        self.db.execute_unprepared(sql).await?;
        Ok(())
    }

    /// The first column of the rows of `sql`.
    pub async fn column<T: TryGetable + Send + Sync>(&self, sql: &str) -> Result<Vec<T>> {
        let statement = Statement::from_string(DbBackend::Postgres, sql);
        let rows = One::<T>::find_by_statement(statement).all(&self.db).await?;
        Ok(rows.into_iter().map(|One(value)| value).collect())
    }

    /// The first column of the first row of `sql`.
    pub async fn value<T: TryGetable + Send + Sync>(&self, sql: &str) -> Result<T> {
        let column = self.column(sql).await?;
        column.into_iter().next().context("no row")
    }
}
