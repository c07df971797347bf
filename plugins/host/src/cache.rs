//! Compiled components on disk, so that a start does not compile them again.
//!
//! A compiled artifact is trusted code: whoever can write one, runs code in this process. So the
//! folder is made by us for our user alone, a folder that others could write is refused, and a
//! file is used only if its checksum says that it is whole. The key is the digest of the
//! component with everything of engine, version, flags and processor that the code depends on.

use std::fs;
use std::hash::{Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use wasmtime::Engine;
use wasmtime::component::Component;

/// A folder of compiled components.
pub(crate) struct Cache {
    cartella: PathBuf,
}

/// Gives wasmtime's compatibility hash, which is a `Hash`, a stable form for a file name.
struct Impronta(Sha256);

impl Hasher for Impronta {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let intera = self.0.clone().finalize();
        intera
            .iter()
            .take(8)
            .fold(0, |n, b| (n << 8) | u64::from(*b))
    }
}

impl Cache {
    /// Opens the folder, making it if need be.
    pub(crate) fn apri(cartella: &Path) -> io::Result<Self> {
        crea_privata(cartella)?;
        Ok(Self {
            cartella: cartella.to_owned(),
        })
    }

    /// The compiled component, if this engine left one.
    pub(crate) fn prendi(&self, engine: &Engine, digest: &str) -> Option<Component> {
        let contenuto = fs::read(self.file(engine, digest)).ok()?;
        let (somma, codice) = contenuto.split_at_checked(32)?;
        if Sha256::digest(codice).as_slice() != somma {
            return None;
        }
        carica(engine, codice)
    }

    /// Leaves a compiled component for the next start. A full disk is no reason to fail.
    pub(crate) fn lascia(&self, engine: &Engine, digest: &str, componente: &Component) {
        let fatto = componente
            .serialize()
            .map_err(io::Error::other)
            .and_then(|codice| {
                let finale = self.file(engine, digest);
                let provvisorio = finale.with_extension(format!("{}.tmp", std::process::id()));
                let mut file = fs::File::create(&provvisorio)?;
                file.write_all(&Sha256::digest(&codice))?;
                file.write_all(&codice)?;
                file.sync_all()?;
                fs::rename(provvisorio, finale)
            });
        if let Err(errore) = fatto {
            tracing::warn!(%errore, digest, "compiled rule could not be kept on disk");
        }
    }

    fn file(&self, engine: &Engine, digest: &str) -> PathBuf {
        let mut impronta = Impronta(Sha256::new());
        engine.precompile_compatibility_hash().hash(&mut impronta);
        self.cartella
            .join(format!("{digest}-{:016x}.cwasm", impronta.finish()))
    }
}

#[expect(
    unsafe_code,
    reason = "the only place that runs machine code from a file of ours"
)]
fn carica(engine: &Engine, codice: &[u8]) -> Option<Component> {
    // SAFETY: `codice` is the whole output of `Component::serialize` of this very engine
    // configuration: the folder is writable by our user alone (`crea_privata`), the name carries
    // the compatibility hash, and the checksum has just been verified.
    unsafe { Component::deserialize(engine, codice) }.ok()
}

#[cfg(unix)]
fn crea_privata(cartella: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(cartella)?;
    let modo = fs::metadata(cartella)?.permissions().mode();
    if modo & 0o022 == 0 {
        return Ok(());
    }
    let testo = "others may write into the folder of compiled rules";
    Err(io::Error::new(io::ErrorKind::PermissionDenied, testo))
}

#[cfg(not(unix))]
fn crea_privata(cartella: &Path) -> io::Result<()> {
    fs::create_dir_all(cartella)
}
