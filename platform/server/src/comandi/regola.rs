//! `campanella regola …`: the tools of who writes a regulation. They need no configuration, no
//! store and no server, but for the two that look at what a comune decided.

mod comune;
mod costruisci;
mod esegui;
mod fonte;
mod misura;
mod modello;
mod nuova;
mod prova;
mod quale;
mod racconto;
mod riesegui;
mod schema;
mod simula;
mod spiega;
mod tabella;
#[cfg(test)]
mod tests;

use std::io::Write;

use clap::Subcommand;

use comune::piattaforma;

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
    /// Prende di nuovo una decisione registrata di un comune, e dice se è uguale.
    Riesegui(riesegui::Opzioni),
    /// Racconta i passi di una risposta come li legge un genitore.
    Spiega(spiega::Opzioni),
    /// Ricalcola i pasti già addebitati da un comune con un'altra tariffa.
    Simula(simula::Opzioni),
    /// Misura tempo, istruzioni e dimensioni di una domanda.
    Misura(misura::Opzioni),
}

/// Does one of them, and writes what it has to say to `uscita`. Most block: nothing else runs in
/// the process.
///
/// # Errors
/// What went wrong, in Italian.
pub async fn esegui(comando: &ComandoRegola, uscita: &mut dyn Write) -> anyhow::Result<()> {
    match comando {
        ComandoRegola::Nuova(opzioni) => nuova::esegui(opzioni, uscita),
        ComandoRegola::Schema(opzioni) => schema::esegui(opzioni, uscita),
        ComandoRegola::Costruisci(opzioni) => costruisci::esegui(opzioni, uscita),
        ComandoRegola::Prova(opzioni) => prova::esegui(opzioni, uscita),
        ComandoRegola::Esegui(opzioni) => esegui::esegui(opzioni, uscita),
        ComandoRegola::Riesegui(opzioni) => {
            riesegui::esegui(opzioni, &*piattaforma().await?, uscita).await
        }
        ComandoRegola::Simula(opzioni) => {
            simula::esegui(opzioni, &*piattaforma().await?, uscita).await
        }
        ComandoRegola::Spiega(opzioni) => spiega::esegui(opzioni, uscita),
        ComandoRegola::Misura(opzioni) => misura::esegui(opzioni, uscita),
    }
}
