//! Registering, recovering a password, changing the e-mail: what codes prove.

use campanella_anagrafe::persona_con_id;
use campanella_kernel::DomainError;
use campanella_tenants::testing::for_each_store;

use super::*;
use crate::attivazione::crea_codice_attivazione;
use crate::recupero::{chiedi_recupero, reimposta_password};
use crate::registrati::{RegistratiInput, Registrazione, completa, registrati};
use crate::{Errore, profilo, sessioni};

const GIULIA: &str = "BNCGLI85C55F839B";
const UN_GIORNO: i64 = 24 * 60 * 60;

fn dati(cf: &str, password: &str, codice: Option<&str>) -> RegistratiInput {
    RegistratiInput {
        codice_fiscale: CodiceFiscale::parse(cf).expect("valid"),
        nome: "Giulia".to_owned(),
        cognome: "Bianchi".to_owned(),
        email: "giulia@nuova.example".to_owned(),
        telefono: Some("0187 000000".to_owned()),
        password: password.to_owned(),
        codice_attivazione: codice.map(str::to_owned),
    }
}

impl Banco {
    /// Giulia, whom the office knows and who never registered.
    async fn giulia(&self, email: Option<&str>) -> Persona {
        let giulia = self.persona(GIULIA, "Giulia", "Bianchi", email).await;
        self.famiglia(&giulia).await;
        giulia
    }

    async fn registra(&self, dati: RegistratiInput) -> Result<Registrazione> {
        registrati(&self.da(CASA), &self.hasher, dati).await
    }

    /// The code that an office gives to `persona`.
    async fn codice_per(&self, persona: &Persona) -> String {
        let clerk = self.entra(LUCA).await;
        let code = crea_codice_attivazione(&clerk, persona.id).await;
        code.expect("a code").codice
    }
}

#[tokio::test]
async fn the_office_code_registers_its_person_once() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.luca(&["operatore"]).await;
        let giulia = banco.giulia(None).await;
        let code = banco.codice_per(&giulia).await;
        // Somebody else's codice fiscale does not go with it, nor does another code with hers.
        for (cf, code) in [
            (MARIA, code.as_str()),
            (GIULIA, "0000-0000-0000-0000"),
            (GIULIA, "x"),
        ] {
            let refused = banco.registra(dati(cf, PASSWORD, Some(code))).await;
            assert!(
                matches!(refused, Err(Errore::CodiceNonValido)),
                "{cf} {code}"
            );
        }
        let typed = code.to_lowercase().replace('-', " ");
        let done = banco.registra(dati(GIULIA, PASSWORD, Some(&typed))).await;
        let Ok(Registrazione::Completa(ctx)) = done else {
            panic!("not registered");
        };
        assert_eq!(ctx.persona().expect("a person"), giulia.id);
        assert!(ctx.require(campanella_anagrafe::FAMIGLIA_LEGGI).is_ok());
        assert!(banco.accedi(CASA, GIULIA, PASSWORD).await.is_ok());
        let again = banco
            .registra(dati(GIULIA, "pera gialla cruda", Some(&code)))
            .await;
        assert!(matches!(again, Err(Errore::CodiceNonValido)));
        // The address that she typed is hers once she confirms it.
        let known = persona_con_id(&store, giulia.id).await.expect("known");
        assert_eq!(known.email.as_deref(), Some("giulia@nuova.example"));
        assert!(!known.email_confermata);
        let mails = banco.posta().await;
        profilo::conferma_email(&ctx, &codice_in(&mails[0].1))
            .await
            .expect("confirmed");
        let known = persona_con_id(&store, giulia.id).await.expect("known");
        assert!(known.email_confermata);
    })
    .await;
}

#[tokio::test]
async fn an_office_code_expires_and_a_newer_one_replaces_it() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.luca(&["operatore"]).await;
        let giulia = banco.giulia(None).await;
        let first = banco.codice_per(&giulia).await;
        let second = banco.codice_per(&giulia).await;
        let refused = banco.registra(dati(GIULIA, PASSWORD, Some(&first))).await;
        assert!(matches!(refused, Err(Errore::CodiceNonValido)));
        banco.dopo(14 * UN_GIORNO);
        let refused = banco.registra(dati(GIULIA, PASSWORD, Some(&second))).await;
        assert!(matches!(refused, Err(Errore::CodiceNonValido)));
    })
    .await;
}

