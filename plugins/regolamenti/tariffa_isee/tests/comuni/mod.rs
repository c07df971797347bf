//! Reads `casi/*.yaml` as the host does, natively.
#![allow(dead_code, missing_docs)]

use std::collections::BTreeMap;
use std::path::Path;

use campanella_sdk::tariffa::Ingresso;
use campanella_sdk::tipi;
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    contesto: Map<String, Value>,
    pub parametri: Value,
    base: Map<String, Value>,
    casi: Vec<Caso>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Caso {
    nome: String,
    giorno: String,
    #[serde(default)]
    ingresso: Map<String, Value>,
    atteso: Value,
}

/// A case ready to be asked.
pub struct Domanda {
    pub nome: String,
    pub ingresso: Ingresso,
    pub atteso: Value,
}

/// Every file of cases, by name.
pub fn tutti() -> Vec<(String, Scenario)> {
    let cartella = Path::new(env!("CARGO_MANIFEST_DIR")).join("casi");
    let mut file: Vec<_> = std::fs::read_dir(cartella)
        .expect("the cases")
        .map(|voce| voce.expect("an entry").path())
        .collect();
    file.sort();
    let leggi = |percorso: &std::path::PathBuf| {
        let nome = percorso.file_name().expect("a name").to_string_lossy();
        let testo = std::fs::read_to_string(percorso).expect("a file");
        let scenario = serde_yaml_ng::from_str(&testo).unwrap_or_else(|e| panic!("{nome}: {e}"));
        (nome.into_owned(), scenario)
    };
    file.iter().map(leggi).collect()
}

impl Scenario {
    pub fn domande(&self) -> Vec<Domanda> {
        let domanda = |caso: &Caso| {
            let campi = self.base.iter().chain(&caso.ingresso);
            let campi: Map<_, _> = campi.map(|(n, v)| (n.clone(), v.clone())).collect();
            let bambino = serde_json::from_value(Value::Object(campi))
                .unwrap_or_else(|e| panic!("{}: {e}", caso.nome));
            Domanda {
                nome: caso.nome.clone(),
                ingresso: ingresso(&self.contesto, &caso.giorno, bambino),
                atteso: caso.atteso.clone(),
            }
        };
        self.casi.iter().map(domanda).collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bambino {
    plesso: String,
    ordine: String,
    residenza_bambino: Value,
    residenza_pagante: Value,
    isee: Option<Isee>,
    minori_nel_nucleo: u32,
    rango_fratelli: u32,
    #[serde(default)]
    disabilita: bool,
    #[serde(default)]
    esenzione_servizi_sociali: bool,
    articolo: Option<String>,
    #[serde(default)]
    personale: bool,
    #[serde(default)]
    anticipatario: bool,
    iscritto_dal: Option<String>,
    iscritto_al: Option<String>,
    presenze_del_mese: Option<u32>,
    #[serde(default)]
    altri_dati: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Isee {
    valore: i64,
    dal: String,
    al: String,
    tipo: String,
    presentata: Option<String>,
}

fn ingresso(contesto: &Map<String, Value>, giorno: &str, b: Bambino) -> Ingresso {
    let giorno = data(giorno);
    Ingresso {
        servizio: contesto["servizio"].as_str().expect("a service").to_owned(),
        anno_scolastico: giorno.anno - u16::from(giorno.mese < 9),
        giorno,
        plesso: b.plesso,
        ordine: match b.ordine.as_str() {
            "nido" => tipi::OrdineScuola::Nido,
            "infanzia" => tipi::OrdineScuola::Infanzia,
            "primaria" => tipi::OrdineScuola::Primaria,
            "secondaria_primo_grado" => tipi::OrdineScuola::SecondariaPrimoGrado,
            altro => panic!("{altro}"),
        },
        classe: None,
        residenza_bambino: residenza(&b.residenza_bambino),
        residenza_pagante: residenza(&b.residenza_pagante),
        isee: b.isee.map(isee),
        minori_nel_nucleo: b.minori_nel_nucleo,
        rango_fratelli: b.rango_fratelli,
        disabilita: b.disabilita,
        esenzione_servizi_sociali: b.esenzione_servizi_sociali,
        articolo: b.articolo,
        personale: b.personale,
        anticipatario: b.anticipatario,
        iscritto_dal: b.iscritto_dal.as_deref().map(data),
        iscritto_al: b.iscritto_al.as_deref().map(data),
        presenze_del_mese: b.presenze_del_mese,
        altri_dati: b
            .altri_dati
            .into_iter()
            .map(|(nome, valore)| tipi::Dato { nome, valore })
            .collect(),
    }
}

fn isee(isee: Isee) -> tipi::Isee {
    tipi::Isee {
        valore: isee.valore,
        dal: data(&isee.dal),
        al: data(&isee.al),
        tipo: match isee.tipo.as_str() {
            "ordinario" => tipi::TipoIsee::Ordinario,
            "minorenni" => tipi::TipoIsee::Minorenni,
            "corrente" => tipi::TipoIsee::Corrente,
            altro => panic!("{altro}"),
        },
        presentata: isee.presentata.as_deref().map(data),
    }
}

fn residenza(dove: &Value) -> tipi::Residenza {
    match dove.get("altro_comune") {
        Some(codice) => tipi::Residenza::AltroComune(codice.as_str().map(str::to_owned)),
        None => tipi::Residenza::NelComune,
    }
}

fn data(testo: &str) -> tipi::Giorno {
    let parti: Vec<u16> = testo
        .split('-')
        .map(|p| p.parse().expect("a number"))
        .collect();
    tipi::Giorno {
        anno: parti[0],
        mese: u8::try_from(parti[1]).expect("a month"),
        giorno: u8::try_from(parti[2]).expect("a day"),
    }
}
