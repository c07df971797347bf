//! Taking a recorded decision again, with the component, the parameters and the input of then.

use campanella_kernel::{Ctx, Giorno, Istante, Rifiuto, Servizio};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use serde_json::{Value, json};

use crate::attiva::GESTISCI;
use crate::attivazione;
use crate::decisione::{self, MOTORE, ingresso};
use crate::domanda::{Decisione, Domanda};
use crate::estensione::Estensione;
use crate::regole::Regole;

/// A decision that was taken again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Riesecuzione {
    /// Extension point.
    pub estensione: Estensione,
    /// Service.
    pub servizio: Servizio,
    /// The day that was decided about.
    pub giorno: Giorno,
    /// When it was decided.
    pub presa_il: Istante,
    /// The rule and its version.
    pub regola: String,
    /// SHA-256 of the component.
    pub digest: String,
    /// Parameters of the activation.
    pub parametri: Value,
    /// The question as it was asked.
    pub domanda: Domanda,
    /// What comes out now.
    pub decisione: Decisione,
    /// What the record says.
    pub allora: Impronte,
    /// What was found now.
    pub adesso: Impronte,
}

/// How a decision was computed, and the hashes of what it was computed from and of what came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Impronte {
    /// Version of the contract.
    pub contratto: String,
    /// The engine.
    pub motore: String,
    /// SHA-256 of the input.
    pub ingresso: String,
    /// SHA-256 of the answer; `None`: there is none.
    pub uscita: Option<String>,
}

impl Regole {
    /// The keys of the decisions about days from `dal` to `al`, in order of day.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn decisioni(
        &self,
        ctx: &Ctx,
        dal: Giorno,
        al: Giorno,
    ) -> Result<Vec<String>, Rifiuto> {
        ctx.require(GESTISCI)?;
        let impronte = decisione::Entity::find()
            .select_only()
            .column(decisione::Column::Impronta)
            .filter(decisione::Column::Giorno.between(dal, al))
            .order_by_asc(decisione::Column::Giorno)
            .order_by_asc(decisione::Column::Impronta)
            .into_tuple()
            .all(ctx.db())
            .await?;
        Ok(impronte)
    }

    /// Takes the decision `impronta` again.
    ///
    /// # Errors
    /// [`Rifiuto::NonTrovato`] when there is none, or its component is gone.
    pub async fn riesegui(&self, ctx: &Ctx, impronta: &str) -> Result<Riesecuzione, Rifiuto> {
        ctx.require(GESTISCI)?;
        let db = ctx.db();
        let decisione = decisione::Entity::find_by_id(impronta.to_owned())
            .one(db)
            .await?
            .ok_or(Rifiuto::NonTrovato("Decisione"))?;
        let ingresso = ingresso::Entity::find_by_id(decisione.ingresso.clone())
            .one(db)
            .await?
            .ok_or(Rifiuto::NonTrovato("Dati della decisione"))?;
        let attivazione = attivazione::Entity::find_by_id(decisione.attivazione_id)
            .one(db)
            .await?
            .ok_or(Rifiuto::NonTrovato("Regolamento della decisione"))?;
        self.rendi_note(ctx, [attivazione.digest.clone()]).await?;
        let domanda = Domanda {
            contesto: decisione.contesto,
            ingresso: ingresso.dati,
        };
        let (digest, parametri) = (attivazione.digest.clone(), attivazione.parametri.clone());
        let chiesta = domanda.clone();
        let presa = self
            .sul_posto(move |host| {
                let regola = host.regola(&digest).ok()?;
                let presa = host.rispondi(&regola, &parametri, &chiesta).ok()?;
                Some((regola, presa))
            })
            .await?;
        let (regola, presa) = presa.ok_or(Rifiuto::NonTrovato("Componente della decisione"))?;
        let manifesto = regola.manifesto();
        Ok(Riesecuzione {
            estensione: decisione.estensione,
            servizio: decisione.servizio,
            giorno: decisione.giorno,
            presa_il: decisione.presa_il,
            regola: format!("{} {}", manifesto.id, manifesto.versione),
            digest: attivazione.digest,
            parametri: attivazione.parametri,
            domanda,
            allora: Impronte {
                contratto: decisione.contratto,
                motore: decisione.motore,
                ingresso: decisione.ingresso,
                uscita: Some(decisione.uscita),
            },
            adesso: Impronte {
                contratto: manifesto.contratto.clone(),
                motore: MOTORE.to_owned(),
                ingresso: presa.ingresso.clone(),
                uscita: presa.uscita.clone(),
            },
            decisione: presa,
        })
    }
}

impl Riesecuzione {
    /// True when the input is that of then, and the answer is to the byte what came out then.
    #[must_use]
    pub fn uguale(&self) -> bool {
        self.allora.ingresso == self.adesso.ingresso && self.allora.uscita == self.adesso.uscita
    }

    /// The question without what could tell whose it was: building, class and free data are
    /// replaced, days and amounts are what the rule looks at and stay.
    #[must_use]
    pub fn pseudonima(&self) -> Domanda {
        let mut domanda = self.domanda.clone();
        if let Some(campi) = domanda.ingresso.as_object_mut() {
            for (nome, valore) in campi.iter_mut() {
                match (nome.as_str(), &mut *valore) {
                    ("plesso" | "classe", Value::String(_)) => *valore = json!("X"),
                    ("altri_dati", Value::Object(dati)) => {
                        for dato in dati.values_mut() {
                            *dato = json!("X");
                        }
                    }
                    _ => {}
                }
            }
        }
        domanda
    }
}