#[tokio::test]
async fn two_people_whose_codes_differ_by_omocodia_are_not_confused() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.luca(&["operatore"]).await;
        let maria = banco
            .persona(MARIA, "Maria", "Rossi", Some("una@posta.example"))
            .await;
        let altra = banco
            .persona(
                MARIA_OMOCODIA,
                "Maria",
                "Rossi",
                Some("altra@posta.example"),
            )
            .await;
        // The code of one proves nothing of the other.
        let code = banco.codice_per(&maria).await;
        let confused = banco
            .registra(dati(MARIA_OMOCODIA, PASSWORD, Some(&code)))
            .await;
        assert!(matches!(confused, Err(Errore::CodiceNonValido)));
        // Who registers by mail is written to at her own address.
        banco
            .registra(dati(MARIA_OMOCODIA, PASSWORD, None))
            .await
            .expect("begun");
        let mails = banco.posta().await;
        let to: Vec<_> = mails.iter().map(|(to, _)| to.as_str()).collect();
        assert_eq!(to, ["altra@posta.example"]);
        let done = banco.registra(dati(MARIA, PASSWORD, Some(&code))).await;
        let Ok(Registrazione::Completa(ctx)) = done else {
            panic!("not registered");
        };
        assert_eq!(ctx.persona().expect("a person"), maria.id);
        assert!(banco.accedi(CASA, MARIA, PASSWORD).await.is_ok());
        let other = banco.accedi(CASA, MARIA_OMOCODIA, PASSWORD).await;
        assert!(
            matches!(other, Err(Errore::CredenzialiErrate)),
            "{}",
            altra.id
        );
    })
    .await;
}

#[tokio::test]
async fn typing_a_codice_fiscale_is_not_enough_and_tells_nothing() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.giulia(Some("giulia@ufficio.example")).await;
        banco.maria().await;
        banco.persona(LUCA, "Luca", "Verdi", None).await;
        // Known with an address; known and registered; known without address; unknown.
        for cf in [GIULIA, MARIA, LUCA, "FRRPLA79D10L219A"] {
            let answer = banco.registra(dati(cf, PASSWORD, None)).await;
            assert!(matches!(answer, Ok(Registrazione::DaConfermare)), "{cf}");
        }
        assert!(banco.accedi(LAVORO, GIULIA, PASSWORD).await.is_err());
        let mails = banco.posta().await;
        let to: Vec<_> = mails.iter().map(|(to, _)| to.as_str()).collect();
        // Never to the address that was typed.
        assert_eq!(to, ["giulia@ufficio.example", "maria@posta.example"]);
        assert!(mails[1].1.contains("già registrato"));
        assert!(
            !mails[1]
                .1
                .lines()
                .any(|l| l.trim().len() == 19 && l.contains('-'))
        );
    })
    .await;
}

#[tokio::test]
async fn the_code_of_the_mailbox_completes_what_its_reader_began() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let giulia = banco.giulia(Some("giulia@ufficio.example")).await;
        let begun = banco.registra(dati(GIULIA, PASSWORD, None)).await;
        begun.expect("begun");
        let code = codice_in(&banco.posta().await[0].1);
        let finish = async |code: &str, password: &str| {
            completa(&banco.da(CASA), &banco.hasher, code, password.to_owned()).await
        };
        // Whoever reads the mailbox did not begin this: the password is another's.
        let other = finish(&code, "pera gialla cruda").await;
        assert!(matches!(other, Err(Errore::CodiceNonValido)));
        let ctx = finish(&code, PASSWORD).await.expect("registered");
        assert_eq!(ctx.persona().expect("a person"), giulia.id);
        assert!(banco.accedi(CASA, GIULIA, PASSWORD).await.is_ok());
        assert!(finish(&code, PASSWORD).await.is_err(), "it holds once");
        let known = persona_con_id(&store, giulia.id).await.expect("known");
        assert!(known.email_confermata);
        assert_eq!(known.email.as_deref(), Some("giulia@ufficio.example"));
    })
    .await;
}

