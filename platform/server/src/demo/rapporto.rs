//! What the demonstration prints: where to go and who to be.

use std::fmt;

use campanella_anagrafe::scuola::OrdineScuola;
use campanella_pagamenti::Modo;

use super::conti::morosa;
use super::famiglie::{Bambino, Famiglia, Persona};
use super::piano::Piano;
use super::profilo::Profilo;

/// The password of everybody: for demonstrations alone.
pub const PASSWORD: &str = "campanella-demo";

/// Where to go and who to be.
pub struct DemoReport {
    /// The comuni, in the order in which they were made.
    pub comuni: Vec<ComuneDemo>,
}

/// A comune of the demonstration.
pub struct ComuneDemo {
    /// Its name.
    pub nome: String,
    /// Address of the portal of the families.
    pub portale: String,
    /// Address of the offices.
    pub ufficio: String,
    /// What it is like, in a line.
    pub descrizione: String,
    /// People to be; of the comuni made by the hundred only the first tells them.
    pub persone: Vec<PersonaDemo>,
}

/// Somebody to be.
pub struct PersonaDemo {
    /// The role.
    pub ruolo: &'static str,
    /// Name and surname.
    pub nome: String,
    /// What to type as user: the codice fiscale.
    pub utente: String,
    /// The codice persona, which does as well.
    pub codice_persona: String,
    /// What to try.
    pub prova: String,
}

impl PersonaDemo {
    fn new(ruolo: &'static str, persona: &Persona, prova: impl Into<String>) -> Self {
        Self {
            ruolo,
            nome: format!("{} {}", persona.nome, persona.cognome),
            utente: persona.codice_fiscale.as_str().to_owned(),
            codice_persona: persona.codice_persona.clone(),
            prova: prova.into(),
        }
    }
}

impl ComuneDemo {
    /// The comune of `piano`, served on `porta`.
    pub(super) fn new(piano: &Piano<'_>, porta: u16) -> Self {
        let profilo = piano.profilo;
        let limite = profilo.regolamento.limite.orario().format("%-H:%M");
        let bianco = profilo.regolamento.pasto_bianco.map_or_else(
            || "senza pasto in bianco".to_owned(),
            |giorni| format!("pasto in bianco fino a {giorni} giorni di seguito"),
        );
        Self {
            persone: persone(piano),
            descrizione: format!(
                "{} bambini, anno scolastico {}; disdette entro le {limite}, {bianco}",
                profilo.bambini, piano.anno,
            ),
            ..Self::di_misura(profilo, porta)
        }
    }

    /// A comune of which only the address is told.
    pub(super) fn di_misura(profilo: &Profilo, porta: u16) -> Self {
        let sito = format!("http://{}.localhost:{porta}", profilo.slug);
        Self {
            nome: format!("Comune di {}", profilo.nome),
            portale: format!("{sito}/"),
            ufficio: format!("{sito}/ufficio/"),
            descrizione: format!("{} bambini", profilo.bambini),
            persone: Vec::new(),
        }
    }
}

/// Parents of interest first, then the offices.
fn persone(piano: &Piano<'_>) -> Vec<PersonaDemo> {
    let mut genitori: Vec<(&Famiglia, &str)> = Vec::new();
    let morosa: &[Caso] = match piano.profilo.mensa {
        Modo::Prepagato => &[],
        Modo::Postpagato => &[(|f| morosa(f.id), "una retta scaduta e non pagata")],
    };
    for (caso, prova) in CASI.iter().chain(morosa) {
        let gia = |f: &Famiglia| genitori.iter().any(|(altra, _)| altra.id == f.id);
        let adatta = |f: &&Famiglia| !gia(f) && attivi(piano, f) && caso(f);
        if let Some(famiglia) = piano.famiglie.iter().find(adatta) {
            genitori.push((famiglia, prova));
        }
    }
    let delegato = piano.famiglie.iter().find_map(|f| f.delegato.as_ref());
    let delegato = delegato.map(|d| PersonaDemo::new("delegato", d, "i figli di chi delega"));
    let uffici = piano.personale.iter();
    let uffici = uffici.map(|a| PersonaDemo::new(a.ruolo, &a.persona, &*a.prova));
    let genitori = genitori.into_iter();
    let genitori = genitori.map(|(f, prova)| PersonaDemo::new("genitore", &f.tutore, prova));
    genitori.chain(delegato).chain(uffici).collect()
}

/// Which families show something, and what.
type Caso = (fn(&Famiglia) -> bool, &'static str);

const CASI: [Caso; 6] = [
    (
        |f| in_plessi_diversi(f) && f.residente && !f.esente && !f.isee.is_empty(),
        "due o più figli in plessi diversi, con ISEE",
    ),
    (|f| f.isee.is_empty(), "nessun ISEE presentato"),
    (|f| f.esente, "esenzione dei servizi sociali"),
    (
        |f| f.figli.iter().any(Bambino::nato_all_estero),
        "un figlio nato all'estero",
    ),
    (|f| !f.residente, "famiglia non residente"),
    (
        |f| f.tutore.codice_fiscale.as_str() != f.tutore.codice_fiscale.senza_omocodia(),
        "codice fiscale con omocodia: si entra anche con quello senza",
    ),
];

fn in_plessi_diversi(famiglia: &Famiglia) -> bool {
    famiglia
        .figli
        .iter()
        .any(|b| b.plesso != famiglia.figli[0].plesso)
}

/// Every child is on the meal service today, one of them in a school that serves every day.
fn attivi(piano: &Piano<'_>, famiglia: &Famiglia) -> bool {
    let oggi = piano.adesso.giorno();
    let attivo = |bambino: &Bambino| {
        let mut suoi = piano.iscrizioni.iter().filter(|i| i.bambino == bambino.id);
        suoi.any(|i| i.al.is_none() && i.dal <= oggi)
    };
    let ogni_giorno = |b: &Bambino| b.coorte.ordine() != OrdineScuola::Secondaria;
    famiglia.figli.iter().all(attivo) && famiglia.figli.iter().any(ogni_giorno)
}

impl fmt::Display for DemoReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for comune in self.comuni.iter().filter(|c| !c.persone.is_empty()) {
            writeln!(f, "\n{} – {}", comune.nome, comune.descrizione)?;
            writeln!(f, "  famiglie  {}", comune.portale)?;
            writeln!(f, "  uffici    {}", comune.ufficio)?;
            for p in &comune.persone {
                writeln!(
                    f,
                    "    {:<15} {:<17} {:<25} {}",
                    p.ruolo, p.utente, p.nome, p.prova
                )?;
            }
        }
        let senza: Vec<_> = self
            .comuni
            .iter()
            .filter(|c| c.persone.is_empty())
            .collect();
        if let [primo, .., ultimo] = &senza[..] {
            let (quanti, da, a) = (senza.len(), &primo.portale, &ultimo.portale);
            writeln!(
                f,
                "\naltri {quanti} comuni con le stesse persone, da {da} a {a}"
            )?;
        }
        writeln!(
            f,
            "\nPassword di tutti, solo per questa dimostrazione: {PASSWORD}"
        )
    }
}
