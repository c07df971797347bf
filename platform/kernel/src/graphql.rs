//! What modules need to take part in the two GraphQL schemas: value types as scalars, root
//! fields that carry their permission, typed refusals, pages.

mod api;
mod entity;
mod page;
mod refusal;
mod refused_write;
mod register;
mod scalars;

pub use api::{Access, Api, RootAccess, RootField, RootFields, RootKind};
pub use entity::{EntityPolicy, LoaderInserter};
pub use page::{PageRequest, decode_cursor, encode_cursor};
pub use refusal::{authorize, bad_argument, refuse, scope};
pub use register::{FlatRegister, Write};
pub use scalars::{GraphqlScalar, parse_id, register_scalars};
pub use seaography::PageInfo;

/// For the macros only.
#[doc(hidden)]
pub mod __private {
    pub use async_graphql;
    pub use sea_orm;
    pub use seaography;
}
