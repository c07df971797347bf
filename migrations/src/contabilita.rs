//! Tables of the ledger (`platform/ledger`).

mod m0001_libro;

use sea_orm_migration::MigrationTrait;

/// Oldest first.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m0001_libro::Migration)]
}
