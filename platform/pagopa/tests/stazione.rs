//! The station, asked as the node asks it.

mod comune;

use campanella_pagopa::testing::Registrazione;
use campanella_pagopa::{
    CodiceAvviso, CodiceFault, CodiceFiscaleEnte, CodiceQr, ErroreRisposta, Instradamento,
    InvioRicevuta, Offerta, Primitiva, RichiestaAvviso, RichiestaPagamento, RichiestaVerifica,
    Versione, rispondi,
};
use comune::{avviso_spontaneo, chiedi, invio, pagamento, stazione, testo, verifica};

const VERSIONI: [Versione; 2] = [Versione::V1, Versione::V2];

async fn offerta(
    stazione: &campanella_pagopa::testing::StazioneInMemoria,
    richiesta: &RichiestaVerifica,
) -> Result<Offerta, String> {
    let risposta = chiedi(stazione, Primitiva::Verifica, &richiesta.busta()).await;
    assert_eq!(risposta.stato, 200);
    RichiestaVerifica::risposta(&risposta.corpo).map_err(|e| match e {
        ErroreRisposta::Fault(fault) => {
            assert_eq!(fault.id, richiesta.instradamento.ente.as_str());
            fault.codice
        }
        ErroreRisposta::Sintassi(e) => panic!("{e}"),
    })
}

#[tokio::test]
async fn a_notice_is_verified_paid_and_receipted() {
    for versione in VERSIONI {
        let stazione = stazione();
        let qr = stazione.apri(1234);
        let offerta = offerta(&stazione, &verifica(&stazione, qr))
            .await
            .expect("open");
        assert_eq!(offerta.importo.cents(), 1234);
        assert_eq!(offerta.ente, stazione.codice_fiscale());

        let richiesta = pagamento(&stazione, qr, versione);
        let risposta = chiedi(
            &stazione,
            Primitiva::Pagamento(versione),
            &richiesta.busta(),
        )
        .await;
        let dati = RichiestaPagamento::risposta(versione, &risposta.corpo).expect("open");
        assert_eq!(dati.iuv().numero(), qr.avviso.numero().expect("ours"));
        assert_eq!(dati.importo().cents(), 1234);

        let invio = invio(&stazione, qr, 1234, "r1", versione);
        for _ in 0..2 {
            let risposta = chiedi(&stazione, Primitiva::Ricevuta(versione), &invio.busta()).await;
            assert_eq!(InvioRicevuta::risposta(versione, &risposta.corpo), Ok(()));
        }
        let kept = stazione.ricevute();
        assert_eq!(kept.len(), 1, "the same receipt twice is one receipt");
        assert_eq!(kept[0], (invio.ricevuta.clone(), Registrazione::Saldo));
    }
}

#[tokio::test]
async fn refusals_have_the_codes_of_the_specification() {
    let stazione = stazione();
    let aperta = stazione.apri(500);
    let codice = |q: &RichiestaVerifica| {
        let (stazione, q) = (stazione.clone(), q.clone());
        async move { offerta(&stazione, &q).await.expect_err("refused") }
    };

    for (perche, atteso) in [
        (CodiceFault::PagamentoDuplicato, "PAA_PAGAMENTO_DUPLICATO"),
        (CodiceFault::PagamentoScaduto, "PAA_PAGAMENTO_SCADUTO"),
        (CodiceFault::PagamentoAnnullato, "PAA_PAGAMENTO_ANNULLATO"),
    ] {
        let chiusa = stazione.apri(500);
        stazione.chiudi(chiusa.avviso.numero().expect("ours"), perche);
        assert_eq!(codice(&verifica(&stazione, chiusa)).await, atteso);
    }

    // Never given; given by nobody, since its check digits are wrong.
    for numero in [
        "312000000099999947",
        "302012387654312384",
        "002012387654312384",
    ] {
        let avviso = CodiceAvviso::parse(numero).expect("eighteen digits");
        let ignota = verifica(&stazione, CodiceQr { avviso, ..aperta });
        assert_eq!(
            codice(&ignota).await,
            "PAA_PAGAMENTO_SCONOSCIUTO",
            "{numero}"
        );
    }

    let altro = CodiceFiscaleEnte::parse("00316820547").expect("eleven digits");
    let buono = stazione.instradamento();
    let via = |ente: &str, intermediario: &str, nome: &str| Instradamento {
        ente: testo(ente),
        intermediario: testo(intermediario),
        stazione: testo(nome),
    };
    for (instradamento, ente, atteso) in [
        (buono.clone(), altro, "PAA_ID_DOMINIO_ERRATO"),
        (
            via("00316820547", "15376371009", "15376371009_01"),
            altro,
            "PAA_ID_DOMINIO_ERRATO",
        ),
        (
            via("x", "15376371009", "15376371009_01"),
            aperta.ente,
            "PAA_ID_DOMINIO_ERRATO",
        ),
        (
            via("77777777777", "x", "15376371009_01"),
            aperta.ente,
            "PAA_ID_INTERMEDIARIO_ERRATO",
        ),
        (
            via("77777777777", "15376371009", "x"),
            aperta.ente,
            "PAA_STAZIONE_INT_ERRATA",
        ),
    ] {
        let qr = CodiceQr { ente, ..aperta };
        let richiesta = RichiestaVerifica { instradamento, qr };
        assert_eq!(codice(&richiesta).await, atteso);
    }
}

