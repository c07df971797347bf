//! What the extension points have in common: each asks a rule with a batch of inputs that share a
//! context, and checks each answer before it is believed.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::estensione::Estensione;
use crate::guasto::Guasto;
use crate::messaggio::Messaggio;
use crate::passo::Passo;
use crate::riga_esito::RigaEsito;

/// An answer, or the regulation's own refusal.
pub(crate) type EsitoRegola<T> = Result<T, Messaggio>;

/// An extension point.
pub trait Punto {
    /// Which.
    const ESTENSIONE: Estensione;

    /// Entries (children, days, ...) in one call. Many share the cost of an instance and of
    /// reading the parameters; their input and their fuel stay well within the limits of a call.
    const VOCI_PER_CHIAMATA: usize;

    /// What the inputs of a call share: service and day, or service and present moment.
    type Contesto: Copy + Send + Serialize + DeserializeOwned + 'static;

    /// One input.
    type Ingresso: Clone + Send + Serialize + DeserializeOwned + 'static;

    /// One answer.
    type Risposta: Clone + PartialEq + Send + Serialize + 'static;

    /// Bytes that the input takes in a guest, near enough for a limit.
    fn peso(ingresso: &Self::Ingresso) -> usize;

    /// Entries that the input asks about.
    fn voci(ingresso: &Self::Ingresso) -> usize;

    /// Refuses an answer that cannot be believed.
    ///
    /// # Errors
    /// [`Guasto::RispostaNonValida`].
    fn verifica(
        contesto: Self::Contesto,
        ingresso: &Self::Ingresso,
        risposta: &Self::Risposta,
    ) -> Result<(), Guasto>;

    /// What a scenario case states of an answer: flat facts, named as in `casi/*.yaml`.
    fn riassunto(risposta: &Self::Risposta) -> serde_json::Value;

    /// The answer for an office that tries the rule, line by line.
    fn in_parole(risposta: &Self::Risposta) -> Vec<RigaEsito>;

    /// Why the answer is what it is.
    fn motivazione(risposta: &Self::Risposta) -> Vec<Passo>;
}
