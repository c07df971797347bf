//! Who is no person of the comune: programs of the offices, and the vendor's support.

use campanella_kernel::{Actor, DomainError};
use campanella_tenants::testing::{for_each_store, two_comuni};

use super::*;
use crate::programmi::{crea_token_api, revoca_token_api, token_api};
use crate::supporto::{accessi_supporto, entra_supporto, revoca_accesso_supporto};
use crate::{REGISTRO_LEGGI, RUOLI_GESTISCI, entities};

const MOTIVO: &str = "Segnalazione 1042: il calendario non si apre";

#[tokio::test]
async fn a_program_acts_with_one_role_until_its_day_or_its_revocation() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.luca(&["amministratore"]).await;
        let admin = banco.entra(LUCA).await;
        let domani = admin.oggi().dopo(1);
        let made = crea_token_api(&admin, "Gestionale presenze", "cuoco", domani).await;
        let made = made.expect("a token");
        let token = made.token;
        assert!(token.starts_with("cmp_") && token.len() == 47);
        let ctx = banco.con_token(&token).await.expect("a program");
        assert_eq!(ctx.actor().descrizione(), "programma «Gestionale presenze»");
        assert!(ctx.permissions().nomi().any(|p| p == "conteggi:leggi"));
        assert!(!ctx.permissions().nomi().any(|p| p == "isee:leggi"));
        assert!(ctx.persona().is_err(), "a program has no family");
        // In a cookie, which a page of another site could use, it is nothing.
        assert!(banco.con(&format!("{COOKIE}={token}")).await.is_none());
        let listed = token_api(&admin).await.expect("tokens");
        assert_eq!(listed.len(), 1);
        let stored = entities::token_api::Entity::find().one(&store).await;
        let stored = stored.expect("read").expect("a row");
        assert!(token.starts_with(&stored.prefisso) && stored.prefisso.len() == 8);
        assert!(!stored.hash.contains(&token) && stored.ultimo_uso.is_some());
        banco.dopo(24 * 60 * 60);
        assert!(banco.con_token(&token).await.is_some(), "its last day");
        banco.dopo(24 * 60 * 60);
        assert!(banco.con_token(&token).await.is_none());

        let admin = banco.entra(LUCA).await;
        let made = crea_token_api(&admin, "Altro", "cuoco", admin.oggi()).await;
        let made = made.expect("a token");
        let id = entities::token_api::Entity::find()
            .order_by_desc(entities::token_api::Column::Id)
            .one(&store)
            .await
            .expect("read")
            .expect("a row")
            .id;
        revoca_token_api(&admin, id).await.expect("revoked");
        assert!(banco.con_token(&made.token).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_token_of_one_comune_is_nothing_in_another() {
    two_comuni(async |a, b| {
        let (aulla, bardi) = (Banco::new("aulla", &a), Banco::new("bardi", &b));
        aulla.luca(&["amministratore"]).await;
        let admin = aulla.entra(LUCA).await;
        let made = crea_token_api(&admin, "Programma", "cuoco", admin.oggi()).await;
        let token = made.expect("a token").token;
        let support = entra_supporto(&aulla.da(LAVORO), "Anna", MOTIVO, 60).await;
        let support = support.expect("let in").token;
        for secret in [&token, &support] {
            assert!(aulla.con_token(secret).await.is_some());
            assert!(bardi.con_token(secret).await.is_none());
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_makes_a_program_that_may_do_more_than_they() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.luca(&["contabile"]).await;
        let luca = banco.entra(LUCA).await;
        let oggi = luca.oggi();
        let refused = crea_token_api(&luca, "Programma", "operatore", oggi).await;
        assert_eq!(
            refused.expect_err("refused").code(),
            "PERMESSO_NON_CEDIBILE"
        );
        for role in ["genitore", "assistenza", "inventato"] {
            assert!(
                crea_token_api(&luca, "Programma", role, oggi)
                    .await
                    .is_err()
            );
        }
        let late = crea_token_api(&luca, "Programma", "contabile", oggi.dopo(731)).await;
        assert_eq!(late.expect_err("refused").campo(), Some("scadenza"));
    })
    .await;
}

#[tokio::test]
async fn the_vendor_enters_for_a_reason_and_a_time_and_is_seen() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let vendor = banco.da(LAVORO);
        for (who, why, minutes) in [
            ("", MOTIVO, 60),
            ("Anna", "perché sì", 60),
            ("Anna", MOTIVO, 0),
            ("Anna", MOTIVO, 481),
        ] {
            assert!(entra_supporto(&vendor, who, why, minutes).await.is_err());
        }
        let entrance = entra_supporto(&vendor, "Anna", MOTIVO, 60)
            .await
            .expect("let in");
        let ctx = banco.con_token(&entrance.token).await.expect("the vendor");
        assert!(matches!(ctx.actor(), Actor::Supporto { .. }));
        assert!(ctx.actor().descrizione().contains(MOTIVO));
        assert!(ctx.require(REGISTRO_LEGGI).is_ok());
        assert!(ctx.require(RUOLI_GESTISCI).is_err());
        for special in ["diete:leggi", "isee:leggi", "famiglie:leggi"] {
            assert!(!ctx.permissions().nomi().any(|p| p == special), "{special}");
        }
        // A page of the vendor may keep it as the cookie.
        let cookie = format!("{COOKIE}={}", entrance.token);
        assert!(banco.con(&cookie).await.is_some());

        banco.luca(&["amministratore"]).await;
        let admin = banco.entra(LUCA).await;
        assert_eq!(accessi_supporto(&admin).await.expect("a list").len(), 1);
        let logged = campanella_kernel::audit::Entity::find()
            .filter(campanella_kernel::audit::Column::Azione.eq("entraSupporto"))
            .one(&store)
            .await
            .expect("the log")
            .expect("the entrance");
        assert!(logged.chi.contains("Anna") && logged.chi.contains(MOTIVO));

        let id = entities::accesso_supporto::Entity::find().one(&store).await;
        let id = id.expect("read").expect("a row").id;
        revoca_accesso_supporto(&admin, id).await.expect("closed");
        assert!(banco.con_token(&entrance.token).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn an_entrance_of_the_vendor_ends_by_itself() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let entrance = entra_supporto(&banco.da(LAVORO), "Anna", MOTIVO, 60).await;
        let token = entrance.expect("let in").token;
        banco.dopo(60 * 60 - 1);
        assert!(banco.con_token(&token).await.is_some());
        banco.dopo(1);
        assert!(banco.con_token(&token).await.is_none());
    })
    .await;
}
