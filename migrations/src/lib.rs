//! The tables of a comune's store, a folder of migrations per module.
//!
//! Migrations only go forward, expand then contract. They name tables without a schema: on
//! PostgreSQL each module's migrations run with its own schema first on the `search_path`, on
//! SQLite there is one name space and names are unique across modules.
//!
//! A store is migrated in one transaction ([`History::migrate`]): it is wholly at one version, or
//! untouched. What was applied stands in a table per module, `<schema>_migrazioni`.

mod anagrafe;
mod applied;
mod contabilita;
mod describe;
mod identita;
mod migrate;
mod pagamenti;
mod piattaforma;
mod prenotazioni;
mod refezione;
mod regolamenti;

#[cfg(test)]
mod tests;

use sea_orm_migration::MigrationTrait;

pub use describe::describe;
pub use migrate::MigrationError;

/// The migrations of one module.
pub struct ModuleMigrations {
    /// The PostgreSQL schema that holds its tables.
    pub schema: &'static str,
    /// Its migrations, oldest first.
    pub migrations: fn() -> Vec<Box<dyn MigrationTrait>>,
}

/// The tables of a kind of database: its modules, a module after those whose tables it refers to.
#[derive(Clone, Copy)]
pub struct History(&'static [ModuleMigrations]);

/// The store of a comune: every module.
pub const STORE: History = History::new(&[
    ModuleMigrations {
        schema: "piattaforma",
        migrations: piattaforma::migrations,
    },
    ModuleMigrations {
        schema: "regolamenti",
        migrations: regolamenti::migrations,
    },
    ModuleMigrations {
        schema: "anagrafe",
        migrations: anagrafe::migrations,
    },
    ModuleMigrations {
        schema: "contabilita",
        migrations: contabilita::migrations,
    },
    ModuleMigrations {
        schema: "identita",
        migrations: identita::migrations,
    },
    ModuleMigrations {
        schema: "prenotazioni",
        migrations: prenotazioni::migrations,
    },
    ModuleMigrations {
        schema: "refezione",
        migrations: refezione::migrations,
    },
    ModuleMigrations {
        schema: "pagamenti",
        migrations: pagamenti::migrations,
    },
]);

/// A migration among those of all modules.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Step {
    /// The module's schema.
    pub schema: &'static str,
    /// Its name within the module, e.g. `m0001_persone`.
    pub name: String,
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.schema, self.name)
    }
}

impl History {
    /// The history of `modules`, each after those whose tables it refers to.
    #[must_use]
    pub const fn new(modules: &'static [ModuleMigrations]) -> Self {
        Self(modules)
    }

    /// Every migration that this program knows, in the order in which an empty database takes
    /// them.
    #[must_use]
    pub fn steps(self) -> Vec<Step> {
        let of_module = |module: &ModuleMigrations| {
            let schema = module.schema;
            (module.migrations)().into_iter().map(move |m| Step {
                schema,
                name: m.name().to_owned(),
            })
        };
        self.0.iter().flat_map(of_module).collect()
    }

    /// The version of the tables that this program needs, for lists and logs: each module with
    /// the number of its migrations.
    #[must_use]
    pub fn version(self) -> String {
        let counted = |m: &ModuleMigrations| format!("{} {}", m.schema, (m.migrations)().len());
        self.0.iter().map(counted).collect::<Vec<_>>().join(", ")
    }

    /// The PostgreSQL `search_path` on which unqualified table names find every module's tables.
    #[must_use]
    pub fn search_path(self) -> String {
        self.0
            .iter()
            .map(|m| m.schema)
            .collect::<Vec<_>>()
            .join(",")
    }
}
