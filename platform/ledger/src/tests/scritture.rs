//! Posting, undoing, closing; what the store itself refuses.

use campanella_kernel::DomainError;
use campanella_tenants::testing::assert_entity_matches;

use super::libro::{CHIUDI, cassa, con_libro, euro, novembre, pasto, prepagato, ricarica, ricavo};
use crate::entities::{conto, movimento, periodo_chiuso, saldo_periodo, scrittura};
use crate::{
    Causa, Errore, NuovaScrittura, TipoCausa, Trasferimento, chiudi_periodo, registra_molte, saldi,
    saldi_al, saldo, storna, verifica,
};

#[tokio::test]
async fn the_rows_are_those_of_the_tables() {
    con_libro(async |libro| {
        let db = libro.ctx.db();
        assert_entity_matches::<conto::Entity>(db).await;
        assert_entity_matches::<scrittura::Entity>(db).await;
        assert_entity_matches::<movimento::Entity>(db).await;
        assert_entity_matches::<periodo_chiuso::Entity>(db).await;
        assert_entity_matches::<saldo_periodo::Entity>(db).await;
    })
    .await;
}

#[tokio::test]
async fn money_moves_once_however_often_it_is_asked() {
    con_libro(async |libro| {
        let oggi = novembre(23);
        let prima = libro.registra(&ricarica("r1", 1, 2000, oggi)).await;
        let ancora = libro.registra(&ricarica("r1", 1, 2000, oggi.dopo(1))).await;
        assert_eq!(prima.expect("posted"), ancora.expect("posted before"));
        let altra = libro.registra(&ricarica("r1", 1, 3000, oggi)).await;
        assert!(matches!(altra, Err(Errore::ChiaveRiusata)), "{altra:?}");
        // The same cause and amount, but for another family.
        let altrui = libro.registra(&ricarica("r1", 2, 2000, oggi)).await;
        assert!(matches!(altrui, Err(Errore::ChiaveRiusata)), "{altrui:?}");
        libro
            .registra(&pasto("p1", 1, 480, oggi))
            .await
            .expect("posted");
        let db = libro.ctx.db();
        let letti = saldi(db, &[prepagato(1), prepagato(2), cassa(), ricavo()]).await;
        let letti = letti.expect("balances");
        assert_eq!(letti[&prepagato(1)], euro(1520));
        assert_eq!(letti.get(&prepagato(2)), None);
        assert_eq!((letti[&cassa()], letti[&ricavo()]), (euro(2000), euro(480)));
        assert_eq!(verifica(db).await.expect("checked"), []);
    })
    .await;
}

#[tokio::test]
async fn an_entry_cannot_be_unbalanced_nor_empty() {
    let nulla = Trasferimento::nuovo(cassa(), ricavo(), euro(0));
    assert!(matches!(nulla, Err(Errore::ImportoNonPositivo(_))));
    let negativo = Trasferimento::nuovo(cassa(), ricavo(), euro(-1));
    assert!(matches!(negativo, Err(Errore::ImportoNonPositivo(_))));
    let stesso = Trasferimento::nuovo(cassa(), cassa(), euro(1));
    assert!(matches!(stesso, Err(Errore::StessoConto)));
    let tanto = Trasferimento::nuovo(cassa(), ricavo(), euro(i64::MAX)).expect("an amount");
    let causa = Causa::nuova(TipoCausa::Rettifica, "x");
    let troppo = NuovaScrittura::nuova("x", causa, "Prova", novembre(1), tanto).con(tanto);
    assert!(matches!(troppo, Err(Errore::ImportoTroppoGrande)));
}

#[tokio::test]
async fn an_entry_is_undone_once_by_another() {
    con_libro(async |libro| {
        let ctx = &libro.ctx;
        let prima = libro.registra(&ricarica("r1", 1, 2000, novembre(1))).await;
        let prima = prima.expect("posted");
        let undo = async || {
            let tx = ctx.begin().await.expect("begun");
            let fatto = storna(ctx, &tx, prima, "errore di sportello").await;
            if fatto.is_ok() {
                tx.commit().await.expect("committed");
            }
            fatto
        };
        let storno = undo().await.expect("undone");
        assert_eq!(undo().await.expect_err("once").code(), "GIA_STORNATA");
        let tx = ctx.begin().await.expect("begun");
        let doppio = storna(ctx, &tx, storno, "di nuovo").await;
        assert!(matches!(doppio, Err(Errore::StornoDiStorno)), "{doppio:?}");
        drop(tx);
        assert_eq!(saldo(ctx.db(), prepagato(1)).await.expect("read"), euro(0));
        assert_eq!(verifica(ctx.db()).await.expect("checked"), []);
    })
    .await;
}

