//! Taking a recorded decision again, with the component, the parameters and the input of then.

use campanella_kernel::{Ctx, Rifiuto};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use crate::attiva::GESTISCI;
use crate::attivazione;
use crate::contratto::Estensione;
use crate::decisione::{self, MOTORE, ingresso};
use crate::domanda::{Decisione, Domanda};
use crate::regole::Regole;

/// A decision that was taken again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Riesecuzione {
    /// Extension point.
    pub estensione: Estensione,
    /// SHA-256 of the component.
    pub digest: String,
    /// Parameters of the activation.
    pub parametri: Value,
    /// The question as it was asked.
    pub domanda: Domanda,
    /// What comes out now.
    pub decisione: Decisione,
    /// True when it is, to the byte, what came out then.
    pub uguale: bool,
    /// Engine of then.
    pub motore_allora: String,
    /// Engine of now.
    pub motore_adesso: &'static str,
}

impl Regole {
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
                host.rispondi(&regola, &parametri, &chiesta).ok()
            })
            .await?
            .ok_or(Rifiuto::NonTrovato("Componente della decisione"))?;
        Ok(Riesecuzione {
            estensione: decisione.estensione,
            digest: attivazione.digest,
            parametri: attivazione.parametri,
            domanda,
            uguale: presa.uscita.as_deref() == Some(decisione.uscita.as_str()),
            decisione: presa,
            motore_allora: decisione.motore,
            motore_adesso: MOTORE,
        })
    }
}

impl Riesecuzione {
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
