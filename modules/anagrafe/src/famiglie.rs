//! Families and the persons who pay, entered and corrected by the office.

use campanella_kernel::{CodiceFiscale, Ctx, GraphqlInput, PersonaId, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use serde_json::json;

use crate::FamigliaId;
use crate::cambia::cambia;
use crate::contatto::{leggi_email, leggi_testo, leggi_testo_facoltativo};
use crate::entities::{famiglia, persona};
use crate::errore::Errore;
use crate::permessi::{FAMIGLIE_SCRIVI, ISEE_SCRIVI};
use crate::persona::{
    NuovaPersona, Persona, crea_persona, persona_con_codice_fiscale, persona_con_id,
    segna_verificata, verifica_omocodia,
};
use crate::scuole::doppione;

/// Minors of a family at the most: more is a typing error.
const MINORI_MAX: i32 = 30;

/// Una persona.
#[derive(Debug, Clone, GraphqlInput)]
pub struct PersonaInput {
    /// Codice fiscale; assente per chi non lo ha.
    pub codice_fiscale: Option<CodiceFiscale>,
    /// Nome.
    pub nome: String,
    /// Cognome.
    pub cognome: String,
    /// Indirizzo e-mail.
    pub email: Option<String>,
    /// Telefono.
    pub telefono: Option<String>,
    /// Indirizzo.
    pub indirizzo: Option<String>,
    /// Vero se si è verificato che è una persona diversa da chi ha un codice fiscale che differisce
    /// solo per omocodia.
    pub omocodia: Option<bool>,
}

impl PersonaInput {
    fn leggi(self) -> Result<NuovaPersona, Rifiuto> {
        let email = self.email.filter(|e| !e.trim().is_empty());
        Ok(NuovaPersona {
            codice_fiscale: self.codice_fiscale,
            nome: leggi_testo("nome", &self.nome, 100)?,
            cognome: leggi_testo("cognome", &self.cognome, 100)?,
            email: email.map(|e| leggi_email("email", &e)).transpose()?,
            telefono: leggi_testo_facoltativo("telefono", self.telefono, 30)?,
            indirizzo: leggi_testo_facoltativo("indirizzo", self.indirizzo, 200)?,
            verificata: true,
        })
    }
}

/// Una famiglia.
#[derive(Debug, Clone, GraphqlInput)]
pub struct FamigliaInput {
    /// Il genitore che firma e paga.
    pub tutore: PersonaInput,
    /// Vero se il genitore è residente nel comune.
    pub residente: bool,
    /// Minori nel nucleo familiare.
    pub minori: i32,
}

fn leggi_minori(minori: i32) -> Result<i32, Rifiuto> {
    if (0..=MINORI_MAX).contains(&minori) {
        Ok(minori)
    } else {
        Err(Rifiuto::dato("minori", format!("da 0 a {MINORI_MAX}")))
    }
}

/// Enters a family. A tutore whom the comune knows is taken as he is known: nothing of him
/// changes, and one whom only another family wrote down as delegate sees the children once
/// [`verifica_persona`] was done.
///
/// # Errors
/// [`Errore::GiaPresente`] when he has a family, [`Errore::OmocodiaDaVerificare`], or data that are
/// not valid.
pub async fn crea_famiglia(ctx: &Ctx, dati: FamigliaInput) -> Result<famiglia::Model, Errore> {
    ctx.tutto_il_comune(FAMIGLIE_SCRIVI)?;
    let distinte = dati.tutore.omocodia.unwrap_or(false);
    let tutore = dati.tutore.leggi()?;
    let minori = leggi_minori(dati.minori)?;
    let db = ctx.begin().await?;
    let known = match &tutore.codice_fiscale {
        Some(cf) => persona_con_codice_fiscale(&db, cf).await?,
        None => None,
    };
    let tutore = match known {
        Some(persona) => persona,
        None => {
            verifica_omocodia(&db, tutore.codice_fiscale.as_ref(), None, distinte).await?;
            crea_persona(ctx, &db, tutore).await?
        }
    };
    let row = famiglia::ActiveModel {
        tutore_id: Set(tutore.id),
        residente: Set(dati.residente),
        esente_servizi_sociali: Set(false),
        minori: Set(minori),
        creata_il: Set(ctx.now()),
        ..Default::default()
    };
    let row = famiglia::Entity::insert(row)
        .exec_with_returning(&db)
        .await
        .map_err(doppione("Questa persona ha già una famiglia."))?;
    let dettaglio = json!({ "tutore": row.tutore_id });
    audit::record(
        ctx,
        &db,
        "creaFamiglia",
        "famiglia",
        Some(row.id.key()),
        dettaglio,
    )
    .await?;
    db.commit().await?;
    Ok(row)
}

/// Corrects a family.
///
/// # Errors
/// [`Rifiuto::NonTrovato`], or data that are not valid.
pub async fn modifica_famiglia(
    ctx: &Ctx,
    id: FamigliaId,
    residente: bool,
    minori: i32,
) -> Result<famiglia::Model, Errore> {
    ctx.tutto_il_comune(FAMIGLIE_SCRIVI)?;
    let minori = leggi_minori(minori)?;
    salva_famiglia(ctx, "modificaFamiglia", id, None, |f| {
        f.residente = residente;
        f.minori = minori;
    })
    .await
}

/// Says whether the social services exempt a family, and by which act.
///
/// # Errors
/// [`Rifiuto::NonTrovato`], or an empty act.
pub async fn imposta_esenzione(
    ctx: &Ctx,
    id: FamigliaId,
    esente: bool,
    atto: &str,
) -> Result<famiglia::Model, Errore> {
    ctx.tutto_il_comune(ISEE_SCRIVI)?;
    let atto = leggi_testo("atto", atto, 200)?;
    salva_famiglia(ctx, "impostaEsenzione", id, Some(atto), |f| {
        f.esente_servizi_sociali = esente;
    })
    .await
}

async fn salva_famiglia(
    ctx: &Ctx,
    azione: &str,
    id: FamigliaId,
    atto: Option<String>,
    change: impl FnOnce(&mut famiglia::Model),
) -> Result<famiglia::Model, Errore> {
    let db = ctx.begin().await?;
    let before = famiglia::Entity::find_by_id(id)
        .one(&db)
        .await?
        .ok_or(Rifiuto::NonTrovato("Famiglia"))?;
    let mut after = before.clone();
    change(&mut after);
    let changed = cambia::<famiglia::Entity>(&db, before, after.clone()).await?;
    let dettaglio = json!({ "campi": changed, "atto": atto });
    audit::record(ctx, &db, azione, "famiglia", Some(id.key()), dettaglio).await?;
    db.commit().await?;
    Ok(after)
}

/// Corrects the data of a person. A new e-mail address has to be confirmed again.
///
/// # Errors
/// [`Errore::GiaPresente`] when another has the codice fiscale,
/// [`Errore::OmocodiaDaVerificare`] when one that differs by omocodia; [`Rifiuto::NonTrovato`].
pub async fn correggi_persona(
    ctx: &Ctx,
    id: PersonaId,
    dati: PersonaInput,
) -> Result<Persona, Errore> {
    ctx.tutto_il_comune(FAMIGLIE_SCRIVI)?;
    let distinte = dati.omocodia.unwrap_or(false);
    let dati = dati.leggi()?;
    let db = ctx.begin().await?;
    let before = persona_con_id(&db, id).await?;
    if before.codice_fiscale != dati.codice_fiscale {
        verifica_omocodia(&db, dati.codice_fiscale.as_ref(), Some(id), distinte).await?;
    }
    let after = persona::Model {
        cf_chiave: dati
            .codice_fiscale
            .as_ref()
            .map(CodiceFiscale::senza_omocodia),
        codice_fiscale: dati.codice_fiscale,
        nome: dati.nome,
        cognome: dati.cognome,
        email_confermata: before.email_confermata && before.email == dati.email,
        email: dati.email,
        telefono: dati.telefono,
        indirizzo: dati.indirizzo,
        ..before.clone()
    };
    let changed = cambia::<persona::Entity>(&db, before, after.clone())
        .await
        .map_err(doppione("Questo codice fiscale è già di un'altra persona."))?;
    let dettaglio = json!({ "campi": changed });
    audit::record(
        ctx,
        &db,
        "correggiPersona",
        "persona",
        Some(id.key()),
        dettaglio,
    )
    .await?;
    db.commit().await?;
    Ok(after)
}

/// Notes that the person showed a document at the office.
///
/// # Errors
/// [`Rifiuto::NonTrovato`].
pub async fn verifica_persona(ctx: &Ctx, id: PersonaId) -> Result<(), Errore> {
    ctx.tutto_il_comune(FAMIGLIE_SCRIVI)?;
    let db = ctx.begin().await?;
    persona_con_id(&db, id).await?;
    segna_verificata(&db, id).await?;
    audit::record(
        ctx,
        &db,
        "verificaPersona",
        "persona",
        Some(id.key()),
        json!({}),
    )
    .await?;
    db.commit().await?;
    Ok(())
}
