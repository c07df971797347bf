//! What came in, by day, service and means.

use campanella_kernel::{DomainError, PlessoScope, Servizio};
use campanella_simulatore::Comportamento;
use sea_orm::{EntityTrait, QueryOrder};

use super::citta::{alle_otto, euro, in_citta, novembre};
use super::pagopa::{collega, paga, ricarica};
use crate::entities::capitolo::Voce;
use crate::entities::incasso::{self, Mezzo};
use crate::{
    Formato, Modo, RichiestaRimborso, chiedi_rimborso, decidi_rimborso, imposta_capitolo,
    paga_rimborso, riepilogo_capitoli, riepilogo_in_file, riepilogo_incassi, storna_incasso,
};

const MENSA: Servizio = Servizio::Refezione;

#[tokio::test]
async fn payments_are_added_up_and_those_undone_left_out() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let nodo = collega(citta).await;
        let avviso = ricarica(citta, citta.ada, 2000).await;
        paga(citta, &nodo, &avviso, Comportamento::Regolare)
            .await
            .expect("paid");
        citta.ricarica(citta.ada, 1050).await;
        citta.ricarica(citta.ugo, 995).await;
        citta.ricarica(citta.ugo, 777).await;
        let ultimo = incasso::Entity::find()
            .order_by_desc(incasso::Column::Id)
            .one(citta.scope.db())
            .await
            .expect("read")
            .expect("a payment");
        let ufficio = citta.ufficio();
        let ugo = citta.famiglia(citta.ugo).await;
        storna_incasso(&ufficio, &ugo, ultimo.id, "di un altro")
            .await
            .expect("undone");

        let mese = (novembre(1), novembre(30));
        let righe = riepilogo_incassi(&ufficio, mese).await.expect("read");
        let lette: Vec<_> = righe
            .iter()
            .map(|r| (r.giorno, r.servizio, r.mezzo, r.quanti, r.importo))
            .collect();
        let oggi = novembre(23);
        assert_eq!(
            lette,
            [
                (oggi, MENSA, Mezzo::Bonifico, 2, euro(2045)),
                (oggi, MENSA, Mezzo::Pagopa, 1, euro(2000)),
            ]
        );
        let csv = riepilogo_in_file(&ufficio, mese, Formato::Csv).await;
        let csv = String::from_utf8(csv.expect("a file")).expect("text");
        let attese = "\u{feff}Giorno;Servizio;Mezzo;Pagamenti;Importo\r\n\
                      23/11/2026;Refezione scolastica;Bonifico;2;20,45\r\n\
                      23/11/2026;Refezione scolastica;pagoPA;1;20,00\r\n\
                      ;;Totale;3;40,45\r\n";
        assert_eq!(csv, attese);
        let xlsx = riepilogo_in_file(&ufficio, mese, Formato::Xlsx).await;
        assert!(xlsx.expect("a file").starts_with(b"PK"));

        let prima = riepilogo_incassi(&ufficio, (novembre(1), novembre(22))).await;
        assert_eq!(prima.expect("read"), []);
        let a_rovescio = riepilogo_incassi(&ufficio, (mese.1, mese.0)).await;
        assert_eq!(a_rovescio.expect_err("backwards").code(), "DATO_NON_VALIDO");
        let troppi = riepilogo_incassi(&ufficio, (novembre(1).prima(366), novembre(1))).await;
        assert_eq!(troppi.expect_err("over a year").code(), "DATO_NON_VALIDO");
        let solo = citta.ufficio_di(&PlessoScope::Solo([citta.plesso].into()));
        let uno = riepilogo_incassi(&solo, mese).await;
        assert_eq!(uno.expect_err("one building").code(), "NON_PERMESSO");
    })
    .await;
}

#[tokio::test]
async fn what_is_given_back_is_an_expense_and_not_less_money_in() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        citta.ricarica(citta.ada, 5000).await;
        let (ufficio, ada) = (citta.ufficio(), citta.famiglia(citta.ada).await);
        imposta_capitolo(&ufficio, MENSA, Voce::Rimborsi, Some("1.04/9"))
            .await
            .expect("named");
        let chiedi = async |cents, chiave: &str| {
            let richiesta = RichiestaRimborso {
                servizio: MENSA,
                importo: euro(cents),
                iban: "IT60X0542811101000000123456".into(),
                chiave: chiave.into(),
            };
            chiedi_rimborso(&citta.genitore(citta.ada), &ada, richiesta)
                .await
                .expect("asked")
                .id
        };
        let capitoli = async |giorni| {
            let righe = riepilogo_capitoli(&ufficio, giorni).await.expect("read");
            let riga =
                |r: crate::TotaleDelCapitolo| (r.capitolo, r.voce, r.importo.cents(), r.uscita);
            righe.into_iter().map(riga).collect::<Vec<_>>()
        };
        let entrata = || (None, Voce::Servizio, 5000, false);
        let oggi = (novembre(23), novembre(23));
        let (primo, secondo) = (chiedi(600, "r1").await, chiedi(900, "r2").await);
        for rimborso in [primo, secondo] {
            decidi_rimborso(&ufficio, rimborso, true, None)
                .await
                .expect("granted");
        }
        assert_eq!(capitoli(oggi).await, [entrata()], "not paid yet");
        paga_rimborso(&ufficio, primo).await.expect("paid");
        let uscita = |cents| (Some("1.04/9".to_owned()), Voce::Rimborsi, cents, true);
        assert_eq!(capitoli(oggi).await, [entrata(), uscita(600)]);
        let domani = novembre(24);
        citta.orologio.set(alle_otto(domani));
        paga_rimborso(&ufficio, secondo).await.expect("paid");
        assert_eq!(capitoli(oggi).await, [entrata(), uscita(600)]);
        assert_eq!(capitoli((domani, domani)).await, [uscita(900)]);
    })
    .await;
}
