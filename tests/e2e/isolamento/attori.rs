//! The people of a comune, logged in, and a program of its office.

use std::collections::BTreeSet;

use campanella_pagopa::{CodiceSegregazione, NumeroAvviso};
use campanella_plugins_host::{digest, spediti};
use campanella_tests::comune_di_prova::{ComuneDiProva, tariffa_unica};
use campanella_tests::piattaforma::{Piattaforma, oggi};
use campanella_tests::richiesta::Chi;
use sea_orm::ConnectionTrait;
use serde_json::json;

/// Somebody who is logged in.
pub struct Persona {
    pub nome: &'static str,
    pub chi: Chi,
    /// What they may do, as the platform itself says.
    pub permessi: BTreeSet<String>,
}

/// Who acts in a comune.
pub struct Attori<'a> {
    pub comune: &'a ComuneDiProva,
    /// Parent of the first family, parent of the second, cuoco, operatore, amministratore.
    pub persone: [Persona; 5],
    /// A program that acts as operatore.
    pub programma: Chi,
    /// A delegation of the first family.
    pub delega: String,
    /// A simulation of the administrator.
    pub simulazione: String,
    /// A bill run of the administrator.
    pub emissione: String,
    /// A bill of it, of the first family; its instalment, notice and receipt have the same key, and
    /// so has the flow of reconciliation that names the receipt.
    pub retta: String,
}

impl<'a> Attori<'a> {
    pub async fn new(p: &Piattaforma, comune: &'a ComuneDiProva) -> Self {
        let [prima, seconda] = &comune.famiglie;
        let persone = [
            ("parent", &prima.genitore),
            ("parent of another family", &seconda.genitore),
            ("cuoco", &comune.cuoco),
            ("operatore", &comune.operatore),
            ("amministratore", &comune.amministratore),
        ];
        let mut entrati = Vec::new();
        for (nome, utente) in persone {
            let chi = p.accedi(comune, utente).await;
            let io = p
                .ufficio(comune, &chi, "{ io { permessi } }", json!({}))
                .await;
            let permessi = io.dati()["io"]["permessi"]
                .as_array()
                .expect("permissions")
                .iter()
                .filter_map(|p| p.as_str().map(str::to_owned))
                .collect();
            entrati.push(Persona {
                nome,
                chi,
                permessi,
            });
        }
        let persone = <[Persona; 5]>::try_from(entrati).ok().expect("five");
        let emissione = emissione(p, comune, &persone[4].chi).await;
        Self {
            retta: retta(p, comune, &emissione).await,
            emissione,
            programma: programma(p, comune, &persone[4].chi).await,
            delega: delega(p, comune, &persone[0].chi).await,
            simulazione: simulazione(p, comune, &persone[4].chi).await,
            comune,
            persone,
        }
    }
}

async fn programma(p: &Piattaforma, comune: &ComuneDiProva, amministratore: &Chi) -> Chi {
    let query = r#"mutation($nome: String!) {
        creaTokenApi(nome: $nome, ruolo: "operatore", scadenza: "2027-06-30") { token }
    }"#;
    let nome = json!({ "nome": format!("Programma di {}", comune.segno) });
    let made = p.ufficio(comune, amministratore, query, nome).await.dati();
    let token = made["creaTokenApi"]["token"].as_str().expect("a token");
    Chi::Programma(token.to_owned())
}

async fn delega(p: &Piattaforma, comune: &ComuneDiProva, genitore: &Chi) -> String {
    let query = "mutation($dati: DelegaInput!) { delega(dati: $dati) { id } }";
    let dati = json!({ "dati": {
        "codiceFiscale": "RSSMRA80A01H501U", "nome": "Mario", "cognome": "Rossi",
        "email": "mario@example.org",
    }});
    let made = p.portale(comune, genitore, query, dati).await.dati();
    made["delega"]["id"].as_str().expect("a key").to_owned()
}

async fn simulazione(p: &Piattaforma, comune: &ComuneDiProva, amministratore: &Chi) -> String {
    let query = "mutation($dati: SimulazioneInput!) { avviaSimulazione(dati: $dati) }";
    let ieri = oggi().prima(1);
    let dati = json!({ "dati": {
        "digest": digest(spediti::TARIFFA_ISEE), "parametri": tariffa_unica(),
        "dal": ieri, "al": ieri,
    }});
    let made = p.ufficio(comune, amministratore, query, dati).await.dati();
    made["avviaSimulazione"].as_str().expect("a key").to_owned()
}

