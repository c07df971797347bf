//! Children, entered and corrected by the office.

use campanella_kernel::{CodiceFiscale, Ctx, Giorno, GraphqlInput, Rifiuto, audit};
use sea_orm::ActiveValue::NotSet;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::cambia::cambia;
use crate::contatto::{leggi_testo, leggi_testo_facoltativo};
use crate::entities::alunno::Sesso;
use crate::entities::{alunno, famiglia};
use crate::errore::Errore;
use crate::permessi::FAMIGLIE_SCRIVI;
use crate::scuole::doppione;
use crate::{AlunnoId, FamigliaId};

const DOPPIONE: &str = "C'è già un bambino con questo codice fiscale o codice esterno.";

/// Un bambino.
#[derive(Debug, Clone, GraphqlInput)]
pub struct AlunnoInput {
    /// La famiglia.
    pub famiglia: FamigliaId,
    /// Codice fiscale.
    pub codice_fiscale: Option<CodiceFiscale>,
    /// Codice che l'ufficio dà al bambino, sempre lo stesso.
    pub codice_esterno: Option<String>,
    /// Nome.
    pub nome: String,
    /// Cognome.
    pub cognome: String,
    /// Data di nascita.
    pub data_nascita: Giorno,
    /// Luogo di nascita.
    pub luogo_nascita: Option<String>,
    /// Vero se il bambino è residente nel comune.
    pub residente: bool,
    /// Indirizzo.
    pub indirizzo: Option<String>,
    /// Vero se c'è una disabilità certificata.
    pub disabilita: bool,
    /// Vero se si è verificato che è un bambino diverso da chi ha un codice fiscale che differisce
    /// solo per omocodia.
    pub omocodia: Option<bool>,
}

impl AlunnoInput {
    /// `base` with these data.
    fn leggi(self, oggi: Giorno, base: alunno::Model) -> Result<alunno::Model, Rifiuto> {
        if self.data_nascita > oggi {
            return Err(Rifiuto::dato("dataNascita", "la data è nel futuro"));
        }
        let cf = self.codice_fiscale;
        Ok(alunno::Model {
            famiglia_id: self.famiglia,
            cf_chiave: cf.as_ref().map(CodiceFiscale::senza_omocodia),
            belfiore_nascita: cf.as_ref().and_then(CodiceFiscale::luogo_nascita),
            sesso: cf
                .as_ref()
                .and_then(CodiceFiscale::sesso)
                .map(Sesso::from)
                .or(base.sesso),
            codice_fiscale: cf,
            codice_esterno: leggi_testo_facoltativo("codiceEsterno", self.codice_esterno, 50)?,
            nome: leggi_testo("nome", &self.nome, 100)?,
            cognome: leggi_testo("cognome", &self.cognome, 100)?,
            data_nascita: self.data_nascita,
            luogo_nascita: leggi_testo_facoltativo("luogoNascita", self.luogo_nascita, 100)?,
            residente: self.residente,
            indirizzo: leggi_testo_facoltativo("indirizzo", self.indirizzo, 200)?,
            disabilita: self.disabilita,
            ..base
        })
    }
}

/// Enters a child.
///
/// # Errors
/// [`Errore::GiaPresente`], [`Errore::OmocodiaDaVerificare`], [`Rifiuto::NonTrovato`] for the
/// family, or data that are not valid.
pub async fn crea_alunno(ctx: &Ctx, dati: AlunnoInput) -> Result<alunno::Model, Errore> {
    ctx.tutto_il_comune(FAMIGLIE_SCRIVI)?;
    let vuoto = alunno::Model {
        id: AlunnoId::new(0),
        famiglia_id: dati.famiglia,
        codice_fiscale: None,
        cf_chiave: None,
        codice_esterno: None,
        nome: String::new(),
        cognome: String::new(),
        data_nascita: dati.data_nascita,
        luogo_nascita: None,
        belfiore_nascita: None,
        sesso: None,
        residente: false,
        indirizzo: None,
        disabilita: false,
        creato_il: ctx.now(),
    };
    let distinti = dati.omocodia.unwrap_or(false);
    let letto = dati.leggi(ctx.oggi(), vuoto)?;
    let db = ctx.begin().await?;
    esiste_famiglia(&db, letto.famiglia_id).await?;
    if !distinti {
        verifica_omocodia(&db, &letto).await?;
    }
    let row = alunno::ActiveModel {
        id: NotSet,
        ..letto.into_active_model().reset_all()
    };
    let row = alunno::Entity::insert(row)
        .exec_with_returning(&db)
        .await
        .map_err(doppione(DOPPIONE))?;
    let dettaglio = json!({ "famiglia": row.famiglia_id });
    audit::record(
        ctx,
        &db,
        "creaAlunno",
        "alunno",
        Some(row.id.key()),
        dettaglio,
    )
    .await?;
    db.commit().await?;
    Ok(row)
}

/// Corrects the data of a child.
///
/// # Errors
/// As [`crea_alunno`].
pub async fn modifica_alunno(
    ctx: &Ctx,
    id: AlunnoId,
    dati: AlunnoInput,
) -> Result<alunno::Model, Errore> {
    ctx.tutto_il_comune(FAMIGLIE_SCRIVI)?;
    let db = ctx.begin().await?;
    let before = alunno::Entity::find_by_id(id)
        .one(&db)
        .await?
        .ok_or(Rifiuto::NonTrovato("Alunno"))?;
    let distinti = dati.omocodia.unwrap_or(false);
    let after = dati.leggi(ctx.oggi(), before.clone())?;
    esiste_famiglia(&db, after.famiglia_id).await?;
    if !distinti && before.codice_fiscale != after.codice_fiscale {
        verifica_omocodia(&db, &after).await?;
    }
    let changed = cambia::<alunno::Entity>(&db, before, after.clone())
        .await
        .map_err(doppione(DOPPIONE))?;
    let dettaglio = json!({ "campi": changed });
    audit::record(
        ctx,
        &db,
        "modificaAlunno",
        "alunno",
        Some(id.key()),
        dettaglio,
    )
    .await?;
    db.commit().await?;
    Ok(after)
}

/// Refuses a child when another has a codice fiscale that differs only by omocodia: one child
/// written twice, or two.
async fn verifica_omocodia(db: &impl ConnectionTrait, letto: &alunno::Model) -> Result<(), Errore> {
    let similar = alunno::Entity::find()
        .filter(alunno::Column::CfChiave.eq(letto.cf_chiave.clone()))
        .filter(alunno::Column::CodiceFiscale.ne(letto.codice_fiscale.clone()))
        .filter(alunno::Column::Id.ne(letto.id));
    match similar.one(db).await? {
        None => Ok(()),
        Some(a) => Err(Errore::OmocodiaDaVerificare {
            chi: format!("{} {}", a.cognome, a.nome),
        }),
    }
}

async fn esiste_famiglia(db: &impl ConnectionTrait, id: FamigliaId) -> Result<(), Errore> {
    match famiglia::Entity::find_by_id(id).one(db).await? {
        Some(_) => Ok(()),
        None => Err(Rifiuto::NonTrovato("Famiglia").into()),
    }
}
