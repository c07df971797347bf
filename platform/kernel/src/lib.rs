//! The vocabulary that every other crate of Campanella speaks: value types of the domain,
//! the context of a request, permissions, errors, jobs, events, audit, and the [`Module`] trait.
//!
//! Architecture invariant: the kernel knows no module, no HTTP and no plugin engine; it depends
//! on no crate of ours but the macros that it re-exports.

// The macros name this crate from the outside; here it is also the inside.
extern crate self as campanella_kernel;

mod anno_scolastico;
mod codice_fiscale;
mod giorno;
mod id;
mod importo;
mod istante;
mod prezzo_unitario;
mod servizio;

pub mod actor;
pub mod audit;
pub mod bus;
pub mod clock;
pub mod comune;
pub mod consumi;
pub mod ctx;
pub mod error;
pub mod eventi;
pub mod graphql;
pub mod jobs;
pub mod module;
pub mod permission;
pub mod testing;
pub mod vincoli;

pub use actor::Actor;
pub use anno_scolastico::{AnnoScolastico, AnnoScolasticoError};
pub use campanella_macros::{
    GraphqlEnum, GraphqlInput, GraphqlOutput, graphql_fields, graphql_root,
};
pub use codice_fiscale::{CodiceFiscale, CodiceFiscaleError, Sesso};
pub use comune::{Comune, ComuneId, Impostazioni};
pub use ctx::{Ctx, Scope};
pub use error::{DomainError, InternalError, Rifiuto};
pub use giorno::{Giorno, GiornoError};
pub use id::{PersonaId, PlessoId};
pub use importo::{Importo, ImportoError};
pub use istante::Istante;
pub use module::Module;
pub use permission::{Azione, Permission, PermissionSet, PlessoScope};
pub use prezzo_unitario::{Arrotondamento, PrezzoUnitario};
pub use servizio::Servizio;
