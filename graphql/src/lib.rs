//! Composes the two GraphQL APIs from the modules that a comune has enabled, and serves them.
//!
//! Architecture invariant: no rule of the domain lives here, and no field: but for `comune`, each
//! comes from a module. A family can never reach a generated type: those are registered in the
//! schema of the offices alone.

mod body;
mod comune;
mod executor;
mod generated;
mod limits;
mod observe;
mod revocation;
mod schemas;
#[cfg(test)]
mod tests;
mod transport;

pub use comune::Sito;
pub use executor::RequestExecutor;
pub use limits::{LimitExceeded, Limits};
pub use revocation::Recognise;
pub use schemas::{Composed, SchemaKind, Schemas};
pub use transport::GraphqlEndpoint;
