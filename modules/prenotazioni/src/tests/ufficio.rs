//! What the office does for a family.

use campanella_anagrafe::iscrizione_autorizzata;
use campanella_kernel::DomainError;
use campanella_kernel::audit;
use campanella_kernel::graphql::PageRequest;
use sea_orm::EntityTrait;

use super::citta::{alle, con_bianco, g, in_citta};
use crate::{SCRIVI, Scelta, prenota_per_conto, storico_prenotazioni};

#[tokio::test]
async fn it_is_not_bound_by_the_cut_off_but_must_say_why() {
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        citta.orologio.set(alle(g(2026, 11, 23), 10, 0));
        let ctx = citta.ufficio();
        let anna = iscrizione_autorizzata(&ctx, SCRIVI, citta.iscrizione)
            .await
            .expect("hers");
        let oggi = g(2026, 11, 23);
        let muto = prenota_per_conto(&ctx, &anna, oggi, Scelta::Assenza, "  ").await;
        assert_eq!(muto.expect_err("no reason").code(), "DATO_NON_VALIDO");
        prenota_per_conto(
            &ctx,
            &anna,
            oggi,
            Scelta::Assenza,
            "ricovero, telefonata della madre",
        )
        .await
        .expect("allowed");
        let pagina = PageRequest::new(None, None).expect("a page");
        let storico = storico_prenotazioni(&ctx, &anna, pagina)
            .await
            .expect("history");
        assert!(storico.edges[0].node.chi.contains("ricovero"));
        let registro = audit::Entity::find().all(ctx.db()).await.expect("the log");
        assert!(registro.iter().any(|r| r.azione == "prenota_per_conto"));
        let domenica =
            prenota_per_conto(&ctx, &anna, g(2026, 11, 29), Scelta::Assenza, "prova").await;
        assert_eq!(domenica.expect_err("closed").code(), "GIORNO_CHIUSO");
    })
    .await;
}