#[tokio::test]
async fn a_mailbox_is_not_flooded() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.giulia(Some("giulia@ufficio.example")).await;
        for _ in 0..5 {
            banco
                .registra(dati(GIULIA, PASSWORD, None))
                .await
                .expect("the same answer");
        }
        assert_eq!(banco.posta().await.len(), 3);
        banco.dopo(60 * 60);
        banco
            .registra(dati(GIULIA, PASSWORD, None))
            .await
            .expect("an hour later");
        assert_eq!(banco.posta().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn recovery_sets_a_new_password_and_ends_every_session() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let maria = banco.maria().await;
        crate::persona::imposta_email(&store, maria.id, "maria@posta.example".into(), true)
            .await
            .expect("confirmed");
        let device = banco.accedi(CASA, MARIA, PASSWORD).await.expect("in");
        for utente in [MARIA_OMOCODIA, "FRRPLA79D10L219A", "nessuno"] {
            chiedi_recupero(&banco.da(CASA), utente)
                .await
                .expect("the same answer");
        }
        let mails = banco.posta().await;
        assert_eq!(mails.len(), 1, "only who exists gets one");
        let code = codice_in(&mails[0].1);
        let set = async |code: &str, nuova: &str| {
            reimposta_password(&banco.da(LAVORO), &banco.hasher, code, nuova.to_owned()).await
        };
        let weak = set(&code, "password123").await.expect_err("weak");
        assert_eq!(weak.campo(), Some("nuova"));
        set(&code, "pera gialla cruda")
            .await
            .expect("the code still holds");
        assert!(matches!(
            set(&code, "uva nera matura").await,
            Err(Errore::CodiceNonValido)
        ));
        assert!(banco.con(&device).await.is_none());
        assert!(banco.accedi(CASA, MARIA, PASSWORD).await.is_err());
        assert!(banco.accedi(CASA, MARIA, "pera gialla cruda").await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn no_code_to_recover_goes_to_an_address_that_nobody_confirmed() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        chiedi_recupero(&banco.da(CASA), MARIA)
            .await
            .expect("the same answer");
        assert!(banco.posta().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_code_by_mail_holds_for_an_hour() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.giulia(Some("giulia@ufficio.example")).await;
        banco
            .registra(dati(GIULIA, PASSWORD, None))
            .await
            .expect("begun");
        let code = codice_in(&banco.posta().await[0].1);
        banco.dopo(60 * 60);
        let late = completa(&banco.da(CASA), &banco.hasher, &code, PASSWORD.to_owned()).await;
        assert!(matches!(late, Err(Errore::CodiceNonValido)));
    })
    .await;
}

#[tokio::test]
async fn a_new_address_is_confirmed_from_there_by_its_owner() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let maria = banco.maria().await;
        banco.luca(&[]).await;
        let ctx = banco.entra(MARIA).await;
        let change = async |password: &str| {
            let to = "maria@altra.example";
            profilo::cambia_email(&ctx, &banco.hasher, to, password.to_owned()).await
        };
        assert!(matches!(
            change("non la ricordo").await,
            Err(Errore::PasswordErrata)
        ));
        change(PASSWORD).await.expect("asked");
        let mails = banco.posta().await;
        assert_eq!(mails[0].0, "maria@altra.example");
        let code = codice_in(&mails[0].1);
        let luca = banco.entra(LUCA).await;
        let other = profilo::conferma_email(&luca, &code).await;
        assert!(matches!(other, Err(Errore::CodiceNonValido)));
        profilo::conferma_email(&ctx, &code)
            .await
            .expect("confirmed");
        let known = persona_con_id(&store, maria.id).await.expect("known");
        assert_eq!(known.email.as_deref(), Some("maria@altra.example"));
        assert!(known.email_confermata);
        let mails = banco.posta().await;
        assert_eq!(mails[0].0, "maria@posta.example", "the old address is told");
    })
    .await;
}

#[tokio::test]
async fn codes_cannot_be_guessed_at_leisure() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let guess = async || {
            let scope = banco.da(LAVORO);
            reimposta_password(
                &scope,
                &banco.hasher,
                "0000-0000-0000-0000",
                PASSWORD.into(),
            )
            .await
        };
        for _ in 0..20 {
            assert!(matches!(guess().await, Err(Errore::CodiceNonValido)));
        }
        assert!(matches!(guess().await, Err(Errore::TroppiTentativi { .. })));
    })
    .await;
}

#[tokio::test]
async fn contacts_change_one_by_one() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let maria = banco.maria().await;
        let ctx = banco.entra(MARIA).await;
        let set = async |telefono: Option<&str>, indirizzo: Option<&str>| {
            let dati = crate::AggiornaDatiInput {
                telefono: telefono.map(str::to_owned),
                indirizzo: indirizzo.map(str::to_owned),
            };
            profilo::aggiorna_dati(&ctx, dati).await
        };
        set(Some(" 0187 1 "), Some("via Roma 1"))
            .await
            .expect("set");
        set(None, Some("")).await.expect("set");
        let known = persona_con_id(&store, maria.id).await.expect("known");
        assert_eq!(
            (known.telefono.as_deref(), known.indirizzo),
            (Some("0187 1"), None)
        );
        assert!(set(Some("1\n2"), None).await.is_err());
        assert!(sessioni::sessioni(&ctx).await.is_ok());
    })
    .await;
}
