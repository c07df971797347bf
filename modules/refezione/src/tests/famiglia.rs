//! Pages of presences.

use campanella_anagrafe::iscrizione_del_figlio;
use campanella_kernel::graphql::PageRequest;
use campanella_kernel::{Importo, graphql::encode_cursor};
use campanella_plugins_host::Estensione;

use super::citta::{alle, fasce, g, in_citta};
use crate::{chiudi_giorno, presenze};

#[tokio::test]
async fn totals_are_of_the_range_and_not_of_the_page() {
    in_citta(async |citta| {
        citta
            .attiva(Estensione::Tariffa, fasce(50_000), g(2026, 9, 1))
            .await;
        let sistema = citta.sistema();
        let rodari = citta.plesso(0).await;
        for giorno in g(2026, 11, 23).fino_a(g(2026, 11, 27)) {
            citta.orologio.set(alle(giorno, 10, 0));
            chiudi_giorno(&sistema, &rodari, giorno)
                .await
                .expect("closed");
        }
        let ctx = citta.genitore(citta.bruno);
        let bruno = iscrizione_del_figlio(&ctx, citta.bruno.iscrizione)
            .await
            .expect("his");
        let periodo = (Some(g(2026, 11, 24)), None);
        let chiedi = |dopo| PageRequest::new(Some(3), dopo).expect("a page");
        let prima = presenze(&ctx, &bruno, periodo, chiedi(None))
            .await
            .expect("presences");
        let giorni: Vec<_> = prima.edges.iter().map(|e| e.node.giorno).collect();
        assert_eq!(giorni, [g(2026, 11, 27), g(2026, 11, 26), g(2026, 11, 25)]);
        assert_eq!(prima.totale_pasti, 4);
        assert_eq!(prima.totale_importo, Importo::from_cents(4 * 500));
        assert!(prima.page_info.has_next_page);
        let cursore = prima.page_info.end_cursor.clone();
        let seconda = presenze(&ctx, &bruno, periodo, chiedi(cursore))
            .await
            .expect("presences");
        assert_eq!(seconda.edges.len(), 1);
        assert_eq!(seconda.edges[0].node.giorno, g(2026, 11, 24));
        assert_eq!(seconda.totale_pasti, 4);
        assert!(!seconda.page_info.has_next_page);
        // A cursor of nowhere shows an empty page, not another's rows.
        let altrove = chiedi(Some(encode_cursor(-5)));
        let vuota = presenze(&ctx, &bruno, periodo, altrove)
            .await
            .expect("presences");
        assert!(vuota.edges.is_empty());
    })
    .await;
}
