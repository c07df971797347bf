//! Each verb, on the shipped tariff: no guest is built here.

use std::fs;
use std::path::Path;

use campanella_plugins_host::spediti;
use serde_json::Value;

use super::{fallisce, regola, riesce, scrivi};
use crate::comandi::regola::modello::{self, LINGUE, PUNTI};

const PARAMETRI: &str = "
tabelle:
  - metodo:
      tipo: lineare
      isee_min: 550000
      isee_max: 3000000
      prezzo_min: 15000
      prezzo_max: 60000
      nome: Personalizzata
";

const CASI: &str = "
casi:
  - nome: a metà
    atteso: { prezzo: 37500, fascia: Personalizzata, passi: [TARIFFA_LINEARE] }
  - nome: insegnante
    ingresso: { personale: true }
    atteso: { rifiuto: PERSONALE_NON_PREVISTO }
";

const DOMANDA: &str = "
contesto: { servizio: refezione, giorno: 2026-10-05 }
ingresso:
  plesso: CENTRO
  ordine: primaria
  residenza_bambino: nel_comune
  residenza_pagante: nel_comune
  minori_nel_nucleo: 1
  rango_fratelli: 1
  isee: { valore: 1775000, dal: 2026-01-01, al: 2026-12-31, tipo: minorenni }
";

fn rientrato(testo: &str) -> String {
    testo.replace('\n', "\n  ")
}

/// A package of the shipped tariff, with two cases; the second states `atteso`.
fn pacchetto(cartella: &Path) -> String {
    let componente = cartella.join("componente.wasm");
    fs::write(componente, spediti::TARIFFA_ISEE).expect("written");
    scrivi(
        cartella,
        "regola.toml",
        "id = \"tariffa-isee\"\nversione = \"1.0.0\"\ncontratto = \"1.0.0\"\n\
         punto = \"tariffa\"\ncomponente = \"componente.wasm\"\n",
    );
    let base = DOMANDA.replace("\ningresso:", "\nbase:");
    let testo = format!("parametri:{}\n{base}{CASI}", rientrato(PARAMETRI));
    scrivi(cartella, "casi/lineare.yaml", &testo);
    cartella.to_string_lossy().into_owned()
}

fn cartella() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn nuova_writes_a_folder_for_every_point_and_language() {
    let dove = cartella();
    let radice = dove.path().to_string_lossy();
    for punto in PUNTI {
        for (lingua, _) in LINGUE {
            let nome = format!("mia-{}-{lingua}", punto.nome());
            riesce(&[
                "nuova",
                &nome,
                "--punto",
                punto.nome(),
                "--lingua",
                lingua,
                "--cartella",
                &radice,
            ]);
            let leggi = |file: &str| {
                let file = dove.path().join(&nome).join(file);
                fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
            };
            assert!(leggi("regola.toml").contains(&format!("id = \"{nome}\"")));
            assert!(leggi("wit/v1/tipi.wit").contains("package campanella:regole@1.0.0"));
            let schema: Value = serde_json::from_str(&leggi("schema.json")).expect("JSON");
            assert!(schema["title"].is_string(), "{nome}");
            match lingua {
                "rust" => {
                    assert!(leggi("Cargo.toml").contains(&format!("name = \"{nome}\"")));
                    assert!(leggi("sdk/src/lib.rs").contains("pub mod tariffa"));
                }
                _ => assert!(leggi("src/pacchetto.js").contains(&nome)),
            }
        }
    }
}

#[test]
fn templates_are_text_and_name_no_other_rule() {
    for punto in PUNTI {
        for (_, lingua) in LINGUE {
            for (percorso, testo) in modello::file("mia", punto, lingua) {
                assert!(!testo.trim().is_empty(), "{percorso}");
                assert!(!testo.contains("modello"), "{percorso}");
            }
        }
    }
}

#[test]
fn the_copy_of_the_sdk_asks_for_what_the_sdk_asks() {
    let manifesto = |file: &str| -> toml::Value {
        let testo = fs::read_to_string(super::plugins().join(file)).expect("a manifest");
        toml::from_str(&testo).expect("TOML")
    };
    let copia = manifesto("modelli/rust/base/sdk/Cargo.toml");
    let mut nostro = manifesto("sdk/Cargo.toml");
    let workspace = manifesto("../Cargo.toml");
    nostro["dependencies"]["wit-bindgen"] =
        workspace["workspace"]["dependencies"]["wit-bindgen"].clone();
    assert_eq!(copia["dependencies"], nostro["dependencies"]);
}

