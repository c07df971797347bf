//! Tables of `regolamenti`.

mod m0001_attivazione;
mod m0002_pacchetti_e_decisioni;

use sea_orm_migration::MigrationTrait;

/// Oldest first.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_attivazione::Migration),
        Box::new(m0002_pacchetti_e_decisioni::Migration),
    ]
}
