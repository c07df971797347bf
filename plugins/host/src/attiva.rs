//! Putting a rule in force.

use std::sync::Arc;

use campanella_kernel::module::PermissionInfo;
use campanella_kernel::{Azione, Ctx, Giorno, Permission, Rifiuto, Servizio, audit, domain_error};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseTransaction, IntoActiveModel};
use serde_json::json;

use crate::attivazione::{self, AttivazioneId};
use crate::componente::Regola;
use crate::errore_parametro::{ErroreParametro, in_un_testo};
use crate::estensione::Estensione;
use crate::host::Host;

/// To put regulations in force.
pub const GESTISCI: Permission = Permission::new("regolamenti", Azione::Gestisci);

/// To see regulations, proposals and simulations.
pub const LEGGI: Permission = Permission::new("regolamenti", Azione::Leggi);

/// To approve what somebody else proposes, and to say whether two people are wanted.
pub const APPROVA: Permission = Permission::new("approvazione_regolamenti", Azione::Gestisci);

/// The permissions on regulations, in words for the administrator who gives roles.
pub const PERMESSI: &[PermissionInfo] = &[
    PermissionInfo {
        permission: LEGGI,
        descrizione: "Vedere i regolamenti, le proposte e le simulazioni",
    },
    PermissionInfo {
        permission: GESTISCI,
        descrizione: "Preparare, simulare e mettere in vigore i regolamenti",
    },
    PermissionInfo {
        permission: APPROVA,
        descrizione: "Approvare i regolamenti proposti da altri",
    },
];

/// A rule to put in force.
#[derive(Debug, Clone)]
pub struct NuovaAttivazione {
    /// The extension point.
    pub estensione: Estensione,
    /// The service.
    pub servizio: Servizio,
    /// SHA-256 of the component.
    pub digest: String,
    /// Its parameters.
    pub parametri: serde_json::Value,
    /// First day.
    pub dal: Giorno,
    /// The deliberation.
    pub atto: String,
}

