//! `campanella regola nuova`: the folder of a rule that builds and whose cases pass right away.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use campanella_plugins_host::Estensione;
use clap::Args;

use super::costruisci::javascript;
use super::modello::{self, LINGUE, Lingua, PUNTI};

/// The new rule.
#[derive(Debug, Args)]
pub struct Opzioni {
    /// Nome della regola: lettere minuscole, cifre, trattini. È anche quello della cartella.
    #[arg(value_parser = nome)]
    nome: String,
    /// Che cosa decide: tariffa, prenotazione, ammissione, penale, trasporto.
    #[arg(long, value_parser = punto)]
    punto: Estensione,
    /// Lingua in cui si scrive: rust, javascript.
    #[arg(long, value_parser = lingua)]
    lingua: Lingua,
    /// Cartella in cui creare quella della regola.
    #[arg(long, default_value = ".")]
    cartella: PathBuf,
}

fn nome(detto: &str) -> Result<String, String> {
    let ammesso = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let comincia = detto.starts_with(|c: char| c.is_ascii_lowercase());
    if comincia && detto.len() <= 60 && detto.bytes().all(ammesso) {
        Ok(detto.to_owned())
    } else {
        Err("comincia con una lettera minuscola e ha solo minuscole, cifre e trattini".to_owned())
    }
}

fn punto(detto: &str) -> Result<Estensione, String> {
    let mut punti = PUNTI.into_iter();
    punti.find(|p| p.nome() == detto).ok_or_else(|| {
        let nomi = PUNTI.map(Estensione::nome).join(", ");
        format!("punto sconosciuto; i punti sono: {nomi}")
    })
}

fn lingua(detta: &str) -> Result<Lingua, String> {
    let mut lingue = LINGUE.into_iter();
    let trovata = lingue.find(|(nome, _)| *nome == detta);
    trovata.map(|(_, lingua)| lingua).ok_or_else(|| {
        let nomi = LINGUE.map(|(nome, _)| nome).join(", ");
        format!("lingua sconosciuta; le lingue sono: {nomi}")
    })
}

pub(super) fn esegui(opzioni: &Opzioni, uscita: &mut dyn Write) -> anyhow::Result<()> {
    let cartella = opzioni.cartella.join(&opzioni.nome);
    if cartella.exists() {
        bail!("{} esiste già: scegliere un altro nome", cartella.display());
    }
    for (percorso, testo) in modello::file(&opzioni.nome, opzioni.punto, opzioni.lingua) {
        let file = cartella.join(percorso);
        let scritto = file
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&file, testo));
        scritto.with_context(|| format!("{} non si scrive", file.display()))?;
    }
    if opzioni.lingua == Lingua::JavaScript {
        javascript::scrivi_pacchetto(&cartella)?;
    }
    let sorgente = match opzioni.lingua {
        Lingua::Rust => "src/lib.rs",
        Lingua::JavaScript => "src/regola.js",
    };
    writeln!(
        uscita,
        "Creata {0}. La formula è in {sorgente}, i parametri in schema.json, i casi in casi/.\n\n\
         campanella regola costruisci {0}\ncampanella regola prova {0}",
        cartella.display()
    )?;
    Ok(())
}
