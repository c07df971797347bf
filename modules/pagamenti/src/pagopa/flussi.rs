//! What the offices read of reconciliation: flows with what is not clear in them, payments that
//! no flow names, and the treasurer's entries.

use std::collections::HashMap;

use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{
    Ctx, Giorno, GraphqlEnum, GraphqlOutput, Importo, Istante, Rifiuto, audit,
};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;

use super::ricevute::{Ricevuta, RicevutaConnection, pagina_di};
use crate::entities::ricevuta_pagopa::{self, StatoRicevuta};
use crate::entities::riga_flusso::EsitoRendicontato;
use crate::entities::{flusso_pagopa, riga_flusso};
use crate::errore::Errore;
use crate::permessi::{LEGGI_CONTI, SCRIVI_CONTI};
use crate::{FlussoId, RigaFlussoId};

/// Days after which a payment should be in a flow: banks pay over the next working day, and a
/// long weekend lies between.
const ATTESA_FLUSSO: u64 = 6;

/// Un flusso di rendicontazione: un accredito sul conto del comune e i pagamenti che contiene.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Flusso {
    /// La chiave.
    pub id: FlussoId,
    /// L'identificativo che gli ha dato pagoPA.
    pub flusso: String,
    /// L'identificativo dell'accredito (TRN), con cui lo conosce il tesoriere.
    pub regolamento: String,
    /// Il giorno dell'accredito.
    pub data_regolamento: Giorno,
    /// Chi ha accreditato.
    pub mittente: String,
    /// Quanto è stato accreditato.
    pub importo: Importo,
    /// Quanti pagamenti contiene.
    pub quanti: i32,
    /// Falso se numero o importo non sono quelli dei pagamenti elencati.
    pub quadra: bool,
    /// Quanti pagamenti sono da chiarire.
    pub da_chiarire: i32,
    /// Il provvisorio di entrata in cui l'accredito è stato ritrovato.
    pub provvisorio: Option<String>,
    /// Chi l'ha ritrovato.
    pub riscontrato_da: Option<String>,
    /// Quando.
    pub riscontrato_il: Option<Istante>,
}

/// Una pagina di flussi.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct FlussoConnection {
    /// I flussi.
    pub edges: Vec<FlussoEdge>,
    /// Se ce ne sono altri.
    pub page_info: PageInfo,
}

/// Un flusso nella sua pagina.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct FlussoEdge {
    /// Da passare come `after` per i flussi che seguono.
    pub cursor: String,
    /// Il flusso.
    pub node: Flusso,
}

/// Come sta un pagamento rendicontato rispetto alle ricevute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, GraphqlEnum)]
pub enum StatoRigaFlusso {
    /// La ricevuta c'è, con lo stesso importo.
    Abbinata,
    /// La ricevuta non è ancora arrivata: viene richiesta ogni giorno.
    SenzaRicevuta,
    /// La ricevuta c'è, con un altro importo.
    ImportoDiverso,
    /// Il denaro è stato reso a chi aveva pagato.
    Revocata,
}

/// Un pagamento di un flusso.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct RigaFlusso {
    /// La chiave.
    pub id: RigaFlussoId,
    /// L'identificativo del versamento (IUV).
    pub iuv: String,
    /// L'identificativo della ricevuta (IUR).
    pub iur: String,
    /// Quanto.
    pub importo: Importo,
    /// Che cosa ne dice il flusso.
    pub esito: EsitoRendicontato,
    /// Quando.
    pub giorno: Giorno,
    /// Come sta rispetto alle ricevute.
    pub stato: StatoRigaFlusso,
    /// La ricevuta, se è arrivata.
    pub ricevuta: Option<Ricevuta>,
}

/// Una pagina di pagamenti di un flusso.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct RigaFlussoConnection {
    /// I pagamenti.
    pub edges: Vec<RigaFlussoEdge>,
    /// Se ce ne sono altri.
    pub page_info: PageInfo,
}

/// Un pagamento nella sua pagina.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct RigaFlussoEdge {
    /// Da passare come `after` per i pagamenti che seguono.
    pub cursor: String,
    /// Il pagamento.
    pub node: RigaFlusso,
}

/// The flows, the latest first: two statements, however many.
///
/// # Errors
/// [`Rifiuto::NonPermesso`] without the permission on every building.
pub async fn flussi(ctx: &Ctx, pagina: PageRequest) -> Result<FlussoConnection, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    let mut select = flusso_pagopa::Entity::find()
        .order_by_desc(flusso_pagopa::Column::Id)
        .limit(pagina.limit());
    if let Some(dopo) = pagina.after {
        select = select.filter(flusso_pagopa::Column::Id.lt(FlussoId::new(dopo)));
    }
    let mut righe = select.all(ctx.db()).await?;
    let page_info = pagina.cut(&mut righe, |r| r.id.key());
    let edge = |node: Flusso| FlussoEdge {
        cursor: encode_cursor(node.id.key()),
        node,
    };
    let flussi = completi(ctx, righe).await?;
    Ok(FlussoConnection {
        edges: flussi.into_iter().map(edge).collect(),
        page_info,
    })
}

