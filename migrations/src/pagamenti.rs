//! Tables of `pagamenti`.

mod m0001_conti;
mod m0002_emissioni;
mod m0003_pagopa;
mod m0004_rendicontazione;
mod m0005_morosita;
mod m0006_capitoli;
mod m0007_documenti;
mod m0008_catalogo;
mod m0009_riaperture;
mod m0010_sportello;
mod m0011_scarto;

use sea_orm_migration::MigrationTrait;

/// Oldest first.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_conti::Migration),
        Box::new(m0002_emissioni::Migration),
        Box::new(m0003_pagopa::Migration),
        Box::new(m0004_rendicontazione::Migration),
        Box::new(m0005_morosita::Migration),
        Box::new(m0006_capitoli::Migration),
        Box::new(m0007_documenti::Migration),
        Box::new(m0008_catalogo::Migration),
        Box::new(m0009_riaperture::Migration),
        Box::new(m0010_sportello::Migration),
        Box::new(m0011_scarto::Migration),
    ]
}
