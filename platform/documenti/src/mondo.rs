//! What a template can see: itself, its data, its pictures, our fonts. No file, no network, no
//! clock.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::caratteri::CARATTERI;

static LIBRERIA: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(<Library as LibraryExt>::default()));

/// The templates, by name.
const MODELLI: [(&str, &str); 7] = [
    ("comune.typ", include_str!("../modelli/comune.typ")),
    (
        "attestazione.typ",
        include_str!("../modelli/attestazione.typ"),
    ),
    ("avviso.typ", include_str!("../modelli/avviso.typ")),
    ("estratto.typ", include_str!("../modelli/estratto.typ")),
    ("retta.typ", include_str!("../modelli/retta.typ")),
    ("ricevuta.typ", include_str!("../modelli/ricevuta.typ")),
    ("sollecito.typ", include_str!("../modelli/sollecito.typ")),
];

/// One document while it is made.
pub(crate) struct Mondo {
    principale: FileId,
    sorgenti: HashMap<FileId, Source>,
    file: HashMap<FileId, Bytes>,
}

impl Mondo {
    /// The template `modello` with those files beside it.
    pub(crate) fn new(
        modello: &str,
        file: Vec<(&str, Vec<u8>)>,
    ) -> Result<Self, typst::syntax::PathError> {
        let mut sorgenti = HashMap::new();
        for (name, text) in MODELLI {
            let id = id(name)?;
            sorgenti.insert(id, Source::new(id, text.to_owned()));
        }
        let mut kept = HashMap::new();
        for (name, bytes) in file {
            kept.insert(id(name)?, Bytes::new(bytes));
        }
        Ok(Self {
            principale: id(modello)?,
            sorgenti,
            file: kept,
        })
    }
}

/// The id of a file. typst keeps every name that it ever saw: ours are few and always the same.
fn id(name: &str) -> Result<FileId, typst::syntax::PathError> {
    let path = VirtualPath::new(name)?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Mondo {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRERIA
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &CARATTERI.book
    }

    fn main(&self) -> FileId {
        self.principale
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sorgenti.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.file.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        CARATTERI.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}
