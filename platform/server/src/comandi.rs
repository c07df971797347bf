//! The commands of the binary.

mod comune;
mod contabilita;
mod demo;
mod regola;
pub mod schema;
mod servi;
mod simulatore;

use std::path::PathBuf;

use clap::Subcommand;

pub use comune::ComandoComune;
pub use contabilita::ComandoContabilita;
pub use demo::OpzioniDemo;
pub use regola::ComandoRegola;
pub use simulatore::OpzioniSimulatore;

/// What `campanella` can do.
#[derive(Debug, Subcommand)]
pub enum Comando {
    /// Serve i comuni del catalogo.
    Servi,
    /// Gestisce i comuni: crea, elenca, sospendi, migra, esporta, elimina.
    #[command(subcommand)]
    Comune(ComandoComune),
    /// Controlla i conti di un comune.
    #[command(subcommand)]
    Contabilita(ComandoContabilita),
    /// Prepara i comuni dimostrativi e li serve.
    Demo(OpzioniDemo),
    /// Aiuta chi scrive un regolamento: nuova, costruisci, prova, spiega, misura, …
    #[command(subcommand)]
    Regola(ComandoRegola),
    /// Simula il nodo di pagoPA e chi paga, per provare i pagamenti senza denaro.
    SimulatorePagopa(OpzioniSimulatore),
    /// Scrive gli schemi GraphQL e il documento OpenAPI.
    Schema {
        /// Cartella in cui scriverli.
        #[arg(long, default_value = "graphql")]
        dir: PathBuf,
    },
}

impl Comando {
    /// Whether it serves until it is stopped.
    #[must_use]
    pub const fn rimane_in_ascolto(&self) -> bool {
        matches!(
            self,
            Self::Servi | Self::Demo(_) | Self::SimulatorePagopa(_)
        )
    }
}

/// Does one command.
///
/// # Errors
/// What went wrong, in Italian, for whoever typed it.
pub async fn esegui(comando: Comando) -> anyhow::Result<()> {
    match comando {
        Comando::Servi => servi::esegui().await,
        Comando::Comune(comando) => comune::esegui(comando).await,
        Comando::Contabilita(comando) => contabilita::esegui(comando).await,
        Comando::Demo(opzioni) => demo::esegui(opzioni).await,
        Comando::Regola(comando) => regola::esegui(&comando, &mut std::io::stdout()).await,
        Comando::SimulatorePagopa(opzioni) => simulatore::esegui(opzioni).await,
        Comando::Schema { dir } => schema::esegui(&dir).await,
    }
}
