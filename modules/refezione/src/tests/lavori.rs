//! The jobs of the cut-off.

use campanella_kernel::jobs::{self, JobHandler};
use campanella_kernel::{Giorno, Istante};
use sea_orm::EntityTrait;
use serde_json::json;

use super::citta::{Citta, alle, g, in_citta, in_citta_con, lunedi};
use crate::entities::chiusura_giorno;
use crate::lavori::{ChiudiPlesso, Pianifica};

/// What was planned for Rodari: day, and when.
async fn pianificate(citta: &Citta, oggi: Giorno) -> Vec<(String, Istante)> {
    let ctx = citta.sistema();
    citta.orologio.set(alle(oggi, 0, 5));
    let contenuto = json!({ "giorno": oggi });
    Pianifica.run(&ctx, &contenuto).await.expect("planned");
    // At least once: a second run must plan nothing twice.
    Pianifica.run(&ctx, &contenuto).await.expect("planned");
    let lavori = jobs::Entity::find().all(ctx.db()).await.expect("jobs");
    let di_rodari = |l: &jobs::Model| l.contenuto["plesso"] == citta.plessi[0].key();
    let giorno = |l: &jobs::Model| l.contenuto["giorno"].as_str().expect("a day").to_owned();
    lavori
        .iter()
        .filter(|l| di_rodari(l))
        .map(|l| (giorno(l), l.da_eseguire))
        .collect()
}

#[tokio::test]
async fn it_is_planned_right_after_half_past_nine_whatever_the_clocks_do() {
    for (oggi, utc) in [
        (g(2026, 10, 23), "07:30:01"),
        (g(2026, 10, 26), "08:30:01"),
        (g(2027, 3, 25), "08:30:01"),
        (g(2027, 3, 30), "07:30:01"),
        (g(2028, 2, 29), "08:30:01"),
    ] {
        in_citta(async |citta| {
            let attese = pianificate(&citta, oggi).await;
            assert_eq!(attese.len(), 1, "{oggi}: {attese:?}");
            assert_eq!(attese[0].0, oggi.date().to_string());
            assert_eq!(
                attese[0].1.utc().format("%H:%M:%S").to_string(),
                utc,
                "{oggi}"
            );
        })
        .await;
    }
}

#[tokio::test]
async fn no_building_is_closed_on_a_day_without_service() {
    in_citta(async |citta| {
        // A Sunday, Christmas, the summer.
        for oggi in [g(2026, 11, 29), g(2026, 12, 25), g(2027, 7, 15)] {
            assert!(pianificate(&citta, oggi).await.is_empty(), "{oggi}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_cut_off_on_the_working_day_before_is_planned_on_that_day() {
    let sera = json!({ "limite": { "ora": "18:00", "giorni_prima": 1, "conta": "feriali" } });
    in_citta_con(sera, async |citta| {
        // On Friday evening for Monday, and what had passed already for Friday.
        let attese = pianificate(&citta, g(2026, 11, 27)).await;
        assert_eq!(
            attese,
            [
                (
                    "2026-11-27".to_owned(),
                    alle(g(2026, 11, 26), 18, 0).piu_secondi(1)
                ),
                (
                    "2026-11-30".to_owned(),
                    alle(g(2026, 11, 27), 18, 0).piu_secondi(1)
                ),
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn the_job_closes_its_building_and_may_come_twice() {
    in_citta(async |citta| {
        let ctx = citta.sistema();
        let contenuto = json!({ "plesso": citta.plessi[0], "giorno": lunedi() });
        for _ in 0..2 {
            ChiudiPlesso.run(&ctx, &contenuto).await.expect("closed");
        }
        let chiuse = chiusura_giorno::Entity::find()
            .all(ctx.db())
            .await
            .expect("rows");
        assert_eq!(chiuse.len(), 1);
        assert_eq!(
            (chiuse[0].plesso_id, chiuse[0].totale),
            (citta.plessi[0], 2)
        );
        let sparito = json!({ "plesso": 9_999, "giorno": lunedi() });
        ChiudiPlesso
            .run(&ctx, &sparito)
            .await
            .expect("nothing to close");
        assert!(
            ChiudiPlesso.run(&ctx, &json!({})).await.is_err(),
            "content without sense"
        );
    })
    .await;
}
