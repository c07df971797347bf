//! Diets and menus.

use campanella_anagrafe::scuola::OrdineScuola;
use campanella_anagrafe::{alunno_autorizzato, figlio};
use campanella_kernel::{DomainError, audit};
use sea_orm::EntityTrait;

use super::citta::{g, in_citta, lunedi};
use crate::{
    DietaInput, LEGGI_DIETE, MenuInput, PortataInput, SCRIVI_DIETE, TipoDieta, centri_cottura,
    concedi_dieta, conteggi, crea_centro_cottura, crea_tipo_dieta, diete, menu, pubblica_menu,
    revoca_dieta,
};

#[tokio::test]
async fn every_reading_of_a_diet_is_logged_without_saying_which() {
    in_citta(async |citta| {
        let ctx = citta.solo(LEGGI_DIETE);
        let bruno = alunno_autorizzato(&ctx, LEGGI_DIETE, citta.bruno.alunno)
            .await
            .expect("Bruno");
        for volte in 1..=2 {
            let lette = diete(&ctx, &bruno).await.expect("diets");
            assert_eq!(lette[0].codice, "D01");
            let registro = audit::Entity::find().all(ctx.db()).await.expect("the log");
            let letture: Vec<_> = registro
                .iter()
                .filter(|r| r.azione == "leggi_diete")
                .collect();
            assert_eq!(letture.len(), volte);
            assert_eq!(letture[0].oggetto_id, Some(citta.bruno.alunno.key()));
            assert!(!letture[0].dettaglio.to_string().contains("D01"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_diet_is_granted_with_its_certificate_and_revoked() {
    in_citta(async |citta| {
        let ctx = citta.sistema();
        let anna = alunno_autorizzato(&ctx, SCRIVI_DIETE, citta.anna.alunno)
            .await
            .expect("Anna");
        let maiale = TipoDieta {
            codice: "D03".into(),
            descrizione: "Senza carne di maiale".into(),
            sanitaria: false,
        };
        crea_tipo_dieta(&ctx, maiale.clone()).await.expect("added");
        let doppio = crea_tipo_dieta(&ctx, maiale).await;
        assert_eq!(doppio.expect_err("twice").code(), "DATO_NON_VALIDO");
        let chiedi = |codice: &str, certificato: Option<&str>| DietaInput {
            alunno: citta.anna.alunno,
            codice: codice.into(),
            dal: lunedi(),
            al: None,
            certificato: certificato.map(str::to_owned),
            nota: None,
        };
        let senza = concedi_dieta(&ctx, &anna, chiedi("D01", None)).await;
        assert_eq!(
            senza.expect_err("for health").code(),
            "CERTIFICATO_MANCANTE"
        );
        concedi_dieta(&ctx, &anna, chiedi("D01", Some("prot. 7")))
            .await
            .expect("granted");
        let ancora = concedi_dieta(&ctx, &anna, chiedi("D01", Some("prot. 8"))).await;
        assert_eq!(ancora.expect_err("twice").code(), "DIETA_GIA_CONCESSA");
        let etica = concedi_dieta(&ctx, &anna, chiedi("D03", None))
            .await
            .expect("granted");
        let diete_contate = async || {
            let conto = conteggi(&ctx, lunedi(), None).await.expect("counts");
            let diete: Vec<_> = conto.righe.into_iter().flat_map(|r| r.diete).collect();
            diete
                .into_iter()
                .map(|d| (d.codice, d.pasti))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            diete_contate().await,
            [("D01".into(), 1), ("D01+D03".into(), 1)]
        );
        revoca_dieta(&ctx, &anna, etica.id).await.expect("revoked");
        assert_eq!(diete_contate().await, [("D01".into(), 2)]);
        let di_nuovo = revoca_dieta(&ctx, &anna, etica.id).await;
        assert_eq!(di_nuovo.expect_err("gone").code(), "NON_TROVATO");
    })
    .await;
}

#[tokio::test]
async fn a_family_reads_the_menu_closest_to_its_child() {
    in_citta(async |citta| {
        let ctx = citta.sistema();
        let centro = crea_centro_cottura(&ctx, "Cucina nord", &citta.plessi[..1])
            .await
            .expect("a kitchen");
        assert_eq!(
            centri_cottura(&ctx).await.expect("kitchens"),
            std::slice::from_ref(&centro)
        );
        let pubblica = |nome: &str, centro, allergeni: &[&str]| {
            let dati = MenuInput {
                giorno: lunedi(),
                centro,
                ordine: Some(OrdineScuola::Primaria),
                portate: vec![PortataInput {
                    nome: nome.into(),
                    allergeni: allergeni.iter().map(ToString::to_string).collect(),
                }],
            };
            pubblica_menu(&ctx, dati)
        };
        pubblica("Pasta al pomodoro", None, &["glutine"])
            .await
            .expect("published");
        pubblica("Riso in bianco", Some(centro.id), &[])
            .await
            .expect("published");
        // A second publication takes the place of the first.
        pubblica("Riso allo zafferano", Some(centro.id), &["Latte"])
            .await
            .expect("published");
        let ignoto = pubblica("Zuppa", None, &["gatto"]).await;
        assert_eq!(
            ignoto.expect_err("no such allergen").code(),
            "DATO_NON_VALIDO"
        );
        for (bambino, nome, allergene) in [
            (citta.anna, "Riso allo zafferano", "latte"),
            (citta.carla, "Pasta al pomodoro", "glutine"),
        ] {
            let genitore = citta.genitore(bambino);
            let figlio = figlio(&genitore, bambino.alunno).await.expect("theirs");
            let letto = menu(&genitore, &figlio, lunedi(), g(2026, 11, 27))
                .await
                .expect("a menu");
            assert_eq!(letto.len(), 1);
            assert_eq!(letto[0].portate[0].nome, nome);
            assert_eq!(letto[0].portate[0].allergeni, [allergene]);
        }
        let cuoco = citta.nei_plessi(&citta.plessi[..1]);
        let per_tutti = MenuInput {
            giorno: lunedi(),
            centro: None,
            ordine: None,
            portate: vec![PortataInput {
                nome: "Pizza".into(),
                allergeni: vec![],
            }],
        };
        let troppo = pubblica_menu(&cuoco, per_tutti).await;
        assert_eq!(troppo.expect_err("not for all").code(), "NON_PERMESSO");
    })
    .await;
}
