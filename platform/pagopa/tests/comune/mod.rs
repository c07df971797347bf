//! What the tests of the station have in common: a station, and requests to it.

use campanella_kernel::{CodiceFiscale, Importo};
use campanella_pagopa::testing::StazioneInMemoria;
use campanella_pagopa::{
    Accredito, CodiceFiscaleEnte, CodiceQr, Dovuto, Esito, InvioRicevuta, Prestatore, Primitiva,
    Ricevuta, RichiestaAvviso, RichiestaPagamento, RichiestaVerifica, RispostaSoap, Soggetto,
    Testo, VersamentoPagato, Versione, rispondi,
};

pub fn stazione() -> StazioneInMemoria {
    StazioneInMemoria::new(CodiceFiscaleEnte::parse("77777777777").expect("eleven digits"))
}

pub fn verifica(stazione: &StazioneInMemoria, qr: CodiceQr) -> RichiestaVerifica {
    RichiestaVerifica {
        instradamento: stazione.instradamento(),
        qr,
    }
}

pub fn pagamento(
    stazione: &StazioneInMemoria,
    qr: CodiceQr,
    versione: Versione,
) -> RichiestaPagamento {
    RichiestaPagamento {
        versione,
        instradamento: stazione.instradamento(),
        qr,
        importo: None,
        trasferimento: None,
    }
}

pub fn avviso_spontaneo(stazione: &StazioneInMemoria, servizio: &str) -> RichiestaAvviso {
    RichiestaAvviso {
        instradamento: stazione.instradamento(),
        servizio: testo(servizio),
        soggetto: testo("00001"),
        dati: b"<service/>".to_vec(),
    }
}

pub fn invio(
    stazione: &StazioneInMemoria,
    qr: CodiceQr,
    cents: i64,
    id: &str,
    versione: Versione,
) -> InvioRicevuta {
    let importo = Importo::from_cents(cents);
    let mario = CodiceFiscale::parse("RSSMRA80A01H501U").expect("a tax code");
    let mario = Soggetto::persona(&mario, "Mario Rossi").expect("a name");
    InvioRicevuta {
        versione,
        instradamento: stazione.instradamento(),
        ricevuta: Ricevuta {
            id: testo(id),
            avviso: qr.avviso,
            ente: qr.ente,
            esito: Esito::Ok,
            iuv: testo(&qr.avviso.to_string()[1..]),
            importo,
            causale: testo("Refezione & merende"),
            denominazione: testo("Comune di Prova"),
            ufficio: Some(testo("Ufficio scuola")),
            debitore: mario.clone(),
            versamenti: vec![VersamentoPagato {
                posto: 1,
                importo: Dovuto::new(importo).expect("an amount"),
                ente: qr.ente,
                accredito: Accredito::Iban(testo("IT60X0542811101000000123456")),
                causale: testo("/RFB/1"),
                tassonomia: testo("9/0107101TS/"),
            }],
            prestatore: Prestatore {
                id: testo("BANCA01"),
                codice_fiscale: Some(testo("00000000000")),
                partita_iva: None,
                denominazione: testo("Banca di Prova"),
                canale: testo("00000000000_01"),
                tipo_canale: testo("app"),
            },
            pagatore: Some(mario),
            metodo: Some(testo("creditCard")),
            commissione: Some(Importo::from_cents(150)),
            pagata: Some(chrono::DateTime::UNIX_EPOCH.into()),
            applicata: None,
            accreditata: campanella_kernel::Giorno::new(2026, 11, 24).ok(),
            stand_in: false,
        },
    }
}

pub fn testo<const MAX: usize>(text: &str) -> Testo<MAX> {
    Testo::new(text).expect("it fits")
}

pub async fn chiedi(
    stazione: &StazioneInMemoria,
    primitiva: Primitiva,
    busta: &[u8],
) -> RispostaSoap {
    rispondi(stazione, &format!("\"{}\"", primitiva.azione()), busta).await
}
