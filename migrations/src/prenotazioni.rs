//! Tables of `prenotazioni`.

mod m0001_prenotazioni;

use sea_orm_migration::MigrationTrait;

/// Oldest first.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m0001_prenotazioni::Migration)]
}
