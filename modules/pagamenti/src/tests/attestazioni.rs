//! Certificates for the tax return.

use campanella_anagrafe::{AlunnoId, alunno, iscrizione};
use campanella_kernel::consumi::Consumo;
use campanella_kernel::{DomainError, Giorno, Servizio};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

use super::citta::{Citta, Nucleo, a_prezzo, alle_otto, euro, in_citta, novembre, pasto};
use super::emissioni::{emetti, novembre_intero, prepara, rette};
use crate::attestazione::attestazione_da_stampare;
use crate::{
    Attestazione, Mezzo, Modo, NuovoIncasso, RataId, RichiestaRimborso, attestazioni,
    chiedi_rimborso, correggi_retta, decidi_rimborso, incassa, paga_rimborso, storna_incasso,
};

const MENSA: Servizio = Servizio::Refezione;

fn nel_2027(mese: u32, giorno: u32) -> Giorno {
    Giorno::new(2027, mese, giorno).expect("a day")
}

fn vai_al(citta: &Citta, giorno: Giorno) {
    citta.orologio.set(alle_otto(giorno));
}

/// A brother of Ada, on meals in the same class.
async fn fratello(citta: &Citta) -> Nucleo {
    let db = citta.scope.db();
    let ada = alunno::Entity::find_by_id(citta.ada.alunno).one(db).await;
    let mut bambino = ada.expect("read").expect("Ada").into_active_model();
    bambino.id = sea_orm::ActiveValue::NotSet;
    bambino.nome = Set("Leo".into());
    let bambino = bambino.insert(db).await.expect("a brother").id;
    let mensa = iscrizione::Entity::find_by_id(citta.ada.mensa)
        .one(db)
        .await;
    let mut mensa = mensa.expect("read").expect("enrolled").into_active_model();
    mensa.id = sea_orm::ActiveValue::NotSet;
    mensa.alunno_id = Set(bambino);
    mensa.tessera = Set("leo".into());
    Nucleo {
        alunno: bambino,
        mensa: mensa.insert(db).await.expect("enrolled").id,
        ..citta.ada
    }
}

async fn versa(citta: &Citta, cents: i64, mezzo: Mezzo, rata: Option<RataId>) -> crate::IncassoId {
    let nuovo = NuovoIncasso {
        chiave: format!("a-{cents}-{mezzo:?}-{}", citta.scope.now()),
        servizio: MENSA,
        importo: euro(cents),
        mezzo,
        giorno: citta.scope.oggi(),
        nota: None,
        rata,
    };
    let famiglia = citta.famiglia(citta.ada).await;
    let id = incassa(&citta.ufficio(), &famiglia, nuovo).await;
    id.expect("registered")
}

async fn lette(citta: &Citta) -> Vec<Attestazione> {
    let famiglia = citta.famiglia(citta.ada).await;
    attestazioni(&citta.genitore(citta.ada), &famiglia)
        .await
        .expect("read")
}

fn di(attestazioni: &[Attestazione], anno: i32, alunno: AlunnoId) -> Option<(i64, i64)> {
    let una = attestazioni
        .iter()
        .find(|a| (a.anno, a.alunno) == (anno, alunno));
    una.map(|a| (a.totale.cents(), a.escluso.cents()))
}

