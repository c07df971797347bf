//! Tables of `piattaforma`.

mod m0001_registro_e_lavoro;

use sea_orm_migration::MigrationTrait;

/// Oldest first.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m0001_registro_e_lavoro::Migration)]
}
