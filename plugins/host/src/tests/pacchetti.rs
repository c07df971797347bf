//! Each shipped package says of itself what its component says, and none is forgotten.

use std::collections::BTreeSet;
use std::fs;

use serde::Deserialize;

use super::{HOST, plugins};
use crate::{Estensione, digest, spediti};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pacchetto {
    id: String,
    versione: String,
    contratto: String,
    punto: Estensione,
    componente: String,
}

#[test]
fn a_package_describes_its_component() {
    for nome in ["tariffa_isee", "prenotazione_pasti"] {
        let cartella = plugins().join("regolamenti").join(nome);
        let testo = fs::read_to_string(cartella.join("regola.toml")).expect("regola.toml");
        let pacchetto: Pacchetto = toml::from_str(&testo).expect("a package");
        let wasm = fs::read(cartella.join(&pacchetto.componente)).expect("a component");
        let regola = HOST.carica(&wasm).expect("accepted");
        let manifesto = regola.manifesto();
        assert_eq!(manifesto.id, pacchetto.id);
        assert_eq!(manifesto.versione, pacchetto.versione, "{nome}");
        assert_eq!(manifesto.contratto, pacchetto.contratto, "{nome}");
        assert_eq!(regola.estensione(), pacchetto.punto, "{nome}");
    }
}

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
