//! `campanella`: the one binary of the platform.

use std::process::ExitCode;

use campanella_server::comandi::{self, Comando};
use clap::Parser;

/// Requests and batches of regulations are made of short texts, which it allocates faster than the
/// system's: without it the batch of `cargo xtask bench regole` does not reach its aim.
#[global_allocator]
static MEMORIA: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Campanella: i servizi scolastici di molti comuni.
#[derive(Parser)]
#[command(name = "campanella", version, about, disable_help_subcommand = true)]
struct Riga {
    #[command(subcommand)]
    comando: Comando,
}

#[tokio::main]
async fn main() -> ExitCode {
    let riga = Riga::parse();
    if !riga.comando.rimane_in_ascolto() {
        // `campanella regola … | head` ends quietly; a server must outlive whoever hangs up.
        sigpipe::reset();
    }
    match comandi::esegui(riga.comando).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("campanella: {error:#}");
            ExitCode::FAILURE
        }
    }
}
