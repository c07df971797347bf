//! What a family does on its calendar.

use campanella_anagrafe::iscrizione_del_figlio;
use campanella_kernel::DomainError;
use campanella_kernel::graphql::PageRequest;
use futures_util::StreamExt;
use sea_orm::EntityTrait;
use serde_json::json;

use super::citta::{con_bianco, g, in_citta};
use crate::entities::prenotazione_storia;
use crate::{
    Scelta, calendario, calendario_cambiato, prenota, prenota_periodo, storico_prenotazioni,
};

#[tokio::test]
async fn a_child_is_present_unless_told_otherwise() {
    // Monday 23 November 2026.
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        citta
            .chiudi(g(2026, 11, 25), "Sciopero del personale")
            .await;
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let mese = calendario(&ctx, &anna, g(2026, 11, 23), g(2026, 12, 31))
            .await
            .expect("open");
        assert_eq!(mese.giorni.len(), 39);
        assert!(mese.offre_pasto_bianco);
        assert_eq!(mese.regolamento, "Delibera C.C. 12/2026");
        // Twenty days ahead of Monday is Sunday 13 December: the last day of service is Friday.
        assert_eq!(mese.finestra_fino, g(2026, 12, 11));
        let domani = &mese.giorni[1];
        assert!(domani.servizio());
        assert_eq!(domani.scelta(), Scelta::PastoBase);
        assert!(domani.scelte().iter().all(|s| s.permessa));
        let sciopero = &mese.giorni[2];
        assert!(!sciopero.servizio() && sciopero.scelte().is_empty());
        assert!(sciopero.perche().is_some_and(|p| p.contains("Sciopero")));
        let natale = mese
            .giorni
            .iter()
            .find(|x| x.giorno() == g(2026, 12, 25))
            .expect("25");
        assert!(!natale.servizio());
        let lontano = mese
            .giorni
            .iter()
            .find(|x| x.giorno() == g(2026, 12, 21))
            .expect("21");
        assert!(
            lontano.perche().is_some_and(|p| p.contains("anticipo")),
            "{lontano:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_choice_is_saved_with_its_history_and_told_to_the_watchers() {
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let mut cambiati = Box::pin(
            calendario_cambiato(ctx.clone(), citta.iscrizione)
                .await
                .expect("watching"),
        );
        let domani = g(2026, 11, 24);
        let assente = prenota(&ctx, &anna, domani, Scelta::Assenza, Some(0))
            .await
            .expect("allowed");
        assert_eq!((assente.scelta(), assente.versione()), (Scelta::Assenza, 1));
        let visto = cambiati.next().await.expect("a day").expect("no error");
        assert_eq!((visto.giorno(), visto.scelta()), (domani, Scelta::Assenza));
        prenota(&ctx, &anna, domani, Scelta::PastoBianco, Some(1))
            .await
            .expect("allowed");
        let pagina = PageRequest::new(Some(1), None).expect("a page");
        let storico = storico_prenotazioni(&ctx, &anna, pagina)
            .await
            .expect("history");
        let ultimo = &storico.edges[0].node;
        assert_eq!(
            (ultimo.da, ultimo.a),
            (Scelta::Assenza, Scelta::PastoBianco)
        );
        assert_eq!(ultimo.chi, "Genitore di Anna");
        assert!(storico.page_info.has_next_page);
    })
    .await;
}

#[tokio::test]
async fn saying_what_holds_already_leaves_no_trace() {
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        prenota(&ctx, &anna, g(2026, 11, 24), Scelta::PastoBase, None)
            .await
            .expect("allowed");
        let righe = prenotazione_storia::Entity::find()
            .all(ctx.db())
            .await
            .expect("rows");
        assert!(righe.is_empty());
    })
    .await;
}

#[tokio::test]
async fn another_familys_child_is_not_found() {
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let altrui = iscrizione_del_figlio(&ctx, citta.altra_iscrizione).await;
        assert_eq!(altrui.expect_err("not hers").code(), "NON_TROVATO");
        let guarda = calendario_cambiato(ctx, citta.altra_iscrizione).await;
        assert_eq!(guarda.err().expect("not hers").code(), "NON_TROVATO");
    })
    .await;
}

#[tokio::test]
async fn a_range_of_pasto_bianco_stops_at_the_third_day_of_service() {
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        // Thursday to Wednesday: Saturday and Sunday are no days of service and do not interrupt.
        let esito = prenota_periodo(
            &ctx,
            &anna,
            g(2026, 11, 26),
            g(2026, 12, 2),
            Scelta::PastoBianco,
        )
        .await
        .expect("partly allowed");
        let cambiati: Vec<_> = esito
            .cambiati
            .iter()
            .map(crate::GiornoCalendario::giorno)
            .collect();
        assert_eq!(
            cambiati,
            [
                g(2026, 11, 26),
                g(2026, 11, 27),
                g(2026, 11, 30),
                g(2026, 12, 2)
            ]
        );
        assert_eq!(esito.rifiutati.len(), 1);
        assert_eq!(esito.rifiutati[0].giorno, g(2026, 12, 1));
        assert_eq!(esito.rifiutati[0].codice, "TROPPI_PASTI_BIANCHI");
        let ancora = prenota(&ctx, &anna, g(2026, 12, 1), Scelta::PastoBianco, None).await;
        assert_eq!(ancora.expect_err("a fourth").code(), "TROPPI_PASTI_BIANCHI");
    })
    .await;
}

#[tokio::test]
async fn pasto_bianco_is_not_offered_where_the_comune_has_none() {
    let senza = json!({ "limite": { "ora": "09:30" } });
    in_citta(g(2026, 11, 23), senza, async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let domani = g(2026, 11, 24);
        let giorno = calendario(&ctx, &anna, domani, domani).await.expect("open");
        assert!(!giorno.offre_pasto_bianco);
        assert!(
            giorno.giorni[0]
                .scelte()
                .iter()
                .all(|s| s.scelta != Scelta::PastoBianco)
        );
        let esito = prenota(&ctx, &anna, domani, Scelta::PastoBianco, None).await;
        assert_eq!(
            esito.expect_err("none here").code(),
            "PASTO_BIANCO_NON_PREVISTO"
        );
    })
    .await;
}
