//! Are the books right? Read-only checks that an auditor would make, each one statement.

use std::collections::{BTreeMap, HashMap};

use campanella_kernel::Importo;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder, Statement};

use crate::ContoId;
use crate::entities::{movimento, periodo_chiuso, saldo_periodo};
use crate::saldo::somme;

/// Something that is wrong in the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anomalia {
    /// What was checked, in Italian.
    pub controllo: &'static str,
    /// Where and how it is wrong.
    pub dettaglio: String,
}

/// A check of which every row that comes back is an anomaly, told by its column `dettaglio`.
#[derive(Debug, Clone, Copy)]
pub struct Controllo {
    /// What should hold, in Italian.
    pub che_cosa: &'static str,
    /// What finds the rows for which it does not.
    pub sql: &'static str,
}

const CONTROLLI: &[Controllo] = &[
    Controllo {
        che_cosa: "ogni scrittura ha i movimenti che sommano al suo totale",
        sql: "SELECT 'scrittura ' || s.id || ': totale ' || s.totale || ', movimenti '
                     || COALESCE(SUM(m.importo), 0) AS dettaglio
                FROM scrittura s LEFT JOIN movimento m ON m.scrittura_id = s.id
               GROUP BY s.id, s.totale
              HAVING s.totale <> COALESCE(SUM(m.importo), 0)",
    },
    Controllo {
        che_cosa: "ogni movimento va da un conto a un altro, nel giorno della sua scrittura",
        sql: "SELECT 'movimento ' || m.id AS dettaglio
                FROM movimento m LEFT JOIN scrittura s ON s.id = m.scrittura_id
               WHERE s.id IS NULL OR m.giorno <> s.giorno OR m.importo <= 0
                  OR m.dare_id = m.avere_id",
    },
    Controllo {
        che_cosa: "ogni scrittura ha una causa",
        sql: "SELECT 'scrittura ' || id AS dettaglio FROM scrittura
               WHERE causa = '' OR riferimento = '' OR descrizione = ''",
    },
    Controllo {
        che_cosa: "ogni storno rende quanto era stato registrato",
        sql: "SELECT 'scrittura ' || s.id || ' storna ' || o.id AS dettaglio
                FROM scrittura s JOIN scrittura o ON o.id = s.storna
               WHERE s.totale <> o.totale OR o.storna IS NOT NULL OR s.causa <> 'storno'
                  OR EXISTS (SELECT 1 FROM movimento m WHERE m.scrittura_id = o.id
                      AND NOT EXISTS (SELECT 1 FROM movimento i WHERE i.scrittura_id = s.id
                          AND i.dare_id = m.avere_id AND i.avere_id = m.dare_id
                          AND i.importo = m.importo))",
    },
    Controllo {
        che_cosa: "nessuna scrittura è entrata in un periodo dopo la chiusura",
        sql: "SELECT 'scrittura ' || s.id || ' del ' || s.giorno AS dettaglio
                FROM scrittura s JOIN periodo_chiuso p ON s.giorno <= p.al
               WHERE s.registrata_il > p.chiuso_il",
    },
];

/// Every anomaly of the books; none when they are right.
///
/// # Errors
/// When the store fails.
pub async fn verifica(db: &impl ConnectionTrait) -> Result<Vec<Anomalia>, DbErr> {
    let mut anomalie = controlla(db, CONTROLLI).await?;
    anomalie.extend(saldi_dei_periodi(db).await?);
    Ok(anomalie)
}

/// What `controlli` find: for the modules that keep accounts of their own beside the books.
///
/// # Errors
/// When the store fails.
pub async fn controlla(
    db: &impl ConnectionTrait,
    controlli: &[Controllo],
) -> Result<Vec<Anomalia>, DbErr> {
    let mut anomalie = Vec::new();
    for controllo in controlli {
        let statement = Statement::from_string(db.get_database_backend(), controllo.sql);
        for riga in db.query_all_raw(statement).await? {
            anomalie.push(Anomalia {
                controllo: controllo.che_cosa,
                dettaglio: riga.try_get("", "dettaglio")?,
            });
        }
    }
    Ok(anomalie)
}

/// The balances that were kept at the end of each period, against the sums of the movements.
async fn saldi_dei_periodi(db: &impl ConnectionTrait) -> Result<Vec<Anomalia>, DbErr> {
    let mut anomalie = Vec::new();
    let mut somma: BTreeMap<ContoId, i64> = BTreeMap::new();
    let mut dopo = None;
    let periodi = periodo_chiuso::Entity::find()
        .order_by_asc(periodo_chiuso::Column::Al)
        .all(db)
        .await?;
    let conservati = saldo_periodo::Entity::find().all(db).await?;
    let mut conservati_del: HashMap<i64, BTreeMap<ContoId, i64>> = HashMap::new();
    for s in conservati {
        let del_periodo = conservati_del.entry(s.periodo_id).or_default();
        del_periodo.insert(s.conto_id, s.saldo.cents());
    }
    for periodo in periodi {
        for (lato, segno) in [
            (movimento::Column::DareId, 1),
            (movimento::Column::AvereId, -1),
        ] {
            for (conto, mosso) in somme(db, lato, None, (dopo, Some(periodo.al))).await? {
                *somma.entry(conto).or_default() += segno * mosso;
            }
        }
        dopo = Some(periodo.al);
        let conservati = conservati_del.remove(&periodo.id).unwrap_or_default();
        let conti = somma.keys().chain(conservati.keys());
        for conto in conti.collect::<std::collections::BTreeSet<_>>() {
            let (vero, detto) = (somma.get(conto).copied(), conservati.get(conto).copied());
            if vero != detto {
                let euro = |c: Option<i64>| Importo::from_cents(c.unwrap_or(0)).to_string();
                anomalie.push(Anomalia {
                    controllo: "ogni saldo conservato è la somma dei suoi movimenti",
                    dettaglio: format!(
                        "conto {conto} al {}: conservato {}, movimenti {}",
                        periodo.al,
                        euro(detto),
                        euro(vero)
                    ),
                });
            }
        }
    }
    Ok(anomalie)
}
