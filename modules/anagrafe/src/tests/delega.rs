//! A second adult.

use campanella_kernel::{DomainError, PersonaId};
use campanella_tenants::testing::for_each_store;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{ANNA, Banco, MARIO, anna, cf, mezzogiorno};
use crate::entities::{delega, persona};
use crate::persona::persona_con_codice_fiscale;
use crate::{
    DelegaId, FamigliaInput, PersonaInput, Veste, crea_famiglia, figli, figlio,
    iscrizione_del_figlio, mie_deleghe, revoca_delega, ruolo_in_famiglia, verifica_persona,
};

#[tokio::test]
async fn a_child_of_another_family_is_not_found() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let nostra = banco.nucleo(MARIO, "Mario", "Rossi").await;
        let loro = banco.nucleo(ANNA, "Matteo", "Boschi").await;
        let ctx = banco.genitore(nostra.tutore);
        let ids: Vec<_> = figli(&ctx)
            .await
            .expect("children")
            .iter()
            .map(|f| f.alunno.id)
            .collect();
        assert_eq!(ids, [nostra.alunno]);
        assert!(figlio(&ctx, nostra.alunno).await.is_ok());
        assert!(iscrizione_del_figlio(&ctx, nostra.iscrizione).await.is_ok());
        let child = figlio(&ctx, loro.alunno)
            .await
            .expect_err("another's child");
        let enrolment = iscrizione_del_figlio(&ctx, loro.iscrizione).await;
        let enrolment = enrolment.expect_err("another's enrolment");
        assert_eq!(
            (child.code(), enrolment.code()),
            ("NON_TROVATO", "NON_TROVATO")
        );
        let nobody = banco.genitore(PersonaId::new(999));
        assert!(figli(&nobody).await.expect("children").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_delegate_sees_and_books_but_does_not_delegate() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let nucleo = banco.nucleo(MARIO, "Mario", "Rossi").await;
        let tutore = banco.genitore(nucleo.tutore);
        let given = crate::delega(&tutore, anna()).await.expect("a delegation");
        let delegato = persona_con_codice_fiscale(&db, &cf(ANNA))
            .await
            .expect("a person");
        let delegato = delegato.expect("entered");
        let ctx = banco.genitore(delegato.id);
        let seen = iscrizione_del_figlio(&ctx, nucleo.iscrizione)
            .await
            .expect("seen");
        assert_eq!(seen.veste, Veste::Delegato);
        let oggi = ctx.oggi();
        let role = |id| ruolo_in_famiglia(&db, id, oggi);
        assert_eq!(
            role(delegato.id).await.expect("a role"),
            Some(Veste::Delegato)
        );
        assert_eq!(
            role(nucleo.tutore).await.expect("a role"),
            Some(Veste::Tutore)
        );
        let refused = crate::delega(&ctx, anna()).await.expect_err("a delegate");
        assert_eq!(refused.code(), "SOLO_TUTORE");
        let again = crate::delega(&tutore, anna()).await.expect_err("already");
        assert_eq!(again.code(), "DELEGA_GIA_ATTIVA");

        let id = delega::Entity::find()
            .one(&db)
            .await
            .expect("a row")
            .expect("a row")
            .id;
        let by_delegate = revoca_delega(&ctx, id).await.expect_err("a delegate");
        assert_eq!(by_delegate.code(), "SOLO_TUTORE");
        revoca_delega(&tutore, id).await.expect("revoked");
        revoca_delega(&tutore, id).await.expect("harmless");
        assert!(figlio(&ctx, nucleo.alunno).await.is_err(), "at once");
        assert_eq!(mie_deleghe(&tutore).await.expect("history").len(), 1);
        let unknown = revoca_delega(&tutore, DelegaId::new(999))
            .await
            .expect_err("unknown");
        assert_eq!(unknown.code(), "NON_TROVATO");
        drop(given);
        crate::delega(&tutore, anna()).await.expect("given anew");
        assert!(figlio(&ctx, nucleo.alunno).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn who_delegates_cannot_become_somebody_else() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let nucleo = banco.nucleo(MARIO, "Mario", "Rossi").await;
        let tutore = banco.genitore(nucleo.tutore);
        // The e-mail that a family writes down never reaches a person whom the comune knows.
        let known = banco.persona("VRDLCU82B15F205Y", "Luca", "Verdi").await;
        let mut dati = anna();
        dati.codice_fiscale = cf("VRDLCU82B15F205Y");
        dati.nome = "Luca".to_owned();
        dati.cognome = "Verdi".to_owned();
        crate::delega(&tutore, dati).await.expect("a delegation");
        let after = persona::Entity::find_by_id(known.id)
            .one(&db)
            .await
            .expect("a row");
        assert_eq!(after.expect("a row").email, None);

        // Whom a family wrote down is not the tutore of a family entered later, until an office
        // has seen a document.
        crate::delega(&tutore, anna()).await.expect("a delegation");
        let ufficio = banco.ufficio();
        let input = FamigliaInput {
            tutore: PersonaInput {
                codice_fiscale: Some(cf(ANNA)),
                nome: "Matteo".to_owned(),
                cognome: "Boschi".to_owned(),
                email: None,
                telefono: None,
                indirizzo: None,
                omocodia: None,
            },
            residente: true,
            minori: 1,
        };
        let famiglia = crea_famiglia(&ufficio, input).await.expect("a family");
        let own = banco.alunno(famiglia.id, "Lia", "2020-01-01").await;
        let ctx = banco.genitore(famiglia.tutore_id);
        assert!(figlio(&ctx, own).await.is_err());
        assert!(
            figlio(&ctx, nucleo.alunno).await.is_ok(),
            "still a delegate"
        );
        verifica_persona(&ufficio, famiglia.tutore_id)
            .await
            .expect("verified");
        assert!(figlio(&ctx, own).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn wrong_delegations_are_refused_with_the_field() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let nucleo = banco.nucleo(MARIO, "Mario", "Rossi").await;
        let ctx = banco.genitore(nucleo.tutore);
        let mut other_name = anna();
        other_name.nome = "Ugo".to_owned();
        let mut bad_email = anna();
        bad_email.email = "matteo".to_owned();
        let mut self_given = anna();
        self_given.codice_fiscale = cf(MARIO);
        self_given.nome = "Mario".to_owned();
        self_given.cognome = "Rossi".to_owned();
        for (dati, code, campo) in [
            (other_name, "DATO_NON_VALIDO", Some("codiceFiscale")),
            (bad_email, "DATO_NON_VALIDO", Some("email")),
            (self_given, "DELEGA_A_SE_STESSO", None),
        ] {
            let e = crate::delega(&ctx, dati).await.expect_err(code);
            assert_eq!((e.code(), e.campo()), (code, campo));
        }
        let left = persona::Entity::find()
            .filter(persona::Column::CfChiave.eq(ANNA))
            .one(&db)
            .await
            .expect("a read");
        assert_eq!(left, None, "nothing of a refused delegation stays");
    })
    .await;
}

#[tokio::test]
async fn a_delegation_holds_from_its_day() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let nucleo = banco.nucleo(MARIO, "Mario", "Rossi").await;
        crate::delega(&banco.genitore(nucleo.tutore), anna())
            .await
            .expect("a delegation");
        let delegato = persona_con_codice_fiscale(&db, &cf(ANNA))
            .await
            .expect("a person");
        let ctx = banco.genitore(delegato.expect("entered").id);
        banco.clock.set(mezzogiorno("2026-11-22"));
        assert!(figlio(&ctx, nucleo.alunno).await.is_err());
        banco.clock.set(mezzogiorno("2028-02-29"));
        assert!(figlio(&ctx, nucleo.alunno).await.is_ok());
    })
    .await;
}
