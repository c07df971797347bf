//! Each check of the accounts fails for the reason that it names, on accounts that somebody forced.

use campanella_kernel::Servizio;
use campanella_kernel::consumi::{Addebito, Consumo};
use campanella_kernel::graphql::PageRequest;
use campanella_tenants::testing::for_each_store;

use super::citta::{Citta, euro, novembre, pasto};
use crate::{
    Mezzo, Modo, NuovoIncasso, RichiestaEmissione, RichiestaRimborso, chiedi_rimborso,
    conferma_emissione, decidi_rimborso, incassa, prepara_emissione, rette_dell_emissione,
    verifica,
};

/// Meals are prepaid, the bus is billed: a little of everything.
async fn un_po_di_tutto(citta: &Citta) {
    citta
        .gestione(Servizio::Refezione, 2026, Modo::Prepagato)
        .await;
    citta
        .gestione(Servizio::Trasporto, 2026, Modo::Postpagato)
        .await;
    citta
        .tariffa(Servizio::Trasporto, super::citta::quota())
        .await;
    citta.ricarica(citta.ada, 5000).await;
    citta
        .consuma(vec![
            pasto(citta.ada, 1, novembre(3)),
            pasto(citta.ugo, 2, novembre(3)),
        ])
        .await;
    let corsa = Consumo {
        iscrizione: citta.ada.bus.key(),
        ..pasto(citta.ada, 3, novembre(3))
    };
    let evento = super::citta::evento(Servizio::Trasporto, vec![corsa]);
    crate::registra_consumi(&citta.ufficio(), &evento)
        .await
        .expect("taken in");
    let mut reso = pasto(citta.ugo, 2, novembre(3));
    reso.versione = 2;
    reso.addebito = Addebito::Annullato;
    citta.consuma(vec![reso]).await;
    let ctx = citta.ufficio();
    let richiesta = RichiestaEmissione {
        servizio: Servizio::Trasporto,
        descrizione: "Novembre".into(),
        dal: novembre(1),
        al: novembre(30),
        con_quota: true,
        plessi: [citta.plesso].into(),
        scadenze: vec![novembre(30)],
    };
    let id = prepara_emissione(&ctx, richiesta).await.expect("asked");
    citta.lavora().await;
    conferma_emissione(&ctx, id).await.expect("confirmed");
    citta.lavora().await;
    let pagina = PageRequest::new(None, None).expect("a page");
    let rette = rette_dell_emissione(&ctx, id, pagina).await.expect("read");
    let retta = &rette.edges.last().expect("a bill").node;
    let nuovo = NuovoIncasso {
        chiave: "rata".into(),
        servizio: Servizio::Trasporto,
        importo: euro(100),
        mezzo: Mezzo::Carta,
        giorno: novembre(23),
        nota: None,
        rata: Some(retta.rate[0].id),
    };
    let famiglia = citta.famiglia(citta.ada).await;
    incassa(&ctx, &famiglia, nuovo).await.expect("paid");
    let richiesta = RichiestaRimborso {
        servizio: Servizio::Refezione,
        importo: euro(100),
        iban: "IT60X0542811101000000123456".into(),
        chiave: "r".into(),
    };
    let rimborso = chiedi_rimborso(&ctx, &famiglia, richiesta)
        .await
        .expect("asked");
    decidi_rimborso(&ctx, rimborso.id, true, None)
        .await
        .expect("granted");
}

