//! Regulations that a comune had written for itself: packages in its own store, examined when they
//! come and again whenever the engine has changed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use campanella_kernel::{Ctx, Istante, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{
    ActiveModelTrait, IntoActiveModel, PaginatorTrait, QueryOrder, QuerySelect, TryInsertResult,
};
use serde_json::json;

use crate::attiva::GESTISCI;
use crate::componente::Regola;
use crate::decisione::MOTORE;
use crate::estensione::Estensione;
use crate::host::Host;
use crate::pacchetto::{Pacchetto, PacchettoRifiutato};
use crate::spediti;

/// Bytes of a package.
pub const PACCHETTO_MASSIMO: usize = 6 * 1024 * 1024;

/// An uploaded package.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "componente")]
pub struct Model {
    /// SHA-256 of the component.
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: String,
    /// Extension point.
    pub estensione: Estensione,
    /// Stable name of the rule.
    pub nome: String,
    /// Its version.
    pub versione: String,
    /// Its title.
    pub titolo: String,
    /// The zip file, in base64.
    pub pacchetto: String,
    /// Cases that passed.
    pub casi: i32,
    /// Engine on which they did.
    pub motore: String,
    /// Who uploaded it.
    pub caricato_da: String,
    /// When.
    pub caricato_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}

/// Writes a package that passed its examination, `casi` cases of it; the same component twice is
/// one row.
///
/// # Errors
/// Inside, when the comune has another component of that name and version.
pub(crate) async fn scrivi(
    ctx: &Ctx,
    zip: &[u8],
    regola: &Regola,
    casi: usize,
) -> Result<Result<(), PacchettoRifiutato>, Rifiuto> {
    ctx.require(GESTISCI)?;
    let manifesto = regola.manifesto();
    let tx = ctx.begin().await?;
    let omonimo = Entity::find()
        .select_only()
        .column(Column::Digest)
        .filter(Column::Nome.eq(&manifesto.id))
        .filter(Column::Versione.eq(&manifesto.versione))
        .into_tuple::<String>()
        .one(&tx)
        .await?;
    if omonimo.is_some_and(|digest| digest != regola.digest()) {
        let (nome, versione) = (manifesto.id.clone(), manifesto.versione.clone());
        return Ok(Err(PacchettoRifiutato::VersioneUsata(nome, versione)));
    }
    let riga = ActiveModel {
        digest: Set(regola.digest().to_owned()),
        estensione: Set(regola.estensione()),
        nome: Set(manifesto.id.clone()),
        versione: Set(manifesto.versione.clone()),
        titolo: Set(manifesto.titolo.clone()),
        pacchetto: Set(STANDARD.encode(zip)),
        casi: Set(i32::try_from(casi).unwrap_or(i32::MAX)),
        motore: Set(MOTORE.to_owned()),
        caricato_da: Set(ctx.actor().descrizione()),
        caricato_il: Set(ctx.now()),
    };
    let scritto = Entity::insert(riga)
        .on_conflict_do_nothing_on([Column::Digest])
        .exec_without_returning(&tx)
        .await?;
    if matches!(scritto, TryInsertResult::Inserted(1..)) {
        let dettaglio = json!({ "digest": regola.digest(), "nome": manifesto.id,
            "versione": manifesto.versione });
        audit::record(ctx, &tx, "carica_regola", "componente", None, dettaglio).await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// The comune's own packages, by name; without their bytes.
///
/// # Errors
/// When the store fails.
pub(crate) async fn elenco(db: &impl ConnectionTrait) -> Result<Vec<Voce>, DbErr> {
    Entity::find()
        .order_by_asc(Column::Nome)
        .order_by_desc(Column::CaricatoIl)
        .into_partial_model::<Voce>()
        .all(db)
        .await
}

/// A package in the list.
#[derive(Debug, Clone, sea_orm::DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub(crate) struct Voce {
    pub(crate) digest: String,
    pub(crate) casi: i32,
    pub(crate) caricato_da: String,
    pub(crate) caricato_il: Istante,
}

/// Whether the comune has a package with this digest.
pub(crate) async fn presente(db: &impl ConnectionTrait, digest: &str) -> Result<bool, DbErr> {
    let trovati = Entity::find()
        .filter(Column::Digest.eq(digest))
        .count(db)
        .await?;
    Ok(trovati > 0)
}

/// The packages with these digests.
pub(crate) async fn con_digest(
    db: &impl ConnectionTrait,
    digest: impl IntoIterator<Item = String>,
) -> Result<Vec<Model>, DbErr> {
    let propri: Vec<String> = digest
        .into_iter()
        .filter(|d| spediti::con_digest(d).is_none())
        .collect();
    if propri.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find()
        .filter(Column::Digest.is_in(propri))
        .all(db)
        .await
}

impl Model {
    /// Makes the component known to the host; under an engine on which its cases did not run yet
    /// they run first, and one that fails keeps the component out. Blocking.
    pub(crate) fn rendi_noto(&self, host: &Host) -> Result<(), PacchettoRifiutato> {
        let illeggibile = |e: base64::DecodeError| PacchettoRifiutato::Illeggibile(e.to_string());
        let zip = STANDARD.decode(&self.pacchetto).map_err(illeggibile)?;
        let pacchetto = Pacchetto::da_zip(&zip)?;
        if self.motore == MOTORE {
            host.carica(&pacchetto.wasm)?;
        } else {
            pacchetto.esamina(host)?;
        }
        Ok(())
    }

    /// Notes that the cases passed on this program's engine.
    pub(crate) async fn provato(self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let mut riga = self.into_active_model();
        riga.motore = Set(MOTORE.to_owned());
        riga.update(db).await?;
        Ok(())
    }
}