/// Meals are prepaid, the bus has bills; a run of these.
async fn emissione(p: &Piattaforma, comune: &ComuneDiProva, amministratore: &Chi) -> String {
    let imposta = "mutation($dati: GestioneInput!) { impostaGestione(dati: $dati) { versione } }";
    for (servizio, modo) in [("REFEZIONE", "PREPAGATO"), ("TRASPORTO", "POSTPAGATO")] {
        let dati = json!({ "dati": {
            "servizio": servizio, "anno": "2026/2027", "modo": modo, "conto": "SERVIZIO",
            "aZero": "PERMETTI",
        }});
        p.ufficio(comune, amministratore, imposta, dati)
            .await
            .riuscita();
    }
    let prepara = "mutation($dati: EmissioneInput!) { preparaEmissione(dati: $dati) }";
    let dati = json!({ "dati": {
        "servizio": "TRASPORTO", "descrizione": format!("Scuolabus di {}", comune.segno),
        "dal": "2026-11-01", "al": "2026-11-30", "conQuota": false, "plessi": [],
        "scadenze": ["2026-12-31"],
    }});
    let made = p
        .ufficio(comune, amministratore, prepara, dati)
        .await
        .dati();
    made["preparaEmissione"].as_str().expect("a key").to_owned()
}

/// A number that pagoPA would take.
fn numero_avviso(base: usize) -> NumeroAvviso {
    let segregazione = CodiceSegregazione::parse("02").expect("a code");
    NumeroAvviso::new(segregazione, 900 + base as u64).expect("thirteen digits")
}

/// The run of a test computes nothing: the bill is written as it would have been, with its
/// instalment, the notice of it, a receipt and the flow that names it. Each is the first of its
/// table.
async fn retta(p: &Piattaforma, comune: &ComuneDiProva, emissione: &str) -> String {
    let famiglia = comune.famiglie[0].famiglia;
    let segno = &comune.segno;
    let scope = p.scope(comune).await;
    for sql in [
        format!(
            "INSERT INTO retta (id, emissione_id, famiglia_id, servizio, descrizione, importo,
                 stato, emessa_il)
             VALUES (1, {emissione}, {famiglia}, 'trasporto', 'Scuolabus di {segno}', 1000,
                 'emessa', '2026-11-23')"
        ),
        "INSERT INTO rata (id, retta_id, numero, importo, scadenza)
         VALUES (1, 1, 1, 1000, '2026-12-31')"
            .to_owned(),
        format!(
            "INSERT INTO avviso_pagamento (id, numero, famiglia_id, servizio, rata_id, importo,
                 scadenza, creato_il)
             VALUES (1, '{}', {famiglia}, 'trasporto', 1, 1000, '2026-12-31',
                 '2026-11-23T08:00:00Z')",
            numero_avviso(segno.len())
        ),
        format!(
            "INSERT INTO ricevuta_pagopa (id, ricevuta, numero, avviso_id, importo, giorno,
                 prestatore, stato, anomalia, arrivata_il)
             VALUES (1, 'ricevuta di {segno}', '302900000000000100', 1, 1000, '2026-11-23',
                 'Banca di {segno}', 'da_attribuire', 'importo_diverso', '2026-11-23T08:00:00Z')"
        ),
        format!(
            "INSERT INTO flusso_pagopa (id, flusso, psp, revisione, fatto, regolamento,
                 data_regolamento, mittente, importo, quanti, quadra, importato_il)
             VALUES (1, 'flusso di {segno}', 'PSP', 1, '2026-11-24T01:00:00Z', 'TRN',
                 '2026-11-24', 'Banca di {segno}', 1000, 1, true, '2026-11-24T06:30:00Z')"
        ),
        format!(
            "INSERT INTO riga_flusso (id, flusso_id, iuv, iur, parte, importo, esito, giorno)
             VALUES (1, 1, 'iuv', 'ricevuta di {segno}', 1, 1000, 'eseguito', '2026-11-23')"
        ),
    ] {
        scope.db().execute_unprepared(&sql).await.expect("a bill");
    }
    "1".to_owned()
}
