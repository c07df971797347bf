//! Logging in and out, guessing, sessions.

use campanella_kernel::{Actor, DomainError};
use campanella_tenants::testing::{at_once, for_each_store, two_comuni};
use futures_util::future::join_all;

use super::*;
use crate::{Errore, riconosci_ancora, sessioni};

#[tokio::test]
async fn somebody_logs_in_with_codice_fiscale_omocodia_or_codice_persona() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let maria = banco.maria().await;
        let minuscolo = MARIA.to_lowercase();
        for utente in [MARIA, MARIA_OMOCODIA, &minuscolo, &maria.codice_persona] {
            let cookie = banco.accedi(CASA, utente, PASSWORD).await.expect(utente);
            let ctx = banco.con(&cookie).await.expect("a session");
            assert_eq!(ctx.persona().expect("a person"), maria.id);
            assert_eq!(ctx.actor().descrizione(), "Maria Rossi");
            assert!(ctx.client().sessione.is_some());
        }
    })
    .await;
}

#[tokio::test]
async fn the_cookie_is_closed_to_scripts_other_sites_and_plain_http() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        let scope = banco.da(CASA);
        let done = accedi(&scope, &banco.hasher, MARIA, PASSWORD.to_owned()).await;
        done.expect("logged in");
        let header = scope.take_cookie().expect("a cookie");
        let (pair, attributes) = header.split_once("; ").expect("attributes");
        assert_eq!(
            attributes,
            "Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200"
        );
        let secret = pair.strip_prefix("__Host-campanella=").expect("the name");
        assert_eq!(secret.len(), 43, "256 bits");
        let stored = crate::entities::sessione::Entity::find().all(&store).await;
        let stored = stored.expect("sessions");
        assert!(
            stored
                .iter()
                .all(|s| s.hash != secret && s.hash.len() == 64)
        );
    })
    .await;
}

#[tokio::test]
async fn a_person_who_does_not_exist_is_refused_like_a_wrong_password() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        // Known to the office, but never registered.
        banco.persona(LUCA, "Luca", "Verdi", None).await;
        let wrong = banco.accedi(CASA, MARIA, "mela rossa fritta").await;
        assert_eq!(banco.hasher.verifiche_a_vuoto(), 0);
        let wrong = wrong.expect_err("refused");
        for (n, utente) in [LUCA, "BNCGLI85C55F839B", "P222222222", "", "'; --"]
            .into_iter()
            .enumerate()
        {
            let unknown = banco.accedi(CASA, utente, PASSWORD).await;
            let unknown = unknown.expect_err("refused");
            assert_eq!(unknown.to_string(), wrong.to_string());
            assert_eq!(unknown.code(), "CREDENZIALI_ERRATE");
            // The same work was done, against the hash of a password that nobody knows.
            let done = u64::try_from(n + 1).expect("a few");
            assert_eq!(banco.hasher.verifiche_a_vuoto(), done, "{utente}");
        }
    })
    .await;
}

#[tokio::test]
async fn guesses_are_slowed_but_nobody_is_locked_out() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        let device = banco.accedi(CASA, MARIA, PASSWORD).await.expect("in");
        for _ in 0..5 {
            let refused = banco.accedi(LAVORO, MARIA_OMOCODIA, "sbagliata 123").await;
            assert!(matches!(refused, Err(Errore::CredenzialiErrate)));
        }
        // From there not even the right password is tried any more, in whatever form of the code.
        for utente in [MARIA, MARIA_OMOCODIA] {
            let refused = banco.accedi(LAVORO, utente, PASSWORD).await;
            assert!(matches!(
                refused,
                Err(Errore::TroppiTentativi { minuti: 15..=16 })
            ));
        }
        // The person goes on, on the device with a session and from any other address.
        assert!(banco.con(&device).await.is_some());
        assert!(banco.accedi(CASA, MARIA, PASSWORD).await.is_ok());
        // Another person on the address of the guesses too.
        banco.luca(&[]).await;
        assert!(banco.accedi(LAVORO, LUCA, PASSWORD).await.is_ok());
        // Refused tries do not make the wait longer.
        banco.dopo(15 * 60);
        assert!(banco.accedi(LAVORO, MARIA, PASSWORD).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn one_address_cannot_try_everybody() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        for n in 0..100 {
            // An address of IPv6 counts by its network of one household.
            let from = format!("2001:db8:1:2::{n:x}");
            let refused = banco
                .accedi(&from, &format!("P{n:09}"), "primavera 2026")
                .await;
            assert!(matches!(refused, Err(Errore::CredenzialiErrate)), "{n}");
        }
        let refused = banco.accedi("2001:db8:1:2:ffff::1", MARIA, PASSWORD).await;
        assert!(matches!(refused, Err(Errore::TroppiTentativi { .. })));
        assert!(
            banco
                .accedi("2001:db8:1:3::1", MARIA, PASSWORD)
                .await
                .is_ok()
        );
    })
    .await;
}

