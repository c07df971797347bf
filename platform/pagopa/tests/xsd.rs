//! What we write is what the official definitions say, by a validator that is not ours: xmllint
//! of libxml2. The definitions are looked for in `shared/pagopa` beside this checkout, or where
//! `CAMPANELLA_PAGOPA` says; where either is missing, the test says so.

mod comune;

use std::path::{Path, PathBuf};
use std::process::Command;

use campanella_kernel::{CodiceFiscale, Importo};
use campanella_pagopa::{CodiceFault, DatiRicarica, Dovuto, Primitiva, Versione};
use comune::{avviso_spontaneo, chiedi, invio, pagamento, stazione, verifica};

const TIPI_COMUNI: &str = include_str!("definizioni/tipi-comuni.xsd");
const SPAZIO_TIPI_COMUNI: &str =
    "targetNamespace=\"http://pagopa-api.pagopa.gov.it/xsd/common-types/v1.0.0/\"";

struct Validatore {
    cartella: tempfile::TempDir,
}

impl Validatore {
    /// The definitions, made whole; none when they, or xmllint, are not here.
    fn trova() -> Option<Self> {
        let Some(definizioni) = definizioni() else {
            println!("SKIPPED: no shared/pagopa/xsd/paForNode.xsd beside this checkout");
            return None;
        };
        if Command::new("xmllint").arg("--version").output().is_err() {
            println!("SKIPPED: no xmllint (Debian package libxml2-utils)");
            return None;
        }
        let cartella = tempfile::tempdir().expect("a folder");
        let read = |name: &str| std::fs::read_to_string(definizioni.join(name)).unwrap_or_default();
        // Only the version of the common types that paForNode.xsd imports is of use.
        let mut tipi_comuni = read("sac-common-types-1.0.xsd");
        if !tipi_comuni.contains(SPAZIO_TIPI_COMUNI) {
            tipi_comuni = TIPI_COMUNI.to_owned();
        }
        for (name, text) in [
            ("paForNode.xsd", read("paForNode.xsd")),
            ("sac-common-types-1.0.xsd", tipi_comuni),
        ] {
            std::fs::write(cartella.path().join(name), text).expect("written");
        }
        Some(Self { cartella })
    }

    /// Validates the element in the body of an envelope.
    fn valida(&self, busta: &[u8]) -> Result<(), String> {
        let busta = std::str::from_utf8(busta).expect("text");
        let body = busta
            .split_once("<soapenv:Body>")
            .and_then(|(_, rest)| rest.split_once("</soapenv:Body>"))
            .map(|(body, _)| body)
            .expect("an envelope");
        let file = self.cartella.path().join("messaggio.xml");
        std::fs::write(&file, body).expect("written");
        let output = Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(self.cartella.path().join("paForNode.xsd"))
            .arg(&file)
            .output()
            .expect("xmllint runs");
        if output.status.success() {
            return Ok(());
        }
        Err(format!(
            "{body}\n{}",
            String::from_utf8_lossy(&output.stderr)
        ))
    }
}

fn definizioni() -> Option<PathBuf> {
    let named = std::env::var_os("CAMPANELLA_PAGOPA").map(PathBuf::from);
    let above = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/pagopa"));
    named
        .into_iter()
        .chain(above)
        .map(|folder| folder.join("xsd"))
        .find(|folder| folder.join("paForNode.xsd").is_file())
}

#[tokio::test]
async fn every_message_is_valid() {
    let Some(validatore) = Validatore::trova() else {
        return;
    };
    let stazione = stazione();
    let (aperta, chiusa) = (stazione.apri(123_456), stazione.apri(1));
    let numero = chiusa.avviso.numero().expect("ours");
    stazione.chiudi(numero, CodiceFault::PagamentoScaduto);

    let mut richieste = vec![
        (
            Primitiva::AvvisoSpontaneo,
            avviso_spontaneo(&stazione, "00009").busta(),
        ),
        (
            Primitiva::AvvisoSpontaneo,
            avviso_spontaneo(&stazione, "00001").busta(),
        ),
    ];
    for qr in [aperta, chiusa] {
        richieste.push((Primitiva::Verifica, verifica(&stazione, qr).busta()));
        for versione in [Versione::V1, Versione::V2] {
            richieste.push((
                Primitiva::Pagamento(versione),
                pagamento(&stazione, qr, versione).busta(),
            ));
            richieste.push((
                Primitiva::Ricevuta(versione),
                invio(&stazione, qr, 123_456, "r1", versione).busta(),
            ));
        }
    }
    for (primitiva, busta) in richieste {
        validatore.valida(&busta).expect("the request is valid");
        let risposta = chiedi(&stazione, primitiva, &busta).await;
        assert_eq!(risposta.stato, 200);
        validatore
            .valida(&risposta.corpo)
            .expect("the response is valid");
        // A response to what the XSD does not allow is valid too.
        let rotta = String::from_utf8(busta)
            .expect("text")
            .replace("idStation", "idStazione");
        let risposta = chiedi(&stazione, primitiva, rotta.as_bytes()).await;
        validatore
            .valida(&risposta.corpo)
            .expect("the fault is valid");
        assert!(
            validatore.valida(rotta.as_bytes()).is_err(),
            "the validator sees nothing"
        );
    }
}

#[test]
fn what_a_payer_says_at_a_counter_is_what_the_published_schema_says() {
    if Command::new("xmllint").arg("--version").output().is_err() {
        println!("SKIPPED: no xmllint (Debian package libxml2-utils)");
        return;
    }
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/ricarica-mensa.xsd");
    let cartella = tempfile::tempdir().expect("a folder");
    let valido = |documento: &[u8]| {
        let file = cartella.path().join("dati.xml");
        std::fs::write(&file, documento).expect("written");
        let mut xmllint = Command::new("xmllint");
        xmllint
            .arg("--noout")
            .arg("--schema")
            .arg(&schema)
            .arg(&file);
        xmllint.output().expect("xmllint runs").status.success()
    };
    let dati = DatiRicarica {
        codice_fiscale: CodiceFiscale::parse("RSSMRA85T10A562S").expect("a code"),
        importo: Dovuto::new(Importo::from_cents(2_000)).expect("an amount"),
    };
    let documento = dati.documento();
    assert!(valido(&documento));
    let altro = String::from_utf8(documento)
        .expect("text")
        .replace("20.00", "20");
    assert!(!valido(altro.as_bytes()));
}
