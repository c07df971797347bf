//! Activations: dated, never overwritten, seen by every node; and what holds without one.

use std::sync::Arc;

use campanella_kernel::bus::{Bus, LocalBus};
use campanella_kernel::clock::FixedClock;
use campanella_kernel::ctx::{Client, ScopeParts, Services};
use campanella_kernel::testing::{NoWaker, comune};
use campanella_kernel::{
    Actor, Ctx, DomainError, Giorno, Istante, PermissionSet, PersonaId, PlessoScope, Scope,
    Servizio, audit,
};
use chrono::NaiveTime;
use sea_orm::{ConnectionTrait, Database, EntityTrait, Schema};
use serde_json::json;

use crate::fatti::{OrdineScuola, Residenza};
use crate::prenotazione::{Calendario, GiornoChiesto, Ingresso, Origine, Scelta};
use crate::tariffa::Esito;
use crate::{
    APPROVA, AttivazioneRifiutata, Estensione, GESTISCI, Host, NuovaAttivazione, Regole,
    attivazione, decisione, digest, guasti, pacchetti, proposte, spediti, tariffa,
};

pub(super) struct Banco {
    pub(super) ctx: Ctx,
    pub(super) regole: Regole,
    pub(super) bus: Arc<LocalBus>,
    pub(super) orologio: Arc<FixedClock>,
    pub(super) _cartella: tempfile::TempDir,
}

pub(super) fn giorno(anno: i32, mese: u32, g: u32) -> Giorno {
    Giorno::new(anno, mese, g).expect("a day")
}

/// A comune on Monday 5 October 2026 at 8:00, with an administrator.
pub(super) async fn banco() -> Banco {
    banco_di(
        "aulla",
        Regole::new(Host::nuovo(None).expect("the engine starts")),
    )
    .await
}

/// The same, of another comune and over a host that others use.
pub(super) async fn banco_di(nome: &str, regole: Regole) -> Banco {
    let cartella = tempfile::tempdir().expect("a folder");
    let url = format!(
        "sqlite://{}?mode=rwc",
        cartella.path().join("comune.db").display()
    );
    let db = Database::connect(url).await.expect("a store");
    let schema = Schema::new(db.get_database_backend());
    for tabella in [
        schema.create_table_from_entity(attivazione::Entity),
        schema.create_table_from_entity(pacchetti::Entity),
        schema.create_table_from_entity(proposte::Entity),
        schema.create_table_from_entity(proposte::opzioni::Entity),
        schema.create_table_from_entity(decisione::Entity),
        schema.create_table_from_entity(decisione::ingresso::Entity),
        schema.create_table_from_entity(guasti::Entity),
        schema.create_table_from_entity(audit::Entity),
    ] {
        db.execute(&tabella).await.expect("a table");
    }
    let uno = "CREATE UNIQUE INDEX guasto_regola_uno ON guasto_regola (attivazione_id, codice)";
    db.execute_unprepared(uno).await.expect("an index");
    let alle_otto = NaiveTime::from_hms_opt(8, 0, 0).expect("an hour");
    let bus = Arc::new(LocalBus::default());
    let orologio = Arc::new(FixedClock::new(Istante::da_ora_locale(
        giorno(2026, 10, 5),
        alle_otto,
    )));
    let scope = Scope::new(ScopeParts {
        comune: Arc::new(comune(nome, &[])),
        store: db,
        clock: orologio.clone(),
        bus: bus.clone(),
        waker: Arc::new(NoWaker),
        services: Arc::new(Services::default()),
        correlation: "prova".to_owned(),
        client: Client::default(),
    });
    Banco {
        ctx: persona(&scope, 1),
        regole,
        bus,
        orologio,
        _cartella: cartella,
    }
}

/// The administrator number `id`, each with the same name.
pub(super) fn persona(scope: &Scope, id: i64) -> Ctx {
    let mut permessi = PermissionSet::nessuno();
    permessi.concedi(GESTISCI, PlessoScope::Tutti);
    permessi.concedi(APPROVA, PlessoScope::Tutti);
    let attore = Actor::Persona {
        id: PersonaId::new(id),
        nome: "Giulia Verdi".to_owned(),
    };
    scope.authenticated(attore, Arc::new(permessi))
}

/// A tariff with one price for all.
pub(super) fn tariffa_unica(prezzo: i64, dal: Giorno) -> NuovaAttivazione {
    NuovaAttivazione {
        estensione: Estensione::Tariffa,
        servizio: Servizio::Refezione,
        digest: digest(spediti::TARIFFA_ISEE),
        parametri: json!({ "tabelle": [{ "metodo": { "tipo": "fasce", "fasce": [],
            "oltre": { "nome": "Unica", "prezzi": [prezzo] } } }] }),
        dal,
        atto: "G.C. 12/2026".to_owned(),
    }
}

