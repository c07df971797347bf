//! Roles given and taken, and what they allow.

use campanella_anagrafe::{plesso, scuola};
use campanella_kernel::bus::Bus;
use campanella_kernel::{Azione, DomainError, Permission, PlessoScope};
use campanella_tenants::testing::{at_once, for_each_store};
use futures_util::StreamExt;

use super::*;
use crate::attivazione::crea_codice_attivazione;
use crate::predisponi::primo_amministratore;
use crate::ruoli::{assegna, crea, elimina, ruoli, togli};
use crate::{Errore, RUOLI_GESTISCI, TOPIC_RUOLI};

const CONTEGGI: Permission = Permission::new("conteggi", Azione::Leggi);
const DIETE: Permission = Permission::new("diete", Azione::Leggi);
const ISEE: Permission = Permission::new("isee", Azione::Leggi);

impl Banco {
    /// Maria, as somebody of an office without a family.
    async fn maria_in_ufficio(&self, ruoli: &[&str]) -> Persona {
        let maria = self.persona(MARIA, "Maria", "Rossi", None).await;
        let ruoli: Vec<_> = ruoli.iter().map(|r| (*r, None)).collect();
        self.predisponi(&maria, &ruoli).await;
        maria
    }

    async fn plesso(&self, codice: &str) -> PlessoId {
        let school = scuola::ActiveModel {
            codice: Set(codice.to_owned()),
            nome: Set("Scuola".to_owned()),
            ordine: Set(scuola::OrdineScuola::Primaria),
            ..Default::default()
        };
        let school = scuola::Entity::insert(school).exec(&self.store).await;
        let row = plesso::ActiveModel {
            scuola_id: Set(school.expect("a school").last_insert_id),
            codice: Set(codice.to_owned()),
            nome: Set("Plesso".to_owned()),
            ..Default::default()
        };
        let row = plesso::Entity::insert(row).exec(&self.store).await;
        row.expect("a building").last_insert_id
    }
}

#[tokio::test]
async fn a_role_taken_away_is_refused_by_the_next_request_on_every_node() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let maria = banco.maria_in_ufficio(&["cuoco"]).await;
        banco.luca(&["amministratore"]).await;
        let admin = banco.entra(LUCA).await;
        let cookie = banco.accedi(CASA, MARIA, PASSWORD).await.expect("in");
        assert!(
            banco
                .con(&cookie)
                .await
                .expect("in")
                .require(CONTEGGI)
                .is_ok()
        );
        let mut pages = banco.bus.subscribe(&admin.topic(TOPIC_RUOLI));
        togli(&admin, maria.id, "cuoco").await.expect("taken");
        // Another node has its own bus, and heard nothing of it.
        let other = Banco {
            bus: Arc::default(),
            comune: Arc::clone(&banco.comune),
            store: store.clone(),
            clock: Arc::clone(&banco.clock),
            hasher: banco.hasher.clone(),
        };
        for node in [&banco, &other] {
            let ctx = node.con(&cookie).await.expect("still logged in");
            assert!(ctx.require(CONTEGGI).is_err());
        }
        assert_eq!(
            pages.next().await,
            Some(maria.id.to_string()),
            "open pages are told"
        );
        assegna(&admin, maria.id, "cuoco", None)
            .await
            .expect("given");
        assert!(
            other
                .con(&cookie)
                .await
                .expect("in")
                .require(CONTEGGI)
                .is_ok()
        );
        let gone = togli(&admin, maria.id, "contabile").await;
        assert_eq!(gone.expect_err("not hers").code(), "NON_TROVATO");
    })
    .await;
}

#[tokio::test]
async fn a_cook_sees_his_buildings_and_neither_isee_nor_the_names_of_diets() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let maria = banco.maria_in_ufficio(&[]).await;
        banco.luca(&["amministratore"]).await;
        let admin = banco.entra(LUCA).await;
        let (a, b) = (banco.plesso("A").await, banco.plesso("B").await);
        assegna(&admin, maria.id, "cuoco", Some(vec![a]))
            .await
            .expect("given");
        let ctx = banco.entra(MARIA).await;
        let scope = ctx.plessi(CONTEGGI).expect("granted");
        assert!(scope.comprende(a) && !scope.comprende(b));
        assert!(ctx.require(ISEE).is_err() && ctx.require(DIETE).is_err());
        assert!(
            assegna(&admin, maria.id, "cuoco", Some(vec![]))
                .await
                .is_err()
        );
        let nowhere = assegna(&admin, maria.id, "cuoco", Some(vec![PlessoId::new(99)])).await;
        assert_eq!(nowhere.expect_err("no such building").code(), "NON_TROVATO");
        // A second role of other buildings adds them for what it allows.
        assegna(&admin, maria.id, "redattore", Some(vec![b]))
            .await
            .expect("given");
        let ctx = banco.entra(MARIA).await;
        assert_eq!(
            ctx.plessi(CONTEGGI).expect("granted"),
            &PlessoScope::Solo([a].into())
        );
        let menu = Permission::new("menu", Azione::Leggi);
        assert_eq!(
            ctx.plessi(menu).expect("granted"),
            &PlessoScope::Solo([a, b].into())
        );
    })
    .await;
}

