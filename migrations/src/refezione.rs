//! Tables of `refezione`.

mod m0001_cucina;
mod m0002_presenze;
mod m0003_decisioni_e_simulazioni;

use sea_orm_migration::MigrationTrait;

/// Oldest first.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_cucina::Migration),
        Box::new(m0002_presenze::Migration),
        Box::new(m0003_decisioni_e_simulazioni::Migration),
    ]
}