#[tokio::test]
async fn guesses_of_the_same_moment_count_each_other() {
    at_once(for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        let guesses = (0..20).map(|n| {
            let guess = format!("sbagliata {n:04}");
            let banco = &banco;
            async move { banco.accedi(LAVORO, MARIA, &guess).await }
        });
        let answers = join_all(guesses).await;
        let tried = answers
            .iter()
            .filter(|a| matches!(a, Err(Errore::CredenzialiErrate)))
            .count();
        assert!(tried <= 5, "{tried} guesses were judged");
    }))
    .await;
}

#[tokio::test]
async fn a_session_ends_unused_after_two_hours_and_used_after_twelve() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        let idle = banco.accedi(CASA, MARIA, PASSWORD).await.expect("in");
        banco.dopo(2 * 60 * 60 - 1);
        assert!(banco.con(&idle).await.is_some(), "and is used by this");
        banco.dopo(2 * 60 * 60);
        assert!(banco.con(&idle).await.is_none(), "unused for two hours");

        let used = banco.accedi(CASA, MARIA, PASSWORD).await.expect("in");
        for _ in 0..11 {
            banco.dopo(60 * 60);
            assert!(banco.con(&used).await.is_some());
        }
        banco.dopo(60 * 60);
        assert!(banco.con(&used).await.is_none(), "twelve hours have gone");
    })
    .await;
}

#[tokio::test]
async fn a_page_left_open_does_not_keep_a_session_alive() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        let cookie = banco.accedi(CASA, MARIA, PASSWORD).await.expect("in");
        let credenziali = Credenziali::da_intestazioni(Some(&cookie), None);
        let looked_at = async || {
            let again = riconosci_ancora(banco.parts(CASA), &credenziali).await;
            again.expect("an answer")
        };
        let opened = banco.con(&cookie).await.expect("a session");
        let now = looked_at().await.expect("the same person");
        assert_eq!(now.actor(), opened.actor());
        assert_eq!(now.permissions(), opened.permissions());
        for _ in 0..3 {
            banco.dopo(30 * 60);
            assert!(looked_at().await.is_some());
        }
        banco.dopo(30 * 60);
        assert!(looked_at().await.is_none(), "nobody used it for two hours");
    })
    .await;
}