fn prenotazione(dal: Giorno) -> NuovaAttivazione {
    NuovaAttivazione {
        estensione: Estensione::Prenotazione,
        digest: digest(spediti::PRENOTAZIONE_PASTI),
        parametri: json!({ "limite": { "ora": "07:30" } }),
        ..tariffa_unica(0, dal)
    }
}

pub(super) fn bambino() -> tariffa::Ingresso {
    let testo = json!({ "plesso": "CENTRO", "ordine": OrdineScuola::Primaria,
        "residenza_bambino": Residenza::NelComune, "residenza_pagante": Residenza::NelComune,
        "minori_nel_nucleo": 1, "rango_fratelli": 1 });
    serde_json::from_value(testo).expect("a child")
}

impl Banco {
    pub(super) async fn prezzo(&self, giorno: Giorno) -> Result<i64, String> {
        let esiti = self
            .regole
            .tariffa(&self.ctx, Servizio::Refezione, giorno, &[bambino()])
            .await
            .expect("the store answers");
        match &esiti[0] {
            Esito::Calcolata { tariffa, .. } => {
                Ok(tariffa.prezzo.expect("a price").decimillesimi())
            }
            Esito::DaVerificare(d) => Err(d.motivo.codice.clone()),
        }
    }

    async fn attiva(&self, nuova: NuovaAttivazione) -> Result<(), AttivazioneRifiutata> {
        self.regole.attiva(&self.ctx, nuova).await.map(drop)
    }
}

#[tokio::test]
async fn each_day_is_priced_by_what_was_in_force_on_it() {
    let banco = banco().await;
    assert_eq!(
        banco.prezzo(giorno(2026, 9, 14)).await,
        Err("NESSUN_REGOLAMENTO".to_owned())
    );
    banco
        .attiva(tariffa_unica(45_000, giorno(2026, 9, 1)))
        .await
        .expect("activated");
    banco
        .attiva(tariffa_unica(50_000, giorno(2027, 1, 1)))
        .await
        .expect("activated");
    assert_eq!(
        banco.prezzo(giorno(2026, 8, 31)).await,
        Err("NESSUN_REGOLAMENTO".to_owned())
    );
    assert_eq!(banco.prezzo(giorno(2026, 9, 1)).await, Ok(45_000));
    assert_eq!(banco.prezzo(giorno(2026, 12, 31)).await, Ok(45_000));
    assert_eq!(banco.prezzo(giorno(2027, 1, 1)).await, Ok(50_000));
    let righe = audit::Entity::find()
        .all(banco.ctx.db())
        .await
        .expect("the log");
    assert_eq!(righe.iter().filter(|r| r.azione == "attiva").count(), 2);
}

#[tokio::test]
async fn history_is_not_overwritten() {
    let banco = banco().await;
    banco
        .attiva(tariffa_unica(45_000, giorno(2026, 9, 1)))
        .await
        .expect("activated");
    let rifiutate = [
        (giorno(2026, 9, 1), "ATTIVAZIONE_SOVRAPPOSTA"),
        (giorno(2026, 8, 1), "ATTIVAZIONE_SOVRAPPOSTA"),
        (giorno(2026, 10, 5), "ATTIVAZIONE_RETROATTIVA"),
    ];
    for (dal, codice) in rifiutate {
        let errore = banco
            .attiva(tariffa_unica(1, dal))
            .await
            .expect_err("refused");
        assert_eq!(errore.code(), codice, "{dal}");
    }
    assert_eq!(banco.prezzo(giorno(2026, 10, 5)).await, Ok(45_000));
}

#[tokio::test]
async fn what_would_fail_later_is_refused_at_activation() {
    let banco = banco().await;
    let buona = || tariffa_unica(45_000, giorno(2026, 9, 1));
    let casi = [
        (
            NuovaAttivazione {
                parametri: json!({ "tabelle": [] }),
                ..buona()
            },
            "PARAMETRI_NON_VALIDI",
        ),
        (
            NuovaAttivazione {
                digest: "00".repeat(32),
                ..buona()
            },
            "REGOLAMENTO_ASSENTE",
        ),
        (
            NuovaAttivazione {
                digest: digest(spediti::PRENOTAZIONE_PASTI),
                ..buona()
            },
            "REGOLAMENTO_DI_ALTRO_TIPO",
        ),
        (
            NuovaAttivazione {
                atto: " ".to_owned(),
                ..buona()
            },
            "ATTO_MANCANTE",
        ),
    ];
    for (nuova, codice) in casi {
        let errore = banco.attiva(nuova).await.expect_err("refused");
        assert_eq!(errore.code(), codice);
    }
    let nessuno = Arc::new(PermissionSet::nessuno());
    let estraneo = banco.ctx.authenticated(banco.ctx.actor().clone(), nessuno);
    let errore = banco
        .regole
        .attiva(&estraneo, buona())
        .await
        .expect_err("refused");
    assert_eq!(errore.code(), "NON_PERMESSO");
}

