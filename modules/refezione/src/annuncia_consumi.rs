//! Telling those that listen what was consumed: whoever keeps accounts charges it.

use std::collections::HashMap;

use campanella_anagrafe::{AlunnoId, FamigliaId, IscrizioneId, alunno, iscrizione};
use campanella_kernel::consumi::{Addebito, CONSUMI_REGISTRATI, ConsumiRegistrati, Consumo};
use campanella_kernel::eventi::annuncia;
use campanella_kernel::{Ctx, InternalError, Servizio};
use campanella_plugins_host::tariffa::Esito;
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};
use serde_json::Value;

use crate::entities::presenza;
use crate::errore::Errore;

/// Keys in one query: below the bound parameters that any of the stores takes.
const CHIAVI: usize = 10_000;

/// Tells of `presenze` with what `esiti` make them cost. `chiave` names the act among all acts
/// that produce or change presences. After the commit call `wake_jobs`.
pub(crate) async fn annuncia_consumi(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    chiave: &str,
    presenze: &[presenza::Model],
    esiti: &HashMap<IscrizioneId, Esito>,
) -> Result<(), Errore> {
    if presenze.is_empty() {
        return Ok(());
    }
    let di_chi = di_chi(tx, presenze).await?;
    let mut spiegazioni = Spiegazioni::default();
    let mut consumi = Vec::with_capacity(presenze.len());
    for p in presenze {
        let (alunno, famiglia) = di_chi
            .get(&p.iscrizione_id)
            .ok_or_else(|| InternalError::new("a presence of nobody"))?;
        consumi.push(Consumo {
            origine: p.id,
            versione: p.versione,
            iscrizione: p.iscrizione_id.key(),
            alunno: alunno.key(),
            famiglia: famiglia.key(),
            giorno: p.giorno,
            addebito: addebito(p, esiti.get(&p.iscrizione_id), &mut spiegazioni)?,
        });
    }
    let registrati = ConsumiRegistrati {
        servizio: Servizio::Refezione,
        consumi,
        spiegazioni: spiegazioni.tutte,
    };
    annuncia(ctx, tx, CONSUMI_REGISTRATI, chiave, &registrati).await?;
    Ok(())
}

fn addebito(
    presenza: &presenza::Model,
    esito: Option<&Esito>,
    spiegazioni: &mut Spiegazioni,
) -> Result<Addebito, InternalError> {
    if !presenza.stato.con_pasto() {
        return Ok(Addebito::Annullato);
    }
    let Some(tariffa) = esito.and_then(Esito::tariffa) else {
        return Ok(Addebito::DaVerificare);
    };
    Ok(Addebito::Calcolato {
        prezzo: tariffa.prezzo,
        arrotondamento: tariffa.arrotondamento,
        fascia: tariffa.fascia.clone(),
        spiegazione: spiegazioni.metti(serde_json::to_value(&tariffa.motivazione)?),
    })
}

/// Child and family of each enrolment.
async fn di_chi(
    tx: &DatabaseTransaction,
    presenze: &[presenza::Model],
) -> Result<HashMap<IscrizioneId, (AlunnoId, FamigliaId)>, DbErr> {
    let mut trovati = HashMap::with_capacity(presenze.len());
    for alcune in presenze.chunks(CHIAVI) {
        let righe = iscrizione::Entity::find()
            .find_also_related(alunno::Entity)
            .filter(iscrizione::Column::Id.is_in(alcune.iter().map(|p| p.iscrizione_id)))
            .all(tx)
            .await?;
        let di = |(i, a): (iscrizione::Model, Option<alunno::Model>)| {
            a.map(|a| (i.id, (a.id, a.famiglia_id)))
        };
        trovati.extend(righe.into_iter().filter_map(di));
    }
    Ok(trovati)
}

/// Explanations, each once.
#[derive(Default)]
struct Spiegazioni {
    tutte: Vec<Value>,
    posto: HashMap<String, usize>,
}

impl Spiegazioni {
    fn metti(&mut self, passi: Value) -> usize {
        let nuovo = self.tutte.len();
        let posto = *self.posto.entry(passi.to_string()).or_insert(nuovo);
        if posto == nuovo {
            self.tutte.push(passi);
        }
        posto
    }
}
