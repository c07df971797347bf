//! What this module refuses, in words on which a parent or a clerk can act.

use campanella_kernel::vincoli::Impedimento;
use campanella_kernel::{Rifiuto, domain_error};

/// A refusal of `anagrafe`.
#[derive(Debug, thiserror::Error)]
pub enum Errore {
    /// A refusal that all modules share.
    #[error(transparent)]
    Comune(#[from] Rifiuto),
    /// A delegate, or somebody without a family, wants what is of the tutore: accounts, delegations.
    #[error("È riservato al genitore che paga i servizi: conti, pagamenti e deleghe sono suoi.")]
    SoloTutore,
    /// The tutore names himself.
    #[error("La delega va data a un'altra persona: questo è il proprio codice fiscale.")]
    DelegaASeStesso,
    /// The person is a delegate already.
    #[error("Questa persona ha già una delega attiva.")]
    DelegaGiaAttiva,
    /// Too many delegates.
    #[error("Si possono delegare al massimo {0} persone: revocare prima un'altra delega.")]
    TroppeDeleghe(u64),
    /// A file that cannot be imported, whatever its rows say.
    #[error("Il file non si può importare: {motivo}.")]
    FileNonLeggibile {
        /// Why, and what to do.
        motivo: String,
    },
    /// The calendar has no room for a closure in the past.
    #[error(
        "La chiusura riguarda giorni già passati: le presenze di quei giorni si correggono una per una."
    )]
    ChiusuraPassata,
    /// The same thing is there already.
    #[error("{0}")]
    GiaPresente(&'static str),
    /// Somebody else's code is the same but for omocodia: one person written twice, or two.
    #[error(
        "{chi} ha un codice fiscale che differisce da questo solo per omocodia. Se è la stessa \
         persona, correggere il codice; se sono due persone diverse, confermarlo con «omocodia»."
    )]
    OmocodiaDaVerificare {
        /// Who is known.
        chi: String,
    },
    /// Whoever keeps accounts objects to a new enrolment.
    #[error("{}", .0.perche)]
    Impedita(Impedimento),
    /// Classes go to the year that follows, no other.
    #[error("Il passaggio di classe va da un anno scolastico a quello successivo.")]
    AnniNonConsecutivi,
}

domain_error!(Errore {
    SoloTutore => "SOLO_TUTORE",
    DelegaASeStesso => "DELEGA_A_SE_STESSO",
    DelegaGiaAttiva => "DELEGA_GIA_ATTIVA",
    TroppeDeleghe(_) => "TROPPE_DELEGHE",
    FileNonLeggibile { .. } => "FILE_NON_LEGGIBILE",
    ChiusuraPassata => "CHIUSURA_PASSATA",
    GiaPresente(_) => "GIA_PRESENTE",
    OmocodiaDaVerificare { .. } => "OMOCODIA_DA_VERIFICARE",
    Impedita(impedimento) => impedimento.codice,
    AnniNonConsecutivi => "ANNI_NON_CONSECUTIVI",
});