#[test]
fn nuova_refuses_what_it_cannot_make() {
    let dove = cartella();
    let radice = dove.path().to_string_lossy();
    let nuova = |nome: &str, punto: &str, lingua: &str| {
        let (nome, dove) = (nome.to_owned(), radice.to_string());
        fallisce(&[
            "nuova",
            &nome,
            "--punto",
            punto,
            "--lingua",
            lingua,
            "--cartella",
            &dove,
        ])
    };
    assert!(nuova("mia", "sconti", "rust").contains("i punti sono: tariffa, prenotazione"));
    assert!(nuova("mia", "tariffa", "cobol").contains("le lingue sono: rust, javascript"));
    assert!(nuova("Mia Regola", "tariffa", "rust").contains("lettera minuscola"));
    fs::create_dir(dove.path().join("mia")).expect("made");
    assert!(nuova("mia", "tariffa", "rust").contains("esiste già"));
}

#[test]
fn prova_tells_every_case_and_fails_with_the_first_that_does() {
    let dove = cartella();
    let mia = pacchetto(dove.path());
    let detto = riesce(&["prova", &mia]);
    assert!(detto.contains("riesce   lineare.yaml: a metà"), "{detto}");
    assert!(detto.contains("2 casi, tutti riescono"), "{detto}");
    let file = dove.path().join("casi/lineare.yaml");
    let testo = fs::read_to_string(&file).expect("read");
    fs::write(
        &file,
        testo.replace("prezzo: 37500, fascia: P", "prezzo: 37501, fascia: p"),
    )
    .expect("written");
    let (detto, errore) = regola(&["prova", &mia]);
    assert_eq!(errore.as_deref(), Some("1 casi su 2 non riescono"));
    assert!(
        detto.contains("prezzo: atteso 37501, avuto 37500\n"),
        "{detto}"
    );
    assert!(
        detto.contains("\"personalizzata\", avuto \"Personalizzata\""),
        "{detto}"
    );
    assert!(
        detto.contains("riesce   lineare.yaml: insegnante"),
        "{detto}"
    );
    let (detto, errore) = regola(&["prova", &mia, "--json"]);
    assert!(errore.is_some());
    let esiti: Value = serde_json::from_str(&detto).expect("JSON");
    assert_eq!(esiti["falliti"], 1);
    assert_eq!(esiti["casi"][1]["difetto"], Value::Null);
}

#[test]
fn prova_says_what_is_missing() {
    let dove = cartella();
    let mia = pacchetto(dove.path());
    let casi = scrivi(dove.path(), "casi/lineare.yaml", "casi: [");
    let errore = fallisce(&["prova", &mia]);
    assert!(
        errore.contains("lineare.yaml") && errore.contains("line "),
        "{errore}"
    );
    fs::remove_file(casi).expect("removed");
    assert!(fallisce(&["prova", &mia]).contains("non ha casi di prova"));
    fs::remove_file(dove.path().join("componente.wasm")).expect("removed");
    assert!(fallisce(&["prova", &mia]).contains("campanella regola costruisci"));
    fs::remove_file(dove.path().join("regola.toml")).expect("removed");
    assert!(fallisce(&["prova", &mia]).contains("non c'è regola.toml"));
}

#[test]
fn esegui_answers_a_file_with_the_parameters_of_another() {
    let dove = cartella();
    let domanda = scrivi(dove.path(), "domanda.yaml", DOMANDA);
    let parametri = scrivi(dove.path(), "parametri.yaml", PARAMETRI);
    let argomenti = [
        "esegui",
        "tariffa-isee",
        "--ingresso",
        &domanda,
        "--parametri",
        &parametri,
    ];
    let breve: Value = serde_json::from_str(&riesce(&argomenti)).expect("JSON");
    assert_eq!(breve["prezzo"], 37_500);
    let intera = riesce(&[&argomenti[..], &["--json"]].concat());
    let intera: Value = serde_json::from_str(&intera).expect("JSON");
    assert_eq!(
        intera["risposta"]["motivazione"][0]["codice"],
        "TARIFFA_LINEARE"
    );
    let senza = fallisce(&argomenti[..4]);
    assert!(senza.contains("mancano i parametri"), "{senza}");
}

