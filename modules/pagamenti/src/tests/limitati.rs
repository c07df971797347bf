//! Whoever is responsible for some buildings does not move the money of the whole comune.

use campanella_kernel::graphql::PageRequest;
use campanella_kernel::{AnnoScolastico, DomainError, PlessoScope, Rifiuto, Servizio};
use campanella_ledger::chiudi_periodo;

use super::citta::{Citta, euro, in_citta, novembre, pasto};
use super::emissioni::{novembre_intero, prepara, rette};
use crate::{
    AZero, ContoPer, Errore, GESTISCI_CONTABILITA, GestioneInput, Modo, RichiestaRimborso,
    annulla_retta, anomalie, chiedi_rimborso, conferma_emissione, consumi_da_emettere,
    correggi_retta, decidi_rimborso, emissione, emissioni, escludi_retta, imposta_gestione,
    paga_rimborso, prepara_emissione, rette_dell_emissione, rimborsi, scarta_emissione,
};

const MENSA: Servizio = Servizio::Refezione;
const BUS: Servizio = Servizio::Trasporto;

fn rifiutato<T: std::fmt::Debug>(esito: Result<T, Errore>) {
    let errore = esito.expect_err("for some buildings only");
    assert_eq!(errore.code(), Rifiuto::NonPermesso.code());
}

#[tokio::test]
async fn bills_and_books_are_of_the_whole_comune() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        citta.consuma(vec![pasto(citta.ada, 1, novembre(3))]).await;
        let id = prepara(citta, novembre_intero(MENSA)).await;
        let bozza = rette(citta, id).await.remove(0).id;
        let ctx = citta.ufficio_di(&PlessoScope::Solo([citta.plesso].into()));

        rifiutato(emissioni(&ctx).await);
        rifiutato(emissione(&ctx, id).await);
        rifiutato(anomalie(&ctx, id).await);
        rifiutato(consumi_da_emettere(&ctx, MENSA).await);
        let pagina = PageRequest::new(None, None).expect("a page");
        rifiutato(rette_dell_emissione(&ctx, id, pagina).await);

        rifiutato(prepara_emissione(&ctx, novembre_intero(MENSA)).await);
        rifiutato(escludi_retta(&ctx, bozza, "prova").await);
        rifiutato(conferma_emissione(&ctx, id).await);
        rifiutato(scarta_emissione(&ctx, id).await);
        rifiutato(correggi_retta(&ctx, bozza, euro(100), ("c", "prova")).await);
        rifiutato(annulla_retta(&ctx, bozza, "prova").await);
        let gestione = GestioneInput {
            servizio: BUS,
            anno: AnnoScolastico::parse("2026/2027").expect("a year"),
            modo: Modo::Prepagato,
            conto: ContoPer::Servizio,
            soglia: None,
            a_zero: AZero::Permetti,
            versione: None,
        };
        rifiutato(imposta_gestione(&ctx, gestione).await);
        let chiuso = chiudi_periodo(&ctx, GESTISCI_CONTABILITA, novembre(2)).await;
        rifiutato(chiuso.map_err(Errore::from));

        let prima = emissione(&citta.ufficio(), id).await.expect("still there");
        assert_eq!((prima.rette, prima.importo), (1, euro(106)));
    })
    .await;
}

#[tokio::test]
async fn refunds_are_of_the_whole_comune() {
    in_citta(async |citta: &Citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        citta.ricarica(citta.ada, 1000).await;
        let richiesta = RichiestaRimborso {
            servizio: MENSA,
            importo: euro(600),
            iban: "IT60X0542811101000000123456".into(),
            chiave: "r".into(),
        };
        let ada = citta.famiglia(citta.ada).await;
        let chiesto = chiedi_rimborso(&citta.genitore(citta.ada), &ada, richiesta)
            .await
            .expect("asked");
        let ctx = citta.ufficio_di(&PlessoScope::Solo([citta.plesso].into()));
        rifiutato(rimborsi(&ctx, None, None).await);
        rifiutato(decidi_rimborso(&ctx, chiesto.id, true, None).await);
        rifiutato(paga_rimborso(&ctx, chiesto.id).await);
        assert_eq!(citta.stato(citta.ada, MENSA).await.0, Some(1000));
    })
    .await;
}
