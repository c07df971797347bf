//! A family asks for its credit back, an office decides and pays.

use campanella_anagrafe::{FamigliaAutorizzata, FamigliaId};
use campanella_kernel::{Ctx, GraphqlOutput, Importo, Istante, Rifiuto, Servizio, audit};
use campanella_ledger::{
    Causa, Conto, NuovaScrittura, Scopo, TipoCausa, Trasferimento, registra, saldo,
};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;

use crate::RimborsoId;
use crate::credito_disponibile::{blocca, impegna};
use crate::entities::rimborso::{self, StatoRimborso};
use crate::errore::Errore;
use crate::gestione::{del_comune, intestatario, ultimo_prepagato};
use crate::iban::leggi_iban;
use crate::permessi::{LEGGI_CONTI, SCRIVI_CONTI};

/// Refunds that a page lists.
const MOSTRATI: u64 = 200;

/// Un rimborso.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Rimborso {
    /// La chiave.
    pub id: RimborsoId,
    /// La famiglia.
    pub famiglia: FamigliaId,
    /// Il servizio.
    pub servizio: Servizio,
    /// Quanto.
    pub importo: Importo,
    /// Dove.
    pub iban: String,
    /// A che punto è.
    pub stato: StatoRimborso,
    /// Perché è stato rifiutato, o una nota dell'ufficio.
    pub motivo: Option<String>,
    /// Chi l'ha chiesto.
    pub chiesto_da: String,
    /// Quando.
    pub chiesto_il: Istante,
    /// Chi ha deciso.
    pub deciso_da: Option<String>,
    /// Quando.
    pub deciso_il: Option<Istante>,
}

impl From<rimborso::Model> for Rimborso {
    fn from(r: rimborso::Model) -> Self {
        Self {
            id: r.id,
            famiglia: r.famiglia_id,
            servizio: r.servizio,
            importo: r.importo,
            iban: r.iban,
            stato: r.stato,
            motivo: r.motivo,
            chiesto_da: r.chiesto_da,
            chiesto_il: r.chiesto_il,
            deciso_da: r.deciso_da,
            deciso_il: r.deciso_il,
        }
    }
}

/// What is asked back.
#[derive(Debug, Clone)]
pub struct RichiestaRimborso {
    /// Of which service.
    pub servizio: Servizio,
    /// How much.
    pub importo: Importo,
    /// Where to.
    pub iban: String,
    /// Makes asking twice harmless.
    pub chiave: String,
}

/// Asks for credit of `famiglia` back. The credit stays on the account until an office decides.
///
/// # Errors
/// [`Errore::CreditoInsufficiente`], also when what was asked before is as much;
/// [`Errore::IbanNonValido`]; [`campanella_ledger::Errore::ChiaveRiusata`] for another refund.
pub async fn chiedi_rimborso(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    richiesta: RichiestaRimborso,
) -> Result<Rimborso, Errore> {
    let RichiestaRimborso {
        servizio,
        importo,
        iban,
        chiave,
    } = richiesta;
    if importo <= Importo::ZERO {
        return Err(campanella_ledger::Errore::ImportoNonPositivo(importo).into());
    }
    crate::leggi_chiave(&chiave)?;
    let iban = leggi_iban(&iban)?;
    let id = famiglia.famiglia.id;
    let chiave = format!("{id}:{chiave}");
    let tx = ctx.begin().await?;
    let conto = ultimo_prepagato(&tx, servizio, ctx.oggi())
        .await?
        .prepagato(id);
    blocca(ctx, &tx, conto).await?;
    let chiesti = rimborso::Entity::find()
        .filter(rimborso::Column::FamigliaId.eq(id))
        .filter(rimborso::Column::Servizio.eq(servizio))
        .all(&tx)
        .await?;
    if let Some(gia) = chiesti.iter().find(|r| r.chiave == chiave) {
        return if (gia.importo, &gia.iban) == (importo, &iban) {
            Ok(gia.clone().into())
        } else {
            Err(campanella_ledger::Errore::ChiaveRiusata.into())
        };
    }
    let in_sospeso: Importo = chiesti
        .iter()
        .filter(|r| r.stato == StatoRimborso::Chiesto)
        .map(|r| r.importo)
        .sum();
    let disponibile = saldo(&tx, conto).await? - in_sospeso;
    if importo > disponibile {
        return Err(Errore::CreditoInsufficiente(disponibile));
    }
    let riga = rimborso::ActiveModel {
        chiave: Set(chiave),
        famiglia_id: Set(id),
        servizio: Set(servizio),
        importo: Set(importo),
        iban: Set(iban),
        stato: Set(StatoRimborso::Chiesto),
        motivo: Set(None),
        chiesto_da: Set(ctx.actor().descrizione()),
        chiesto_il: Set(ctx.now()),
        deciso_da: Set(None),
        deciso_il: Set(None),
        ..Default::default()
    };
    let riga = riga.insert(&tx).await?;
    // Not the IBAN: whoever reads the log has no use for it.
    let dettaglio = json!({ "rimborso": riga.id, "servizio": servizio, "importo": importo });
    audit::record(
        ctx,
        &tx,
        "chiediRimborso",
        "famiglia",
        Some(id.key()),
        dettaglio,
    )
    .await?;
    tx.commit().await?;
    Ok(riga.into())
}

