//! What an office enters, and how far its permissions reach.

use campanella_kernel::graphql::{Api, EntityPolicy, register_scalars};
use campanella_kernel::{DomainError, Module, PlessoScope, Servizio};
use campanella_tenants::testing::for_each_store;
use sea_orm::EntityTrait;
use seaography::{Builder, BuilderContext};

use super::{ANNA, Banco, MARIO, anno, cf, giorno};
use crate::entities::iscrizione::StatoIscrizione;
use crate::entities::persona;
use crate::{
    AlunnoInput, Anagrafe, ClasseInput, FamigliaInput, ISCRIZIONI_LEGGI, IscrizioneInput,
    PersonaInput, alunno_autorizzato, classe_autorizzata, correggi_persona, crea_alunno,
    crea_classe, crea_famiglia, iscrivi, iscrizione_autorizzata, iscrizioni_della_classe,
    modifica_alunno, modifica_iscrizione, plessi_autorizzati, plesso_autorizzato,
};

fn persona(codice: &str, nome: &str, cognome: &str) -> PersonaInput {
    PersonaInput {
        codice_fiscale: Some(cf(codice)),
        nome: nome.to_owned(),
        cognome: cognome.to_owned(),
        email: Some("casa@esempio.it".to_owned()),
        telefono: None,
        indirizzo: None,
        omocodia: None,
    }
}

fn alunno(famiglia: crate::FamigliaId) -> AlunnoInput {
    AlunnoInput {
        famiglia,
        codice_fiscale: Some(cf("GDASDV00A01H501J")),
        codice_esterno: Some("100".to_owned()),
        nome: "Sandro".to_owned(),
        cognome: "Guida".to_owned(),
        data_nascita: giorno("2020-01-01"),
        luogo_nascita: None,
        residente: true,
        indirizzo: None,
        disabilita: false,
        omocodia: None,
    }
}

fn iscrizione(classe: crate::ClasseId) -> IscrizioneInput {
    IscrizioneInput {
        classe,
        tessera: None,
        fascia: None,
        importo_quota: None,
        importo_unitario: None,
        articolo: None,
        stato: StatoIscrizione::Attiva,
        dal: giorno("2026-11-23"),
        al: None,
    }
}

#[tokio::test]
async fn a_family_is_entered_from_nothing() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let ctx = banco.ufficio();
        let input = || FamigliaInput {
            tutore: persona(MARIO, "Mario", "Rossi"),
            residente: true,
            minori: 2,
        };
        let famiglia = crea_famiglia(&ctx, input()).await.expect("a family");
        let twice = crea_famiglia(&ctx, input()).await.expect_err("twice");
        assert_eq!(twice.code(), "GIA_PRESENTE");

        let child = crea_alunno(&ctx, alunno(famiglia.id))
            .await
            .expect("a child");
        assert_eq!(child.belfiore_nascita.as_deref(), Some("H501"));
        let again = crea_alunno(&ctx, alunno(famiglia.id))
            .await
            .expect_err("twice");
        assert_eq!(again.code(), "GIA_PRESENTE");
        let mut corrected = alunno(famiglia.id);
        corrected.indirizzo = Some("Via Roma 1".to_owned());
        let corrected = modifica_alunno(&ctx, child.id, corrected)
            .await
            .expect("corrected");
        assert_eq!(corrected.indirizzo.as_deref(), Some("Via Roma 1"));

        let row = iscrivi(
            &ctx,
            child.id,
            Servizio::Refezione,
            iscrizione(banco.classi[0]),
        )
        .await;
        let row = row.expect("an enrolment");
        let twice = iscrivi(
            &ctx,
            child.id,
            Servizio::Refezione,
            iscrizione(banco.classi[1]),
        )
        .await;
        assert_eq!(twice.expect_err("twice").code(), "GIA_PRESENTE");
        let mut moved = iscrizione(banco.classi[2]);
        moved.al = Some(giorno("2027-01-31"));
        let moved = modifica_iscrizione(&ctx, row.id, moved)
            .await
            .expect("moved");
        assert_eq!(
            (moved.classe_id, moved.tessera),
            (banco.classi[2], row.tessera)
        );
        let mut wrong = iscrizione(banco.classi[0]);
        wrong.dal = giorno("2026-08-31");
        let wrong = modifica_iscrizione(&ctx, row.id, wrong)
            .await
            .expect_err("last year");
        assert_eq!(wrong.campo(), Some("dal"));
    })
    .await;
}

#[tokio::test]
async fn a_family_that_somebody_objects_to_is_not_enrolled() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let ctx = banco.ufficio();
        let tutore = persona(MARIO, "Mario", "Rossi");
        let input = FamigliaInput {
            tutore,
            residente: true,
            minori: 1,
        };
        let famiglia = crea_famiglia(&ctx, input).await.expect("a family");
        let child = crea_alunno(&ctx, alunno(famiglia.id)).await;
        let child = child.expect("a child").id;
        let prova = async || {
            let dati = iscrizione(banco.classi[0]);
            iscrivi(&ctx, child, Servizio::Refezione, dati).await
        };
        let morose = || banco.morose.0.lock().expect("nobody panicked");
        morose().insert(famiglia.id.key());
        let bloccata = prova().await.expect_err("it owes");
        assert_eq!(bloccata.code(), "ISCRIZIONE_BLOCCATA");
        assert!(bloccata.to_string().contains("5,00"), "{bloccata}");
        morose().clear();
        prova().await.expect("it paid");
    })
    .await;
}

