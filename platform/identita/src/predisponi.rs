//! Access that the vendor's commands prepare: the first administrator of a new comune, and the
//! persons of demonstrations and tests. Nobody is logged in yet who could do it.

use campanella_anagrafe::{NuovaPersona, crea_persona, persona_con_codice_fiscale};
use campanella_kernel::{PersonaId, PlessoId, Scope, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use serde_json::json;

use crate::attivazione::CodiceAttivazione;
use crate::codici::{self, DURATA_ATTIVAZIONE_SECONDI, NuovoCodice};
use crate::entities::codice::Scopo;
use crate::entities::persona_ruolo::{self, Plessi};
use crate::predefiniti::AMMINISTRATORE;
use crate::{Result, credenziali, genitori, politica, posta};

/// What a person is given.
#[derive(Debug, Clone, Copy)]
pub struct Accesso<'a> {
    /// Who.
    pub persona: PersonaId,
    /// The hash of their password, of [`crate::Hasher::calcola`]; none when they shall register.
    pub hash: Option<&'a str>,
    /// Roles, each in the whole comune or in some buildings. Genitore follows from the families.
    pub ruoli: &'a [(&'a str, Option<&'a [PlessoId]>)],
}

/// Gives a person password and roles, within the transaction `db`.
///
/// # Errors
/// When the store refuses, e.g. because the person has the role already.
pub async fn predisponi(
    scope: &Scope,
    db: &impl ConnectionTrait,
    accesso: Accesso<'_>,
) -> Result<()> {
    let persona = accesso.persona;
    if let Some(hash) = accesso.hash {
        credenziali::imposta(scope, db, persona, hash.to_owned()).await?;
    }
    genitori::allinea(scope, db, persona).await?;
    for (ruolo, plessi) in accesso.ruoli {
        let row = persona_ruolo::ActiveModel {
            persona_id: Set(persona),
            ruolo: Set((*ruolo).to_owned()),
            plessi: Set(plessi.map(|ids| Plessi(ids.to_vec()))),
            assegnato_da: Set("fornitore".to_owned()),
            assegnato_il: Set(scope.now()),
            ..Default::default()
        };
        persona_ruolo::Entity::insert(row)
            .exec_without_returning(db)
            .await?;
    }
    let names: Vec<&str> = accesso.ruoli.iter().map(|(ruolo, _)| *ruolo).collect();
    let ctx = posta::sistema(scope);
    let detail = json!({ "ruoli": names });
    audit::record(
        &ctx,
        db,
        "predisponiAccesso",
        "persona",
        Some(persona.key()),
        detail,
    )
    .await?;
    Ok(())
}

/// Makes `dati`, or the person of that codice fiscale, an administrator of the comune, and
/// returns the code with which they register.
///
/// # Errors
/// When the store refuses, e.g. because the person is an administrator already.
pub async fn primo_amministratore(scope: &Scope, dati: NuovaPersona) -> Result<CodiceAttivazione> {
    let tx = scope.begin().await?;
    politica::nuova_versione(&tx).await?;
    let known = match &dati.codice_fiscale {
        Some(codice) => persona_con_codice_fiscale(&tx, codice).await?,
        None => None,
    };
    let persona = match known {
        Some(persona) => persona.id,
        None => crea_persona(scope, &tx, dati).await?.id,
    };
    let accesso = Accesso {
        persona,
        hash: None,
        ruoli: &[(AMMINISTRATORE, None)],
    };
    predisponi(scope, &tx, accesso).await?;
    let scade = scope.now().piu_secondi(DURATA_ATTIVAZIONE_SECONDI);
    let new = NuovoCodice {
        persona,
        scopo: Scopo::Attivazione,
        dati: json!({}),
        scade,
        creato_da: "fornitore",
    };
    let codice = codici::crea(scope, &tx, new).await?;
    tx.commit().await?;
    Ok(CodiceAttivazione { codice, scade })
}
