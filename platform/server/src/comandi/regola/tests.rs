//! The author's tools, typed as an author types them.

mod comune;
mod costruzione;
mod strumenti;
mod vettori;

use std::fs;
use std::path::Path;

use clap::Parser;

use super::ComandoRegola;

#[derive(Parser)]
struct Riga {
    #[command(subcommand)]
    comando: ComandoRegola,
}

/// What `campanella regola ARGOMENTI` writes, and the error that ends it.
fn regola(argomenti: &[&str]) -> (String, Option<String>) {
    let riga = match Riga::try_parse_from([&["regola"][..], argomenti].concat()) {
        Ok(riga) => riga,
        Err(errore) => return (String::new(), Some(errore.to_string())),
    };
    let mut uscita = Vec::new();
    let esito = super::esegui(&riga.comando, &mut uscita);
    // Nothing of these waits for anything: any executor does.
    let errore = futures_util::FutureExt::now_or_never(esito).expect("done at once");
    let errore = errore.err();
    let scritto = String::from_utf8(uscita).expect("text");
    (scritto, errore.map(|e| format!("{e:#}")))
}

/// What it writes when all goes well.
fn riesce(argomenti: &[&str]) -> String {
    let (scritto, errore) = regola(argomenti);
    assert_eq!(errore, None, "{argomenti:?}\n{scritto}");
    scritto
}

/// The error when it does not.
fn fallisce(argomenti: &[&str]) -> String {
    regola(argomenti).1.expect("it fails")
}

fn scrivi(cartella: &Path, nome: &str, testo: &str) -> String {
    let file = cartella.join(nome);
    fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    fs::write(&file, testo).expect("written");
    file.to_string_lossy().into_owned()
}

fn plugins() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins")
}