#[tokio::test]
async fn an_amount_that_is_not_due_is_refused() {
    let stazione = stazione();
    let mut richiesta = pagamento(&stazione, stazione.apri(500), Versione::V2);
    richiesta.importo = Some(campanella_kernel::Importo::from_cents(499));
    let primitiva = Primitiva::Pagamento(Versione::V2);
    let risposta = chiedi(&stazione, primitiva, &richiesta.busta()).await;
    let Err(ErroreRisposta::Fault(fault)) =
        RichiestaPagamento::risposta(Versione::V2, &risposta.corpo)
    else {
        panic!("not refused");
    };
    assert_eq!(fault.codice, "PAA_ATTIVA_RPT_IMPORTO_NON_VALIDO");
}

#[tokio::test]
async fn a_counter_can_ask_for_a_notice() {
    let stazione = stazione();
    let primitiva = Primitiva::AvvisoSpontaneo;
    let busta = avviso_spontaneo(&stazione, "00009").busta();
    let risposta = chiedi(&stazione, primitiva, &busta).await;
    let fatto = RichiestaAvviso::risposta(&risposta.corpo).expect("offered");
    assert!(
        offerta(&stazione, &verifica(&stazione, fatto.qr))
            .await
            .is_ok()
    );

    let busta = avviso_spontaneo(&stazione, "00001").busta();
    let risposta = chiedi(&stazione, primitiva, &busta).await;
    let Err(ErroreRisposta::Fault(fault)) = RichiestaAvviso::risposta(&risposta.corpo) else {
        panic!("not refused");
    };
    assert_eq!(fault.codice, "PAA_SEMANTICA");
    assert_eq!(fault.descrizione.as_deref(), Some("servizio non offerto"));
}

#[tokio::test]
async fn a_receipt_for_somebody_without_a_part_is_refused() {
    let stazione = stazione();
    let qr = stazione.apri(500);
    let altro = CodiceFiscaleEnte::parse("00316820547").expect("eleven digits");
    let primitiva = Primitiva::Ricevuta(Versione::V2);

    let mut estranea = invio(&stazione, qr, 500, "r1", Versione::V2);
    estranea.ricevuta.ente = altro;
    estranea.ricevuta.versamenti[0].ente = altro;
    let risposta = chiedi(&stazione, primitiva, &estranea.busta()).await;
    let errore = InvioRicevuta::risposta(Versione::V2, &risposta.corpo);
    assert!(matches!(errore, Err(ErroreRisposta::Fault(f)) if f.codice == "PAA_ID_DOMINIO_ERRATO"));

    // Somebody else's notice in which the comune has a part.
    let mut condivisa = invio(&stazione, qr, 500, "r2", Versione::V2);
    condivisa.ricevuta.ente = altro;
    let risposta = chiedi(&stazione, primitiva, &condivisa.busta()).await;
    assert_eq!(
        InvioRicevuta::risposta(Versione::V2, &risposta.corpo),
        Ok(())
    );
    assert_eq!(stazione.ricevute().len(), 1);
}

#[tokio::test]
async fn what_the_xsd_does_not_allow_is_a_syntax_error() {
    let stazione = stazione();
    let buona = verifica(&stazione, stazione.apri(500)).busta();
    let buona = String::from_utf8(buona).expect("text");
    for (via, con) in [
        ("<fiscalCode>77777777777", "<fiscalCode>7777777777"),
        ("<noticeNumber>3", "<noticeNumber>x"),
        ("<idStation>15376371009_01</idStation>", ""),
        (
            "<idStation>15376371009_01</idStation>",
            "<idStation></idStation>",
        ),
        ("<qrCode>", "<qrCode x=\"1\">"),
        ("</qrCode>", "</qrCode><altro/>"),
        ("<idBrokerPA>", "<idBrokerPA xmlns=\"urn:x\">"),
    ] {
        let rotta = buona.replace(via, con);
        assert_ne!(rotta, buona);
        let risposta = chiedi(&stazione, Primitiva::Verifica, rotta.as_bytes()).await;
        assert_eq!(risposta.stato, 200);
        let Err(ErroreRisposta::Fault(fault)) = RichiestaVerifica::risposta(&risposta.corpo) else {
            panic!("not refused: {con}");
        };
        assert_eq!(fault.codice, "PAA_SINTASSI_XSD", "{con}");
        assert_eq!(fault.id, "77777777777");
    }
}

#[tokio::test]
async fn what_is_no_request_gets_a_soap_fault() {
    let stazione = stazione();
    let buona = verifica(&stazione, stazione.apri(500)).busta();
    let dtd = b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>".to_vec();
    for (azione, corpo) in [
        ("", &buona),
        ("paSendRT", &buona),
        ("paVerifyPaymentNotice", &Vec::new()),
        ("paVerifyPaymentNotice", &b"<a/>".to_vec()),
        ("paVerifyPaymentNotice", &dtd),
    ] {
        let risposta = rispondi(&stazione, azione, corpo).await;
        let corpo = String::from_utf8(risposta.corpo).expect("text");
        assert_eq!(risposta.stato, 500);
        assert!(
            corpo.contains("<faultcode>soapenv:Client</faultcode>"),
            "{corpo}"
        );
        assert!(!corpo.contains("root:"), "{corpo}");
    }
}
