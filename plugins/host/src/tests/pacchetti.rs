//! No published component is forgotten.

use std::collections::BTreeSet;
use std::fs;

use super::plugins;
use crate::{digest, spediti};

#[test]
fn every_published_component_ships() {
    let pubblicati: BTreeSet<String> = fs::read_dir(plugins().join("regolamenti/componenti"))
        .expect("the components")
        .map(|voce| digest(&fs::read(voce.expect("an entry").path()).expect("a component")))
        .collect();
    let spediti: BTreeSet<String> = spediti::TUTTI.iter().map(|wasm| digest(wasm)).collect();
    assert_eq!(
        pubblicati, spediti,
        "a published component stays in `spediti` for ever"
    );
}
