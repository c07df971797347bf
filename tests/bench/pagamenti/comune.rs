//! A comune whose children ate, written by SQL: what its bills are made of and no more.

use std::sync::Arc;

use anyhow::Result;
use campanella_kernel::clock::FixedClock;
use campanella_kernel::ctx::Services;
use campanella_kernel::eventi::Ascoltatori;
use campanella_kernel::{
    Actor, Ctx, Giorno, Istante, Module, PermissionSet, PlessoScope, Scope, testing,
};
use campanella_migrations::STORE;
use campanella_pagamenti::Pagamenti;
use campanella_plugins_host::{Host, Regole};
use chrono::NaiveTime;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use crate::postgres::Postgres;

/// Connections to its database.
const CONNECTIONS: u32 = 8;
/// Explanations that its children share: bands of a tariff.
const FASCE: u32 = 6;

/// The comune.
pub struct ComuneDiMisura {
    /// It, in November 2026.
    pub scope: Scope,
}

/// A day of November 2026.
pub fn novembre(giorno: u32) -> Result<Giorno> {
    Ok(Giorno::new(2026, 11, giorno)?)
}

impl ComuneDiMisura {
    /// Makes its database, with the tables of this program.
    pub async fn nuovo(postgres: &Postgres, nome: &str) -> Result<Self> {
        postgres.execute(&format!("CREATE DATABASE {nome}")).await?;
        let comune = Self::apri(postgres, nome).await?;
        STORE.migrate(comune.scope.db()).await?;
        Ok(comune)
    }

    /// Opens it.
    pub async fn apri(postgres: &Postgres, nome: &str) -> Result<Self> {
        let mut options = ConnectOptions::new(postgres.url_of(nome)?);
        options.max_connections(CONNECTIONS).sqlx_logging(false);
        options.map_sqlx_postgres_opts(|o| o.options([("search_path", &STORE.search_path())]));
        let db = Database::connect(options).await?;
        let otto = NaiveTime::from_hms_opt(8, 0, 0).unwrap_or(NaiveTime::MIN);
        let adesso = Istante::da_ora_locale(novembre(30)?, otto);
        let moduli: Vec<Arc<dyn Module>> = vec![Arc::new(Pagamenti)];
        let servizi = Services::default()
            .with(Ascoltatori::di(&moduli))
            .with(Regole::new(Host::nuovo(None)?));
        let comune = testing::comune("misura", &["anagrafe", "pagamenti"]);
        let orologio = Arc::new(FixedClock::new(adesso));
        Ok(Self {
            scope: testing::scope_with(comune, db, orologio, servizi),
        })
    }

    /// Whoever may do everything.
    pub fn ufficio(&self) -> Ctx {
        let mut set = PermissionSet::nessuno();
        for info in Pagamenti.permissions() {
            set.concedi(info.permission, PlessoScope::Tutti);
        }
        let actor = Actor::Token {
            id: 1,
            nome: "misura".into(),
        };
        self.scope.authenticated(actor, Arc::new(set))
    }

    fn db(&self) -> &DatabaseConnection {
        self.scope.db()
    }

    /// Does something of which nothing is read.
    pub async fn esegui(&self, sql: &str) -> Result<()> {
        self.db().execute_unprepared(sql).await?;
        Ok(())
    }

