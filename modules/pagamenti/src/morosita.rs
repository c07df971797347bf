//! What happens to instalments that are not paid. The regulation says it (`penale` in
//! `plugins/wit`); here it is asked, carried out and, where the office was wrong, undone.
//!
//! Late fee and expenses become due when the family is told of them: with a reminder, or when the
//! instalment goes to coercive collection. They are lines of its bill, so whoever pays the
//! instalment pays them.

mod affida;
mod annulla_con_la_retta;
mod annulla_piano;
mod annulla_sollecito;
mod blocco;
mod concedi_piano;
mod decadenza;
mod deroga;
mod file;
mod invii;
mod lavoro;
mod leggi;
mod nei_piani;
mod piani;
mod scadute;
mod sollecita;
mod solleciti;
mod stampa;
mod varia_rata;

pub use affida::{Affidamento, affida_riscossione, affidamenti, ritira_affidamento};
pub(crate) use annulla_con_la_retta::annulla_con_la_retta;
pub use annulla_piano::annulla_piano;
pub use annulla_sollecito::{annulla_sollecito, segna_ricevuto};
pub use blocco::{VincoloMorosita, blocco_iscrizioni};
pub use concedi_piano::{NuovoPiano, concedi_piano};
pub use decadenza::{decadi_piano, ripristina_piano};
pub use deroga::{Deroga, concedi_deroga, deroghe, revoca_deroga};
pub use file::affidamenti_in_file;
pub use invii::{InvioSolleciti, invii_solleciti};
pub(crate) use lavoro::Sollecita;
pub use lavoro::un_lotto_di_solleciti;
pub use leggi::{
    RataScaduta, RataScadutaConnection, RataScadutaEdge, rate_scadute, rate_scadute_della_famiglia,
};
pub(crate) use nei_piani::in_un_piano;
pub use piani::{Piano, piani_della_famiglia};
pub use sollecita::sollecita;
pub use solleciti::{Sollecito, solleciti_della_famiglia};
pub(crate) use stampa::{SollecitoDaStampare, sollecito_da_stampare};
