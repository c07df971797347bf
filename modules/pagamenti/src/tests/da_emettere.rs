//! What the runs of the months before left behind.

use campanella_kernel::consumi::Addebito;
use campanella_kernel::{Giorno, Servizio};

use super::citta::{Citta, euro, in_citta, novembre, pasto};
use super::emissioni::{emetti, novembre_intero, prepara, rette};
use crate::{ConsumiDaEmettere, Modo, RichiestaEmissione, annulla_retta, consumi_da_emettere};

const MENSA: Servizio = Servizio::Refezione;

fn ottobre(giorno: u32) -> Giorno {
    Giorno::new(2026, 10, giorno).expect("a day")
}

/// Months with what waits in them, and how much of it has no price.
async fn aspettano(citta: &Citta) -> Vec<(Giorno, i32, i32)> {
    let mesi = consumi_da_emettere(&citta.ufficio(), MENSA).await;
    let in_breve = |m: ConsumiDaEmettere| (m.mese, m.consumi, m.senza_prezzo);
    mesi.expect("read").into_iter().map(in_breve).collect()
}

#[tokio::test]
async fn a_meal_that_came_after_its_run_is_seen_and_billed_by_a_longer_period() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        citta.consuma(vec![pasto(citta.ada, 1, ottobre(5))]).await;
        let di_ottobre = RichiestaEmissione {
            dal: ottobre(1),
            al: ottobre(31),
            ..novembre_intero(MENSA)
        };
        let prima = prepara(citta, di_ottobre).await;
        assert_eq!(
            aspettano(citta).await,
            [(ottobre(1), 1, 0)],
            "only computed"
        );
        emetti(citta, prima).await;
        assert_eq!(aspettano(citta).await, []);

        // In November the school says that Ugo was there on 20 October, and Ada on the 21st.
        let mut senza_prezzo = pasto(citta.ada, 3, ottobre(21));
        senza_prezzo.addebito = Addebito::DaVerificare;
        let in_ritardo = vec![
            pasto(citta.ugo, 2, ottobre(20)),
            senza_prezzo,
            pasto(citta.ugo, 4, novembre(3)),
        ];
        citta.consuma(in_ritardo).await;
        let attesi = [(ottobre(1), 2, 1), (novembre(1), 1, 0)];
        assert_eq!(aspettano(citta).await, attesi);

        let con_ottobre = RichiestaEmissione {
            dal: ottobre(1),
            ..novembre_intero(MENSA)
        };
        let dopo = prepara(citta, con_ottobre).await;
        emetti(citta, dopo).await;
        let emesse = rette(citta, dopo).await;
        let importi: Vec<_> = emesse.iter().map(|r| r.importo).collect();
        assert_eq!(importi, [euro(211)], "both meals of Ugo, none of Ada twice");
        assert_eq!(aspettano(citta).await, [(ottobre(1), 1, 1)]);

        annulla_retta(&citta.ufficio(), emesse[0].id, "prova")
            .await
            .expect("cancelled");
        assert_eq!(
            aspettano(citta).await,
            [(ottobre(1), 2, 1), (novembre(1), 1, 0)]
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_from_a_prepaid_account_waits_for_no_bill() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let mut senza_prezzo = pasto(citta.ada, 1, novembre(3));
        senza_prezzo.addebito = Addebito::DaVerificare;
        citta.consuma(vec![senza_prezzo]).await;
        assert_eq!(aspettano(citta).await, []);
    })
    .await;
}
