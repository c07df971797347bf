//! The root fields, and documents that call them.

use campanella_graphql::SchemaKind;
use campanella_kernel::graphql::{Access, RootKind};
use campanella_plugins_host::{digest, spediti};
use campanella_tests::comune_di_prova::{FamigliaDiProva, tariffa_unica};
use campanella_tests::documento::{Documento, call, keys, root_fields};
use campanella_tests::piattaforma::Piattaforma;
use serde_json::{Value, json};

use super::attori::Attori;

/// A root field.
pub struct Campo {
    pub schema: SchemaKind,
    pub root: RootKind,
    pub field: String,
    /// Who may use it; none for a generated read.
    pub access: Option<Access>,
}

/// Every root field of both schemas.
pub fn campi(p: &Piattaforma) -> Vec<Campo> {
    let mut campi = Vec::new();
    for schema in [SchemaKind::Portale, SchemaKind::Ufficio] {
        let composed = p.schema(schema);
        for root in [RootKind::Query, RootKind::Mutation, RootKind::Subscription] {
            for field in root_fields(composed.schema.registry(), root) {
                let known = |r: &&_| {
                    let r: &campanella_kernel::graphql::RootAccess = r;
                    r.kind == root && r.name == field
                };
                campi.push(Campo {
                    access: composed.roots.iter().find(known).map(|r| r.access),
                    schema,
                    root,
                    field,
                });
            }
        }
    }
    campi
}

impl Campo {
    /// Its name in the list of those not tried.
    pub fn nome(&self) -> String {
        format!("{:?}.{}", self.schema, self.field)
    }

    /// A document that asks for it, about `famiglia`, the answer so many levels down.
    pub fn documento(
        &self,
        p: &Piattaforma,
        attori: &Attori<'_>,
        famiglia: &FamigliaDiProva,
        depth: u32,
    ) -> Documento {
        let composed = p.schema(self.schema);
        let registry = composed.schema.registry();
        let known = |argument: &str| self.noto(attori, famiglia, argument);
        call(registry, self.root, &self.field, depth, &known)
    }

    /// The arguments that are keys and for which no real key is known.
    pub fn chiavi_ignote(&self, p: &Piattaforma, attori: &Attori<'_>) -> Vec<String> {
        let composed = p.schema(self.schema);
        let mut keys = keys(composed.schema.registry(), self.root, &self.field);
        let famiglia = &attori.comune.famiglie[0];
        keys.retain(|k| self.noto(attori, famiglia, k).is_none());
        keys
    }

    /// Whether it takes a key at all.
    pub fn vuole_chiavi(&self, p: &Piattaforma) -> bool {
        let composed = p.schema(self.schema);
        !keys(composed.schema.registry(), self.root, &self.field).is_empty()
    }

    /// The value of an argument: a real key of `famiglia` or of its comune.
    fn noto(
        &self,
        attori: &Attori<'_>,
        famiglia: &FamigliaDiProva,
        argument: &str,
    ) -> Option<Value> {
        let comune = attori.comune;
        let id = |id: &dyn std::fmt::Display| Some(json!(id.to_string()));
        match (self.field.as_str(), argument) {
            ("alunno" | "modificaAlunno", "id") | (_, "alunno") => id(&famiglia.alunno),
            ("modificaIscrizione", "id") | (_, "iscrizione") => id(&famiglia.iscrizione),
            ("modificaFamiglia", "id") | (_, "famiglia") => id(&famiglia.famiglia),
            ("correggiPersona" | "verificaPersona", "id") | (_, "persona") => {
                id(&famiglia.genitore.persona)
            }
            ("revocaDelega", "id") => Some(json!(attori.delega)),
            ("simulazione" | "annullaSimulazione", "id") => Some(json!(attori.simulazione)),
            (
                "emissione" | "anomalieEmissione" | "retteEmissione" | "confermaEmissione"
                | "scartaEmissione",
                "id",
            ) => Some(json!(attori.emissione)),
            ("retta" | "escludiRetta" | "correggiRetta" | "annullaRetta", "id") => {
                Some(json!(attori.retta))
            }
            ("avviso", "id") | (_, "rata" | "avviso" | "ricevuta" | "flusso") => {
                Some(json!(attori.retta))
            }
            ("pagaOnline", "avvisi") => Some(json!([attori.retta])),
            (_, "impronta") => Some(json!(comune.decisione)),
            ("provaPrenotazione", "digest") => Some(json!(digest(spediti::PRENOTAZIONE_PASTI))),
            ("provaPrenotazione", "parametri") => Some(json!({ "limite": { "ora": "09:30" } })),
            ("provaRegola", "estensione") => Some(json!("TARIFFA")),
            ("provaRegola", "caso") => Some(caso_di_tariffa()),
            (_, "digest") => Some(json!(digest(spediti::TARIFFA_ISEE))),
            (_, "parametri") => Some(tariffa_unica()),
            (_, "plesso") => id(&comune.plessi[0]),
            (_, "plessi") => Some(json!([comune.plessi[0].to_string()])),
            (_, "classe") => id(&comune.classi[0]),
            (_, "scuola") => id(&comune.scuola),
            _ => None,
        }
    }
}

/// A case that a tariff can be tried on.
fn caso_di_tariffa() -> Value {
    json!({
        "contesto": { "servizio": "refezione", "giorno": "2026-10-05" },
        "ingresso": {
            "plesso": "CENTRO", "ordine": "primaria", "minori_nel_nucleo": 1,
            "rango_fratelli": 1, "residenza_bambino": "nel_comune",
            "residenza_pagante": "nel_comune",
        },
    })
}
