//! Days of service.

use campanella_kernel::{DomainError, PlessoScope};
use campanella_tenants::testing::for_each_store;

use super::{Banco, anno, giorno, mezzogiorno};
use crate::entities::chiusura::{self, TipoChiusura};
use crate::{
    CalendarioInput, ChiusuraInput, GiorniDiServizio, annulla_chiusura, crea_chiusura,
    giorno_di_servizio, imposta_calendario,
};

fn chiusura(dal: &str, al: &str) -> ChiusuraInput {
    ChiusuraInput {
        dal: giorno(dal),
        al: giorno(al),
        plesso: None,
        classe: None,
        tipo: TipoChiusura::Festivita,
        motivo: "Vacanze di Natale".to_owned(),
    }
}

#[tokio::test]
async fn closures_cross_the_new_year_and_know_buildings_and_classes() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        banco
            .calendario("2026/2027", "2026-09-14", "2027-06-08")
            .await;
        let ctx = banco.ufficio();
        crea_chiusura(&ctx, chiusura("2026-12-23", "2027-01-05"))
            .await
            .expect("holidays");
        let mut election = chiusura("2027-02-01", "2027-02-02");
        election.plesso = Some(banco.plessi[0]);
        election.tipo = TipoChiusura::Elezioni;
        election.motivo = "Seggio elettorale".to_owned();
        crea_chiusura(&ctx, election).await.expect("an election");
        let mut trip = chiusura("2027-03-10", "2027-03-10");
        trip.classe = Some(banco.classi[1]);
        trip.tipo = TipoChiusura::Gita;
        trip.motivo = "Gita a Torino".to_owned();
        crea_chiusura(&ctx, trip).await.expect("a trip");

        let giorni = GiorniDiServizio::carica(&ctx, giorno("2026-09-01"), giorno("2027-06-30"));
        let giorni = giorni.await.expect("days");
        let [centro, collina] = banco.plessi;
        let [a, b, other] = banco.classi;
        let holiday = Some("Vacanze di Natale");
        let election = Some("Seggio elettorale");
        for (plesso, classe, day, why) in [
            (
                centro,
                a,
                "2026-09-11",
                Some("Il servizio inizia il 14/09/2026"),
            ),
            (centro, a, "2026-09-14", None),
            (centro, a, "2026-12-08", Some("Immacolata Concezione")),
            (centro, a, "2026-12-22", None),
            (centro, a, "2026-12-23", holiday),
            (collina, other, "2027-01-05", holiday),
            (centro, a, "2027-01-06", Some("Epifania")),
            (centro, a, "2027-01-07", None),
            (centro, a, "2027-01-09", Some("Nessun servizio di sabato")),
            (centro, a, "2027-02-01", election),
            (centro, b, "2027-02-02", election),
            (collina, other, "2027-02-01", None),
            (centro, a, "2027-03-10", None),
            (centro, b, "2027-03-10", Some("Gita a Torino")),
            (
                centro,
                a,
                "2027-06-09",
                Some("Il servizio è finito il 08/06/2027"),
            ),
            (
                centro,
                a,
                "2027-07-01",
                Some("Giorno fuori dal periodo richiesto"),
            ),
        ] {
            let stato = giorni.stato(plesso, classe, giorno(day));
            assert_eq!(stato.motivo(), why, "{day}");
            if day != "2027-07-01" {
                let alone = giorno_di_servizio(&ctx, plesso, classe, giorno(day)).await;
                assert_eq!(alone.expect("a day"), stato, "{day}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_leap_day_is_a_day_of_service_and_a_building_may_have_its_own_calendar() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let ctx = banco.ufficio();
        let leap = giorno("2028-02-29");
        let [centro, collina] = banco.plessi;
        let stato = |plesso| {
            let ctx = ctx.clone();
            let classe = banco.classi[0];
            async move {
                giorno_di_servizio(&ctx, plesso, classe, leap)
                    .await
                    .expect("a day")
            }
        };
        let none = stato(centro).await;
        assert!(
            none.motivo().is_some_and(|m| m.contains("2027/2028")),
            "{none:?}"
        );
        let whole = CalendarioInput {
            anno: anno("2027/2028"),
            plesso: None,
            inizio: giorno("2027-09-13"),
            fine: giorno("2028-06-07"),
            giorni_settimana: vec![5, 1, 2, 3, 4],
        };
        imposta_calendario(&ctx, whole.clone())
            .await
            .expect("a calendar");
        let own = CalendarioInput {
            plesso: Some(collina),
            giorni_settimana: vec![1, 3, 5],
            ..whole.clone()
        };
        let first = imposta_calendario(&ctx, own.clone())
            .await
            .expect("a calendar");
        let second = imposta_calendario(&ctx, own).await.expect("replaced");
        assert_eq!(first, second);
        assert!(stato(centro).await.aperto());
        assert_eq!(
            stato(collina).await.motivo(),
            Some("Nessun servizio di martedì")
        );

        for (dati, campo) in [
            (
                CalendarioInput {
                    giorni_settimana: vec![],
                    ..whole.clone()
                },
                "giorniSettimana",
            ),
            (
                CalendarioInput {
                    giorni_settimana: vec![8],
                    ..whole.clone()
                },
                "giorniSettimana",
            ),
            (
                CalendarioInput {
                    fine: giorno("2028-09-01"),
                    ..whole.clone()
                },
                "fine",
            ),
            (
                CalendarioInput {
                    fine: giorno("2027-09-01"),
                    ..whole.clone()
                },
                "fine",
            ),
        ] {
            let e = imposta_calendario(&ctx, dati).await.expect_err(campo);
            assert_eq!(e.campo(), Some(campo));
        }
    })
    .await;
}