#[tokio::test]
async fn what_was_forced_into_the_accounts_is_found() {
    for_each_store(async |store| {
        let citta = Citta::fonda(store).await;
        un_po_di_tutto(&citta).await;
        citta.conti_in_ordine().await;
        let db = citta.scope.db();
        // Each damage, how it is mended, and what finds it.
        for (danno, rimedio, controllo) in [
            (
                "UPDATE addebito SET scrittura_id = NULL WHERE origine = 1",
                "UPDATE addebito SET scrittura_id = (SELECT id FROM scrittura
                     WHERE chiave = 'consumo:' || addebito.id) WHERE origine = 1",
                "ogni scrittura di consumo ha",
            ),
            (
                "UPDATE addebito SET stato = 'addebitato' WHERE origine = 2 AND versione = 1",
                "UPDATE addebito SET stato = 'annullato' WHERE origine = 2 AND versione = 1",
                "ogni consumo scalato",
            ),
            (
                "UPDATE addebito SET stato = 'annullato' WHERE origine = 1",
                "UPDATE addebito SET stato = 'addebitato' WHERE origine = 1",
                "ogni consumo annullato",
            ),
            (
                "UPDATE addebito SET origine = 1, servizio = 'refezione', stato = 'in_attesa'
                  WHERE origine = 2 AND versione = 2",
                "UPDATE addebito SET origine = 2, stato = 'annullato'
                  WHERE origine = 1 AND versione = 2",
                "addebitato due volte",
            ),
            (
                "UPDATE incasso SET importo = importo + 1 WHERE rata_id IS NULL",
                "UPDATE incasso SET importo = importo - 1 WHERE rata_id IS NULL",
                "ogni scrittura di incasso",
            ),
            (
                "UPDATE incasso SET stornato_il = registrato_il WHERE rata_id IS NULL",
                "UPDATE incasso SET stornato_il = NULL WHERE rata_id IS NULL",
                "se e solo se",
            ),
            (
                "UPDATE riga_retta SET importo = importo + 1 WHERE tipo = 'consumo'",
                "UPDATE riga_retta SET importo = importo - 1 WHERE tipo = 'consumo'",
                "somma delle sue righe",
            ),
            (
                "UPDATE rata SET importo = importo + 1",
                "UPDATE rata SET importo = importo - 1",
                "somma delle sue rate",
            ),
            (
                "UPDATE retta SET stato = 'annullata'",
                "UPDATE retta SET stato = 'emessa'",
                "deve l'importo nei conti",
            ),
            (
                "UPDATE retta SET stato = 'bozza'",
                "UPDATE retta SET stato = 'emessa'",
                "di una retta emessa o annullata",
            ),
            (
                "UPDATE addebito SET riga_id = NULL WHERE origine = 3",
                "UPDATE addebito SET riga_id = (SELECT id FROM riga_retta WHERE tipo = 'consumo')
                  WHERE origine = 3",
                "ogni consumo emesso",
            ),
            (
                "UPDATE riga_retta SET quantita = 2 WHERE tipo = 'consumo'",
                "UPDATE riga_retta SET quantita = 1 WHERE tipo = 'consumo'",
                "tanti consumi quanti",
            ),
            (
                "UPDATE riga_retta SET iscrizione_id = (SELECT MIN(iscrizione_id) FROM riga_retta)
                  WHERE tipo = 'quota'",
                "UPDATE riga_retta SET iscrizione_id = (SELECT i.id FROM iscrizione i
                     JOIN alunno a ON a.id = i.alunno_id JOIN retta t
                          ON t.famiglia_id = a.famiglia_id
                    WHERE t.id = riga_retta.retta_id AND i.servizio = 'trasporto')
                  WHERE tipo = 'quota'",
                "nessuna quota è emessa due volte",
            ),
            (
                "UPDATE incasso SET importo = 100000 WHERE rata_id IS NOT NULL",
                "UPDATE incasso SET importo = 100 WHERE rata_id IS NOT NULL",
                "più del dovuto",
            ),
            (
                "UPDATE rimborso SET stato = 'pagato'",
                "UPDATE rimborso SET stato = 'accolto'",
                "ogni rimborso",
            ),
        ] {
            citta.forza(danno).await;
            let trovate = verifica(db).await.expect("checked");
            assert!(
                trovate.iter().any(|a| a.controllo.contains(controllo)),
                "{danno}: {trovate:?}"
            );
            citta.forza(rimedio).await;
            assert_eq!(verifica(db).await.expect("checked"), [], "{rimedio}");
        }
    })
    .await;
}