#[tokio::test]
async fn a_closed_period_takes_nothing_and_keeps_its_balances() {
    con_libro(async |libro| {
        let ctx = &libro.ctx;
        let posta = async |nuova: NuovaScrittura| libro.registra(&nuova).await;
        posta(ricarica("r1", 1, 2000, novembre(1)))
            .await
            .expect("posted");
        posta(pasto("p1", 1, 480, novembre(10)))
            .await
            .expect("posted");
        let domani = chiudi_periodo(ctx, CHIUDI, novembre(23)).await;
        assert!(matches!(domani, Err(Errore::Comune(_))), "{domani:?}");
        chiudi_periodo(ctx, CHIUDI, novembre(9))
            .await
            .expect("closed");
        posta(pasto("p2", 1, 480, novembre(11)))
            .await
            .expect("posted");
        let tardi = posta(pasto("p3", 1, 480, novembre(9))).await;
        assert!(matches!(tardi, Err(Errore::PeriodoChiuso(_))), "{tardi:?}");
        let indietro = chiudi_periodo(ctx, CHIUDI, novembre(8)).await;
        assert!(matches!(indietro, Err(Errore::PeriodoChiuso(_))));
        chiudi_periodo(ctx, CHIUDI, novembre(10))
            .await
            .expect("closed");
        assert_eq!(
            saldo(ctx.db(), prepagato(1)).await.expect("read"),
            euro(1040)
        );
        let id = crate::conto_esistente(ctx.db(), prepagato(1)).await;
        let id = id.expect("read").expect("an account");
        for (giorno, atteso) in [(1, -2000), (9, -2000), (10, -1520), (11, -1040)] {
            let saldi = saldi_al(ctx.db(), &[id], Some(novembre(giorno))).await;
            assert_eq!(saldi.expect("read")[&id], euro(atteso), "{giorno}");
        }
        assert_eq!(verifica(ctx.db()).await.expect("checked"), []);
    })
    .await;
}

/// What goes around the program is stopped by the store.
#[tokio::test]
async fn the_store_itself_keeps_the_books() {
    con_libro(async |libro| {
        let oggi = novembre(23);
        libro
            .registra(&ricarica("r1", 1, 2000, oggi))
            .await
            .expect("posted");
        libro
            .registra(&pasto("p1", 1, 480, novembre(1)))
            .await
            .expect("posted");
        chiudi_periodo(&libro.ctx, CHIUDI, novembre(2))
            .await
            .expect("closed");
        let scrittura = |chiave: &str, riferimento: &str, giorno: &str, totale: i64| {
            format!(
                "INSERT INTO scrittura (chiave, causa, riferimento, descrizione, giorno, totale,
                     registrata_da, registrata_il, correlazione)
                 VALUES ('{chiave}', 'incasso', '{riferimento}', 'x', '{giorno}', {totale}, 'x',
                     '2026-11-23T08:00:00Z', 'x')"
            )
        };
        let movimento = |importo: i64, giorno: &str, avere: i64| {
            format!(
                "INSERT INTO movimento (scrittura_id, giorno, dare_id, avere_id, importo)
                 VALUES (1, '{giorno}', 1, {avere}, {importo})"
            )
        };
        for vietato in [
            "UPDATE movimento SET importo = 1 WHERE id = 1".to_owned(),
            "DELETE FROM movimento WHERE id = 1".to_owned(),
            "UPDATE scrittura SET totale = 1 WHERE id = 1".to_owned(),
            "DELETE FROM scrittura WHERE id = 1".to_owned(),
            "UPDATE periodo_chiuso SET al = '2026-10-31'".to_owned(),
            "DELETE FROM periodo_chiuso".to_owned(),
            scrittura("senza causa", "", "2026-11-23", 1),
            scrittura("niente", "x", "2026-11-23", 0),
            scrittura("tardi", "x", "2026-11-02", 1),
            scrittura("r1", "x", "2026-11-23", 1),
            // One movement more than the entry has.
            movimento(1, "2026-11-23", 2),
        ] {
            assert!(libro.forza(&vietato).await.is_err(), "{vietato}");
        }
        // An entry whose movements are yet to come.
        libro
            .forza(&scrittura("nuova", "x", "2026-11-23", 5))
            .await
            .expect("an entry");
        let di_quella = |sql: String| {
            let nuova = "VALUES ((SELECT id FROM scrittura WHERE chiave = 'nuova'),";
            sql.replace("VALUES (1,", nuova)
        };
        for vietato in [
            di_quella(movimento(6, "2026-11-23", 2)),
            di_quella(movimento(0, "2026-11-23", 2)),
            di_quella(movimento(5, "2026-11-22", 2)),
            di_quella(movimento(5, "2026-11-23", 1)),
        ] {
            assert!(libro.forza(&vietato).await.is_err(), "{vietato}");
        }
        let manca = verifica(libro.ctx.db()).await.expect("checked");
        assert_eq!(manca.len(), 1, "{manca:?}");
        libro
            .forza(&di_quella(movimento(5, "2026-11-23", 2)))
            .await
            .expect("a movement");
        assert_eq!(verifica(libro.ctx.db()).await.expect("checked"), []);
    })
    .await;
}