/// One of them.
///
/// # Errors
/// [`Rifiuto::NonPermesso`] without the permission on every building, [`Rifiuto::NonTrovato`].
pub async fn flusso(ctx: &Ctx, id: FlussoId) -> Result<Flusso, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    let riga = flusso_pagopa::Entity::find_by_id(id).one(ctx.db()).await?;
    uno(ctx, riga).await
}

async fn uno(ctx: &Ctx, riga: Option<flusso_pagopa::Model>) -> Result<Flusso, Errore> {
    let mut flussi = completi(ctx, riga.into_iter().collect()).await?;
    flussi
        .pop()
        .ok_or_else(|| Rifiuto::NonTrovato("Flusso").into())
}

/// With what is not clear in each: one statement more.
async fn completi(ctx: &Ctx, flussi: Vec<flusso_pagopa::Model>) -> Result<Vec<Flusso>, Errore> {
    let sua = |colonna| Expr::col((ricevuta_pagopa::Entity, colonna));
    let della_riga = |colonna| (riga_flusso::Entity, colonna);
    // As [`abbinate`] has it, line by line.
    let abbinata = Query::select()
        .expr(Expr::value(1))
        .from(ricevuta_pagopa::Entity)
        .and_where(
            sua(ricevuta_pagopa::Column::Ricevuta).equals(della_riga(riga_flusso::Column::Iur)),
        )
        .and_where(
            sua(ricevuta_pagopa::Column::Importo).equals(della_riga(riga_flusso::Column::Importo)),
        )
        .to_owned();
    let da_chiarire: Vec<(FlussoId, i64)> = riga_flusso::Entity::find()
        .select_only()
        .column(riga_flusso::Column::FlussoId)
        .column_as(riga_flusso::Column::Id.count(), "quante")
        .filter(riga_flusso::Column::FlussoId.is_in(flussi.iter().map(|f| f.id)))
        .filter(
            Condition::any()
                .add(riga_flusso::Column::Esito.eq(EsitoRendicontato::Revocato))
                .add(Expr::exists(abbinata).not()),
        )
        .group_by(riga_flusso::Column::FlussoId)
        .into_tuple()
        .all(ctx.db())
        .await?;
    let da_chiarire: HashMap<_, _> = da_chiarire.into_iter().collect();
    let completo = |f: flusso_pagopa::Model| Flusso {
        da_chiarire: da_chiarire
            .get(&f.id)
            .map_or(0, |quante| i32::try_from(*quante).unwrap_or(i32::MAX)),
        id: f.id,
        flusso: f.flusso,
        regolamento: f.regolamento,
        data_regolamento: f.data_regolamento,
        mittente: f.mittente,
        importo: f.importo,
        quanti: f.quanti,
        quadra: f.quadra,
        provvisorio: f.provvisorio,
        riscontrato_da: f.riscontrato_da,
        riscontrato_il: f.riscontrato_il,
    };
    Ok(flussi.into_iter().map(completo).collect())
}

/// The payments of a flow, in its order: two statements.
///
/// # Errors
/// [`Rifiuto::NonPermesso`] without the permission on every building.
pub async fn righe_del_flusso(
    ctx: &Ctx,
    flusso: FlussoId,
    pagina: PageRequest,
) -> Result<RigaFlussoConnection, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    let mut select = riga_flusso::Entity::find()
        .filter(riga_flusso::Column::FlussoId.eq(flusso))
        .order_by_asc(riga_flusso::Column::Id)
        .limit(pagina.limit());
    if let Some(dopo) = pagina.after {
        select = select.filter(riga_flusso::Column::Id.gt(RigaFlussoId::new(dopo)));
    }
    let mut righe = select.all(ctx.db()).await?;
    let page_info = pagina.cut(&mut righe, |r| r.id.key());
    let edge = |node: RigaFlusso| RigaFlussoEdge {
        cursor: encode_cursor(node.id.key()),
        node,
    };
    let righe = abbinate(ctx, righe).await?;
    Ok(RigaFlussoConnection {
        edges: righe.into_iter().map(edge).collect(),
        page_info,
    })
}

