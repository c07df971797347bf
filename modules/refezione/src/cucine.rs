//! The registers of the kitchens: which diets are cooked, which kitchen serves which building.

use std::collections::BTreeSet;

use campanella_anagrafe::plesso_autorizzato;
use campanella_kernel::{Ctx, GraphqlOutput, PlessoId, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, SqlErr};
use serde_json::json;

use crate::entities::{centro_cottura, centro_plesso, dieta_tipo};
use crate::errore::Errore;
use crate::menu::CentroId;
use crate::permessi::PUBBLICA_MENU;

/// Un tipo di dieta.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct TipoDieta {
    /// Codice che le cucine leggono al posto del nome.
    pub codice: String,
    /// Che cosa si cucina.
    pub descrizione: String,
    /// Vero se è per motivi di salute, con certificato.
    pub sanitaria: bool,
}

/// Un centro di cottura, con le chiavi dei plessi che serve.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
#[graphql(name = "CentroCotturaBreve")]
pub struct CentroCottura {
    /// La chiave.
    pub id: CentroId,
    /// Il nome.
    pub nome: String,
    /// I plessi che serve.
    pub plessi: Vec<PlessoId>,
}

/// The kinds of diet, by code.
///
/// # Errors
/// When the store fails.
pub async fn tipi_dieta(ctx: &Ctx) -> Result<Vec<TipoDieta>, Errore> {
    let righe = dieta_tipo::Entity::find()
        .order_by_asc(dieta_tipo::Column::Codice)
        .all(ctx.db())
        .await?;
    let tipo = |t: dieta_tipo::Model| TipoDieta {
        codice: t.codice,
        descrizione: t.descrizione,
        sanitaria: t.sanitaria,
    };
    Ok(righe.into_iter().map(tipo).collect())
}

/// Adds a kind of diet.
///
/// # Errors
/// When the code is not one to twelve capital letters and digits, or is there already.
pub async fn crea_tipo_dieta(ctx: &Ctx, tipo: TipoDieta) -> Result<TipoDieta, Errore> {
    let ammesso = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    if !(1..=12).contains(&tipo.codice.len()) || !tipo.codice.chars().all(ammesso) {
        let perche = "il codice ha da 1 a 12 lettere maiuscole o cifre, per esempio D01";
        return Err(Rifiuto::dato("codice", perche).into());
    }
    if tipo.descrizione.trim().is_empty() {
        return Err(Rifiuto::dato("descrizione", "dire che cosa si cucina").into());
    }
    let tx = ctx.begin().await?;
    let riga = dieta_tipo::ActiveModel {
        codice: Set(tipo.codice.clone()),
        descrizione: Set(tipo.descrizione.trim().to_owned()),
        sanitaria: Set(tipo.sanitaria),
        ..Default::default()
    };
    let riga = riga
        .insert(&tx)
        .await
        .map_err(gia_presente("codice", "questo codice"))?;
    let dettaglio = json!({ "codice": tipo.codice });
    audit::record(
        ctx,
        &tx,
        "crea_tipo_dieta",
        "dieta_tipo",
        Some(riga.id),
        dettaglio,
    )
    .await?;
    tx.commit().await?;
    Ok(tipo)
}

/// The kitchens, by name.
///
/// # Errors
/// When the store fails.
pub async fn centri_cottura(ctx: &Ctx) -> Result<Vec<CentroCottura>, Errore> {
    let centri = centro_cottura::Entity::find()
        .order_by_asc(centro_cottura::Column::Nome)
        .all(ctx.db())
        .await?;
    let serviti = centro_plesso::Entity::find().all(ctx.db()).await?;
    let centro = |c: centro_cottura::Model| CentroCottura {
        plessi: serviti
            .iter()
            .filter(|s| s.centro_id == c.id)
            .map(|s| s.plesso_id)
            .collect(),
        id: CentroId::new(c.id),
        nome: c.nome,
    };
    Ok(centri.into_iter().map(centro).collect())
}

/// Adds a kitchen, which from then on serves `plessi` in the place of any other.
///
/// # Errors
/// When the name is there already, or a building is not the person's.
pub async fn crea_centro_cottura(
    ctx: &Ctx,
    nome: &str,
    plessi: &[PlessoId],
) -> Result<CentroCottura, Errore> {
    let nome = nome.trim();
    if nome.is_empty() {
        return Err(Rifiuto::dato("nome", "indicare il nome").into());
    }
    let plessi: BTreeSet<PlessoId> = plessi.iter().copied().collect();
    for plesso in &plessi {
        plesso_autorizzato(ctx, PUBBLICA_MENU, *plesso).await?;
    }
    let tx = ctx.begin().await?;
    let riga = centro_cottura::ActiveModel {
        nome: Set(nome.to_owned()),
        ..Default::default()
    };
    let riga = riga
        .insert(&tx)
        .await
        .map_err(gia_presente("nome", "questo nome"))?;
    centro_plesso::Entity::delete_many()
        .filter(centro_plesso::Column::PlessoId.is_in(plessi.iter().copied()))
        .exec(&tx)
        .await?;
    for plesso in &plessi {
        let servito = centro_plesso::ActiveModel {
            centro_id: Set(riga.id),
            plesso_id: Set(*plesso),
            ..Default::default()
        };
        servito.insert(&tx).await?;
    }
    let dettaglio = json!({ "nome": nome, "plessi": plessi });
    audit::record(
        ctx,
        &tx,
        "crea_centro_cottura",
        "centro_cottura",
        Some(riga.id),
        dettaglio,
    )
    .await?;
    tx.commit().await?;
    Ok(CentroCottura {
        id: CentroId::new(riga.id),
        nome: nome.to_owned(),
        plessi: plessi.into_iter().collect(),
    })
}

/// A unique value that is there already is a refusal, not a failure.
fn gia_presente(campo: &'static str, che: &'static str) -> impl Fn(sea_orm::DbErr) -> Errore {
    move |errore| match errore.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => {
            Rifiuto::dato(campo, format!("{che} esiste già")).into()
        }
        _ => errore.into(),
    }
}