#[test]
fn esegui_says_why_there_is_no_answer() {
    let dove = cartella();
    let mia = pacchetto(dove.path());
    let (detto, errore) = regola(&["esegui", &mia, "--caso", "insegnante"]);
    assert!(errore.expect("refused").contains("PERSONALE_NON_PREVISTO"));
    assert!(
        detto.contains("\"rifiuto\": \"PERSONALE_NON_PREVISTO\""),
        "{detto}"
    );
    let errore = fallisce(&["esegui", &mia, "--caso", "un altro"]);
    assert!(errore.contains("  a metà\n  insegnante"), "{errore}");
    let errore = fallisce(&["esegui", &mia, "--ingresso", "manca.yaml"]);
    assert!(errore.contains("manca.yaml non si legge"), "{errore}");
    let rotto = scrivi(dove.path(), "rotto.json", "{\"contesto\": ");
    let errore = fallisce(&["esegui", &mia, "--ingresso", &rotto]);
    assert!(errore.contains("non è JSON o YAML"), "{errore}");
    let errore = fallisce(&["esegui", "tariffa-ignota", "--caso", "a metà"]);
    assert!(
        errore.contains("tariffa-isee, prenotazione-pasti"),
        "{errore}"
    );
}

#[test]
fn spiega_tells_the_steps_with_amounts_as_people_write_them() {
    let dove = cartella();
    let mia = pacchetto(dove.path());
    let detto = riesce(&["spiega", &mia]);
    for atteso in [
        "Caso «a metà»",
        "Prezzo: 3,75 €",
        "Perché?",
        "isee: 17.750,00 €",
        "→ 3,75 €",
    ] {
        assert!(detto.contains(atteso), "{atteso}:\n{detto}");
    }
    let detto = riesce(&["spiega", &mia, "--caso", "insegnante"]);
    assert!(detto.contains("Nessuna risposta: "), "{detto}");
    let detto = riesce(&["spiega", &mia, "--json"]);
    let detto: Value = serde_json::from_str(&detto).expect("JSON");
    assert_eq!(detto["caso"], "a metà");
}

#[test]
fn schema_is_shown_and_holds_parameters_against_it() {
    let schema: Value = serde_json::from_str(&riesce(&["schema", "tariffa-isee"])).expect("JSON");
    assert!(schema["properties"]["tabelle"].is_object());
    let dove = cartella();
    let giusti = scrivi(dove.path(), "giusti.yaml", PARAMETRI);
    let detto = riesce(&["schema", "tariffa-isee", "--parametri", &giusti]);
    assert!(detto.contains("parametri validi"), "{detto}");
    let prezzo = PARAMETRI.replace("15000", "1.5");
    let sbagliati = scrivi(dove.path(), "sbagliati.yaml", &prezzo);
    let (detto, errore) = regola(&[
        "schema",
        "tariffa-isee",
        "--parametri",
        &sbagliati,
        "--json",
    ]);
    assert!(errore.expect("refused").contains("parametri non validi"));
    let detto: Value = serde_json::from_str(&detto).expect("JSON");
    assert_eq!(detto["validi"], false);
    // The schema alone accepts these; the rule does not.
    let rovesciati = PARAMETRI.replace("550000", "3000001");
    let rovesciati = scrivi(dove.path(), "rovesciati.yaml", &rovesciati);
    let errore = fallisce(&["schema", "tariffa-isee", "--parametri", &rovesciati]);
    assert!(errore.contains("parametri non validi"), "{errore}");
}

#[test]
fn misura_tells_time_fuel_and_sizes() {
    let dove = cartella();
    let mia = pacchetto(dove.path());
    let argomenti = ["misura", &mia, "--giri", "5", "--bambini", "20"];
    let detto = riesce(&argomenti);
    assert!(
        detto.contains("istruzioni") && detto.contains('%'),
        "{detto}"
    );
    let misure = riesce(&[&argomenti[..], &["--json"]].concat());
    let misure: Value = serde_json::from_str(&misure).expect("JSON");
    assert!(misure["carburante"].as_u64() < misure["carburante_concesso"].as_u64());
    assert_eq!(misure["lotto"], 20);
    let errore = fallisce(&["misura", "tariffa-isee"]);
    assert!(errore.contains("--ingresso"), "{errore}");
}

#[test]
fn costruisci_says_what_it_does_not_find() {
    let dove = cartella();
    let qui = dove.path().to_string_lossy();
    assert!(fallisce(&["costruisci", "manca"]).contains("la cartella manca non c'è"));
    assert!(fallisce(&["costruisci", &qui]).contains("regola.toml"));
    pacchetto(dove.path());
    let errore = fallisce(&["costruisci", &qui]);
    assert!(
        errore.contains("non c'è Cargo.toml (Rust) né package.json"),
        "{errore}"
    );
    scrivi(dove.path(), "package.json", "{}");
    scrivi(dove.path(), "schema.json", "{}");
    fs::create_dir(dove.path().join("src")).expect("made");
    assert!(fallisce(&["costruisci", &qui]).contains("manca «title»"));
}
