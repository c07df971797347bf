//! Diets in force, for who cooks and who serves.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use campanella_anagrafe::AlunnoId;
use campanella_kernel::Giorno;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entities::{dieta, dieta_tipo};

/// Joins the codes of a child who has more than one diet.
const E: &str = "+";

/// The diets of a day, by code: what a kitchen may know.
#[derive(Debug, Clone, Default)]
pub(crate) struct Diete {
    descrizioni: BTreeMap<String, String>,
    degli_alunni: HashMap<AlunnoId, BTreeSet<String>>,
}

impl Diete {
    /// Reads the diets in force on `giorno`, in two queries.
    pub(crate) async fn del_giorno(
        db: &impl ConnectionTrait,
        giorno: Giorno,
    ) -> Result<Self, DbErr> {
        let tipi = dieta_tipo::Entity::find().all(db).await?;
        let righe = dieta::Entity::find()
            .filter(in_vigore(giorno, Some(giorno)))
            .all(db)
            .await?;
        let codici: HashMap<i64, &str> = tipi.iter().map(|t| (t.id, t.codice.as_str())).collect();
        let mut degli_alunni: HashMap<AlunnoId, BTreeSet<String>> = HashMap::new();
        for riga in righe {
            if let Some(codice) = codici.get(&riga.tipo_id) {
                let diete = degli_alunni.entry(riga.alunno_id).or_default();
                diete.insert((*codice).to_owned());
            }
        }
        Ok(Self {
            descrizioni: tipi
                .into_iter()
                .map(|t| (t.codice, t.descrizione))
                .collect(),
            degli_alunni,
        })
    }

    /// The code of what `alunno` must be served, `D01+D03` for two diets at once.
    pub(crate) fn codice(&self, alunno: AlunnoId) -> Option<String> {
        let diete = self.degli_alunni.get(&alunno)?;
        Some(diete.iter().map(String::as_str).collect::<Vec<_>>().join(E))
    }

    /// What a code means, in words for the kitchen.
    pub(crate) fn descrizione(&self, codice: &str) -> String {
        let parola = |c: &str| self.descrizioni.get(c).cloned().unwrap_or(c.to_owned());
        codice.split(E).map(parola).collect::<Vec<_>>().join("; ")
    }
}

/// Diets that hold on some day from `dal` to `al`, or for ever after.
pub(crate) fn in_vigore(dal: Giorno, al: Option<Giorno>) -> Condition {
    Condition::all()
        .add_option(al.map(|al| dieta::Column::Dal.lte(al)))
        .add(
            Condition::any()
                .add(dieta::Column::Al.is_null())
                .add(dieta::Column::Al.gte(dal)),
        )
}
