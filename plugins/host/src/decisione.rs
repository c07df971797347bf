//! What was decided, kept so that it can be decided again: the input, the activation, the engine,
//! and the hash of what came out.

use std::collections::HashMap;

use campanella_kernel::{Ctx, Giorno, Istante, Servizio};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::estensione::Estensione;
use crate::passo::Provenienza;
use crate::punto::Punto;

/// The engine of this program, as it stands in each record. A test holds it to the lock file.
pub const MOTORE: &str = "wasmtime 48.0.8";

/// A decision that was taken. A rule is a pure function, so the same question under the same
/// activation is one row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decisione")]
pub struct Model {
    /// SHA-256 over activation, context and input.
    #[sea_orm(primary_key, auto_increment = false)]
    pub impronta: String,
    /// The activation that was in force.
    pub attivazione_id: i64,
    /// Extension point.
    pub estensione: Estensione,
    /// Service.
    pub servizio: Servizio,
    /// The day that was decided about.
    pub giorno: Giorno,
    /// The context of the question.
    #[sea_orm(column_type = "JsonBinary")]
    pub contesto: Json,
    /// Hash of the input, which stands in `ingresso_regola`.
    pub ingresso: String,
    /// Hash of the answer.
    pub uscita: String,
    /// Version of the contract.
    pub contratto: String,
    /// Engine that computed it.
    pub motore: String,
    /// When.
    pub presa_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}

/// Inputs, each once: what is known of a child seldom changes from one day to the next.
pub mod ingresso {
    use sea_orm::entity::prelude::*;

    /// An input.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ingresso_regola")]
    pub struct Model {
        /// SHA-256 of the input.
        #[sea_orm(primary_key, auto_increment = false)]
        pub impronta: String,
        /// The input. It holds what the regulation looks at, and no name.
        #[sea_orm(column_type = "JsonBinary")]
        pub dati: Json,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A decision on its way to the store: kept with what it decided, in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traccia {
    impronta: String,
    attivazione: i64,
    estensione: Estensione,
    servizio: Servizio,
    giorno: Giorno,
    contesto: Json,
    ingresso: (String, Json),
    uscita: String,
    contratto: String,
}

impl Traccia {
    /// The trace of one answer.
    pub(crate) fn nuova<P: Punto>(
        provenienza: &Provenienza,
        (servizio, giorno): (Servizio, Giorno),
        contesto: P::Contesto,
        ingresso: &P::Ingresso,
        risposta: &P::Risposta,
    ) -> serde_json::Result<Self> {
        let dati = serde_json::to_string(ingresso)?;
        let impronta_ingresso = impronta(&[&dati]);
        let contesto = serde_json::to_value(contesto)?;
        let attivazione = provenienza.attivazione.key();
        Ok(Self {
            impronta: impronta(&[
                &attivazione.to_string(),
                &contesto.to_string(),
                &impronta_ingresso,
            ]),
            attivazione,
            estensione: P::ESTENSIONE,
            servizio,
            giorno,
            contesto,
            ingresso: (impronta_ingresso, serde_json::from_str(&dati)?),
            uscita: impronta_dati(risposta)?,
            contratto: provenienza.contratto.clone(),
        })
    }

    /// The key under which it is found again.
    #[must_use]
    pub fn impronta(&self) -> &str {
        &self.impronta
    }

    /// The row of the decision.
    #[must_use]
    pub fn riga(&self, presa_il: Istante) -> ActiveModel {
        ActiveModel {
            impronta: Set(self.impronta.clone()),
            attivazione_id: Set(self.attivazione),
            estensione: Set(self.estensione),
            servizio: Set(self.servizio),
            giorno: Set(self.giorno),
            contesto: Set(self.contesto.clone()),
            ingresso: Set(self.ingresso.0.clone()),
            uscita: Set(self.uscita.clone()),
            contratto: Set(self.contratto.clone()),
            motore: Set(MOTORE.to_owned()),
            presa_il: Set(presa_il),
        }
    }

    /// The row of the input.
    #[must_use]
    pub fn riga_ingresso(&self) -> ingresso::ActiveModel {
        let (impronta, dati) = self.ingresso.clone();
        ingresso::ActiveModel {
            impronta: Set(impronta),
            dati: Set(dati),
        }
    }
}

/// Rows of one insert: below the parameters that any of the stores takes.
const RIGHE: usize = 500;

/// Keeps `tracce` within the transaction `db`; those kept already stay as they are.
///
/// # Errors
/// When the store fails.
pub async fn conserva<'t>(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    tracce: impl IntoIterator<Item = &'t Traccia>,
) -> Result<(), DbErr> {
    let tracce: HashMap<&str, &Traccia> = tracce.into_iter().map(|t| (t.impronta(), t)).collect();
    let tracce: Vec<&Traccia> = tracce.into_values().collect();
    for alcune in tracce.chunks(RIGHE) {
        let ingressi: HashMap<&str, &Traccia> =
            alcune.iter().map(|t| (t.ingresso.0.as_str(), *t)).collect();
        ingresso::Entity::insert_many(ingressi.into_values().map(Traccia::riga_ingresso))
            .on_conflict_do_nothing_on([ingresso::Column::Impronta])
            .exec_without_returning(db)
            .await?;
        Entity::insert_many(alcune.iter().map(|t| t.riga(ctx.now())))
            .on_conflict_do_nothing_on([Column::Impronta])
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// Hash of an input or of an answer: its fields stand in the order of its type.
pub(crate) fn impronta_dati(dati: &impl Serialize) -> serde_json::Result<String> {
    Ok(impronta(&[&serde_json::to_string(dati)?]))
}

/// SHA-256 over parts, in hexadecimal; a separator keeps `ab, c` from being `a, bc`.
fn impronta(parti: &[&str]) -> String {
    let mut somma = Sha256::new();
    for parte in parti {
        somma.update(parte.as_bytes());
        somma.update([0]);
    }
    hex::encode(somma.finalize())
}
