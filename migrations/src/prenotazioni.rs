//! Tables of `prenotazioni`.

mod m0001_prenotazioni;
mod m0002_decisioni;

use sea_orm_migration::MigrationTrait;

/// Oldest first.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_prenotazioni::Migration),
        Box::new(m0002_decisioni::Migration),
    ]
}