#[tokio::test]
async fn a_new_address_is_not_a_confirmed_one() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let ctx = banco.ufficio();
        let mario = banco.persona(MARIO, "Mario", "Rossi").await;
        let confirmed = persona::ActiveModel {
            id: sea_orm::ActiveValue::Set(mario.id),
            email: sea_orm::ActiveValue::Set(Some("casa@esempio.it".to_owned())),
            email_confermata: sea_orm::ActiveValue::Set(true),
            ..Default::default()
        };
        persona::Entity::update(confirmed)
            .exec(&db)
            .await
            .expect("an update");
        let same = correggi_persona(&ctx, mario.id, persona(MARIO, "Mario", "Rossi")).await;
        assert!(same.expect("the same").email_confermata);
        let mut other = persona(MARIO, "Mario", "Rossi");
        other.email = Some("altra@esempio.it".to_owned());
        let other = correggi_persona(&ctx, mario.id, other)
            .await
            .expect("another");
        assert!(!other.email_confermata);
        banco.persona(ANNA, "Matteo", "Boschi").await;
        let taken = correggi_persona(&ctx, mario.id, persona(ANNA, "Mario", "Rossi")).await;
        assert_eq!(taken.expect_err("taken").code(), "GIA_PRESENTE");
    })
    .await;
}

#[tokio::test]
async fn a_permission_reaches_only_its_buildings() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let nucleo = banco.nucleo(MARIO, "Mario", "Rossi").await;
        let [centro, collina] = banco.plessi;
        let day = giorno("2026-11-23");
        for (scope, sees) in [
            (PlessoScope::Tutti, true),
            (PlessoScope::Solo([centro].into()), true),
            (PlessoScope::Solo([collina].into()), false),
        ] {
            let ctx = banco.ufficio_di(scope.clone());
            let p = ISCRIZIONI_LEGGI;
            assert_eq!(plesso_autorizzato(&ctx, p, centro).await.is_ok(), sees);
            assert_eq!(
                iscrizione_autorizzata(&ctx, p, nucleo.iscrizione)
                    .await
                    .is_ok(),
                sees
            );
            assert_eq!(
                alunno_autorizzato(&ctx, p, nucleo.alunno).await.is_ok(),
                sees
            );
            let classe = classe_autorizzata(&ctx, p, banco.classi[0]).await;
            assert_eq!(classe.is_ok(), sees);
            if let Ok(classe) = classe {
                let there = iscrizioni_della_classe(&ctx, &classe, Servizio::Refezione, day).await;
                assert_eq!(there.expect("enrolments").len(), 1);
            }
            let plessi = plessi_autorizzati(&ctx, p).await.expect("buildings").len();
            assert_eq!(plessi, if scope == PlessoScope::Tutti { 2 } else { 1 });
        }
        let nobody = banco.di(nucleo.tutore, &[], PlessoScope::Tutti);
        let refused = classe_autorizzata(&nobody, ISCRIZIONI_LEGGI, banco.classi[0]).await;
        assert_eq!(refused.expect_err("nobody").code(), "NON_PERMESSO");

        let limited = banco.ufficio_di(PlessoScope::Solo([collina].into()));
        let classe = ClasseInput {
            plesso: centro,
            anno: anno("2026/2027"),
            nome: "2A".to_owned(),
            livello: 2,
            tempo: None,
        };
        let refused = crea_classe(&limited, classe).await.expect_err("elsewhere");
        assert_eq!(refused.code(), "NON_TROVATO");
    })
    .await;
}

#[tokio::test]
async fn the_schema_of_the_offices_hides_what_is_special() {
    for_each_store(async |db| {
        let context: &'static BuilderContext = Box::leak(Box::default());
        let mut api = Api::new(Builder::new(context, db.clone()), EntityPolicy::default());
        register_scalars(&mut api.builder);
        Anagrafe.ufficio(&mut api);
        let sdl = api
            .builder
            .schema_builder()
            .finish()
            .expect("a schema")
            .sdl();
        for shown in [
            "type Famiglia ",
            "dataNascita",
            "creaChiusura",
            "passaggioClasse",
        ] {
            assert!(sdl.contains(shown), "{shown} is not in the schema");
        }
        let generated = |block: &str| {
            ["type Alunno ", "type Famiglia ", "type Iscrizione "]
                .iter()
                .any(|t| block.starts_with(t))
                || block.contains("FilterInput {")
                || block.contains("OrderInput {")
        };
        for block in sdl
            .split("\n\n")
            .map(str::trim_start)
            .filter(|b| generated(b))
        {
            for special in ["disabilita", "esenteServiziSociali", "cfChiave", "articolo"] {
                assert!(!block.contains(special), "{special} is in {block}");
            }
        }
    })
    .await;
}