#[tokio::test]
async fn closures_are_refused_or_taken_back_with_care() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let ctx = banco.ufficio();
        let past = crea_chiusura(&ctx, chiusura("2026-11-20", "2026-11-24")).await;
        assert_eq!(past.expect_err("past").code(), "CHIUSURA_PASSATA");
        let backwards = crea_chiusura(&ctx, chiusura("2026-12-24", "2026-12-23")).await;
        assert_eq!(backwards.expect_err("backwards").campo(), Some("al"));

        let future = crea_chiusura(&ctx, chiusura("2026-12-23", "2027-01-05"))
            .await
            .expect("new");
        annulla_chiusura(&ctx, future.id).await.expect("taken back");
        assert_eq!(banco.quanti::<chiusura::Entity>().await, 0);
        let begun = crea_chiusura(&ctx, chiusura("2026-11-23", "2026-11-27"))
            .await
            .expect("new");
        banco.clock.set(mezzogiorno("2026-11-25"));
        annulla_chiusura(&ctx, begun.id).await.expect("shortened");
        let left = sea_orm::EntityTrait::find_by_id(begun.id);
        let left: Option<chiusura::Model> = sea_orm::Select::<chiusura::Entity>::one(left, &db)
            .await
            .expect("a read");
        assert_eq!(left.map(|c| c.al), Some(giorno("2026-11-24")));
        let again = annulla_chiusura(&ctx, begun.id).await.expect_err("past");
        assert_eq!(again.code(), "CHIUSURA_PASSATA");
    })
    .await;
}

#[tokio::test]
async fn who_is_limited_to_a_building_closes_no_other() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let [centro, collina] = banco.plessi;
        let whole = crea_chiusura(&banco.ufficio(), chiusura("2026-12-23", "2027-01-05")).await;
        let whole = whole.expect("a closure");
        let ctx = banco.ufficio_di(PlessoScope::Solo([centro].into()));
        let of = |plesso, classe| ChiusuraInput {
            plesso,
            classe,
            ..chiusura("2026-12-01", "2026-12-01")
        };
        for (dati, code) in [
            (of(None, None), "DATO_NON_VALIDO"),
            (of(Some(collina), None), "NON_TROVATO"),
            (of(None, Some(banco.classi[2])), "NON_TROVATO"),
        ] {
            assert_eq!(
                crea_chiusura(&ctx, dati).await.expect_err(code).code(),
                code
            );
        }
        crea_chiusura(&ctx, of(Some(centro), None))
            .await
            .expect("his own");
        let other = annulla_chiusura(&ctx, whole.id)
            .await
            .expect_err("the comune's");
        assert_eq!(other.code(), "NON_TROVATO");
    })
    .await;
}
