//! `campanella regola …`: the tools of who writes a regulation. They need no configuration, no
//! store and no server.

mod costruisci;
mod esegui;
mod fonte;
mod misura;
mod modello;
mod nuova;
mod prova;
mod quale;
mod racconto;
mod schema;
mod spiega;
#[cfg(test)]
mod tests;

use std::io::Write;

use clap::Subcommand;

/// What can be done with a regulation.
#[derive(Debug, Subcommand)]
pub enum ComandoRegola {
    /// Crea la cartella di una regola che si costruisce e supera i suoi casi.
    Nuova(nuova::Opzioni),
    /// Mostra lo schema dei parametri, o controlla un file di parametri.
    Schema(schema::Opzioni),
    /// Costruisce il componente dai sorgenti.
    Costruisci(costruisci::Opzioni),
    /// Esegue i casi di prova (casi/*.yaml).
    Prova(prova::Opzioni),
    /// Pone una domanda e mostra la risposta.
    Esegui(esegui::Opzioni),
    /// Racconta i passi di una risposta come li legge un genitore.
    Spiega(spiega::Opzioni),
    /// Misura tempo, istruzioni e dimensioni di una domanda.
    Misura(misura::Opzioni),
}

/// Does one of them, and writes what it has to say to `uscita`. Blocking: nothing else runs in the
/// process.
///
/// # Errors
/// What went wrong, in Italian.
pub fn esegui(comando: &ComandoRegola, uscita: &mut dyn Write) -> anyhow::Result<()> {
    match comando {
        ComandoRegola::Nuova(opzioni) => nuova::esegui(opzioni, uscita),
        ComandoRegola::Schema(opzioni) => schema::esegui(opzioni, uscita),
        ComandoRegola::Costruisci(opzioni) => costruisci::esegui(opzioni, uscita),
        ComandoRegola::Prova(opzioni) => prova::esegui(opzioni, uscita),
        ComandoRegola::Esegui(opzioni) => esegui::esegui(opzioni, uscita),
        ComandoRegola::Spiega(opzioni) => spiega::esegui(opzioni, uscita),
        ComandoRegola::Misura(opzioni) => misura::esegui(opzioni, uscita),
    }
}
