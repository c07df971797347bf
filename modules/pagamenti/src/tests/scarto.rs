//! Papers are not kept for ever.

use campanella_kernel::Giorno;

use super::citta::{Citta, alle_otto, in_citta};
use super::documenti::{conservati, leggi, novembre_emesso};
use crate::lavori::tutti;
use crate::{Documento, RettaId, lotti_emissione, prepara_rette};

/// The night of that day is over.
async fn passa_la_notte(citta: &Citta, giorno: Giorno) {
    citta.orologio.set(alle_otto(giorno));
    let scarto = tutti().into_iter().find(|l| l.tipo() == "pagamenti.scarto");
    let scarto = scarto.expect("somebody does it");
    assert!(scarto.ogni_giorno().is_some());
    let esito = scarto.run(&citta.ufficio(), &serde_json::Value::Null).await;
    esito.expect("done");
}

fn il(anno: i32, mese: u32, giorno: u32) -> Giorno {
    Giorno::new(anno, mese, giorno).expect("a day")
}

#[tokio::test]
async fn what_was_handed_out_is_kept_for_ten_years_and_the_rest_for_six_months() {
    in_citta(async |citta| {
        let (emissione, rette) = novembre_emesso(citta).await;
        let ufficio = citta.ufficio();
        prepara_rette(&ufficio, emissione).await.expect("asked");
        citta.lavora().await;
        let data = Documento::Retta(rette[0].id);
        let pdf = leggi(&ufficio, data).await;
        let restano = async || -> Vec<String> {
            let tutti = conservati(citta).await;
            tutti.into_iter().map(|d| d.chiave).collect()
        };
        let chiavi =
            |rette: &[RettaId]| -> Vec<String> { rette.iter().map(ToString::to_string).collect() };
        let lotti = async || lotti_emissione(&ufficio, emissione).await.expect("read");

        passa_la_notte(citta, il(2027, 5, 22)).await;
        let entrambe: Vec<_> = rette.iter().map(|r| r.id).collect();
        assert_eq!(
            (restano().await, lotti().await.len()),
            (chiavi(&entrambe), 1)
        );
        passa_la_notte(citta, il(2027, 5, 23)).await;
        assert_eq!(
            restano().await,
            chiavi(&entrambe[..1]),
            "nobody was given the other"
        );
        assert_eq!(lotti().await, []);
        // It is drawn again when somebody asks.
        prepara_rette(&ufficio, emissione).await.expect("asked");
        citta.lavora().await;
        assert_eq!(restano().await, chiavi(&entrambe));
        assert_eq!(lotti().await[0].fatti, 2);

        passa_la_notte(citta, il(2036, 12, 31)).await;
        assert_eq!(leggi(&ufficio, data).await, pdf, "as it was handed out");
        passa_la_notte(citta, il(2037, 1, 1)).await;
        assert_eq!(restano().await, Vec::<String>::new());
    })
    .await;
}