#[tokio::test]
async fn an_accountant_sees_debts_and_no_diets() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.luca(&["contabile"]).await;
        let ctx = banco.entra(LUCA).await;
        assert!(ctx.require(ISEE).is_ok());
        assert!(ctx.require(DIETE).is_err() && ctx.require(CONTEGGI).is_err());
    })
    .await;
}

#[tokio::test]
async fn somebody_gives_only_what_they_have_where_they_have_it() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let maria = banco.maria_in_ufficio(&[]).await;
        let luca = banco.luca(&["amministratore"]).await;
        let admin = banco.entra(LUCA).await;
        let own = vec![
            "ruoli:gestisci".into(),
            "ruoli:leggi".into(),
            "menu:leggi".into(),
        ];
        crea(&admin, "capo_mensa", "Dà i ruoli della mensa", own)
            .await
            .expect("made");
        let (a, b) = (banco.plesso("A").await, banco.plesso("B").await);
        assegna(&admin, maria.id, "capo_mensa", Some(vec![a]))
            .await
            .expect("given");
        let maria_ctx = banco.entra(MARIA).await;
        let more = [
            ("amministratore", None),
            ("cuoco", Some(vec![a])),
            ("capo_mensa", None),
        ];
        for (role, where_) in more {
            let refused = assegna(&maria_ctx, luca.id, role, where_).await;
            let refused = refused.expect_err(role);
            assert_eq!(refused.code(), "PERMESSO_NON_CEDIBILE", "{role}");
        }
        assert!(
            assegna(&maria_ctx, luca.id, "capo_mensa", Some(vec![b]))
                .await
                .is_err()
        );
        assegna(&maria_ctx, luca.id, "capo_mensa", Some(vec![a]))
            .await
            .expect("hers to give");
        let refused = togli(&maria_ctx, luca.id, "amministratore").await;
        assert_eq!(
            refused.expect_err("not hers").code(),
            "PERMESSO_NON_CEDIBILE"
        );
        let more = vec!["menu:leggi".into(), "diete:leggi".into()];
        let refused = crea(&maria_ctx, "curiosa", "Vede le diete", more).await;
        let missing = refused.err().map(|e| e.to_string()).unwrap_or_default();
        assert!(missing.contains("«diete:leggi»"), "{missing}");
    })
    .await;
}

#[tokio::test]
async fn a_comune_makes_roles_of_permissions_that_exist() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let maria = banco.maria_in_ufficio(&[]).await;
        banco.luca(&["amministratore"]).await;
        let admin = banco.entra(LUCA).await;
        let permissions = || vec!["conteggi:leggi".to_owned(), "diete:leggi".to_owned()];
        crea(&admin, " Dietista ", "ASL", permissions())
            .await
            .expect("made");
        for (name, what) in [("dietista", permissions()), ("cuoco", permissions())] {
            let taken = crea(&admin, name, "Doppio", what).await;
            assert!(matches!(taken, Err(Errore::RuoloEsistente)), "{name}");
        }
        for (name, what) in [
            ("cuòco", permissions()),
            ("x", permissions()),
            ("vuoto", vec![]),
            ("inventato", vec!["tutto:leggi".to_owned()]),
            ("figli", vec!["famiglia:leggi".to_owned()]),
        ] {
            assert!(
                crea(&admin, name, "Descrizione", what).await.is_err(),
                "{name}"
            );
        }
        assegna(&admin, maria.id, "dietista", None)
            .await
            .expect("given");
        let ctx = banco.entra(MARIA).await;
        assert!(ctx.require(DIETE).is_ok() && ctx.require(ISEE).is_err());
        assert!(matches!(
            elimina(&admin, "dietista").await,
            Err(Errore::RuoloInUso)
        ));
        togli(&admin, maria.id, "dietista").await.expect("taken");
        elimina(&admin, "dietista").await.expect("removed");
        assert!(
            elimina(&admin, "cuoco").await.is_err(),
            "default roles stay"
        );
        assert!(assegna(&admin, maria.id, "dietista", None).await.is_err());
        let names: Vec<_> = ruoli(&admin).await.expect("roles");
        assert_eq!(names.len(), crate::PREDEFINITI.len());
    })
    .await;
}