#[tokio::test]
async fn another_node_hears_of_an_activation() {
    let banco = banco().await;
    let altro_nodo = Banco {
        regole: Regole::new(Host::nuovo(None).expect("the engine starts")),
        ctx: banco.ctx.clone(),
        bus: banco.bus.clone(),
        orologio: banco.orologio.clone(),
        _cartella: tempfile::tempdir().expect("a folder"),
    };
    let domani = giorno(2026, 10, 6);
    assert!(altro_nodo.prezzo(domani).await.is_err());
    banco
        .attiva(tariffa_unica(45_000, giorno(2026, 9, 1)))
        .await
        .expect("activated");
    assert_eq!(altro_nodo.prezzo(domani).await, Ok(45_000));
}

#[tokio::test]
async fn without_its_component_a_charge_waits_for_the_office() {
    let banco = banco().await;
    banco
        .attiva(tariffa_unica(45_000, giorno(2026, 9, 1)))
        .await
        .expect("activated");
    let sql = format!("UPDATE attivazione SET digest = '{}'", "ab".repeat(32));
    banco
        .ctx
        .db()
        .execute_unprepared(&sql)
        .await
        .expect("written");
    banco
        .bus
        .publish(&banco.ctx.topic("regolamenti"), String::new())
        .await;
    assert_eq!(
        banco.prezzo(giorno(2026, 10, 5)).await,
        Err("REGOLA_ASSENTE".to_owned())
    );
}

fn mese() -> Ingresso {
    let giorni = giorno(2026, 10, 5)
        .fino_a(giorno(2026, 11, 4))
        .map(|giorno| GiornoChiesto {
            giorno,
            calendario: Calendario::DiServizio,
            predefinita: Scelta::PastoBase,
        });
    Ingresso {
        plesso: "CENTRO".to_owned(),
        ordine: OrdineScuola::Primaria,
        classe: None,
        vicini: Vec::new(),
        giorni: giorni.collect(),
    }
}

#[tokio::test]
async fn a_month_is_answered_day_by_day_by_the_rule_of_each_day() {
    let banco = banco().await;
    // From the 20th a limit of 7:30; before it no rule: the platform's 9:30.
    banco
        .attiva(prenotazione(giorno(2026, 10, 20)))
        .await
        .expect("activated");
    let chiesto = [mese(), mese()];
    let giornate = banco
        .regole
        .prenotazione(&banco.ctx, Servizio::Refezione, &chiesto)
        .await
        .expect("the store answers");
    assert_eq!(giornate.len(), 2);
    for giornate in giornate {
        let giorni: Vec<Giorno> = giornate.iter().map(|g| g.giorno).collect();
        let chiesti: Vec<Giorno> = chiesto[0].giorni.iter().map(|g| g.giorno).collect();
        assert_eq!(giorni, chiesti);
        for g in giornate {
            let regola = g.giorno >= giorno(2026, 10, 20);
            assert_eq!(
                matches!(g.origine, Origine::Regola(_)),
                regola,
                "{}",
                g.giorno
            );
            let ora = g
                .fino_a
                .expect("a limit")
                .ora_locale()
                .format("%H:%M")
                .to_string();
            assert_eq!(ora, if regola { "07:30" } else { "09:30" }, "{}", g.giorno);
            assert!(g.permette(Scelta::Assenza).is_ok(), "{}", g.giorno);
            let bianco = g
                .permette(Scelta::PastoBianco)
                .expect_err("not provided for");
            assert_eq!(bianco.codice, "SCELTA_NON_PREVISTA");
        }
    }
}

#[tokio::test]
async fn a_limit_holds_to_the_end_of_its_second() {
    let banco = banco().await;
    banco
        .attiva(prenotazione(giorno(2026, 9, 1)))
        .await
        .expect("activated");
    let limite = NaiveTime::from_hms_opt(7, 30, 0).expect("an hour");
    let limite = Istante::da_ora_locale(giorno(2026, 10, 5), limite);
    for (millisecondi, permessa) in [(500, true), (999, true), (1000, false)] {
        let adesso = limite.utc() + chrono::Duration::milliseconds(millisecondi);
        banco.orologio.set(adesso.into());
        let giornate = banco
            .regole
            .prenotazione(&banco.ctx, Servizio::Refezione, &[mese()])
            .await
            .expect("the store answers");
        let oggi = &giornate[0][0];
        assert!(
            matches!(oggi.origine, Origine::Regola(_)),
            "{millisecondi} ms after the limit: {:?}",
            oggi.origine
        );
        assert_eq!(
            oggi.permette(Scelta::Assenza).is_ok(),
            permessa,
            "{millisecondi} ms after the limit"
        );
    }
}