    /// Families of one and a half children on average, each child with so many meals of November.
    pub async fn riempi(&self, bambini: u32, pasti: u32) -> Result<()> {
        let famiglie = bambini * 2 / 3;
        // Half as many again are brothers and sisters.
        let famiglia = format!("1 + (n - 1) % {famiglie}");
        for sql in [
            "INSERT INTO scuola (codice, nome, ordine) VALUES ('S', 'Primaria', 'primaria')".into(),
            "INSERT INTO plesso (scuola_id, codice, nome) SELECT id, 'P', 'Rodari' FROM scuola"
                .into(),
            "INSERT INTO classe (plesso_id, anno, nome, livello)
             SELECT id, 2026, '1A', 1 FROM plesso"
                .into(),
            format!(
                "INSERT INTO persona (codice_persona, nome, cognome, email_confermata, verificata,
                        creata_il)
                 SELECT 'P' || n, 'Nome', 'Cognome ' || n, false, true, now()
                   FROM generate_series(1, {famiglie}) n ORDER BY n"
            ),
            "INSERT INTO famiglia (tutore_id, residente, esente_servizi_sociali, minori, creata_il)
             SELECT id, true, false, 2, now() FROM persona ORDER BY id"
                .into(),
            format!(
                "INSERT INTO alunno (famiglia_id, nome, cognome, data_nascita, residente,
                        disabilita, creato_il)
                 SELECT {famiglia}, 'Nome', 'Cognome', '2018-05-04', true, false, now()
                   FROM generate_series(1, {bambini}) n ORDER BY n"
            ),
            "INSERT INTO iscrizione (alunno_id, servizio, anno, tessera, classe_id, articolo,
                    stato, dal, creata_il)
             SELECT a.id, 'refezione', 2026, 'T' || a.id, c.id, 'base', 'attiva', '2026-09-01', now()
               FROM alunno a, classe c ORDER BY a.id"
                .into(),
            "INSERT INTO gestione (servizio, anno, modo, conto, a_zero, versione, aggiornata_da,
                    aggiornata_il)
             VALUES ('refezione', 2026, 'postpagato', 'servizio', 'permetti', 1, 'misura', now())"
                .into(),
            format!(
                "INSERT INTO spiegazione (impronta, passi)
                 SELECT md5('fascia ' || n), '[]' FROM generate_series(1, {FASCE}) n"
            ),
            format!(
                "INSERT INTO addebito (servizio, origine, versione, quantita, iscrizione_id,
                        alunno_id, famiglia_id, giorno, prezzo, arrotondamento, fascia,
                        spiegazione, stato, registrato_il)
                 SELECT 'refezione', i.id * 100 + g, 1, 1, i.id, a.id, a.famiglia_id,
                        DATE '2026-11-01' + g, 10550 + a.id % {FASCE} * 4273, 'mezzo-in-su',
                        'Fascia ' || (a.id % {FASCE} + 1), md5('fascia ' || (a.id % {FASCE} + 1)),
                        'in_attesa', now()
                   FROM iscrizione i JOIN alunno a ON a.id = i.alunno_id
                   CROSS JOIN generate_series(0, {pasti} - 1) g ORDER BY g, i.id"
            ),
        ] {
            self.esegui(&sql).await?;
        }
        // Not what is still empty: told that it is, PostgreSQL plans the checks of its keys to read
        // all of it, and goes on so while it fills. Left alone it reckons with some pages.
        self.esegui("VACUUM ANALYZE persona, famiglia, alunno, iscrizione, spiegazione, addebito")
            .await
    }

    /// What was written: rows and sums, to be told apart from another comune's.
    pub async fn conta(&self) -> Result<Vec<i64>> {
        let sql = "SELECT ARRAY[
            (SELECT COUNT(*) FROM retta WHERE stato = 'emessa'),
            (SELECT COALESCE(SUM(importo), 0)::bigint FROM retta),
            (SELECT COUNT(*) FROM riga_retta), (SELECT COALESCE(SUM(importo), 0)::bigint FROM riga_retta),
            (SELECT COALESCE(SUM(quantita), 0)::bigint FROM riga_retta),
            (SELECT COUNT(*) FROM rata), (SELECT COALESCE(SUM(importo), 0)::bigint FROM rata),
            (SELECT COUNT(*) FROM scrittura), (SELECT COALESCE(SUM(totale), 0)::bigint FROM scrittura),
            (SELECT COUNT(*) FROM movimento), (SELECT COALESCE(SUM(importo), 0)::bigint FROM movimento),
            (SELECT COUNT(*) FROM conto),
            (SELECT COUNT(*) FROM addebito WHERE stato = 'emesso' AND riga_id IS NOT NULL)
            ] AS tutto";
        let backend = self.db().get_database_backend();
        let statement = sea_orm::Statement::from_string(backend, sql);
        let riga = self.db().query_one_raw(statement).await?;
        let riga = riga.ok_or_else(|| anyhow::anyhow!("no row"))?;
        Ok(riga.try_get("", "tutto")?)
    }

    /// Closes its connections.
    pub async fn chiudi(self) -> Result<()> {
        self.db().clone().close().await?;
        Ok(())
    }
}