#[tokio::test]
async fn a_comune_keeps_an_administrator_who_can_log_in() {
    at_once(for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let luca = banco.luca(&["amministratore"]).await;
        let maria = banco.maria_in_ufficio(&[]).await;
        let a = banco.plesso("A").await;
        let paola = banco
            .persona("FRRPLA79D10L219A", "Paola", "Ferri", None)
            .await;
        let admin = banco.entra(LUCA).await;
        let last = |r: Result<()>| matches!(r, Err(Errore::UltimoAmministratore));
        assert!(last(togli(&admin, luca.id, "amministratore").await));
        assert!(last(
            assegna(&admin, luca.id, "amministratore", Some(vec![a])).await
        ));
        // Paola never registered: she does not count yet.
        assegna(&admin, paola.id, "amministratore", None)
            .await
            .expect("given");
        assert!(last(togli(&admin, luca.id, "amministratore").await));
        assegna(&admin, maria.id, "amministratore", None)
            .await
            .expect("given");
        let other = banco.entra(MARIA).await;
        // Both take the role from each other at the same moment: one of them is refused.
        let (x, y) = tokio::join!(
            togli(&admin, maria.id, "amministratore"),
            togli(&other, luca.id, "amministratore"),
        );
        assert!(x.is_ok() != y.is_ok(), "{x:?} {y:?}");
    }))
    .await;
}

#[tokio::test]
async fn the_role_of_genitore_follows_from_the_family() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let luca = banco.luca(&["amministratore"]).await;
        let admin = banco.entra(LUCA).await;
        assert!(admin.require(campanella_anagrafe::FAMIGLIA_LEGGI).is_err());
        assert!(assegna(&admin, luca.id, "genitore", None).await.is_err());
        assert!(assegna(&admin, luca.id, "assistenza", None).await.is_err());
        banco.famiglia(&luca).await;
        let now = banco.entra(LUCA).await;
        assert!(now.require(campanella_anagrafe::FAMIGLIA_LEGGI).is_ok());
        assert!(now.require(RUOLI_GESTISCI).is_ok());
        famiglia::Entity::delete_many()
            .exec(&store)
            .await
            .expect("gone");
        let later = banco.entra(LUCA).await;
        assert!(later.require(campanella_anagrafe::FAMIGLIA_LEGGI).is_err());
    })
    .await;
}

#[tokio::test]
async fn a_clerk_cannot_become_an_administrator_by_an_activation_code() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let luca = banco.luca(&["operatore"]).await;
        let capo = banco.maria_in_ufficio(&["amministratore"]).await;
        let clerk = banco.entra(LUCA).await;
        let refused = crea_codice_attivazione(&clerk, capo.id).await;
        assert_eq!(
            refused.expect_err("refused").code(),
            "PERMESSO_NON_CEDIBILE"
        );
        let admin = banco.entra(MARIA).await;
        crea_codice_attivazione(&admin, luca.id)
            .await
            .expect("a code");
    })
    .await;
}

#[tokio::test]
async fn a_new_comune_gets_its_first_administrator() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let dati = NuovaPersona {
            codice_fiscale: CodiceFiscale::parse(LUCA).ok(),
            nome: "Luca".to_owned(),
            cognome: "Verdi".to_owned(),
            verificata: true,
            ..Default::default()
        };
        let code = primo_amministratore(&banco.da(CASA), dati)
            .await
            .expect("made");
        let dati = crate::RegistratiInput {
            codice_fiscale: CodiceFiscale::parse(LUCA).expect("valid"),
            nome: "Luca".to_owned(),
            cognome: "Verdi".to_owned(),
            email: "luca@comune.example".to_owned(),
            telefono: None,
            password: PASSWORD.to_owned(),
            codice_attivazione: Some(code.codice),
        };
        let scope = banco.da(CASA);
        crate::registrati::registrati(&scope, &banco.hasher, dati)
            .await
            .expect("registered");
        let ctx = banco.con(&biscotto(&scope)).await.expect("in");
        assert!(ctx.require(RUOLI_GESTISCI).is_ok());
    })
    .await;
}

#[tokio::test]
async fn offices_find_persons_by_the_beginning_of_a_name_or_by_a_code() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        let maria = banco.maria().await;
        let luca = banco.luca(&["operatore"]).await;
        let ctx = banco.entra(LUCA).await;
        let find = async |text: &str| {
            let page = campanella_kernel::graphql::PageRequest::new(None, None).expect("a page");
            let found = crate::persone::persone(&ctx, Some(text.to_owned()), page).await;
            found
                .expect("persons")
                .edges
                .into_iter()
                .map(|e| e.node.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(find("").await, [maria.id, luca.id]);
        for text in ["ros", "mar ROSSI", MARIA_OMOCODIA, &maria.codice_persona] {
            assert_eq!(find(text).await, [maria.id], "{text}");
        }
        for text in ["ossi", "%", "_aria", "ros ver"] {
            assert!(find(text).await.is_empty(), "{text}");
        }
    })
    .await;
}
