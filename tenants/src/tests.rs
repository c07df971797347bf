//! Tests of this crate that need a store.

mod schema;
