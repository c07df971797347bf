//! Why a component was not accepted, and why a call gave no answer.

use crate::messaggio::Messaggio;

/// A call that gave no answer that can be believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Guasto {
    /// The rule spent its instructions: the deterministic verdict on a rule that does not end.
    #[error("la regola ha superato il numero di istruzioni concesso")]
    Carburante,
    /// The rule asked for more memory than is granted.
    #[error("la regola ha superato la memoria concessa")]
    Memoria,
    /// The rule makes handles of resources, which no contract has.
    #[error("la regola crea risorse, che il contratto non prevede")]
    Maniglie,
    /// The rule called itself too deeply.
    #[error("la regola ha superato la profondità di chiamata concessa")]
    Pila,
    /// The rule stopped by itself.
    #[error("la regola si è interrotta: {0}")]
    Trappola(String),
    /// The input is larger than a rule may be given.
    #[error("i dati della richiesta superano la misura ammessa")]
    IngressoTroppoGrande,
    /// The answer is larger than the host copies.
    #[error("la risposta della regola supera la misura ammessa")]
    UscitaTroppoGrande,
    /// The answer is not one to this question: a day not asked, an amount out of range.
    #[error("la risposta della regola non è credibile: {0}")]
    RispostaNonValida(String),
    /// The digest of the activation belongs to no component that this node knows.
    #[error("il componente {0} non è presente su questo sistema")]
    ComponenteAssente(String),
    /// The rule failed again and again: it is not asked for a while.
    #[error("la regola è sospesa per qualche minuto dopo troppi guasti")]
    Sospesa,
    /// A fault of the platform, not of the rule: the wall clock, the pool of instances.
    #[error("guasto della piattaforma: {0}")]
    Piattaforma(String),
}

impl Guasto {
    /// Stable code, for metrics and for the office.
    #[must_use]
    pub const fn codice(&self) -> &'static str {
        match self {
            Self::Carburante => "REGOLA_CARBURANTE",
            Self::Memoria => "REGOLA_MEMORIA",
            Self::Maniglie => "REGOLA_MANIGLIE",
            Self::Pila => "REGOLA_PILA",
            Self::Trappola(_) => "REGOLA_INTERROTTA",
            Self::IngressoTroppoGrande => "REGOLA_INGRESSO",
            Self::UscitaTroppoGrande => "REGOLA_USCITA",
            Self::RispostaNonValida(_) => "REGOLA_RISPOSTA",
            Self::ComponenteAssente(_) => "REGOLA_ASSENTE",
            Self::Sospesa => "REGOLA_SOSPESA",
            Self::Piattaforma(_) => "REGOLA_PIATTAFORMA",
        }
    }

    /// An answer that is not one to this question.
    pub(crate) fn risposta(perche: impl Into<String>) -> Self {
        Self::RispostaNonValida(perche.into())
    }
}

/// A question that got no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SenzaRisposta {
    /// The rule ran, and the regulation does not provide for the case.
    Rifiutata(Messaggio),
    /// The call failed.
    Guasta(Guasto),
}

impl SenzaRisposta {
    /// Stable code.
    #[must_use]
    pub fn codice(&self) -> &str {
        match self {
            Self::Rifiutata(motivo) => &motivo.codice,
            Self::Guasta(guasto) => guasto.codice(),
        }
    }
}

impl From<&SenzaRisposta> for Messaggio {
    fn from(perche: &SenzaRisposta) -> Self {
        match perche {
            SenzaRisposta::Rifiutata(motivo) => motivo.clone(),
            SenzaRisposta::Guasta(guasto) => guasto.into(),
        }
    }
}

/// Names of what wasmtime says, which its types do not tell apart.
const USCITA_ESAURITA: &str = "too much data is being copied";
const MANIGLIE_ESAURITE: &str = "store handle limit exceeded";
const POZZA_ESAURITA: &str = "maximum concurrent";

impl From<wasmtime::Error> for Guasto {
    fn from(errore: wasmtime::Error) -> Self {
        if errore.downcast_ref::<MemoriaNegata>().is_some() {
            return Self::Memoria;
        }
        match errore.downcast_ref::<wasmtime::Trap>() {
            Some(wasmtime::Trap::OutOfFuel) => return Self::Carburante,
            Some(wasmtime::Trap::StackOverflow) => return Self::Pila,
            Some(wasmtime::Trap::Interrupt) => {
                return Self::Piattaforma("tempo massimo superato".to_owned());
            }
            Some(trappola) => return Self::Trappola(trappola.to_string()),
            None => {}
        }
        let testo = format!("{:#}", errore);
        if testo.contains(USCITA_ESAURITA) {
            Self::UscitaTroppoGrande
        } else if testo.contains(MANIGLIE_ESAURITE) {
            Self::Maniglie
        } else if testo.contains(POZZA_ESAURITA) {
            Self::Piattaforma(testo)
        } else {
            // What is left is an answer that breaks the canonical ABI: bad UTF-8, a pointer
            // outside memory, a discriminant that does not exist.
            Self::Trappola(testo)
        }
    }
}

/// The store's limiter refused to grow memory or a table.
#[derive(Debug, thiserror::Error)]
#[error("memory limit of a rule")]
pub(crate) struct MemoriaNegata;

/// A component that was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum ComponenteRifiutato {
    /// Larger than a component may be.
    #[error("Il componente supera la misura ammessa di 4 MiB.")]
    TroppoGrande,
    /// Not a WebAssembly component, or one that uses what the sandbox does not have.
    #[error("Il file non è un componente WebAssembly valido: {0}")]
    NonValido(String),
    /// It wants something from outside its input.
    #[error("Il componente chiede «{}»: una regola può usare soltanto i dati che riceve.", .0.join("», «"))]
    Importa(Vec<String>),
    /// No extension point of a contract that this host knows.
    #[error("Il componente non realizza un contratto conosciuto: {0}")]
    ContrattoSconosciuto(String),
    /// It does not say properly what it is.
    #[error("Il manifesto del componente non è valido: {0}")]
    Manifesto(String),
    /// It could not be asked what it is.
    #[error("Il componente non sa descriversi: {0}")]
    Guasto(#[from] Guasto),
}

impl ComponenteRifiutato {
    /// Stable code.
    #[must_use]
    pub const fn codice(&self) -> &'static str {
        match self {
            Self::TroppoGrande => "COMPONENTE_TROPPO_GRANDE",
            Self::NonValido(_) => "COMPONENTE_NON_VALIDO",
            Self::Importa(_) => "COMPONENTE_IMPORTA",
            Self::ContrattoSconosciuto(_) => "CONTRATTO_SCONOSCIUTO",
            Self::Manifesto(_) => "MANIFESTO_NON_VALIDO",
            Self::Guasto(_) => "COMPONENTE_GUASTO",
        }
    }
}

impl From<&Guasto> for Messaggio {
    fn from(guasto: &Guasto) -> Self {
        Self::new(guasto.codice(), format!("Calcolo non riuscito: {guasto}."))
    }
}
