//! The roll call.

use campanella_anagrafe::classe_autorizzata;
use campanella_kernel::{DomainError, audit};
use campanella_prenotazioni::Scelta;
use sea_orm::EntityTrait;

use super::citta::{g, in_citta, lunedi};
use crate::{
    SEGNA_APPELLO, StatoPresenza, VoceAppelloInput, appello, chiudi_giorno, conteggi, segna_appello,
};

#[tokio::test]
async fn it_takes_the_place_of_the_bookings_and_stays_after_the_cut_off() {
    in_citta(async |citta| {
        let ctx = citta.sistema();
        let terza = classe_autorizzata(&ctx, SEGNA_APPELLO, citta.classi[0])
            .await
            .expect("3A");
        citta.prenota(citta.bruno, lunedi(), Scelta::Assenza).await;
        let prima = appello(&ctx, &terza, lunedi()).await.expect("a roll call");
        let nomi: Vec<_> = prima.voci.iter().map(|v| v.nome.as_str()).collect();
        assert_eq!(nomi, ["Anna", "Bruno"]);
        assert_eq!(prima.voci[1].scelta, Scelta::Assenza);
        assert!(prima.voci[1].dieta_speciale && !prima.voci[0].dieta_speciale);
        let registro = audit::Entity::find().all(ctx.db()).await.expect("the log");
        assert!(
            registro.iter().any(|r| r.azione == "leggi_appello"),
            "the reading is logged"
        );
        let voce = |stato, versione| VoceAppelloInput {
            iscrizione: citta.bruno.iscrizione,
            stato,
            versione,
        };
        let dopo = segna_appello(
            &ctx,
            &terza,
            lunedi(),
            &[voce(StatoPresenza::Presente, Some(0))],
        )
        .await
        .expect("marked");
        assert_eq!(dopo.voci[1].presenza, Some(StatoPresenza::Presente));
        assert_eq!(dopo.voci[1].versione, 1);
        assert_eq!(
            conteggi(&ctx, lunedi(), None).await.expect("counts").totale,
            3
        );
        chiudi_giorno(&ctx, &citta.plesso(0).await, lunedi())
            .await
            .expect("closed");
        let chiuso = appello(&ctx, &terza, lunedi()).await.expect("a roll call");
        assert!(chiuso.chiuso);
        assert_eq!(chiuso.voci[1].presenza, Some(StatoPresenza::Presente));
        segna_appello(
            &ctx,
            &terza,
            lunedi(),
            &[voce(StatoPresenza::Assente, Some(1))],
        )
        .await
        .expect("marked");
        let vecchia = [voce(StatoPresenza::Presente, Some(1))];
        let conflitto = segna_appello(&ctx, &terza, lunedi(), &vecchia)
            .await
            .expect_err("another tablet was there");
        assert_eq!(conflitto.code(), "CONFLITTO");
        assert!(conflitto.to_string().contains("Bruno"), "{conflitto}");
    })
    .await;
}

#[tokio::test]
async fn of_a_list_with_a_stranger_nothing_is_marked() {
    in_citta(async |citta| {
        let ctx = citta.sistema();
        let terza = classe_autorizzata(&ctx, SEGNA_APPELLO, citta.classi[0])
            .await
            .expect("3A");
        let voci = [citta.anna, citta.carla].map(|b| VoceAppelloInput {
            iscrizione: b.iscrizione,
            stato: StatoPresenza::Assente,
            versione: None,
        });
        let esito = segna_appello(&ctx, &terza, lunedi(), &voci).await;
        assert_eq!(
            esito.expect_err("Carla is in another class").code(),
            "NON_TROVATO"
        );
        let letto = appello(&ctx, &terza, lunedi()).await.expect("a roll call");
        assert!(letto.voci.iter().all(|v| v.presenza.is_none()));
        let domani = segna_appello(&ctx, &terza, g(2026, 11, 24), &voci[..1]).await;
        assert_eq!(domani.expect_err("tomorrow").code(), "GIORNO_FUTURO");
    })
    .await;
}
