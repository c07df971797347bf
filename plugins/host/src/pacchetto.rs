//! A regulation as its author delivers it: `regola.toml`, the component, and `casi/*.yaml`, in a
//! folder or in a zip file.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use crate::casi::{EsitoCaso, Scenario};
use crate::componente::{Regola, digest};
use crate::estensione::Estensione;
use crate::guasto::ComponenteRifiutato;
use crate::host::Host;
use crate::limiti::COMPONENTE_MASSIMO;

/// Bytes of a file of a package that is not its component.
const FILE_MASSIMO: usize = 512 * 1024;

/// Files of cases.
const CASI_MASSIMI: usize = 50;

/// What `regola.toml` says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dichiarazione {
    /// Stable name of the rule.
    pub id: String,
    /// Its version.
    pub versione: String,
    /// Version of the contract.
    pub contratto: String,
    /// Extension point.
    pub punto: Estensione,
    /// Path of the component, from the package's folder.
    pub componente: String,
}

/// A package.
#[derive(Debug, Clone)]
pub struct Pacchetto {
    /// What it says of itself.
    pub dichiarazione: Dichiarazione,
    /// The component.
    pub wasm: Vec<u8>,
    /// Its files of cases, by name.
    pub scenari: Vec<(String, Scenario)>,
}

/// What was seen of a package.
pub struct Esame {
    /// The rule.
    pub regola: Arc<Regola>,
    /// How each case ended.
    pub casi: Vec<EsitoCaso>,
}

/// Why a package is refused.
#[derive(Debug, thiserror::Error)]
pub enum PacchettoRifiutato {
    /// It cannot be read.
    #[error("Il pacchetto non si legge: {0}.")]
    Illeggibile(String),
    /// The component is refused.
    #[error(transparent)]
    Componente(#[from] ComponenteRifiutato),
    /// `regola.toml` and component differ.
    #[error("regola.toml dice «{dichiarato}» e il componente «{effettivo}» ({campo}).")]
    Discorde {
        /// The name in `regola.toml`.
        campo: &'static str,
        /// Its value there.
        dichiarato: String,
        /// What the component says.
        effettivo: String,
    },
    /// It has no case: nothing would tell whether it does what its author says.
    #[error("Il pacchetto non ha casi di prova: aggiungere almeno un file in casi/.")]
    SenzaCasi,
    /// Some of these cases fail.
    #[error("{}", falliti(.0))]
    CasiFalliti(Vec<EsitoCaso>),
    /// Larger than an uploaded package may be.
    #[error("Il pacchetto supera la misura ammessa di 6 MiB.")]
    TroppoGrande,
    /// The comune has another component of the same name and version.
    #[error("La versione {1} di «{0}» c'è già con un altro contenuto: alzare la versione.")]
    VersioneUsata(String, String),
}

fn falliti(casi: &[EsitoCaso]) -> String {
    let mut falliti = casi.iter().filter_map(|c| Some((c, c.difetto.as_ref()?)));
    let primo = falliti.next().map_or_else(String::new, |(c, difetto)| {
        format!("{}, «{}»: {difetto}", c.file, c.nome)
    });
    let quanti = falliti.count() + 1;
    let riescono = if quanti == 1 {
        "non riesce"
    } else {
        "non riescono"
    };
    format!(
        "Casi di prova che {riescono}: {quanti} su {}. Il primo: {primo}",
        casi.len()
    )
}

impl PacchettoRifiutato {
    /// Stable code.
    #[must_use]
    pub const fn codice(&self) -> &'static str {
        match self {
            Self::Illeggibile(_) => "PACCHETTO_ILLEGGIBILE",
            Self::Componente(componente) => componente.codice(),
            Self::Discorde { .. } => "PACCHETTO_DISCORDE",
            Self::SenzaCasi => "PACCHETTO_SENZA_CASI",
            Self::CasiFalliti(_) => "CASI_FALLITI",
            Self::TroppoGrande => "PACCHETTO_TROPPO_GRANDE",
            Self::VersioneUsata(..) => "VERSIONE_USATA",
        }
    }
}

fn illeggibile(perche: impl std::fmt::Display) -> PacchettoRifiutato {
    PacchettoRifiutato::Illeggibile(perche.to_string())
}

impl Pacchetto {
    /// Reads a folder.
    ///
    /// # Errors
    /// [`PacchettoRifiutato::Illeggibile`].
    pub fn da_cartella(cartella: &Path) -> Result<Self, PacchettoRifiutato> {
        let testo = |percorso: &Path| {
            fs::read_to_string(percorso)
                .map_err(|e| illeggibile(format_args!("{}: {e}", percorso.display())))
        };
        let dichiarazione = dichiarazione(&testo(&cartella.join("regola.toml"))?)?;
        let componente = cartella.join(&dichiarazione.componente);
        let wasm = fs::read(&componente)
            .map_err(|e| illeggibile(format_args!("{}: {e}", componente.display())))?;
        let mut scenari = Vec::new();
        // A package without the folder has no cases, which the examination says.
        for voce in fs::read_dir(cartella.join("casi")).into_iter().flatten() {
            let percorso = voce.map_err(illeggibile)?.path();
            let nome = percorso.file_name().unwrap_or_default().to_string_lossy();
            if nome.ends_with(".yaml") {
                scenari.push(scenario(&nome, &testo(&percorso)?)?);
            }
        }
        scenari.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(Self {
            dichiarazione,
            wasm,
            scenari,
        })
    }

