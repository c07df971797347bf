//! Regulations that wait for approval: who proposes is not who approves, where the comune wants
//! two people.

use campanella_kernel::{
    Ctx, Giorno, Istante, PersonaId, Rifiuto, Servizio, audit, domain_error, typed_id,
};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::attiva::{self, APPROVA, AttivazioneRifiutata, GESTISCI, NuovaAttivazione};
use crate::attivazione::AttivazioneId;
use crate::estensione::Estensione;

typed_id!(
    /// A row of `regolamenti.proposta`.
    PropostaId
);

/// What became of a proposal.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    EnumIter,
    DeriveActiveEnum,
    campanella_kernel::GraphqlEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum StatoProposta {
    /// In attesa di approvazione.
    #[sea_orm(string_value = "in_attesa")]
    InAttesa,
    /// Approvata e messa in vigore.
    #[sea_orm(string_value = "approvata")]
    Approvata,
    /// Respinta o ritirata.
    #[sea_orm(string_value = "respinta")]
    Respinta,
}

/// A proposal.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proposta")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The extension point.
    pub estensione: Estensione,
    /// The service.
    pub servizio: Servizio,
    /// SHA-256 of the component.
    pub digest: String,
    /// Its parameters.
    #[sea_orm(column_type = "JsonBinary")]
    pub parametri: Json,
    /// First day.
    pub dal: Giorno,
    /// The deliberation.
    pub atto: String,
    /// What became of it.
    pub stato: StatoProposta,
    /// Who proposed it.
    pub proposta_da: String,
    /// The person who did, if a person: two people may have one name.
    pub persona_id: Option<i64>,
    /// When.
    pub proposta_il: Istante,
    /// Who decided.
    pub decisa_da: Option<String>,
    /// When.
    pub decisa_il: Option<Istante>,
    /// Why it was turned down.
    pub motivo: Option<String>,
    /// The activation that it became.
    pub attivazione_id: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What a comune wants of its regulations: one row at most.
pub(crate) mod opzioni {
    use sea_orm::entity::prelude::*;

    /// The only key.
    pub(crate) const CHIAVE: i64 = 1;