#[tokio::test]
async fn a_session_of_one_comune_is_nothing_in_another() {
    two_comuni(async |a, b| {
        let (aulla, bardi) = (Banco::new("aulla", &a), Banco::new("bardi", &b));
        aulla.maria().await;
        bardi.maria().await;
        let cookie = aulla.accedi(CASA, MARIA, PASSWORD).await.expect("in");
        assert!(aulla.con(&cookie).await.is_some());
        assert!(bardi.con(&cookie).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn what_is_no_secret_of_ours_is_a_stranger() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        let good = banco.accedi(CASA, MARIA, PASSWORD).await.expect("in");
        let cut = &good[..good.len() - 1];
        let hash = crate::entities::sessione::Entity::find().one(&store).await;
        let hash = format!("{COOKIE}={}", hash.expect("read").expect("a session").hash);
        for bad in [cut, &hash, "__Host-campanella=", "altro=1", ""] {
            assert!(banco.con(bad).await.is_none(), "{bad}");
        }
        // A session is a cookie: as a bearer it is nothing, so no program keeps one.
        let secret = good.split_once('=').expect("a pair").1;
        assert!(banco.con_token(secret).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn logging_out_ends_one_session_or_all() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        let phone = banco.accedi(CASA, MARIA, PASSWORD).await.expect("in");
        let office = banco.accedi(LAVORO, MARIA, PASSWORD).await.expect("in");
        let library = banco.accedi(LAVORO, MARIA, PASSWORD).await.expect("in");
        let ctx = banco.con(&library).await.expect("a session");
        let list = sessioni::sessioni(&ctx).await.expect("sessions");
        assert_eq!(list.len(), 3);
        assert_eq!(list.iter().filter(|s| s.questa).count(), 1);
        sessioni::esci(&ctx).await.expect("out");
        assert!(ctx.take_cookie().expect("a cookie").contains("Max-Age=0"));
        assert!(banco.con(&library).await.is_none());
        let ctx = banco.con(&phone).await.expect("a session");
        sessioni::esci_ovunque(&ctx).await.expect("out");
        for cookie in [&phone, &office] {
            assert!(banco.con(cookie).await.is_none());
        }
    })
    .await;
}

#[tokio::test]
async fn logging_in_again_ends_the_session_of_that_browser() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        let first = banco.accedi(CASA, MARIA, PASSWORD).await.expect("in");
        let credenziali = Credenziali::da_intestazioni(Some(&first), None);
        let (scope, _) = autentica(banco.parts(CASA), &credenziali)
            .await
            .expect("known");
        let again = accedi(&scope, &banco.hasher, MARIA, PASSWORD.to_owned()).await;
        again.expect("logged in");
        let second = biscotto(&scope);
        assert!(banco.con(&first).await.is_none());
        assert!(banco.con(&second).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn changing_the_password_needs_the_old_one_and_ends_the_other_sessions() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        let phone = banco.accedi(CASA, MARIA, PASSWORD).await.expect("in");
        let ctx = banco.entra(MARIA).await;
        let change = async |attuale: &str, nuova: &str| {
            crate::profilo::cambia_password(&ctx, &banco.hasher, attuale.into(), nuova.into()).await
        };
        let wrong = change("non la ricordo", "pera gialla cruda").await;
        assert!(matches!(wrong, Err(Errore::PasswordErrata)));
        let weak = change(PASSWORD, "maria rossi 80").await.expect_err("weak");
        assert_eq!(
            (weak.code(), weak.campo()),
            ("DATO_NON_VALIDO", Some("nuova"))
        );
        change(PASSWORD, "pera gialla cruda")
            .await
            .expect("changed");
        assert!(banco.con(&phone).await.is_none());
        let still = sessioni::sessioni(&ctx).await.expect("sessions");
        assert!(still.iter().any(|s| s.questa), "this one goes on");
        assert!(banco.accedi(CASA, MARIA, PASSWORD).await.is_err());
        assert!(banco.accedi(CASA, MARIA, "pera gialla cruda").await.is_ok());
        let mails = banco.posta().await;
        assert!(mails[0].1.contains("la password") && mails[0].0 == "maria@posta.example");
    })
    .await;
}

#[tokio::test]
async fn what_was_done_is_in_the_log_with_who_did_it() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let maria = banco.maria().await;
        let ctx = banco.entra(MARIA).await;
        assert!(matches!(ctx.actor(), Actor::Persona { .. }));
        sessioni::esci(&ctx).await.expect("out");
        let rows = campanella_kernel::audit::Entity::find()
            .filter(campanella_kernel::audit::Column::PersonaId.eq(maria.id.key()))
            .order_by_asc(campanella_kernel::audit::Column::Id)
            .all(&store)
            .await
            .expect("the log");
        let acts: Vec<_> = rows
            .iter()
            .map(|r| (r.azione.as_str(), r.chi.as_str()))
            .collect();
        assert_eq!(acts, [("accedi", "Maria Rossi"), ("esci", "Maria Rossi")]);
    })
    .await;
}