/// Why a rule was not put in force.
#[derive(Debug, thiserror::Error)]
pub enum AttivazioneRifiutata {
    /// No such component.
    #[error("Il regolamento scelto non è presente su questo sistema.")]
    ComponenteAssente,
    /// A component of another extension point.
    #[error("Il regolamento scelto non riguarda questo calcolo.")]
    AltraEstensione,
    /// The parameters do not satisfy the schema.
    #[error("I parametri non sono completi o corretti: {}", in_un_testo(.0, "; "))]
    ParametriNonValidi(Vec<ErroreParametro>),
    /// The parameters contradict each other.
    #[error("{0}")]
    ParametriContraddittori(String),
    /// A case to try that is not complete or not right.
    #[error("Il caso da provare non è completo o corretto: {}", in_un_testo(.0, "; "))]
    CasoNonValido(Vec<ErroreParametro>),
    /// The component failed when asked about its parameters.
    #[error("Il regolamento non riesce a leggere i parametri: {0}.")]
    RegolaGuasta(String),
    /// No deliberation was given.
    #[error("Indicare l'atto che approva il regolamento.")]
    AttoMancante,
    /// Another activation begins on that day or later.
    #[error("Dal {0} vale già un altro regolamento: scegliere un giorno successivo.")]
    Sovrapposta(Giorno),
    /// It would change days that were governed by another rule.
    #[error("Fino a oggi vale il regolamento in vigore: scegliere un giorno da domani.")]
    Retroattiva,
    /// The comune wants two people.
    #[error("In questo comune un regolamento si propone, e un'altra persona lo approva.")]
    OccorreApprovazione,
    /// The refusals that every module shares.
    #[error(transparent)]
    Comune(#[from] Rifiuto),
}

domain_error!(AttivazioneRifiutata {
    ComponenteAssente => "REGOLAMENTO_ASSENTE",
    AltraEstensione => "REGOLAMENTO_DI_ALTRO_TIPO",
    ParametriNonValidi(_) => "PARAMETRI_NON_VALIDI",
    ParametriContraddittori(_) => "PARAMETRI_CONTRADDITTORI",
    CasoNonValido(_) => "CASO_NON_VALIDO",
    RegolaGuasta(_) => "REGOLAMENTO_GUASTO",
    AttoMancante => "ATTO_MANCANTE",
    Sovrapposta(_) => "ATTIVAZIONE_SOVRAPPOSTA",
    Retroattiva => "ATTIVAZIONE_RETROATTIVA",
    OccorreApprovazione => "OCCORRE_APPROVAZIONE",
} with errori);

impl AttivazioneRifiutata {
    /// Each wrong parameter, or part of a case, with its place, so that a form can say it there.
    pub(crate) fn errori(&self) -> serde_json::Map<String, serde_json::Value> {
        match self {
            Self::ParametriNonValidi(errori) | Self::CasoNonValido(errori) => {
                [("errori".to_owned(), json!(errori))].into_iter().collect()
            }
            _ => serde_json::Map::new(),
        }
    }
}

/// Refuses parameters that the component would not accept. Blocking: it asks the component.
pub(crate) fn verifica(host: &Host, nuova: &NuovaAttivazione) -> Result<(), AttivazioneRifiutata> {
    if nuova.atto.trim().is_empty() {
        return Err(AttivazioneRifiutata::AttoMancante);
    }
    let regola = presente(host, &nuova.digest)?;
    accetta(host, &regola, nuova.estensione, &nuova.parametri)
}

/// The rule `digest`, which the host has to know.
pub(crate) fn presente(host: &Host, digest: &str) -> Result<Arc<Regola>, AttivazioneRifiutata> {
    host.regola(digest)
        .map_err(|_| AttivazioneRifiutata::ComponenteAssente)
}

/// Refuses a rule that does not answer at `estensione`, or does not accept `parametri`. Blocking.
pub(crate) fn accetta(
    host: &Host,
    regola: &Regola,
    estensione: Estensione,
    parametri: &serde_json::Value,
) -> Result<(), AttivazioneRifiutata> {
    if regola.estensione() != estensione {
        return Err(AttivazioneRifiutata::AltraEstensione);
    }
    let errori = regola.contro_lo_schema(parametri);
    if !errori.is_empty() {
        return Err(AttivazioneRifiutata::ParametriNonValidi(errori));
    }
    let verdetto = regola
        .contratto
        .verifica(&host.engine, &parametri.to_string());
    match verdetto {
        Ok(Ok(())) => Ok(()),
        Ok(Err(motivo)) => Err(AttivazioneRifiutata::ParametriContraddittori(motivo.testo)),
        Err(guasto) => Err(AttivazioneRifiutata::RegolaGuasta(guasto.to_string())),
    }
}

/// Writes a verified activation, and the last day of the one before it.
pub(crate) async fn scrivi(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    nuova: NuovaAttivazione,
) -> Result<AttivazioneId, AttivazioneRifiutata> {
    let esistenti = attivazione::per_scrivere(tx, nuova.estensione, nuova.servizio).await?;
    let precedente = chiudi_precedente(ctx, tx, esistenti.into_iter().next(), nuova.dal).await?;
    let dettaglio = json!({
        "estensione": nuova.estensione, "servizio": nuova.servizio, "digest": nuova.digest,
        "parametri": nuova.parametri, "dal": nuova.dal, "atto": nuova.atto,
        "precedente": precedente,
    });
    let riga = attivazione::ActiveModel {
        estensione: Set(nuova.estensione),
        servizio: Set(nuova.servizio),
        digest: Set(nuova.digest),
        parametri: Set(nuova.parametri),
        dal: Set(nuova.dal),
        al: Set(None),
        atto: Set(nuova.atto),
        approvata_da: Set(ctx.actor().descrizione()),
        creata_il: Set(ctx.now()),
        ..Default::default()
    };
    let riga = riga.insert(tx).await?;
    audit::record(ctx, tx, "attiva", "attivazione", Some(riga.id), dettaglio).await?;
    Ok(riga.attivazione())
}

/// Ends the latest activation the day before `dal`, and says which it was.
async fn chiudi_precedente(
    ctx: &Ctx,
    tx: &impl ConnectionTrait,
    ultima: Option<attivazione::Model>,
    dal: Giorno,
) -> Result<Option<i64>, AttivazioneRifiutata> {
    let Some(ultima) = ultima else {
        return Ok(None);
    };
    let id = ultima.id;
    if ultima.dal >= dal {
        return Err(AttivazioneRifiutata::Sovrapposta(ultima.dal));
    }
    match ultima.al {
        Some(al) if al >= dal => Err(AttivazioneRifiutata::Sovrapposta(ultima.dal)),
        Some(_) => Ok(Some(id)),
        None if dal <= ctx.oggi() => Err(AttivazioneRifiutata::Retroattiva),
        None => {
            let mut ultima = ultima.into_active_model();
            ultima.al = Set(Some(dal.prima(1)));
            ultima.update(tx).await?;
            Ok(Some(id))
        }
    }
}
