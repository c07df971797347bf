//! Bindings of the world `penale`.
#![allow(missing_docs, unsafe_code, clippy::all)]

wit_bindgen::generate!({
    path: "../wit/v1",
    world: "penale",
    pub_export_macro: true,
    export_macro_name: "esporta_penale",
    default_bindings_module: "campanella_sdk::penale",
    with: {
        "campanella:regole/tipi@1.0.0": crate::tariffa::campanella::regole::tipi,
    },
    additional_derives: [PartialEq, Eq],
});

pub use exports::campanella::regole::regola_penale::*;