#[tokio::test]
async fn top_ups_count_when_they_come_in_and_are_divided_by_what_each_child_ate() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let leo = fratello(citta).await;
        let sbagliato = versa(citta, 9_999, Mezzo::Bonifico, None).await;
        versa(citta, 10_000, Mezzo::Carta, None).await;
        versa(citta, 1_000, Mezzo::Contanti, None).await;
        let famiglia = citta.famiglia(citta.ada).await;
        storna_incasso(&citta.ufficio(), &famiglia, sbagliato, "doppio")
            .await
            .expect("undone");
        // Nobody has eaten yet: half each.
        let prima = lette(citta).await;
        assert_eq!(di(&prima, 2026, citta.ada.alunno), Some((5_000, 500)));
        assert_eq!(di(&prima, 2026, leo.alunno), Some((5_000, 500)));

        let caro = |n: i64| Consumo {
            addebito: a_prezzo(30_000),
            ..pasto(leo, 100 + n, novembre(10))
        };
        citta.consuma(vec![caro(1), caro(2), caro(3)]).await;
        let uno = Consumo {
            addebito: a_prezzo(10_000),
            ..pasto(citta.ada, 1, novembre(10))
        };
        citta.consuma(vec![uno]).await;
        // 1,00 € and 9,00 €.
        let dopo = lette(citta).await;
        assert_eq!(di(&dopo, 2026, citta.ada.alunno), Some((1_000, 100)));
        assert_eq!(di(&dopo, 2026, leo.alunno), Some((9_000, 900)));
        assert!(dopo.iter().all(|a| !a.disponibile), "the year is not over");

        // What was paid in January is of the next year, though it was for the same meals.
        vai_al(citta, nel_2027(1, 10));
        versa(citta, 700, Mezzo::Bonifico, None).await;
        let genitore = citta.genitore(citta.ada);
        let richiesta = RichiestaRimborso {
            chiave: "r".into(),
            servizio: MENSA,
            importo: euro(200),
            iban: "IT60X0542811101000000123456".into(),
        };
        let chiesto = chiedi_rimborso(&genitore, &famiglia, richiesta).await;
        let chiesto = chiesto.expect("asked").id;
        decidi_rimborso(&citta.ufficio(), chiesto, true, None)
            .await
            .expect("granted");
        assert_eq!(di(&lette(citta).await, 2027, leo.alunno), Some((350, 0)));
        paga_rimborso(&citta.ufficio(), chiesto)
            .await
            .expect("paid");
        let fine = lette(citta).await;
        assert_eq!(
            di(&fine, 2027, leo.alunno),
            Some((250, 0)),
            "without what went back"
        );
        assert_eq!(
            di(&fine, 2026, leo.alunno),
            Some((9_000, 900)),
            "2026 stays"
        );
        assert!(fine.iter().all(|a| a.disponibile == (a.anno == 2026)));
    })
    .await;
}

#[tokio::test]
async fn bills_are_divided_by_their_lines_without_late_fees() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Postpagato).await;
        let leo = fratello(citta).await;
        let mangia = async |chi: Nucleo, da: i64, quanti: u32| {
            let pasti = (1..=quanti).map(|n| Consumo {
                addebito: a_prezzo(20_000),
                ..pasto(chi, da + i64::from(n), novembre(n))
            });
            citta.consuma(pasti.collect()).await;
        };
        mangia(citta.ada, 0, 3).await;
        mangia(leo, 100, 1).await;
        let id = prepara(citta, novembre_intero(MENSA)).await;
        emetti(citta, id).await;
        let retta = rette(citta, id).await.remove(0);
        assert_eq!(retta.importo, euro(800));
        correggi_retta(&citta.ufficio(), retta.id, euro(-400), ("s", "sconto"))
            .await
            .expect("corrected");
        citta
            .forza(&format!(
                "INSERT INTO riga_retta (retta_id, tipo, descrizione, quantita, importo)
                 VALUES ({}, 'spese', 'Spese', 1, 200)",
                retta.id
            ))
            .await;
        versa(citta, 300, Mezzo::Bonifico, Some(retta.rate[0].id)).await;
        vai_al(citta, nel_2027(2, 1));
        let viste = lette(citta).await;
        // Of 3,00 €, two in ten pay the expenses; of the rest three parts are Ada's and one Leo's.
        assert_eq!(di(&viste, 2026, citta.ada.alunno), Some((180, 0)));
        assert_eq!(di(&viste, 2026, leo.alunno), Some((60, 0)));
        assert_eq!(di(&viste, 2027, leo.alunno), None);

        let genitore = citta.genitore(citta.ada);
        let stampata = attestazione_da_stampare(&genitore, leo.alunno, 2026).await;
        let stampata = stampata.expect("hers");
        assert_eq!(stampata.attestazione.nome, "Leo Prova");
        assert_eq!(stampata.pagatore.nome, "Genitore Ada");
        assert_eq!(stampata.scuole, ["Primaria, Rodari"]);
        assert_eq!(stampata.massimo, euro(100_000));
        let niente = attestazione_da_stampare(&genitore, citta.ugo.alunno, 2026).await;
        assert_eq!(niente.expect_err("nothing paid").code(), "NON_TROVATO");
        vai_al(citta, novembre(30));
        let presto = attestazione_da_stampare(&genitore, leo.alunno, 2026).await;
        assert_eq!(presto.expect_err("too early").code(), "ANNO_NON_FINITO");
        citta
            .forza("DELETE FROM riga_retta WHERE tipo = 'spese'")
            .await;
    })
    .await;
}