/// Grants a refund, which takes the credit off the account, or refuses it because of `motivo`.
///
/// # Errors
/// [`Errore::RimborsoDeciso`], [`Errore::CreditoInsufficiente`]; a refusal without reason.
pub async fn decidi_rimborso(
    ctx: &Ctx,
    id: RimborsoId,
    accogli: bool,
    motivo: Option<&str>,
) -> Result<Rimborso, Errore> {
    ctx.tutto_il_comune(SCRIVI_CONTI)?;
    let motivo = match motivo.map(str::trim).filter(|m| !m.is_empty()) {
        None if !accogli => Some(crate::leggi_motivo("")?),
        None => None,
        Some(motivo) => Some(crate::leggi_motivo(motivo)?),
    };
    let tx = ctx.begin().await?;
    let riga = trova(&tx, id).await?;
    if riga.stato != StatoRimborso::Chiesto {
        return Err(Errore::RimborsoDeciso);
    }
    if accogli {
        let conto = ultimo_prepagato(&tx, riga.servizio, ctx.oggi())
            .await?
            .prepagato(riga.famiglia_id);
        impegna(ctx, &tx, conto, riga.importo).await?;
        let accolto = Trasferimento::nuovo(conto, da_rimborsare(&riga), riga.importo)?;
        posta(ctx, &tx, &riga, "accolto", "Rimborso accolto", accolto).await?;
    }
    let stato = if accogli {
        StatoRimborso::Accolto
    } else {
        StatoRimborso::Rifiutato
    };
    passa(ctx, tx, riga, stato, motivo).await
}

/// Notes that a refund was paid out.
///
/// # Errors
/// [`Errore::RimborsoNonAccolto`].
pub async fn paga_rimborso(ctx: &Ctx, id: RimborsoId) -> Result<Rimborso, Errore> {
    ctx.tutto_il_comune(SCRIVI_CONTI)?;
    let tx = ctx.begin().await?;
    let riga = trova(&tx, id).await?;
    if riga.stato != StatoRimborso::Accolto {
        return Err(Errore::RimborsoNonAccolto);
    }
    let cassa = del_comune(Scopo::Cassa, riga.servizio);
    let pagato = Trasferimento::nuovo(da_rimborsare(&riga), cassa, riga.importo)?;
    posta(ctx, &tx, &riga, "pagato", "Rimborso pagato", pagato).await?;
    let motivo = riga.motivo.clone();
    passa(ctx, tx, riga, StatoRimborso::Pagato, motivo).await
}

fn da_rimborsare(riga: &rimborso::Model) -> Conto {
    let famiglia = intestatario(riga.famiglia_id);
    Conto::di(famiglia, Scopo::DaRimborsare, Some(riga.servizio))
}

async fn posta(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    riga: &rimborso::Model,
    passo: &str,
    descrizione: &str,
    movimento: Trasferimento,
) -> Result<(), Errore> {
    let scrittura = NuovaScrittura::nuova(
        format!("rimborso:{}:{passo}", riga.id),
        Causa::nuova(TipoCausa::Rimborso, riga.id),
        descrizione,
        ctx.oggi(),
        movimento,
    );
    registra(ctx, tx, &scrittura).await?;
    Ok(())
}

/// The refund, which nobody else decides on until the end of the transaction.
async fn trova(tx: &DatabaseTransaction, id: RimborsoId) -> Result<rimborso::Model, Errore> {
    rimborso::Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or_else(|| Rifiuto::NonTrovato("Rimborso").into())
}

async fn passa(
    ctx: &Ctx,
    tx: DatabaseTransaction,
    riga: rimborso::Model,
    stato: StatoRimborso,
    motivo: Option<String>,
) -> Result<Rimborso, Errore> {
    let famiglia = riga.famiglia_id.key();
    let dettaglio = json!({
        "rimborso": riga.id, "importo": riga.importo, "stato": format!("{stato:?}"), "motivo": motivo,
    });
    let mut riga = riga.into_active_model();
    riga.stato = Set(stato);
    riga.motivo = Set(motivo);
    riga.deciso_da = Set(Some(ctx.actor().descrizione()));
    riga.deciso_il = Set(Some(ctx.now()));
    let dopo = riga.update(&tx).await?;
    audit::record(
        ctx,
        &tx,
        "decidiRimborso",
        "famiglia",
        Some(famiglia),
        dettaglio,
    )
    .await?;
    tx.commit().await?;
    Ok(dopo.into())
}

/// The refunds, the latest first; those of a state, or of a family.
///
/// # Errors
/// [`Rifiuto::NonPermesso`] for those of all families without the permission on every building.
pub async fn rimborsi(
    ctx: &Ctx,
    famiglia: Option<&FamigliaAutorizzata>,
    stato: Option<StatoRimborso>,
) -> Result<Vec<Rimborso>, Errore> {
    let mut select = rimborso::Entity::find()
        .order_by_desc(rimborso::Column::Id)
        .limit(MOSTRATI);
    match famiglia {
        Some(di) => select = select.filter(rimborso::Column::FamigliaId.eq(di.famiglia.id)),
        None => ctx.tutto_il_comune(LEGGI_CONTI)?,
    }
    if let Some(stato) = stato {
        select = select.filter(rimborso::Column::Stato.eq(stato));
    }
    let righe = select.all(ctx.db()).await?;
    Ok(righe.into_iter().map(Rimborso::from).collect())
}
