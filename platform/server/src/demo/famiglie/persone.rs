//! Persons who do not exist: parents, delegates, people of the offices.

use campanella_kernel::{CodiceFiscale, Giorno, Sesso};

use super::Anagrafe;
use crate::demo::codice_fiscale::{Dati, calcola, calcola_omocodo};
use crate::demo::luoghi::Luogo;
use crate::demo::nomi;

/// Characters of a codice persona: those of `anagrafe`.
const ALFABETO: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A person: of a family or of an office.
#[derive(Debug, Clone)]
pub struct Persona {
    pub id: i64,
    pub codice_fiscale: CodiceFiscale,
    pub codice_persona: String,
    pub nome: String,
    pub cognome: String,
    pub email: Option<String>,
    pub telefono: String,
    pub indirizzo: Option<String>,
    /// False for a delegate whom only the tutore wrote down.
    pub verificata: bool,
}

impl Anagrafe<'_> {
    /// Somebody of an office, born between 1965 and 1998.
    pub fn dipendente(&mut self) -> Persona {
        let sesso = self.sesso();
        let cognome = (*self.chance.pick(nomi::COGNOMI)).to_owned();
        let nome = (*self.chance.pick(adulti(sesso))).to_owned();
        let anno = i32::try_from(self.chance.between(1965, 1998)).unwrap_or(1980);
        let mut persona = self.persona(nome, cognome, sesso, anno, self.citta);
        persona.email = Some(self.email_ufficio(&persona));
        persona
    }

    pub(super) fn persona(
        &mut self,
        nome: String,
        cognome: String,
        sesso: Sesso,
        anno: i32,
        luogo: Luogo,
    ) -> Persona {
        self.persone += 1;
        let omocodo = self.chance.per_mille(4);
        let codice_fiscale = loop {
            let giorno = u64::from(self.chance.between(0, 364));
            let nascita = Giorno::new(anno, 1, 1).map_or(self.oggi, |g| g.dopo(giorno));
            let dati = Dati {
                cognome: &cognome,
                nome: &nome,
                sesso,
                nascita,
                luogo: luogo.1,
            };
            if let Some(codice) = self.codice_fiscale(&dati, omocodo) {
                break codice;
            }
        };
        Persona {
            id: self.persone,
            codice_fiscale,
            codice_persona: self.codice_persona(),
            nome,
            cognome,
            email: None,
            telefono: format!("333 000 {:04}", self.chance.between(0, 9_999)),
            indirizzo: None,
            verificata: true,
        }
    }

    /// A codice fiscale that nobody here has; `None` when somebody does.
    pub(super) fn codice_fiscale(
        &mut self,
        dati: &Dati<'_>,
        omocodo: bool,
    ) -> Option<CodiceFiscale> {
        let codice = if omocodo {
            calcola_omocodo(dati)
        } else {
            calcola(dati)
        }?;
        self.dati.insert(codice.senza_omocodia()).then_some(codice)
    }

    fn codice_persona(&mut self) -> String {
        let caratteri = (0..9).map(|_| char::from(*self.chance.pick(ALFABETO)));
        std::iter::once('P').chain(caratteri).collect()
    }

    fn email_ufficio(&self, persona: &Persona) -> String {
        let nome = piano(&format!("{}.{}", persona.nome, persona.cognome));
        format!("{nome}@comune.{}.example", self.profilo.slug)
    }
}

pub(super) fn adulti(sesso: Sesso) -> &'static [&'static str] {
    match sesso {
        Sesso::Femmina => nomi::MADRI,
        Sesso::Maschio => nomi::PADRI,
    }
}

pub(super) fn email_di(persona: &Persona) -> String {
    let nome = piano(&format!("{}.{}", persona.nome, persona.cognome));
    format!("{nome}.{}@famiglie.example", persona.id)
}

/// Small letters and dots alone, as addresses have them.
fn piano(testo: &str) -> String {
    testo
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'à' | 'á' | 'ă' | 'â' => 'a',
            'è' | 'é' => 'e',
            'ì' | 'í' => 'i',
            'ò' | 'ó' => 'o',
            'ù' | 'ú' => 'u',
            'ș' => 's',
            'ț' => 't',
            altra => altra,
        })
        .filter(|c| c.is_ascii_lowercase() || *c == '.')
        .collect()
}
