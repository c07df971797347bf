//! Explanations, each kept once however many amounts share it.

use std::collections::{BTreeMap, HashMap};

use campanella_kernel::{Ctx, GraphqlOutput, InternalError};
use campanella_plugins_host::Passo;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

use crate::entities::spiegazione::{self, Passi};
use crate::errore::Errore;

/// Rows of one insert: below the parameters that any of the stores takes.
const RIGHE: usize = 500;

/// Un passo che ha portato a un importo.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct PassoSpiegazione {
    /// Il passo, in parole.
    pub testo: String,
    /// L'articolo del regolamento.
    pub articolo: Option<String>,
    /// L'importo dopo questo passo.
    pub dopo: Option<String>,
}

impl From<&Passo> for PassoSpiegazione {
    fn from(passo: &Passo) -> Self {
        Self {
            testo: passo.testo.clone(),
            articolo: passo.articolo.clone(),
            dopo: passo.dopo.as_ref().map(ToString::to_string),
        }
    }
}

/// Keeps `tutte` and returns the key of each, in their order.
///
/// # Errors
/// When the store refuses.
pub async fn conserva_spiegazioni(
    db: &impl ConnectionTrait,
    tutte: &[Vec<Passo>],
) -> Result<Vec<String>, Errore> {
    let mut impronte = Vec::with_capacity(tutte.len());
    let mut distinte = BTreeMap::new();
    for passi in tutte {
        let testo = serde_json::to_string(passi).map_err(InternalError::from)?;
        let impronta = hex::encode(Sha256::digest(testo.as_bytes()));
        distinte.insert(impronta.clone(), passi);
        impronte.push(impronta);
    }
    let distinte: Vec<_> = distinte.into_iter().collect();
    for alcune in distinte.chunks(RIGHE) {
        let righe = alcune
            .iter()
            .map(|(impronta, passi)| spiegazione::ActiveModel {
                impronta: Set(impronta.clone()),
                passi: Set(Passi((*passi).clone())),
            });
        spiegazione::Entity::insert_many(righe)
            .on_conflict_do_nothing_on([spiegazione::Column::Impronta])
            .exec_without_returning(db)
            .await?;
    }
    Ok(impronte)
}

/// The steps of each of `impronte`: one query.
///
/// # Errors
/// When the store fails.
pub(crate) async fn leggi(
    ctx: &Ctx,
    impronte: impl IntoIterator<Item = String>,
) -> Result<HashMap<String, Vec<PassoSpiegazione>>, Errore> {
    let righe = spiegazione::Entity::find()
        .filter(spiegazione::Column::Impronta.is_in(impronte))
        .all(ctx.db())
        .await?;
    let passi = |r: spiegazione::Model| {
        let passi = r.passi.0.iter().map(PassoSpiegazione::from).collect();
        (r.impronta, passi)
    };
    Ok(righe.into_iter().map(passi).collect())
}
