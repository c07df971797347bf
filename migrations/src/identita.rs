//! Tables of `identita`.

mod m0001_accesso;
mod m0002_ruoli;
mod m0003_programmi_e_supporto;
mod m0004_lettura_regolamenti;

use sea_orm_migration::MigrationTrait;

/// Oldest first.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_accesso::Migration),
        Box::new(m0002_ruoli::Migration),
        Box::new(m0003_programmi_e_supporto::Migration),
        Box::new(m0004_lettura_regolamenti::Migration),
    ]
}
