//! Bindings of the world `tariffa`.
#![allow(missing_docs, unsafe_code, clippy::all)]

wit_bindgen::generate!({
    path: "../wit/v1",
    world: "tariffa",
    pub_export_macro: true,
    export_macro_name: "esporta_tariffa",
    default_bindings_module: "campanella_sdk::tariffa",
    generate_unused_types: true,
    additional_derives: [PartialEq, Eq],
});

pub use exports::campanella::regole::regola_tariffa::*;
