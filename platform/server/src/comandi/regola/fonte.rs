//! Where a rule comes from, as it is typed: the folder of a package, a component, or the name of a
//! rule that ships with the platform.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use campanella_plugins_host::pacchetto::Pacchetto;
use campanella_plugins_host::{Host, HostNonPartito, Regola, spediti};

/// The host of this command.
#[cfg(not(test))]
pub(super) fn host() -> Result<Arc<Host>, HostNonPartito> {
    Host::nuovo(None).map(Arc::new)
}

/// One host for every command of the tests: compiling their rules takes longer than all else.
#[cfg(test)]
pub(super) fn host() -> Result<Arc<Host>, HostNonPartito> {
    static HOST: std::sync::LazyLock<Arc<Host>> =
        std::sync::LazyLock::new(|| Arc::new(Host::nuovo(None).expect("the engine starts")));
    Ok(Arc::clone(&HOST))
}

/// A rule ready to be asked, and its package where it has one.
pub(super) struct Fonte {
    pub(super) host: Arc<Host>,
    pub(super) regola: Arc<Regola>,
    pub(super) pacchetto: Option<Pacchetto>,
}

impl Fonte {
    /// Loads what `detta` names into a host of its own.
    pub(super) fn apri(detta: &Path) -> anyhow::Result<Self> {
        let host = host()?;
        let (regola, pacchetto) = carica(&host, detta)?;
        Ok(Self {
            host,
            regola,
            pacchetto,
        })
    }
}

/// Loads what `detta` names into `host`: the rule, and its package where it has one.
pub(super) fn carica(
    host: &Host,
    detta: &Path,
) -> anyhow::Result<(Arc<Regola>, Option<Pacchetto>)> {
    if detta.is_dir() {
        let pacchetto = pacchetto(detta)?;
        return Ok((host.carica(&pacchetto.wasm)?, Some(pacchetto)));
    }
    let regola = if detta.is_file() {
        let wasm =
            std::fs::read(detta).with_context(|| format!("{} non si legge", detta.display()))?;
        host.carica(&wasm)?
    } else {
        spedita(host, detta)?
    };
    Ok((regola, None))
}

/// The package in `cartella`, with a hint where only the building is missing.
pub(super) fn pacchetto(cartella: &Path) -> anyhow::Result<Pacchetto> {
    if !cartella.join("regola.toml").is_file() {
        bail!(
            "in {} non c'è regola.toml: non è la cartella di una regola",
            cartella.display()
        );
    }
    Pacchetto::da_cartella(cartella).map_err(|errore| {
        let manca_il_componente =
            super::costruisci::componente(cartella).is_ok_and(|c| !c.exists());
        let errore = anyhow::Error::from(errore);
        if manca_il_componente {
            errore.context("il componente non c'è: costruirlo con `campanella regola costruisci`")
        } else {
            errore
        }
    })
}

/// The latest rule of that name that ships.
fn spedita(host: &Host, nome: &Path) -> anyhow::Result<Arc<Regola>> {
    let regole: Vec<Arc<Regola>> = spediti::TUTTI
        .iter()
        .map(|wasm| host.carica(wasm))
        .collect::<Result<_, _>>()?;
    let id = |r: &Arc<Regola>| r.manifesto().id.clone();
    if let Some(regola) = regole.iter().rev().find(|r| nome == Path::new(&id(r))) {
        return Ok(Arc::clone(regola));
    }
    let mut nomi: Vec<String> = regole.iter().map(id).collect();
    nomi.dedup();
    bail!(
        "«{}» non è una cartella, un file, né una regola della piattaforma ({})",
        nome.display(),
        nomi.join(", ")
    )
}
