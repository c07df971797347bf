//! The store of the comune, looked at while no server is running.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context, Result};
use campanella_kernel::clock::{Clock, FixedClock, SystemClock};
use campanella_kernel::ctx::Services;
use campanella_kernel::eventi::Ascoltatori;
use campanella_kernel::{
    Actor, AnnoScolastico, Ctx, Giorno, Module, PermissionSet, PlessoScope, Servizio, testing,
};
use campanella_migrations::STORE;
use campanella_pagamenti::pagopa::{CollegamentoInput, imposta_pagopa};
use campanella_pagamenti::{
    AZero, ContoPer, GestioneInput, Modo, Pagamenti, gestioni, imposta_gestione,
};
use campanella_simulatore::Nodo;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};

use crate::confronto::TUTORI;

/// The intermediary that does not exist.
pub const INTERMEDIARIO: &str = "15376371009";
/// Its station.
pub const STAZIONE: &str = "15376371009_01";

/// A connection to it.
pub struct Archivio {
    db: DatabaseConnection,
}

/// What came through the kills.
pub struct Esito {
    /// Payments that the node made, each with its receipt in the books.
    pub pagamenti: u64,
    /// Runs whose bills are issued.
    pub emissioni: u64,
    /// What does not agree; each was printed.
    pub anomalie: u64,
}

