//! The catalog as it is in memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use campanella_kernel::{Comune, ComuneId, Impostazioni, Istante};
use sea_orm::{DatabaseConnection, DbErr, EntityTrait, QueryOrder};
use serde::Serialize;

use super::Stato;
use super::entities::{cambiamento, comune, host};
use crate::host::NomeHost;

/// What the catalog says of a comune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scheda {
    /// Its short name.
    pub id: ComuneId,
    /// Its full name.
    pub nome: String,
    /// Whether it is served.
    pub stato: Stato,
    /// Where it answers.
    pub host: Vec<NomeHost>,
    /// Modules that it has enabled.
    pub moduli: BTreeSet<String>,
    /// Where its store is, without passwords.
    pub archivio: String,
    /// The version of its tables, as of its last migration.
    pub versione_schema: String,
    /// When it was made.
    pub creato_il: Istante,
}

/// A comune of the catalog.
pub(super) struct Voce {
    pub(super) scheda: Scheda,
    /// As a request sees it; or why its settings cannot be read.
    pub(super) comune: Result<Arc<Comune>, String>,
}

/// The whole catalog at one moment.
pub(super) struct Snapshot {
    /// The number of changes that it had.
    pub(super) number: i64,
    comuni: BTreeMap<ComuneId, Voce>,
    host: HashMap<NomeHost, ComuneId>,
}

impl Snapshot {
    pub(super) fn voce(&self, id: &ComuneId) -> Option<&Voce> {
        self.comuni.get(id)
    }

    pub(super) fn voci(&self) -> impl Iterator<Item = &Voce> {
        self.comuni.values()
    }

    pub(super) fn host(&self, name: &NomeHost) -> Option<&ComuneId> {
        self.host.get(name)
    }

    pub(super) async fn read(db: &DatabaseConnection) -> Result<Self, DbErr> {
        // The number first: a change in between is then read once more, not missed.
        let number = cambiamento::Entity::find_by_id(cambiamento::ONLY)
            .one(db)
            .await?
            .map_or(0, |row| row.numero);
        let comuni = comune::Entity::find().all(db).await?;
        let hosts = host::Entity::find()
            .order_by_asc(host::Column::Nome)
            .all(db)
            .await?;
        let mut snapshot = Self {
            number,
            comuni: BTreeMap::new(),
            host: HashMap::new(),
        };
        for row in comuni {
            // A row that no program of ours wrote must not stop the others.
            match ComuneId::parse(&row.id) {
                Ok(id) => snapshot.add(id, row),
                Err(cause) => tracing::error!(%cause, "a comune of the catalog is left out"),
            }
        }
        for row in hosts {
            snapshot.add_host(&row);
        }
        Ok(snapshot)
    }

    fn add(&mut self, id: ComuneId, row: comune::Model) {
        let moduli: BTreeSet<String> = serde_json::from_value(row.moduli).unwrap_or_default();
        let comune = serde_json::from_value::<Impostazioni>(row.impostazioni)
            .map(|impostazioni| {
                Arc::new(Comune {
                    id: id.clone(),
                    impostazioni,
                    moduli: moduli.clone(),
                })
            })
            .map_err(|e| e.to_string());
        let scheda = Scheda {
            id: id.clone(),
            nome: row.nome,
            stato: row.stato,
            host: Vec::new(),
            moduli,
            archivio: row.store_url,
            versione_schema: row.versione_schema,
            creato_il: row.creato_il,
        };
        self.comuni.insert(id, Voce { scheda, comune });
    }

    fn add_host(&mut self, row: &host::Model) {
        let (Ok(name), Ok(id)) = (NomeHost::parse(&row.nome), ComuneId::parse(&row.comune_id))
        else {
            tracing::error!(host = row.nome, "a host of the catalog is left out");
            return;
        };
        if let Some(voce) = self.comuni.get_mut(&id) {
            voce.scheda.host.push(name.clone());
        }
        self.host.insert(name, id);
    }
}
