//! Bindings of the world `ammissione`.
#![allow(missing_docs, unsafe_code, clippy::all)]

wit_bindgen::generate!({
    path: "../wit/v1",
    world: "ammissione",
    pub_export_macro: true,
    export_macro_name: "esporta_ammissione",
    default_bindings_module: "campanella_sdk::ammissione",
    with: {
        "campanella:regole/tipi@1.0.0": crate::tariffa::campanella::regole::tipi,
    },
    additional_derives: [PartialEq, Eq],
});

pub use exports::campanella::regole::regola_ammissione::*;
