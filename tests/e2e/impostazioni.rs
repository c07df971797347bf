//! The administrator of a comune changes how it presents itself.

use campanella_tests::comune_di_prova::ComuneDiProva;
use campanella_tests::piattaforma::{Piattaforma, in_ogni_archivio};
use campanella_tests::richiesta::{Chi, Risposta};
use serde_json::{Value, json};

const LEGGI: &str = "{ impostazioni { versione nome logo colorePrimario email telefono privacy
                       codiceIstat moduli } }";
const AGGIORNA: &str = "mutation($dati: ImpostazioniInput!) {
    aggiornaImpostazioni(dati: $dati) { versione nome colorePrimario }
}";

async fn aggiorna(p: &Piattaforma, comune: &ComuneDiProva, chi: &Chi, dati: &Value) -> Risposta {
    p.ufficio(comune, chi, AGGIORNA, json!({ "dati": dati }))
        .await
}

/// What any visitor sees of the comune.
async fn comune(p: &Piattaforma, comune: &ComuneDiProva) -> Value {
    let query = "{ comune { nome colorePrimario contatti { email telefono } } }";
    let answer = p.portale(comune, &Chi::Nessuno, query, json!({})).await;
    answer.dati()["comune"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_hold_at_once_in_that_comune_alone_and_are_logged() {
    in_ogni_archivio(async |p| {
        let admin = p.accedi(&p.montalba, &p.montalba.amministratore).await;
        let lette = p
            .ufficio(&p.montalba, &admin, LEGGI, json!({}))
            .await
            .dati();
        assert_eq!(lette["impostazioni"]["versione"], 1);
        assert_eq!(lette["impostazioni"]["codiceIstat"], "034001");
        let altro = comune(p, &p.rovereta).await;
        let dati = json!({
            "versione": 1, "nome": "Comune di montalba in Chianti", "colorePrimario": "#004D40",
            "email": "scuola@comune.example.it", "telefono": " 0577 1234 ", "logo": "",
        });
        let fatto = aggiorna(p, &p.montalba, &admin, &dati).await.dati();
        assert_eq!(fatto["aggiornaImpostazioni"]["versione"], 2);
        assert_eq!(
            comune(p, &p.montalba).await,
            json!({
                "nome": "Comune di montalba in Chianti", "colorePrimario": "#004d40",
                "contatti": { "email": "scuola@comune.example.it", "telefono": "0577 1234" },
            })
        );
        assert_eq!(comune(p, &p.rovereta).await, altro);
        let registro = "{ registro(oggetto: \"impostazioni\") {
                            edges { node { chi azione dettaglio } } } }";
        let registro = p
            .ufficio(&p.montalba, &admin, registro, json!({}))
            .await
            .dati();
        let righe = registro["registro"]["edges"].as_array().expect("rows");
        assert_eq!(righe.len(), 1);
        let riga = &righe[0]["node"];
        assert_eq!(riga["azione"], "aggiornaImpostazioni");
        let dettaglio: Value =
            serde_json::from_str(riga["dettaglio"].as_str().expect("a text")).expect("json");
        assert_eq!(
            dettaglio["nome"],
            json!({ "prima": "Comune di montalba", "dopo": "Comune di montalba in Chianti" })
        );
        assert_eq!(dettaglio["contatti"]["telefono"]["dopo"], "0577 1234");
        assert_eq!(
            dettaglio.get("codice_istat"),
            None,
            "what did not change is not there"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_administrators_the_second_is_told() {
    in_ogni_archivio(async |p| {
        let admin = p.accedi(&p.montalba, &p.montalba.amministratore).await;
        let dati = |nome: &str| json!({ "versione": 1, "nome": nome, "colorePrimario": "#0066cc" });
        let uno = aggiorna(p, &p.montalba, &admin, &dati("Primo")).await;
        assert_eq!(uno.codice(), None, "{}", uno.testo);
        let due = aggiorna(p, &p.montalba, &admin, &dati("Secondo")).await;
        assert_eq!(due.codice().as_deref(), Some("IMPOSTAZIONI_CAMBIATE"));
        assert!(due.messaggio().contains("nel frattempo"), "{}", due.testo);
        assert_eq!(comune(p, &p.montalba).await["nome"], "Primo");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_names_the_field_and_what_to_write_there() {
    in_ogni_archivio(async |p| {
        let admin = p.accedi(&p.montalba, &p.montalba.amministratore).await;
        let prima = comune(p, &p.montalba).await;
        for (campo, valore, parole) in [
            ("nome", "  ", "scrivere il nome"),
            ("colorePrimario", "#ffff00", "più scuro"),
            ("colorePrimario", "blu", "#0066cc"),
            ("logo", "http://example.org/a.png", "https://"),
            ("email", "scuola", "e-mail"),
            ("pec", "scuola@", "certificata"),
            ("telefono", "centralino", "numero"),
            ("indirizzo", "Via\nRoma", "una riga"),
            ("accessibilita", "form.agid.gov.it", "https://"),
            ("privacy", "https://", "https://"),
        ] {
            let mut dati =
                json!({ "versione": 1, "nome": "Comune di montalba", "colorePrimario": "#0066cc" });
            dati[campo] = valore.into();
            let answer = aggiorna(p, &p.montalba, &admin, &dati).await;
            let error = &answer.json()["errors"][0];
            assert_eq!(
                error["extensions"]["code"], "DATO_NON_VALIDO",
                "{}",
                answer.testo
            );
            assert_eq!(error["extensions"]["campo"], campo, "{}", answer.testo);
            assert!(answer.messaggio().contains(parole), "{}", answer.testo);
        }
        // What is the vendor's has no place in the request.
        let dati = json!({ "versione": 1, "nome": "Comune", "colorePrimario": "#0066cc",
                           "codiceIstat": "058091" });
        let answer = aggiorna(p, &p.montalba, &admin, &dati).await;
        assert!(answer.testo.contains("codiceIstat"), "{}", answer.testo);
        assert_eq!(comune(p, &p.montalba).await, prima);
    })
    .await;
}