/// Each check fails for the reason that it names, on books that somebody forced.
#[tokio::test]
async fn what_was_forced_into_the_books_is_found() {
    for (danno, controllo) in [
        (
            "UPDATE movimento SET importo = importo + 1 WHERE id = 2",
            "al suo totale",
        ),
        (
            "UPDATE movimento SET giorno = '2026-11-22' WHERE id = 2",
            "nel giorno della sua",
        ),
        (
            "UPDATE saldo_periodo SET saldo = saldo + 1 WHERE id = 1",
            "saldo conservato",
        ),
        ("DELETE FROM saldo_periodo WHERE id = 1", "saldo conservato"),
        (
            "UPDATE movimento SET dare_id = avere_id, avere_id = dare_id WHERE id = 3",
            "ogni storno",
        ),
        (
            "UPDATE scrittura SET registrata_il = '2026-11-24T08:00:00Z' WHERE id = 1",
            "dopo la chiusura",
        ),
    ] {
        con_libro(async |libro| {
            libro
                .registra(&ricarica("r1", 1, 2000, novembre(1)))
                .await
                .expect("posted");
            chiudi_periodo(&libro.ctx, CHIUDI, novembre(2))
                .await
                .expect("closed");
            let pasto = libro.registra(&pasto("p1", 1, 480, novembre(23))).await;
            let tx = libro.ctx.begin().await.expect("begun");
            storna(&libro.ctx, &tx, pasto.expect("posted"), "prova")
                .await
                .expect("undone");
            tx.commit().await.expect("committed");
            assert_eq!(verifica(libro.ctx.db()).await.expect("checked"), []);
            for triggers in triggers(&libro) {
                libro.forza(&triggers).await.expect("no guard");
            }
            libro.forza(danno).await.expect("damage");
            let trovate = verifica(libro.ctx.db()).await.expect("checked");
            assert!(
                trovate.iter().any(|a| a.controllo.contains(controllo)),
                "{danno}: {trovate:?}"
            );
        })
        .await;
    }
}

/// What somebody who owns the store does before forcing the books.
fn triggers(libro: &super::libro::Libro) -> Vec<String> {
    if libro.ctx.db().get_database_backend() == sea_orm::DbBackend::Postgres {
        ["scrittura", "movimento"]
            .map(|t| format!("ALTER TABLE {t} DISABLE TRIGGER USER"))
            .to_vec()
    } else {
        ["scrittura_non_cambia", "movimento_non_cambia"]
            .map(|t| format!("DROP TRIGGER {t}"))
            .to_vec()
    }
}

#[tokio::test]
async fn thousands_are_posted_together() {
    con_libro(async |libro| {
        let ctx = &libro.ctx;
        let nuove: Vec<_> = (0..2500)
            .map(|n| ricarica(&format!("r{n}"), 1 + n % 2, 100 + n, novembre(23)))
            .collect();
        for _ in 0..2 {
            let tx = ctx.begin().await.expect("begun");
            let ids = registra_molte(ctx, &tx, &nuove).await.expect("posted");
            assert_eq!(ids.len(), 2500);
            tx.commit().await.expect("committed");
        }
        let atteso: i64 = (0..2500).filter(|n| n % 2 == 0).map(|n| 100 + n).sum();
        assert_eq!(
            saldo(ctx.db(), prepagato(1)).await.expect("read"),
            euro(atteso)
        );
        assert_eq!(verifica(ctx.db()).await.expect("checked"), []);
    })
    .await;
}
