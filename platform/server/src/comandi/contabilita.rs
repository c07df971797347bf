//! `campanella contabilita …`: are the books of a comune right?

use std::sync::Arc;

use anyhow::bail;
use campanella_kernel::ComuneId;
use campanella_kernel::bus::LocalBus;
use campanella_kernel::clock::SystemClock;
use campanella_ledger::Anomalia;
use campanella_tenants::Comuni;
use clap::Subcommand;
use sea_orm::ConnectionTrait;

use crate::config::Config;

/// What can be done with books.
#[derive(Debug, Subcommand)]
pub enum ComandoContabilita {
    /// Controlla i conti di un comune: scritture, saldi, consumi, rette, incassi.
    Verifica {
        /// Il comune.
        #[arg(value_parser = ComuneId::parse)]
        id: ComuneId,
    },
}

/// Does one of them.
///
/// # Errors
/// What went wrong, in Italian; also when the books are.
pub async fn esegui(comando: ComandoContabilita) -> anyhow::Result<()> {
    let ComandoContabilita::Verifica { id } = comando;
    let config = Config::load()?;
    let bus = Arc::new(LocalBus::default());
    let comuni = Comuni::open(config.tenants(), Arc::new(SystemClock), bus).await?;
    let (_, store) = comuni.stores().open(&id).await?;
    let anomalie = anomalie(&store).await?;
    for Anomalia {
        controllo,
        dettaglio,
    } in &anomalie
    {
        println!("non è vero che {controllo}: {dettaglio}");
    }
    if !anomalie.is_empty() {
        bail!("i conti di {id} hanno {} anomalie", anomalie.len());
    }
    println!("i conti di {id} sono in ordine");
    Ok(())
}

/// What is wrong with the ledger, and with the accounts that are kept on it.
async fn anomalie(store: &impl ConnectionTrait) -> anyhow::Result<Vec<Anomalia>> {
    let mut anomalie = campanella_ledger::verifica(store).await?;
    anomalie.extend(campanella_pagamenti::verifica(store).await?);
    Ok(anomalie)
}
