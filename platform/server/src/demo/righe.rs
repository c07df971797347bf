//! Rows on their way into a table, many at a time.

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectionTrait, DbErr, Value};

/// Bound parameters in one statement: below what any of the stores takes.
const PARAMETERS_MAX: usize = 20_000;

/// Rows of a table. The keys are given by whoever makes them, so that one table can refer to
/// another before either is written.
pub struct Righe {
    pub tabella: &'static str,
    pub colonne: &'static [&'static str],
    pub valori: Vec<Vec<Value>>,
}

impl Righe {
    /// No rows yet.
    pub const fn new(tabella: &'static str, colonne: &'static [&'static str]) -> Self {
        Self {
            tabella,
            colonne,
            valori: Vec::new(),
        }
    }

    /// Adds a row; its values stand in the order of the columns.
    pub fn push<const N: usize>(&mut self, valori: [Value; N]) {
        debug_assert_eq!(N, self.colonne.len(), "{}", self.tabella);
        self.valori.push(valori.into());
    }

    /// Writes the rows, a few statements for thousands of them.
    ///
    /// # Errors
    /// When the store refuses one.
    pub async fn scrivi(self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let per_statement = PARAMETERS_MAX / self.colonne.len();
        let mut valori = self.valori.into_iter().peekable();
        while valori.peek().is_some() {
            let mut insert = Query::insert();
            insert
                .into_table(self.tabella)
                .columns(self.colonne.iter().copied());
            for riga in valori.by_ref().take(per_statement) {
                insert.values_panic(riga.into_iter().map(Expr::val));
            }
            db.execute(&insert).await?;
        }
        Ok(())
    }
}
