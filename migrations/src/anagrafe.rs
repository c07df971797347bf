//! Tables of `anagrafe`.

mod m0001_scuole;
mod m0002_famiglie;
mod m0003_iscrizioni;
mod m0004_omocodia;
mod m0005_isee_presentato;

use sea_orm_migration::MigrationTrait;

/// Oldest first.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_scuole::Migration),
        Box::new(m0002_famiglie::Migration),
        Box::new(m0003_iscrizioni::Migration),
        Box::new(m0004_omocodia::Migration),
        Box::new(m0005_isee_presentato::Migration),
    ]
}
