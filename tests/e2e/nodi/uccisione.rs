//! A node is killed in the middle of a cut-off, again and again: each presence is there once, and
//! nothing is half written.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use campanella_anagrafe::iscrizione::StatoIscrizione;
use campanella_anagrafe::{alunno, iscrizione};
use campanella_kernel::Servizio;
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, QueryResult, Statement};
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use super::impianto::{Impianto, in_ogni_impianto_insieme, oggi};
use super::programma::Nodo;

/// Children of each of the two buildings.
const BAMBINI: i64 = 80;
/// Times that a node must have been killed while it produced a day.
const COLPI: usize = 4;
/// The last kill is at the most so far into the production, in milliseconds.
const DENTRO: u64 = 80;
/// A job that a dead node held is taken again after its lease of a minute; a day begins at five
/// past midnight.
const PAZIENZA: Duration = Duration::from_secs(420);

/// The families must choose a month before: the cut-offs of a month of days have passed, and all
/// these days are still to be produced.
fn un_mese_prima() -> Value {
    json!({ "limite": { "ora": "00:00", "giorni_prima": 30 } })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_is_killed_in_the_middle_of_a_cut_off_leaves_nothing_half_done() {
    in_ogni_impianto_insieme(un_mese_prima(), async |impianto| {
        riempi(impianto).await;
        let (_, store) = impianto
            .app
            .ospite(&impianto.comune.host)
            .await
            .expect("a store");
        let archivio = Archivio(store);
        let mut orfani = BTreeSet::new();
        while orfani.len() < COLPI {
            let nodo = Nodo::avvia(&impianto.ambiente).await;
            timeout(PAZIENZA, archivio.finche_uno_e_in_corso(&orfani))
                .await
                .expect("a day is being produced");
            let adesso = RandomState::new().build_hasher().finish() % DENTRO;
            sleep(Duration::from_millis(adesso)).await;
            nodo.uccidi().await;
            // A commit that had reached the server is still made.
            sleep(Duration::from_millis(300)).await;
            orfani.extend(archivio.in_corso().await);
            archivio.tutto_o_niente().await;
        }
        let nodo = Nodo::avvia(&impianto.ambiente).await;
        timeout(PAZIENZA, archivio.finche_tutto_e_fatto())
            .await
            .expect("everything is produced");
        nodo.ferma().await;
        archivio.tutto_o_niente().await;
        archivio.ogni_lavoro_e_fatto(&orfani).await;
    })
    .await;
}

/// Fills the classes of both buildings.
async fn riempi(impianto: &Impianto) {
    let comune = &impianto.comune;
    let (_, store) = impianto.app.ospite(&comune.host).await.expect("a store");
    let gia = iscrizione::Entity::find().all(&store).await.expect("cards");
    let modello = gia.first().expect("a card").clone();
    for (famiglia, classe) in comune.famiglie.iter().zip(comune.classi) {
        for numero in 1..BAMBINI {
            let bambino = alunno::ActiveModel {
                famiglia_id: Set(famiglia.famiglia),
                nome: Set(format!("Bambino {numero}")),
                cognome: Set("Prova".to_owned()),
                data_nascita: Set(oggi().prima(3000)),
                residente: Set(true),
                disabilita: Set(false),
                creato_il: Set(modello.creata_il),
                ..Default::default()
            };
            let bambino = alunno::Entity::insert(bambino).exec(&store).await;
            let bambino = bambino.expect("a child").last_insert_id;
            let scheda = iscrizione::ActiveModel {
                alunno_id: Set(bambino),
                servizio: Set(Servizio::Refezione),
                anno: Set(modello.anno),
                tessera: Set(bambino.to_string()),
                classe_id: Set(classe),
                articolo: Set("base".into()),
                stato: Set(StatoIscrizione::Attiva),
                dal: Set(modello.dal),
                creata_il: Set(modello.creata_il),
                ..Default::default()
            };
            let scheda = iscrizione::Entity::insert(scheda);
            scheda.exec_without_returning(&store).await.expect("a card");
        }
    }
}

/// The comune's store, read while others write.
struct Archivio(DatabaseConnection);

/// A building and a day.
type Giornata = (i64, String);

fn numero(riga: &QueryResult, colonna: &str) -> i64 {
    riga.try_get("", colonna).expect("a number")
}

fn giornata(riga: &QueryResult) -> Giornata {
    let giorno = riga.try_get("", "giorno").expect("a day");
    (numero(riga, "plesso_id"), giorno)
}

impl Archivio {
    async fn leggi(&self, sql: &str) -> Vec<QueryResult> {
        let statement = Statement::from_string(self.0.get_database_backend(), sql);
        self.0.query_all_raw(statement).await.expect("rows")
    }

    /// The productions that some node holds, or held when it died.
    async fn in_corso(&self) -> BTreeSet<i64> {
        let righe = self
            .leggi(
                "SELECT id FROM lavoro WHERE tipo = 'refezione.chiusura'
                 AND stato = 'in_attesa' AND preso_fino IS NOT NULL",
            )
            .await;
        righe.iter().map(|r| numero(r, "id")).collect()
    }

    /// Waits for a production that is none of those which dead nodes left.
    async fn finche_uno_e_in_corso(&self, orfani: &BTreeSet<i64>) {
        while self.in_corso().await.is_subset(orfani) {
            sleep(Duration::from_millis(3)).await;
        }
    }

    /// The productions that were asked for: key, state, times that each was begun.
    async fn lavori(&self) -> Vec<(i64, String, i64)> {
        let righe = self
            .leggi(
                "SELECT id, stato, CAST(tentativi AS BIGINT) AS tentativi
                 FROM lavoro WHERE tipo = 'refezione.chiusura'",
            )
            .await;
        righe
            .iter()
            .map(|r| {
                (
                    numero(r, "id"),
                    r.try_get("", "stato").expect("text"),
                    numero(r, "tentativi"),
                )
            })
            .collect()
    }

    async fn finche_tutto_e_fatto(&self) {
        while self
            .lavori()
            .await
            .iter()
            .any(|(_, stato, _)| stato == "in_attesa")
        {
            sleep(Duration::from_millis(200)).await;
        }
    }

    /// The days that are closed, with the meals that were counted.
    async fn chiuse(&self) -> BTreeMap<Giornata, i64> {
        let righe = self
            .leggi(
                "SELECT plesso_id, CAST(giorno AS TEXT) AS giorno,
                        CAST(totale AS BIGINT) AS totale FROM chiusura_giorno",
            )
            .await;
        righe
            .iter()
            .map(|r| (giornata(r), numero(r, "totale")))
            .collect()
    }

    /// Each day has all of its presences, charges and its row in the log, or none of them.
    async fn tutto_o_niente(&self) {
        let chiuse = self.chiuse().await;
        let prodotte = self
            .leggi(
                "SELECT p.plesso_id, CAST(p.giorno AS TEXT) AS giorno, COUNT(*) AS presenze,
                        COUNT(DISTINCT p.iscrizione_id) AS bambini, COUNT(c.id) AS consumi
                 FROM presenza p LEFT JOIN consumo c ON c.presenza_id = p.id
                 GROUP BY p.plesso_id, p.giorno",
            )
            .await;
        let prodotte: BTreeMap<Giornata, [i64; 3]> = prodotte
            .iter()
            .map(|r| {
                (
                    giornata(r),
                    ["presenze", "bambini", "consumi"].map(|c| numero(r, c)),
                )
            })
            .collect();
        assert!(
            chiuse.keys().eq(prodotte.keys()),
            "{chiuse:?}\n{prodotte:?}"
        );
        for (giornata, conti) in &prodotte {
            assert_eq!(conti, &[BAMBINI; 3], "{giornata:?}");
        }
        assert!(
            chiuse.values().all(|totale| *totale == BAMBINI),
            "{chiuse:?}"
        );
        let registrate = self
            .leggi("SELECT id FROM registro WHERE azione = 'chiudi_giorno'")
            .await;
        assert_eq!(registrate.len(), chiuse.len());
    }

    /// Every production was done, and those that dead nodes left were begun once more.
    async fn ogni_lavoro_e_fatto(&self, orfani: &BTreeSet<i64>) {
        let lavori = self.lavori().await;
        for (id, stato, tentativi) in &lavori {
            assert_eq!(stato, "fatto", "job {id}");
            assert!(
                *tentativi > i64::from(orfani.contains(id)),
                "job {id}: {tentativi}"
            );
        }
        assert_eq!(lavori.len(), self.chiuse().await.len());
        assert!(
            lavori.len() > 20,
            "a month of two buildings: {}",
            lavori.len()
        );
    }
}