    /// Reads a zip file whose root has `regola.toml`. What it unpacks to is bounded.
    ///
    /// # Errors
    /// [`PacchettoRifiutato::Illeggibile`].
    pub fn da_zip(zip: &[u8]) -> Result<Self, PacchettoRifiutato> {
        let mut archivio = zip::ZipArchive::new(Cursor::new(zip)).map_err(illeggibile)?;
        let toml = estrai(&mut archivio, "regola.toml", FILE_MASSIMO)?;
        let dichiarazione = dichiarazione(&in_testo("regola.toml", toml)?)?;
        let wasm = estrai(&mut archivio, &dichiarazione.componente, COMPONENTE_MASSIMO)?;
        let mut nomi: Vec<String> = archivio
            .file_names()
            .filter(|n| n.starts_with("casi/") && n.ends_with(".yaml"))
            .map(str::to_owned)
            .collect();
        if nomi.len() > CASI_MASSIMI {
            return Err(illeggibile(format_args!(
                "più di {CASI_MASSIMI} file di casi"
            )));
        }
        nomi.sort();
        let mut scenari = Vec::new();
        for nome in nomi {
            let testo = in_testo(&nome, estrai(&mut archivio, &nome, FILE_MASSIMO)?)?;
            scenari.push(scenario(&nome, &testo)?);
        }
        Ok(Self {
            dichiarazione,
            wasm,
            scenari,
        })
    }

    /// Accepts a package all of whose cases pass. Blocking. A component that is refused is not
    /// known to the host afterwards, unless it was before.
    ///
    /// # Errors
    /// [`PacchettoRifiutato`].
    pub fn esamina(&self, host: &Host) -> Result<Esame, PacchettoRifiutato> {
        let digest = digest(&self.wasm);
        let nota = host.conosce(&digest);
        let esame = self.accetta(host);
        if esame.is_err() && !nota {
            host.dimentica(&digest);
        }
        esame
    }

    fn accetta(&self, host: &Host) -> Result<Esame, PacchettoRifiutato> {
        let esame = self.prova(host)?;
        if esame.casi.iter().any(|c| c.difetto.is_some()) {
            return Err(PacchettoRifiutato::CasiFalliti(esame.casi));
        }
        Ok(esame)
    }

    /// Compiles the component, compares it with what the package says, and runs every case,
    /// whatever comes out. Blocking.
    ///
    /// # Errors
    /// [`PacchettoRifiutato`], but for cases that fail.
    pub fn prova(&self, host: &Host) -> Result<Esame, PacchettoRifiutato> {
        let regola = host.carica(&self.wasm)?;
        self.confronta(&regola)?;
        if self.scenari.is_empty() {
            return Err(PacchettoRifiutato::SenzaCasi);
        }
        let casi = self
            .scenari
            .iter()
            .flat_map(|(file, scenario)| scenario.prova(host, &regola, file))
            .collect();
        Ok(Esame { regola, casi })
    }

    fn confronta(&self, regola: &Regola) -> Result<(), PacchettoRifiutato> {
        let (detto, manifesto) = (&self.dichiarazione, regola.manifesto());
        let punto = (detto.punto.nome(), regola.estensione().nome());
        let campi = [
            ("id", detto.id.as_str(), manifesto.id.as_str()),
            ("versione", &detto.versione, &manifesto.versione),
            ("contratto", &detto.contratto, &manifesto.contratto),
            ("punto", punto.0, punto.1),
        ];
        match campi.into_iter().find(|(_, detto, vero)| detto != vero) {
            None => Ok(()),
            Some((campo, dichiarato, effettivo)) => Err(PacchettoRifiutato::Discorde {
                campo,
                dichiarato: dichiarato.to_owned(),
                effettivo: effettivo.to_owned(),
            }),
        }
    }
}

fn dichiarazione(testo: &str) -> Result<Dichiarazione, PacchettoRifiutato> {
    toml::from_str(testo).map_err(|e| illeggibile(format_args!("regola.toml: {e}")))
}

fn scenario(nome: &str, testo: &str) -> Result<(String, Scenario), PacchettoRifiutato> {
    let scenario = Scenario::leggi(nome, testo).map_err(illeggibile)?;
    Ok((nome.to_owned(), scenario))
}

fn in_testo(nome: &str, byte: Vec<u8>) -> Result<String, PacchettoRifiutato> {
    String::from_utf8(byte).map_err(|_| illeggibile(format_args!("{nome}: non è testo UTF-8")))
}

/// The bytes of a file of the archive, as long as there are no more than `massimo`: what the
/// archive says of its size is not believed.
fn estrai(
    archivio: &mut zip::ZipArchive<Cursor<&[u8]>>,
    nome: &str,
    massimo: usize,
) -> Result<Vec<u8>, PacchettoRifiutato> {
    let file = archivio
        .by_name(nome)
        .map_err(|e| illeggibile(format_args!("{nome}: {e}")))?;
    let limite = u64::try_from(massimo).unwrap_or(u64::MAX).saturating_add(1);
    let mut byte = Vec::new();
    file.take(limite)
        .read_to_end(&mut byte)
        .map_err(|e| illeggibile(format_args!("{nome}: {e}")))?;
    if byte.len() > massimo {
        return Err(illeggibile(format_args!("{nome} supera {massimo} byte")));
    }
    Ok(byte)
}
