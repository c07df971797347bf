//! The explanation of an amount or of a decision, as it is stored with it and read by a parent.

use campanella_kernel::{Giorno, Importo, PrezzoUnitario};
use serde::{Deserialize, Serialize};

use crate::AttivazioneId;
use crate::conto;
use crate::guasto::Guasto;
use crate::limiti::{PASSI_MASSIMI, TESTO_MASSIMO};
use crate::messaggio::Messaggio;

/// A named datum that a step used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dato {
    /// Its name.
    pub nome: String,
    /// Its value, as people read it.
    pub valore: String,
}

/// What an amount or a decision is after a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Valore {
    /// An amount.
    Importo(Importo),
    /// A unit price.
    Prezzo(PrezzoUnitario),
    /// A decision, in words.
    Testo(String),
}

impl std::fmt::Display for Valore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Importo(importo) => importo.fmt(f),
            Self::Prezzo(prezzo) => prezzo.fmt(f),
            Self::Testo(testo) => f.write_str(testo),
        }
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passo {
    /// Stable code.
    pub codice: String,
    /// A sentence in Italian.
    pub testo: String,
    /// The article of the regulation.
    pub articolo: Option<String>,
    /// The inputs used: they may be personal (the ISEE), so they follow the charge's permission.
    pub dati: Vec<Dato>,
    /// The parameter applied.
    pub parametro: Option<Dato>,
    /// Amount or decision after the step.
    pub dopo: Option<Valore>,
}

/// The regulation that answered: enough to compute the same again years later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenienza {
    /// The dated activation.
    pub attivazione: AttivazioneId,
    /// Id of the rule.
    pub regola: String,
    /// Version of the rule.
    pub versione: String,
    /// Version of the contract.
    pub contratto: String,
    /// SHA-256 of the component.
    pub digest: String,
    /// The deliberation that the activation cites.
    pub atto: String,
    /// First day of validity of rule and parameters.
    pub dal: Giorno,
    /// Last day, if there is one yet.
    pub al: Option<Giorno>,
}

impl Provenienza {
    /// Names the rule in the span of the batch, and charges it with what the batch consumed.
    pub(crate) fn registra(&self, senza_risposta: usize) {
        let regola = format!("{}@{}", self.regola, self.versione);
        tracing::Span::current().record("regola", regola.as_str());
        conto::addebita(&regola, senza_risposta);
        if senza_risposta > 0 {
            tracing::warn!(
                senza_risposta,
                regola,
                attivazione = self.attivazione.key(),
                "a regulation left questions without an answer"
            );
        }
    }
}

/// The codes of the steps, in order.
pub(crate) fn codici(passi: &[Passo]) -> Vec<&str> {
    passi.iter().map(|p| p.codice.as_str()).collect()
}

/// Refuses an explanation that cannot be shown.
pub(crate) fn verifica_passi(passi: &[Passo]) -> Result<(), Guasto> {
    if passi.is_empty() || passi.len() > PASSI_MASSIMI {
        return Err(Guasto::risposta("motivazione assente o troppo lunga"));
    }
    for passo in passi {
        verifica_codice(&passo.codice)?;
        verifica_testo(&passo.testo)?;
        let dati = passo.dati.iter().chain(&passo.parametro);
        for testo in dati
            .flat_map(|d| [&d.nome, &d.valore])
            .chain(&passo.articolo)
        {
            verifica_testo(testo)?;
        }
        if let Some(Valore::Testo(testo)) = &passo.dopo {
            verifica_testo(testo)?;
        }
    }
    Ok(())
}

/// Refuses a refusal that cannot be shown.
pub(crate) fn verifica_messaggio(messaggio: &Messaggio) -> Result<(), Guasto> {
    verifica_codice(&messaggio.codice)?;
    verifica_testo(&messaggio.testo)
}

pub(crate) fn verifica_codice(codice: &str) -> Result<(), Guasto> {
    // As `all`, but without stopping: several bytes at once.
    let ammesso =
        |tutti: bool, b: &u8| tutti & (b.is_ascii_uppercase() | b.is_ascii_digit() | (*b == b'_'));
    if (1..=60).contains(&codice.len()) && codice.as_bytes().iter().fold(true, ammesso) {
        Ok(())
    } else {
        Err(Guasto::risposta("codice non valido"))
    }
}

/// As [`char::is_control`] of any of its characters, but over bytes and without stopping: several
/// at once, since every text of every answer passes here. U+0080 to U+009F begin with 0xC2.
fn ha_caratteri_di_controllo(testo: &str) -> bool {
    let byte = testo.as_bytes();
    let ascii = |trovato: bool, b: &u8| trovato | (*b < 0x20) | (*b == 0x7F);
    let altri = |trovato: bool, due: &[u8]| trovato | ((due[0] == 0xC2) & (due[1] < 0xA0));
    byte.iter().fold(false, ascii) || byte.windows(2).fold(false, altri)
}

/// Text that a page can show: not empty, not endless, no control characters.
pub(crate) fn verifica_testo(testo: &str) -> Result<(), Guasto> {
    if (1..=TESTO_MASSIMO).contains(&testo.len()) && !ha_caratteri_di_controllo(testo) {
        Ok(())
    } else {
        Err(Guasto::risposta(
            "testo assente, troppo lungo o illeggibile",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            let testo = format!("però{c}€");
            assert_eq!(ha_caratteri_di_controllo(&testo), c.is_control(), "{c:?}");
        }
    }
}