    /// The row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "opzioni_regolamenti")]
    pub struct Model {
        /// Always [`CHIAVE`].
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Who proposes a regulation may not approve it.
        pub due_persone: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Why a proposal was not taken in, approved or turned down.
#[derive(Debug, thiserror::Error)]
pub enum PropostaRifiutata {
    /// Somebody decided already.
    #[error("La proposta è già stata decisa: ricaricare la pagina.")]
    GiaDecisa,
    /// Who proposed it wants to approve it.
    #[error(
        "In questo comune chi propone un regolamento non può approvarlo: occorre un'altra persona."
    )]
    StessaPersona,
    /// No reason was given.
    #[error("Indicare perché la proposta viene respinta.")]
    MotivoMancante,
    /// It cannot be put in force.
    #[error(transparent)]
    Attivazione(#[from] AttivazioneRifiutata),
    /// The refusals that every module shares.
    #[error(transparent)]
    Comune(#[from] Rifiuto),
}

domain_error!(PropostaRifiutata {
    GiaDecisa => "PROPOSTA_GIA_DECISA",
    StessaPersona => "APPROVAZIONE_DI_ALTRI",
    MotivoMancante => "MOTIVO_MANCANTE",
    Attivazione(perche) => campanella_kernel::DomainError::code(perche),
} with errori);

impl PropostaRifiutata {
    fn errori(&self) -> serde_json::Map<String, serde_json::Value> {
        match self {
            Self::Attivazione(perche) => perche.errori(),
            _ => serde_json::Map::new(),
        }
    }
}

/// Whether the comune wants two people.
///
/// # Errors
/// When the store fails.
pub async fn due_persone(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let riga = opzioni::Entity::find_by_id(opzioni::CHIAVE).one(db).await?;
    Ok(riga.is_some_and(|r| r.due_persone))
}

/// Says whether the comune wants two people.
///
/// # Errors
/// [`Rifiuto::NonPermesso`], or when the store fails.
pub async fn imposta_due_persone(ctx: &Ctx, due_persone: bool) -> Result<(), Rifiuto> {
    ctx.require(APPROVA)?;
    let tx = ctx.begin().await?;
    let riga = opzioni::ActiveModel {
        id: Set(opzioni::CHIAVE),
        due_persone: Set(due_persone),
    };
    let conflitto = sea_orm::sea_query::OnConflict::column(opzioni::Column::Id)
        .update_column(opzioni::Column::DuePersone)
        .to_owned();
    opzioni::Entity::insert(riga)
        .on_conflict(conflitto)
        .exec_without_returning(&tx)
        .await?;
    let dettaglio = json!({ "due_persone": due_persone });
    audit::record(ctx, &tx, "imposta", "opzioni_regolamenti", None, dettaglio).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes a verified proposal.
pub(crate) async fn scrivi(
    ctx: &Ctx,
    nuova: NuovaAttivazione,
) -> Result<PropostaId, PropostaRifiutata> {
    ctx.require(GESTISCI)?;
    let riga = ActiveModel {
        estensione: Set(nuova.estensione),
        servizio: Set(nuova.servizio),
        digest: Set(nuova.digest),
        parametri: Set(nuova.parametri),
        dal: Set(nuova.dal),
        atto: Set(nuova.atto),
        stato: Set(StatoProposta::InAttesa),
        proposta_da: Set(ctx.actor().descrizione()),
        persona_id: Set(ctx.actor().persona().map(PersonaId::key)),
        proposta_il: Set(ctx.now()),
        ..Default::default()
    };
    let tx = ctx.begin().await?;
    let riga = riga.insert(&tx).await?;
    let dettaglio = json!({ "estensione": riga.estensione, "servizio": riga.servizio,
        "digest": riga.digest, "dal": riga.dal, "atto": riga.atto });
    audit::record(ctx, &tx, "propone", "proposta", Some(riga.id), dettaglio).await?;
    tx.commit().await?;
    Ok(PropostaId::new(riga.id))
}

/// The proposal `id`, while it waits.
pub(crate) async fn in_attesa(
    db: &impl ConnectionTrait,
    id: PropostaId,
) -> Result<Model, PropostaRifiutata> {
    let riga = Entity::find_by_id(id.key())
        .one(db)
        .await?
        .ok_or(Rifiuto::NonTrovato("Proposta"))?;
    match riga.stato {
        StatoProposta::InAttesa => Ok(riga),
        StatoProposta::Approvata | StatoProposta::Respinta => Err(PropostaRifiutata::GiaDecisa),
    }
}

impl Model {
    /// What it would put in force.
    pub(crate) fn attivazione(&self) -> NuovaAttivazione {
        NuovaAttivazione {
            estensione: self.estensione,
            servizio: self.servizio,
            digest: self.digest.clone(),
            parametri: self.parametri.clone(),
            dal: self.dal,
            atto: self.atto.clone(),
        }
    }
}

/// Puts a verified proposal in force.
pub(crate) async fn approva(ctx: &Ctx, id: PropostaId) -> Result<AttivazioneId, PropostaRifiutata> {
    ctx.require(APPROVA)?;
    let tx = ctx.begin().await?;
    let proposta = in_attesa(&tx, id).await?;
    if due_persone(&tx).await? && !altra_persona(ctx, &proposta) {
        return Err(PropostaRifiutata::StessaPersona);
    }
    let attivazione = attiva::scrivi(ctx, &tx, proposta.attivazione()).await?;
    decidi(
        ctx,
        &tx,
        proposta,
        StatoProposta::Approvata,
        None,
        Some(attivazione),
    )
    .await?;
    tx.commit().await?;
    Ok(attivazione)
}

/// Whether a person approves who is not the one who proposed.
fn altra_persona(ctx: &Ctx, proposta: &Model) -> bool {
    let approva = ctx.actor().persona().map(PersonaId::key);
    approva.is_some() && approva != proposta.persona_id
}

/// Turns a proposal down.
///
/// # Errors
/// [`PropostaRifiutata`].
pub async fn respingi(ctx: &Ctx, id: PropostaId, motivo: &str) -> Result<(), PropostaRifiutata> {
    // Whoever may propose withdraws, whoever may approve turns down.
    ctx.require(GESTISCI).or_else(|_| ctx.require(APPROVA))?;
    let motivo = motivo.trim();
    if motivo.is_empty() {
        return Err(PropostaRifiutata::MotivoMancante);
    }
    let tx = ctx.begin().await?;
    let proposta = in_attesa(&tx, id).await?;
    decidi(
        ctx,
        &tx,
        proposta,
        StatoProposta::Respinta,
        Some(motivo),
        None,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

async fn decidi(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    proposta: Model,
    stato: StatoProposta,
    motivo: Option<&str>,
    attivazione: Option<AttivazioneId>,
) -> Result<(), DbErr> {
    let id = proposta.id;
    let mut riga = proposta.into_active_model();
    riga.stato = Set(stato);
    riga.decisa_da = Set(Some(ctx.actor().descrizione()));
    riga.decisa_il = Set(Some(ctx.now()));
    riga.motivo = Set(motivo.map(str::to_owned));
    riga.attivazione_id = Set(attivazione.map(AttivazioneId::key));
    riga.update(tx).await?;
    let dettaglio = json!({ "stato": stato, "motivo": motivo });
    audit::record(ctx, tx, "decide", "proposta", Some(id), dettaglio).await
}

/// Proposals that a page shows.
const MOSTRATE: u64 = 100;

/// The proposals, the latest first.
///
/// # Errors
/// When the store fails.
pub(crate) async fn elenco(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .order_by_desc(Column::PropostaIl)
        .order_by_desc(Column::Id)
        .limit(MOSTRATE)
        .all(db)
        .await
}
