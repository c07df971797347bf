//! Two people whose codes differ by omocodia alone are two people.

use campanella_kernel::DomainError;
use campanella_tenants::testing::for_each_store;
use sea_orm::EntityTrait;

use super::{Banco, MARIO, cf, giorno};
use crate::entities::{alunno, persona};
use crate::importa::esegui;
use crate::persona::persona_riconosciuta;
use crate::{
    AlunnoInput, DelegaInput, FamigliaInput, PersonaInput, correggi_persona, crea_alunno,
    crea_famiglia, figlio, modifica_alunno, persona_con_codice_fiscale,
};

const MARIO_OMOCODE: &str = "RSSMRA80A01H50MM";
/// A third form, of nobody here.
const MARIO_TERZO: &str = "RSSMRA80A01H5LMX";

fn famiglia(codice: &str, omocodia: Option<bool>) -> FamigliaInput {
    FamigliaInput {
        tutore: PersonaInput {
            codice_fiscale: Some(cf(codice)),
            nome: "Mario".to_owned(),
            cognome: "Rossi".to_owned(),
            email: None,
            telefono: None,
            indirizzo: None,
            omocodia,
        },
        residente: true,
        minori: 1,
    }
}

fn bambino(famiglia: crate::FamigliaId, codice: &str, omocodia: Option<bool>) -> AlunnoInput {
    AlunnoInput {
        famiglia,
        codice_fiscale: Some(cf(codice)),
        codice_esterno: None,
        nome: "Sandro".to_owned(),
        cognome: "Guida".to_owned(),
        data_nascita: giorno("2020-01-01"),
        luogo_nascita: None,
        residente: true,
        indirizzo: None,
        disabilita: false,
        omocodia,
    }
}

#[tokio::test]
async fn the_office_says_that_two_parents_are_two_and_they_are_never_confused() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let ctx = banco.ufficio();
        let primo = crea_famiglia(&ctx, famiglia(MARIO, None))
            .await
            .expect("a family");
        let riconosciuto = async |codice: &str| {
            let found = persona_riconosciuta(&db, &cf(codice))
                .await
                .expect("a read");
            found.map(|p| p.id)
        };
        // While there is one, any form of his code is his.
        for codice in [MARIO, MARIO_OMOCODE, MARIO_TERZO] {
            assert_eq!(
                riconosciuto(codice).await,
                Some(primo.tutore_id),
                "{codice}"
            );
        }
        let dubbio = crea_famiglia(&ctx, famiglia(MARIO_OMOCODE, None)).await;
        let dubbio = dubbio.expect_err("one person or two?");
        assert_eq!(dubbio.code(), "OMOCODIA_DA_VERIFICARE");
        assert!(dubbio.to_string().starts_with("Rossi Mario"), "{dubbio}");
        let secondo = crea_famiglia(&ctx, famiglia(MARIO_OMOCODE, Some(true))).await;
        let secondo = secondo.expect("another family");
        assert_ne!(secondo.tutore_id, primo.tutore_id);
        assert_eq!(riconosciuto(MARIO).await, Some(primo.tutore_id));
        assert_eq!(riconosciuto(MARIO_OMOCODE).await, Some(secondo.tutore_id));
        assert_eq!(riconosciuto(MARIO_TERZO).await, None, "either of them");

        // One code is one person's; who has a code keeps it without saying it again.
        let mut dati = famiglia(MARIO, Some(true)).tutore;
        let preso = correggi_persona(&ctx, secondo.tutore_id, dati.clone()).await;
        assert_eq!(preso.expect_err("taken").code(), "GIA_PRESENTE");
        dati.codice_fiscale = Some(cf(MARIO_OMOCODE));
        dati.omocodia = None;
        dati.telefono = Some("0742 1".to_owned());
        correggi_persona(&ctx, secondo.tutore_id, dati)
            .await
            .expect("corrected");
    })
    .await;
}

#[tokio::test]
async fn two_children_whose_codes_differ_by_omocodia_are_both_there() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let ctx = banco.ufficio();
        let casa = crea_famiglia(&ctx, famiglia(MARIO, None))
            .await
            .expect("a family")
            .id;
        let crea =
            async |codice, omocodia| crea_alunno(&ctx, bambino(casa, codice, omocodia)).await;
        let (base, omocode) = ("GDASDV00A01H501J", "GDASDV00A01H50MB");
        let primo = crea(base, None).await.expect("a child");
        let dubbio = crea(omocode, None).await.expect_err("one child or two?");
        assert_eq!(dubbio.code(), "OMOCODIA_DA_VERIFICARE");
        let secondo = crea(omocode, Some(true)).await.expect("another child");
        assert_eq!(secondo.cf_chiave, primo.cf_chiave);
        let doppio = crea(base, Some(true))
            .await
            .expect_err("the very same code");
        assert_eq!(doppio.code(), "GIA_PRESENTE");
        modifica_alunno(&ctx, secondo.id, bambino(casa, omocode, None))
            .await
            .expect("nothing new about the code");

        // A file names each by the code as written.
        let righe = format!(
            "Codice fiscale alunno;Cognome;Nome;Data di nascita;Plesso;Classe;Tessera\n\
             {base};Guida;Sandro;01/01/2020;Centro;1A;1\n\
             {omocode};Guida;Sandro;01/01/2020;Centro;1A;2\n"
        );
        let fatto = esegui(&ctx, righe.into_bytes(), "a.csv", false)
            .await
            .expect("a report");
        assert_eq!(fatto.errori, []);
        assert_eq!((fatto.alunni.creati, fatto.iscrizioni.creati), (0, 2));
        assert_eq!(
            alunno::Entity::find()
                .all(&db)
                .await
                .expect("children")
                .len(),
            2
        );
    })
    .await;
}

#[tokio::test]
async fn a_delegation_is_of_exactly_who_is_written() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let altro = banco.nucleo(MARIO, "Mario", "Rossi").await;
        let nucleo = banco.nucleo(super::ANNA, "Matteo", "Boschi").await;
        let dati = DelegaInput {
            codice_fiscale: cf(MARIO_OMOCODE),
            nome: "Mario".to_owned(),
            cognome: "Rossi".to_owned(),
            email: "mario@posta.example".to_owned(),
        };
        crate::delega(&banco.genitore(nucleo.tutore), dati)
            .await
            .expect("a delegation");
        let delegato = persona_con_codice_fiscale(&db, &cf(MARIO_OMOCODE)).await;
        let delegato = delegato.expect("a read").expect("another person");
        assert_ne!(delegato.id, altro.tutore);
        assert!(
            figlio(&banco.genitore(delegato.id), nucleo.alunno)
                .await
                .is_ok()
        );
        let confuso = figlio(&banco.genitore(altro.tutore), nucleo.alunno).await;
        assert_eq!(confuso.expect_err("not his").code(), "NON_TROVATO");
        assert_eq!(
            persona::Entity::find()
                .all(&db)
                .await
                .expect("people")
                .len(),
            3
        );
    })
    .await;
}
