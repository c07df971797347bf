//! Tables of the catalog. On PostgreSQL they are in the schema `catalogo`.

mod m0001_catalogo;
mod m0002_versione_impostazioni;

use campanella_migrations::ModuleMigrations;
use sea_orm_migration::MigrationTrait;

/// The catalog is one module.
pub(crate) const MODULES: &[ModuleMigrations] = &[ModuleMigrations {
    schema: "catalogo",
    migrations,
}];

/// Oldest first.
fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_catalogo::Migration),
        Box::new(m0002_versione_impostazioni::Migration),
    ]
}
