//! The folder of a new rule, from the files of `plugins/modelli`. Everything is in the binary: an
//! author needs nothing of our repository.

use campanella_plugins_host::Estensione;
use include_dir::{Dir, include_dir};

static MODELLI: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../plugins/modelli");
static SDK: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../plugins/sdk/src");
static WIT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../plugins/wit/v1");

/// The name that the templates have where a new rule has its own.
const NOME: &str = "regola-modello";

/// Extension points that have a template: all of them.
pub(super) const PUNTI: [Estensione; 5] = [
    Estensione::Tariffa,
    Estensione::Prenotazione,
    Estensione::Ammissione,
    Estensione::Penale,
    Estensione::Trasporto,
];

/// A language that a rule can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lingua {
    /// With the SDK.
    Rust,
    /// With componentize-qjs.
    JavaScript,
}

/// Names on the command line.
pub(super) const LINGUE: [(&str, Lingua); 2] =
    [("rust", Lingua::Rust), ("javascript", Lingua::JavaScript)];

/// A file of a new rule: its path from the folder, and its text.
pub(super) type File = (String, String);

/// The files of a new rule.
pub(super) fn file(nome: &str, punto: Estensione, lingua: Lingua) -> Vec<File> {
    let mut file = vec![("regola.toml".to_owned(), dichiarazione(nome, punto))];
    aggiungi(&mut file, &WIT, "", "wit/v1");
    aggiungi(&mut file, &MODELLI, &format!("punti/{}", punto.nome()), "");
    let modello = match lingua {
        Lingua::Rust => {
            aggiungi(&mut file, &SDK, "", "sdk/src");
            "rust"
        }
        Lingua::JavaScript => "javascript",
    };
    aggiungi(&mut file, &MODELLI, &format!("{modello}/base"), "");
    aggiungi(
        &mut file,
        &MODELLI,
        &format!("{modello}/{}", punto.nome()),
        "",
    );
    for (_, testo) in &mut file {
        *testo = testo.replace(NOME, nome);
    }
    file
}

fn dichiarazione(nome: &str, punto: Estensione) -> String {
    format!(
        "id = \"{nome}\"\nversione = \"0.1.0\"\ncontratto = \"1.0.0\"\npunto = \"{}\"\n\
         componente = \"componente.wasm\"\n",
        punto.nome()
    )
}

/// Adds the files under `da`, as they lie there, under `a`.
fn aggiungi(file: &mut Vec<File>, dir: &Dir<'_>, da: &str, a: &str) {
    let radice = if da.is_empty() {
        Some(dir)
    } else {
        dir.get_dir(da)
    };
    let mut cartelle: Vec<&Dir<'_>> = radice.into_iter().collect();
    while let Some(cartella) = cartelle.pop() {
        cartelle.extend(cartella.dirs());
        for voce in cartella.files() {
            let percorso = voce.path().strip_prefix(da).unwrap_or_else(|_| voce.path());
            let percorso = std::path::Path::new(a).join(percorso);
            // Every file of a template is text: a test writes and reads them all.
            let testo = voce.contents_utf8().unwrap_or_default();
            file.push((percorso.to_string_lossy().into_owned(), testo.to_owned()));
        }
    }
}
