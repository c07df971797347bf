//! Which column holds what: the headings that offices use.

use super::leggi::{RIGHE_DI_TITOLO_MAX, Riga, Tabella};
use crate::nome_e_codice::senza_accento;

/// Headings that a line must have to be taken for the header.
const INTESTAZIONI_MIN: usize = 3;

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Campo {
    CodiceEsterno,
    CodiceFiscale,
    Cognome,
    Nome,
    DataNascita,
    LuogoNascita,
    Sesso,
    Residente,
    Indirizzo,
    Scuola,
    Plesso,
    Classe,
    Sezione,
    Servizio,
    Anno,
    Tessera,
    Fascia,
    ImportoQuota,
    ImportoUnitario,
    Articolo,
    Stato,
    Dal,
    Al,
    CfGenitore,
    CognomeGenitore,
    NomeGenitore,
    EmailGenitore,
    TelefonoGenitore,
}

/// Headings without accents, blanks, punctuation and capitals. Prefixes and suffixes that only
/// say whose the datum is (`alunno`, `del bambino`) are taken off before the look-up.
const SINONIMI: &[(Campo, &[&str])] = &[
    (
        Campo::CodiceEsterno,
        &[
            "codiceesterno",
            "codice",
            "id",
            "matricola",
            "codiceanagrafico",
            "codiceutente",
            "numero",
        ],
    ),
    (
        Campo::CodiceFiscale,
        &[
            "codicefiscale",
            "cf",
            "codfiscale",
            "codfisc",
            "codicefisc",
            "cfiscale",
        ],
    ),
    (Campo::Cognome, &["cognome"]),
    (Campo::Nome, &["nome"]),
    (
        Campo::DataNascita,
        &[
            "datadinascita",
            "datanascita",
            "natoil",
            "nataoil",
            "natoail",
            "datanasc",
            "nascita",
            "natail",
        ],
    ),
    (
        Campo::LuogoNascita,
        &[
            "luogodinascita",
            "luogonascita",
            "comunedinascita",
            "comunenascita",
            "natoa",
            "natoaa",
        ],
    ),
    (Campo::Sesso, &["sesso", "genere", "mf", "fm"]),
    (Campo::Residente, &["residente", "residentenelcomune"]),
    (
        Campo::Indirizzo,
        &[
            "indirizzo",
            "via",
            "indirizzodiresidenza",
            "indirizzoresidenza",
        ],
    ),
    (
        Campo::Scuola,
        &[
            "scuola",
            "istituto",
            "codicescuola",
            "codicemeccanografico",
            "meccanografico",
        ],
    ),
    (
        Campo::Plesso,
        &["plesso", "codiceplesso", "plessoscolastico", "sede"],
    ),
    (
        Campo::Classe,
        &["classe", "classeesezione", "classesezione", "cl"],
    ),
    (Campo::Sezione, &["sezione", "sez"]),
    (
        Campo::Servizio,
        &["servizio", "tiposervizio", "tipologiaservizio"],
    ),
    (Campo::Anno, &["annoscolastico", "as", "annosc", "anno"]),
    (
        Campo::Tessera,
        &[
            "tessera",
            "numerotessera",
            "ntessera",
            "nrtessera",
            "numtessera",
            "badge",
            "codicebadge",
            "codicetessera",
        ],
    ),
    (
        Campo::Fascia,
        &["fascia", "fasciaisee", "fasciatariffaria", "fasciasociale"],
    ),
    (
        Campo::ImportoQuota,
        &["importoquota", "quota", "quotafissa", "importoquotafissa"],
    ),
    (
        Campo::ImportoUnitario,
        &[
            "importounitario",
            "importopasto",
            "prezzo",
            "prezzopasto",
            "costopasto",
            "tariffa",
            "tariffapasto",
        ],
    ),
    (Campo::Articolo, &["articolo", "tipobiglietto"]),
    (Campo::Stato, &["stato", "statoiscrizione"]),
    (
        Campo::Dal,
        &[
            "dal",
            "datainizio",
            "decorrenza",
            "inizio",
            "dallladata",
            "iscrittodal",
        ],
    ),
    (
        Campo::Al,
        &["al", "datafine", "fine", "cessazione", "iscrittoal"],
    ),
    (
        Campo::EmailGenitore,
        &[
            "email",
            "mail",
            "emailgenitore",
            "mailgenitore",
            "postaelettronica",
            "indirizzoemail",
        ],
    ),
    (
        Campo::TelefonoGenitore,
        &[
            "telefono",
            "cellulare",
            "tel",
            "cell",
            "telefonogenitore",
            "cellularegenitore",
        ],
    ),
];

