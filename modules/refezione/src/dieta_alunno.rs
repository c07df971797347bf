//! The diets of one child: special data. Whoever reads them leaves a row in the log.

use campanella_anagrafe::{AlunnoAutorizzato, AlunnoId};
use campanella_kernel::{
    Ctx, Giorno, GraphqlInput, GraphqlOutput, Istante, Rifiuto, audit, typed_id,
};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use crate::avviso;
use crate::diete::in_vigore;
use crate::entities::{dieta, dieta_tipo};
use crate::errore::Errore;

typed_id!(
    /// A diet of a child.
    DietaId
);

/// La dieta di un alunno.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Dieta {
    /// La chiave.
    pub id: DietaId,
    /// Codice che le cucine leggono al posto del nome.
    pub codice: String,
    /// Che cosa si cucina.
    pub descrizione: String,
    /// Vero se è per motivi di salute.
    pub sanitaria: bool,
    /// Primo giorno.
    pub dal: Giorno,
    /// Ultimo giorno, compreso.
    pub al: Option<Giorno>,
    /// Riferimento del certificato.
    pub certificato: Option<String>,
    /// Nota per la cucina.
    pub nota: Option<String>,
    /// Chi l'ha concessa.
    pub concessa_da: String,
    /// Quando.
    pub concessa_il: Istante,
}

/// Una dieta da concedere.
#[derive(Debug, Clone, GraphqlInput)]
pub struct DietaInput {
    /// L'alunno.
    pub alunno: AlunnoId,
    /// Codice del tipo di dieta.
    pub codice: String,
    /// Primo giorno.
    pub dal: Giorno,
    /// Ultimo giorno, compreso.
    pub al: Option<Giorno>,
    /// Riferimento del certificato.
    pub certificato: Option<String>,
    /// Nota per la cucina.
    pub nota: Option<String>,
}

/// The diets of `alunno`, past ones included, the latest first. The reading is logged; when it
/// cannot be, nothing is read.
///
/// # Errors
/// When the store fails.
pub async fn diete(ctx: &Ctx, alunno: &AlunnoAutorizzato) -> Result<Vec<Dieta>, Errore> {
    let id = alunno.alunno.id;
    audit::record(
        ctx,
        ctx.db(),
        "leggi_diete",
        "alunno",
        Some(id.key()),
        json!({}),
    )
    .await?;
    let tipi = dieta_tipo::Entity::find().all(ctx.db()).await?;
    let righe = dieta::Entity::find()
        .filter(dieta::Column::AlunnoId.eq(id))
        .order_by_desc(dieta::Column::Dal)
        .order_by_desc(dieta::Column::Id)
        .all(ctx.db())
        .await?;
    let con_tipo = |riga: dieta::Model| {
        let tipo = tipi.iter().find(|t| t.id == riga.tipo_id)?;
        Some(Dieta::new(riga, tipo))
    };
    Ok(righe.into_iter().filter_map(con_tipo).collect())
}

/// Grants a diet.
///
/// # Errors
/// [`Errore::DietaGiaConcessa`], [`Errore::CertificatoMancante`].
pub async fn concedi_dieta(
    ctx: &Ctx,
    alunno: &AlunnoAutorizzato,
    dati: DietaInput,
) -> Result<Dieta, Errore> {
    if dati.al.is_some_and(|al| al < dati.dal) {
        return Err(Rifiuto::dato("dati.al", "la fine viene prima dell'inizio").into());
    }
    let tx = ctx.begin().await?;
    let tipo = dieta_tipo::Entity::find()
        .filter(dieta_tipo::Column::Codice.eq(&dati.codice))
        .one(&tx)
        .await?
        .ok_or(Rifiuto::NonTrovato("Tipo di dieta"))?;
    let certificato = dati.certificato.filter(|c| !c.trim().is_empty());
    if tipo.sanitaria && certificato.is_none() {
        return Err(Errore::CertificatoMancante);
    }
    if gia_concessa(&tx, alunno, tipo.id, dati.dal, dati.al).await? {
        return Err(Errore::DietaGiaConcessa);
    }
    let riga = dieta::ActiveModel {
        alunno_id: Set(alunno.alunno.id),
        tipo_id: Set(tipo.id),
        dal: Set(dati.dal),
        al: Set(dati.al),
        certificato: Set(certificato),
        nota: Set(dati.nota.filter(|n| !n.trim().is_empty())),
        concessa_da: Set(ctx.actor().descrizione()),
        creata_il: Set(ctx.now()),
        ..Default::default()
    };
    let riga = riga.insert(&tx).await?;
    // The log says that a diet was granted, not which: that would be special data again.
    let dettaglio = json!({ "dal": riga.dal, "al": riga.al });
    audit::record(ctx, &tx, "concedi_dieta", "dieta", Some(riga.id), dettaglio).await?;
    tx.commit().await?;
    avviso::invia(ctx, None, None).await;
    Ok(Dieta::new(riga, &tipo))
}

/// Ends a diet: its last day is yesterday, or it never held if it was to begin later.
///
/// # Errors
/// [`Rifiuto::NonTrovato`] when the child has no such diet in force or to come.
pub async fn revoca_dieta(
    ctx: &Ctx,
    alunno: &AlunnoAutorizzato,
    id: DietaId,
) -> Result<(), Errore> {
    let ieri = ctx.oggi().prima(1);
    let tx = ctx.begin().await?;
    let riga = dieta::Entity::find_by_id(id.key())
        .filter(dieta::Column::AlunnoId.eq(alunno.alunno.id))
        .filter(in_vigore(ctx.oggi(), None))
        .one(&tx)
        .await?
        .ok_or(Rifiuto::NonTrovato("Dieta"))?;
    let mai = riga.dal > ieri;
    let mut riga = riga.into_active_model();
    if mai {
        riga.delete(&tx).await?;
    } else {
        riga.al = Set(Some(ieri));
        riga.update(&tx).await?;
    }
    audit::record(ctx, &tx, "revoca_dieta", "dieta", Some(id.key()), json!({})).await?;
    tx.commit().await?;
    avviso::invia(ctx, None, None).await;
    Ok(())
}

/// The child of a diet, which its reader must be allowed to see.
///
/// # Errors
/// [`Rifiuto::NonTrovato`].
pub async fn alunno_della_dieta(ctx: &Ctx, id: DietaId) -> Result<AlunnoId, Errore> {
    let riga = dieta::Entity::find_by_id(id.key()).one(ctx.db()).await?;
    Ok(riga.ok_or(Rifiuto::NonTrovato("Dieta"))?.alunno_id)
}

async fn gia_concessa(
    db: &impl ConnectionTrait,
    alunno: &AlunnoAutorizzato,
    tipo: i64,
    dal: Giorno,
    al: Option<Giorno>,
) -> Result<bool, Errore> {
    let trovata = dieta::Entity::find()
        .filter(dieta::Column::AlunnoId.eq(alunno.alunno.id))
        .filter(dieta::Column::TipoId.eq(tipo))
        .filter(in_vigore(dal, al))
        .one(db)
        .await?;
    Ok(trovata.is_some())
}

impl Dieta {
    fn new(riga: dieta::Model, tipo: &dieta_tipo::Model) -> Self {
        Self {
            id: DietaId::new(riga.id),
            codice: tipo.codice.clone(),
            descrizione: tipo.descrizione.clone(),
            sanitaria: tipo.sanitaria,
            dal: riga.dal,
            al: riga.al,
            certificato: riga.certificato,
            nota: riga.nota,
            concessa_da: riga.concessa_da,
            concessa_il: riga.creata_il,
        }
    }
}