impl Archivio {
    /// Opens it.
    pub async fn apri(url: &str) -> Result<Self> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        options.map_sqlx_postgres_opts(|o| o.options([("search_path", &STORE.search_path())]));
        Ok(Self {
            db: Database::connect(options).await?,
        })
    }

    /// Closes it.
    pub async fn chiudi(self) -> Result<()> {
        Ok(self.db.close().await?)
    }

    fn ufficio(&self) -> Ctx {
        let mut set = PermissionSet::nessuno();
        for info in Pagamenti.permissions() {
            set.concedi(info.permission, PlessoScope::Tutti);
        }
        let moduli: Vec<Arc<dyn Module>> = vec![Arc::new(Pagamenti)];
        let servizi = Services::default().with(Ascoltatori::di(&moduli));
        let comune = testing::comune("guasti", &["anagrafe", "pagamenti"]);
        let orologio = Arc::new(FixedClock::new(SystemClock.now()));
        let actor = Actor::Token {
            id: 1,
            nome: "guasti".into(),
        };
        testing::scope_with(comune, self.db.clone(), orologio, servizi)
            .authenticated(actor, Arc::new(set))
    }

    /// Meals are prepaid, the bus is billed; every day so far somebody rode it. The days.
    pub async fn prepara(&self) -> Result<Vec<Giorno>> {
        let ctx = self.ufficio();
        let anno = AnnoScolastico::del(ctx.oggi());
        let note = gestioni(&ctx).await?;
        for (servizio, modo) in [
            (Servizio::Refezione, Modo::Prepagato),
            (Servizio::Trasporto, Modo::Postpagato),
        ] {
            let nota = note
                .iter()
                .find(|g| (g.servizio, g.anno) == (servizio, anno));
            let dati = GestioneInput {
                servizio,
                anno,
                modo,
                conto: ContoPer::Servizio,
                soglia: None,
                a_zero: AZero::Permetti,
                versione: nota.map(|g| g.versione),
            };
            imposta_gestione(&ctx, dati).await?;
        }
        let dati = CollegamentoInput {
            segregazione: "02".into(),
            intermediario: INTERMEDIARIO.into(),
            stazione: STAZIONE.into(),
            iban: "IT60X0542811101000000123456".into(),
            catalogo: None,
            versione: None,
        };
        imposta_pagopa(&ctx, dati).await?;
        self.esegui("INSERT INTO spiegazione (impronta, passi) VALUES ('corsa', '[]')")
            .await?;
        let giorni: Vec<Giorno> = (0..)
            .map(|n| anno.inizio().dopo(n))
            .take_while(|g| *g < ctx.oggi())
            .collect();
        for (n, giorno) in giorni.iter().enumerate() {
            let giorno = giorno.date();
            self.esegui(&format!(
                "INSERT INTO addebito (servizio, origine, versione, quantita, iscrizione_id,
                        alunno_id, famiglia_id, giorno, prezzo, arrotondamento, fascia,
                        spiegazione, stato, registrato_il)
                 SELECT 'trasporto', i.id * 1000 + {n}, 1, 1, i.id, i.alunno_id, a.famiglia_id,
                        '{giorno}', 10550, 'mezzo-in-su', 'Unica', 'corsa', 'in_attesa',
                        '{giorno}T08:00:00+00:00'
                   FROM iscrizione i JOIN alunno a ON a.id = i.alunno_id
                  WHERE i.servizio = 'refezione'"
            ))
            .await?;
        }
        Ok(giorni)
    }

    /// Lets the leases of jobs that the dead server held end, as they do after a minute, and does
    /// not count the try: a job that is begun and never ended is given up after a few, and here
    /// every one is interrupted on purpose.
    pub async fn libera_i_lavori(&self) -> Result<()> {
        let sql = "UPDATE lavoro SET preso_fino = NULL, tentativi = 0 WHERE preso_fino IS NOT NULL";
        self.esegui(sql).await
    }

    async fn esegui(&self, sql: &str) -> Result<()> {
        self.db.execute_unprepared(sql).await?;
        Ok(())
    }

    async fn testi(&self, sql: &str) -> Result<Vec<String>> {
        let statement = Statement::from_string(self.db.get_database_backend(), sql);
        let rows = self.db.query_all_raw(statement).await?;
        let testo = |row: &sea_orm::QueryResult| row.try_get_by_index(0);
        Ok(rows.iter().map(testo).collect::<Result<_, _>>()?)
    }

    async fn numero(&self, sql: &str) -> Result<i64> {
        let statement = Statement::from_string(self.db.get_database_backend(), sql);
        let row = self.db.query_one_raw(statement).await?.context("no row")?;
        Ok(row.try_get_by_index(0)?)
    }

    /// Who can log in for a family.
    pub async fn tutori(&self) -> Result<Vec<String>> {
        self.testi(TUTORI).await
    }

    /// Somebody of that role.
    pub async fn con_ruolo(&self, ruolo: &str) -> Result<String> {
        let sql = format!(
            "SELECT p.codice_persona FROM persona p JOIN persona_ruolo r ON r.persona_id = p.id
              WHERE r.ruolo = '{ruolo}' ORDER BY p.id"
        );
        let trovati = self.testi(&sql).await?;
        trovati.into_iter().next().context("nobody of that role")
    }

    /// Whether the books agree with themselves and with what the node did.
    pub async fn controlla(&self, nodo: &Nodo) -> Result<Esito> {
        let mut anomalie = Vec::new();
        let libro = campanella_ledger::verifica(&self.db).await?;
        let conti = campanella_pagamenti::verifica(&self.db).await?;
        anomalie.extend(libro.iter().chain(&conti).map(|a| format!("{a:?}")));
        let pagamenti = self.ricevute(nodo, &mut anomalie).await?;
        for (che_cosa, sql) in CONTROLLI {
            let trovati = self.numero(sql).await?;
            if trovati != 0 {
                anomalie.push(format!("{che_cosa}: {trovati}"));
            }
        }
        for anomalia in &anomalie {
            eprintln!("  ANOMALY {anomalia}");
        }
        let emesse = self
            .numero("SELECT COUNT(*) FROM emissione WHERE stato = 'emessa'")
            .await?;
        Ok(Esito {
            pagamenti,
            emissioni: u64::try_from(emesse)?,
            anomalie: u64::try_from(anomalie.len())?,
        })
    }

    /// Each receipt of the node is in the store once, with its amount, and there is no other.
    async fn ricevute(&self, nodo: &Nodo, anomalie: &mut Vec<String>) -> Result<u64> {
        let sql = match self.db.get_database_backend() {
            DbBackend::Postgres => "SELECT ricevuta || ' ' || importo::text FROM ricevuta_pagopa",
            _ => "SELECT ricevuta || ' ' || importo FROM ricevuta_pagopa",
        };
        let mut registrate: BTreeMap<String, u32> = BTreeMap::new();
        for testo in self.testi(sql).await? {
            *registrate.entry(testo).or_default() += 1;
        }
        let fatte = nodo.ricevute();
        for ricevuta in &fatte {
            let r = &ricevuta.invio.ricevuta;
            let chiave = format!("{} {}", r.id.as_str(), r.importo.cents());
            if registrate.remove(&chiave) != Some(1) {
                anomalie.push(format!("the receipt {chiave} is not there once"));
            }
        }
        anomalie.extend(
            registrate
                .keys()
                .map(|r| format!("a receipt of nobody: {r}")),
        );
        Ok(u64::try_from(fatte.len())?)
    }
}

/// What must be nothing.
const CONTROLLI: [(&str, &str); 4] = [
    (
        "notice numbers used twice",
        "SELECT COUNT(*) - COUNT(DISTINCT numero) FROM avviso_pagamento",
    ),
    (
        "notice numbers lost",
        "SELECT (SELECT prossimo - 1 FROM numero_avviso) - (SELECT COUNT(*) FROM avviso_pagamento)",
    ),
    (
        "runs that did not end",
        "SELECT COUNT(*) FROM emissione WHERE stato <> 'emessa'",
    ),
    (
        "rides billed of days that were run, and not on a bill",
        "SELECT COUNT(*) FROM addebito a WHERE a.servizio = 'trasporto' AND a.stato <> 'emesso'
            AND EXISTS (SELECT 1 FROM emissione e WHERE a.giorno BETWEEN e.dal AND e.al)",
    ),
];