/// Words that say that a datum is the child's.
const DEL_BAMBINO: &[&str] = &[
    "alunno", "bambino", "bambinoa", "utente", "minore", "figlio", "studente", "iscritto",
];
/// Words that say that a datum is of who pays.
const DEL_GENITORE: &[&str] = &[
    "genitore",
    "genitore1",
    "tutore",
    "pagante",
    "intestatario",
    "tutorepagante",
    "genitorepagante",
    "richiedente",
];

/// The header and the rows under it.
pub(super) struct Intestata {
    /// For each field its column and its heading.
    pub colonne: Vec<(Campo, usize, String)>,
    /// Headings that were not understood.
    pub ignorate: Vec<String>,
    /// Two headings for the same field.
    pub doppie: Vec<String>,
    /// Rows under the header.
    pub righe: Vec<Riga>,
}

/// Finds the header: the first of the first lines with three headings that are known.
pub(super) fn intesta(tabella: Tabella) -> Option<Intestata> {
    let mut righe = tabella.righe.into_iter();
    let header = righe
        .by_ref()
        .take(RIGHE_DI_TITOLO_MAX + 1)
        .find(|riga| riga.celle.iter().filter_map(|c| riconosci(c)).count() >= INTESTAZIONI_MIN)?;
    let mut found = Intestata {
        colonne: Vec::new(),
        ignorate: Vec::new(),
        doppie: Vec::new(),
        righe: righe.collect(),
    };
    for (column, heading) in header.celle.into_iter().enumerate() {
        match riconosci(&heading) {
            Some(campo) if found.colonne.iter().any(|(c, ..)| *c == campo) => {
                found.doppie.push(heading);
            }
            Some(campo) => found.colonne.push((campo, column, heading)),
            None if heading.is_empty() => {}
            None => found.ignorate.push(heading),
        }
    }
    Some(found)
}

/// The field that a heading names.
fn riconosci(heading: &str) -> Option<Campo> {
    let key = chiave(heading);
    if let Some(campo) = sinonimo(&key) {
        return Some(campo);
    }
    if let Some(of_child) = senza_parola(&key, DEL_BAMBINO).and_then(|k| sinonimo(&k)) {
        return Some(of_child);
    }
    match senza_parola(&key, DEL_GENITORE).and_then(|k| sinonimo(&k))? {
        Campo::CodiceFiscale => Some(Campo::CfGenitore),
        Campo::Cognome => Some(Campo::CognomeGenitore),
        Campo::Nome => Some(Campo::NomeGenitore),
        Campo::EmailGenitore => Some(Campo::EmailGenitore),
        Campo::TelefonoGenitore => Some(Campo::TelefonoGenitore),
        _ => None,
    }
}

fn sinonimo(key: &str) -> Option<Campo> {
    SINONIMI
        .iter()
        .find(|(_, names)| names.contains(&key))
        .map(|(campo, _)| *campo)
}

/// `key` without one of `words` at its end or beginning, and without the `del` before it.
fn senza_parola(key: &str, words: &[&str]) -> Option<String> {
    words.iter().find_map(|word| {
        let rest = key.strip_suffix(word).or_else(|| key.strip_prefix(word))?;
        let rest = ["dell", "della", "del", "di"]
            .iter()
            .find_map(|article| rest.strip_suffix(article))
            .unwrap_or(rest);
        Some(rest.to_owned())
    })
}

/// Letters and digits alone, small and without accents: how two texts are compared.
pub(super) fn chiave(text: &str) -> String {
    text.chars()
        .flat_map(|c| senza_accento(c).chars().collect::<Vec<_>>())
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_written() {
        for (heading, campo) in [
            ("Codice fiscale alunno", Some(Campo::CodiceFiscale)),
            ("CF", Some(Campo::CodiceFiscale)),
            ("COD. FISCALE DELL'ALUNNO", Some(Campo::CodiceFiscale)),
            ("CF genitore", Some(Campo::CfGenitore)),
            ("Codice Fiscale del Tutore", Some(Campo::CfGenitore)),
            ("Cognome genitore", Some(Campo::CognomeGenitore)),
            ("Cognome alunno", Some(Campo::Cognome)),
            ("  Data  di\u{a0}nascita ", Some(Campo::DataNascita)),
            ("Nato/a il", Some(Campo::DataNascita)),
            ("A.S.", Some(Campo::Anno)),
            ("N. tessera", Some(Campo::Tessera)),
            ("E-mail", Some(Campo::EmailGenitore)),
            ("Classe e sezione", Some(Campo::Classe)),
            ("Id alunno", Some(Campo::CodiceEsterno)),
            ("Dieta", None),
            ("", None),
        ] {
            assert_eq!(riconosci(heading), campo, "{heading}");
        }
    }
}