/// The lines of a page with their receipts. What is matched is not kept: a receipt that comes
/// later is found by whoever looks. A notice of ours has one part, so that its line has the whole
/// amount.
async fn abbinate(ctx: &Ctx, righe: Vec<riga_flusso::Model>) -> Result<Vec<RigaFlusso>, Errore> {
    let trovate = ricevuta_pagopa::Entity::find()
        .filter(ricevuta_pagopa::Column::Ricevuta.is_in(righe.iter().map(|r| &r.iur)))
        .all(ctx.db())
        .await?;
    let ricevute: HashMap<_, _> = trovate
        .into_iter()
        .map(|r| (r.ricevuta.clone(), r))
        .collect();
    let completa = |riga: riga_flusso::Model| {
        let ricevuta = ricevute.get(&riga.iur);
        let stato = match (riga.esito, ricevuta) {
            (EsitoRendicontato::Revocato, _) => StatoRigaFlusso::Revocata,
            (_, None) => StatoRigaFlusso::SenzaRicevuta,
            (_, Some(ricevuta)) if ricevuta.importo == riga.importo => StatoRigaFlusso::Abbinata,
            (_, Some(_)) => StatoRigaFlusso::ImportoDiverso,
        };
        RigaFlusso {
            id: riga.id,
            iuv: riga.iuv,
            iur: riga.iur,
            importo: riga.importo,
            esito: riga.esito,
            giorno: riga.giorno,
            stato,
            ricevuta: ricevuta.cloned().map(Ricevuta::from),
        }
    };
    Ok(righe.into_iter().map(completa).collect())
}

/// The ids of receipts that lines of flows from `dal` on name, and that did not come.
pub(super) async fn senza_ricevuta(ctx: &Ctx, dal: Giorno) -> Result<Vec<String>, Errore> {
    let arrivate = Query::select()
        .column(ricevuta_pagopa::Column::Ricevuta)
        .from(ricevuta_pagopa::Entity)
        .to_owned();
    let iur = riga_flusso::Entity::find()
        .select_only()
        .column(riga_flusso::Column::Iur)
        .distinct()
        .filter(riga_flusso::Column::Giorno.gte(dal))
        .filter(riga_flusso::Column::Esito.ne(EsitoRendicontato::Revocato))
        .filter(riga_flusso::Column::Iur.not_in_subquery(arrivate))
        .order_by_asc(riga_flusso::Column::Iur)
        .into_tuple()
        .all(ctx.db())
        .await?;
    Ok(iur)
}

/// The receipts whose money no flow names although it should by now, the latest first.
///
/// # Errors
/// [`Rifiuto::NonPermesso`] without the permission on every building.
pub async fn non_rendicontate(
    ctx: &Ctx,
    pagina: PageRequest,
) -> Result<RicevutaConnection, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    let rendicontate = Query::select()
        .expr(Expr::value(1))
        .from(riga_flusso::Entity)
        .and_where(
            Expr::col((riga_flusso::Entity, riga_flusso::Column::Iur))
                .equals((ricevuta_pagopa::Entity, ricevuta_pagopa::Column::Ricevuta)),
        )
        .to_owned();
    let select = ricevuta_pagopa::Entity::find()
        .filter(ricevuta_pagopa::Column::Giorno.lt(ctx.oggi().prima(ATTESA_FLUSSO)))
        .filter(ricevuta_pagopa::Column::Stato.ne(StatoRicevuta::NonPagata))
        .filter(ricevuta_pagopa::Column::Importo.gt(Importo::ZERO))
        .filter(Expr::exists(rendicontate).not());
    pagina_di(ctx, select, pagina).await
}

/// Notes in which of the treasurer's entries a credit transfer was found; without one, that it was
/// not after all.
///
/// # Errors
/// [`Rifiuto::NonPermesso`], [`Rifiuto::NonTrovato`], an entry that is too long.
pub async fn riscontra(
    ctx: &Ctx,
    id: FlussoId,
    provvisorio: Option<&str>,
) -> Result<Flusso, Errore> {
    ctx.tutto_il_comune(SCRIVI_CONTI)?;
    let provvisorio = provvisorio.map(str::trim).filter(|p| !p.is_empty());
    if provvisorio.is_some_and(|p| p.chars().count() > 40) {
        let troppo = "il numero del provvisorio ha al massimo 40 caratteri";
        return Err(Rifiuto::dato("provvisorio", troppo).into());
    }
    let tx = ctx.begin().await?;
    let riga = flusso_pagopa::Entity::find_by_id(id)
        .lock_exclusive()
        .one(&tx)
        .await?
        .ok_or(Rifiuto::NonTrovato("Flusso"))?;
    let mut dopo = riga.into_active_model();
    dopo.provvisorio = Set(provvisorio.map(str::to_owned));
    dopo.riscontrato_da = Set(provvisorio.map(|_| ctx.actor().descrizione()));
    dopo.riscontrato_il = Set(provvisorio.map(|_| ctx.now()));
    let dopo = dopo.update(&tx).await?;
    let dettaglio = json!({ "flusso": dopo.flusso, "provvisorio": provvisorio });
    let chi = Some(id.key());
    audit::record(ctx, &tx, "riscontraFlusso", "flusso", chi, dettaglio).await?;
    tx.commit().await?;
    uno(ctx, Some(dopo)).await
}
