//! Which question is meant: a case of the package, or an input in a file.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use campanella_plugins_host::{Domanda, in_un_testo};
use clap::Args;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fonte::Fonte;

/// A question, as it is typed.
#[derive(Debug, Args)]
pub struct Quale {
    /// Cartella della regola, file .wasm, o nome di una regola della piattaforma.
    #[arg(default_value = ".")]
    pub fonte: PathBuf,
    /// Nome di un caso di prova; senza --ingresso, di norma il primo.
    #[arg(long, conflicts_with = "ingresso")]
    pub caso: Option<String>,
    /// File JSON o YAML con parametri, contesto e ingresso; «-» per lo standard input.
    #[arg(long)]
    pub ingresso: Option<PathBuf>,
    /// File JSON o YAML dei parametri, al posto di quelli del caso o dell'ingresso.
    #[arg(long)]
    pub parametri: Option<PathBuf>,
}

/// A file of one question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ingresso {
    #[serde(default)]
    parametri: Option<Value>,
    contesto: Value,
    ingresso: Value,
}

/// A question with its parameters, which the schema accepts.
pub(super) struct Scelta {
    pub(super) nome: Option<String>,
    pub(super) parametri: Value,
    pub(super) domanda: Domanda,
}

impl Quale {
    /// Finds the question.
    pub(super) fn scegli(&self, fonte: &Fonte) -> anyhow::Result<Scelta> {
        let mut scelta = match &self.ingresso {
            Some(file) => da_file(file, self.parametri.is_some())?,
            None => self.da_caso(fonte)?,
        };
        if let Some(file) = &self.parametri {
            scelta.parametri = leggi(file)?;
        }
        let errori = fonte
            .host
            .esamina_parametri(&fonte.regola, &scelta.parametri)?;
        // A contradiction is a refusal of the rule, which a case may be about.
        let di_un_caso = self.ingresso.is_none() && self.parametri.is_none();
        if !di_un_caso && !errori.is_empty() {
            bail!("parametri non validi: {}", in_un_testo(&errori, "; "));
        }
        Ok(scelta)
    }

    fn da_caso(&self, fonte: &Fonte) -> anyhow::Result<Scelta> {
        let Some(pacchetto) = &fonte.pacchetto else {
            bail!("indicare un file con --ingresso: i casi di prova li ha solo una cartella");
        };
        let domande = || pacchetto.scenari.iter().flat_map(|(_, s)| s.domande());
        let trovata = match &self.caso {
            Some(nome) => domande().find(|(altro, ..)| altro == nome),
            None => domande().next(),
        };
        let Some((nome, parametri, domanda)) = trovata else {
            let nomi: Vec<_> = domande().map(|(nome, ..)| format!("  {nome}")).collect();
            bail!(
                "nessun caso ha questo nome. I casi sono:\n{}",
                nomi.join("\n")
            );
        };
        Ok(Scelta {
            nome: Some(nome.to_owned()),
            parametri: parametri.clone(),
            domanda,
        })
    }
}

fn da_file(file: &Path, altri_parametri: bool) -> anyhow::Result<Scelta> {
    let letto: Ingresso = leggi(file)?;
    let parametri = match letto.parametri {
        Some(parametri) => parametri,
        None if altri_parametri => Value::Null,
        None => bail!(
            "{}: mancano i parametri: scriverli nel file, o indicare --parametri",
            file.display()
        ),
    };
    Ok(Scelta {
        nome: None,
        parametri,
        domanda: Domanda {
            contesto: letto.contesto,
            ingresso: letto.ingresso,
        },
    })
}

/// Reads a JSON or YAML file (JSON is YAML), or standard input for `-`.
pub(super) fn leggi<T: DeserializeOwned>(file: &Path) -> anyhow::Result<T> {
    let testo = if file == Path::new("-") {
        let mut testo = String::new();
        std::io::stdin()
            .read_to_string(&mut testo)
            .context("lo standard input non si legge")?;
        testo
    } else {
        std::fs::read_to_string(file).with_context(|| format!("{} non si legge", file.display()))?
    };
    serde_yaml_ng::from_str(&testo)
        .with_context(|| format!("{} non è JSON o YAML come occorre", file.display()))
}
