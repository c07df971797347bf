//! Receipts: the only thing on which a payment of pagoPA is credited. Money that came in is never
//! refused: what fits nothing waits for the office.

use campanella_anagrafe::{FamigliaAutorizzata, famiglia_autorizzata_in};
use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{
    Ctx, DomainError, Giorno, GraphqlOutput, Importo, Istante, Servizio, audit,
};
use campanella_ledger::{Causa, Conto, NuovaScrittura, Scopo, TipoCausa, Trasferimento, registra};
use campanella_pagopa::{self as pagopa, CodiceFiscaleEnte, Esito};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Select, TransactionTrait, TryInsertResult,
};
use serde_json::json;

use super::situazione::{Situazione, situazione};
use crate::credito_disponibile::blocca;
use crate::entities::avviso_pagamento;
use crate::entities::incasso::Mezzo;
use crate::entities::ricevuta_pagopa::{
    ActiveModel, Anomalia, Column, Entity, Model, StatoRicevuta,
};
use crate::errore::Errore;
use crate::gestione::credito;
use crate::giorno_contabile::giorno_contabile;
use crate::incassa::{NuovoIncasso, registra_incasso};
use crate::permessi::{LEGGI_CONTI, SCRIVI_CONTI};
use crate::{AvvisoId, IncassoId, RataId, RicevutaId};

/// Una ricevuta di pagoPA.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Ricevuta {
    /// La chiave.
    pub id: RicevutaId,
    /// L'identificativo che le ha dato pagoPA.
    pub ricevuta: String,
    /// Il numero di avviso, come è scritto.
    pub numero: String,
    /// L'avviso, se è uno dei nostri.
    pub avviso: Option<AvvisoId>,
    /// Quanto è per il comune.
    pub importo: Importo,
    /// Il giorno del pagamento.
    pub giorno: Giorno,
    /// Chi ha ricevuto il denaro.
    pub prestatore: String,
    /// Con che cosa è stato pagato.
    pub metodo: Option<String>,
    /// Che cosa ne è stato.
    pub stato: StatoRicevuta,
    /// Perché non ha pagato il suo avviso.
    pub anomalia: Option<Anomalia>,
    /// Il pagamento che è diventata.
    pub incasso: Option<IncassoId>,
    /// Quando è arrivata.
    pub arrivata_il: Istante,
    /// Perché l'ufficio ha deciso così, o ha ripreso ciò che aveva deciso.
    pub motivo: Option<String>,
    /// Chi ha deciso.
    pub risolta_da: Option<String>,
}

/// Una pagina di ricevute.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct RicevutaConnection {
    /// Le ricevute.
    pub edges: Vec<RicevutaEdge>,
    /// Se ce ne sono altre.
    pub page_info: PageInfo,
}

/// Una ricevuta nella sua pagina.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct RicevutaEdge {
    /// Da passare come `after` per le ricevute che seguono.
    pub cursor: String,
    /// La ricevuta.
    pub node: Ricevuta,
}

impl From<Model> for Ricevuta {
    fn from(m: Model) -> Self {
        Self {
            id: m.id,
            ricevuta: m.ricevuta,
            numero: m.numero,
            avviso: m.avviso_id,
            importo: m.importo,
            giorno: m.giorno,
            prestatore: m.prestatore,
            metodo: m.metodo,
            stato: m.stato,
            anomalia: m.anomalia,
            incasso: m.incasso_id,
            arrivata_il: m.arrivata_il,
            motivo: m.motivo,
            risolta_da: m.risolta_da,
        }
    }
}

/// Takes a receipt of pagoPA, once however often it comes: it pays its notice, or its money waits
/// for the office.
///
/// # Errors
/// Only when the store fails: the node then sends it again.
pub(crate) async fn registra_ricevuta(
    ctx: &Ctx,
    ente: CodiceFiscaleEnte,
    ricevuta: &pagopa::Ricevuta,
) -> Result<(), Errore> {
    let tx = ctx.begin().await?;
    let Some(riga) = conserva(ctx, &tx, ente, ricevuta).await? else {
        return Ok(());
    };
    if ricevuta.esito == Esito::Ok && riga.importo > Importo::ZERO {
        abbina(ctx, &tx, riga).await?;
    }
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}

/// Writes the receipt down; none when it was there.
async fn conserva(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    ente: CodiceFiscaleEnte,
    ricevuta: &pagopa::Ricevuta,
) -> Result<Option<Model>, Errore> {
    let id = ricevuta.id.as_str();
    let numero = ricevuta.avviso.to_string();
    let nostro = ricevuta.ente == ente;
    let avviso = avviso_pagamento::Entity::find()
        .filter(avviso_pagamento::Column::Numero.eq(&numero))
        .one(tx)
        .await?
        .filter(|_| nostro);
    let giorno = ricevuta.pagata.map_or_else(|| ctx.oggi(), Istante::giorno);
    let riga = ActiveModel {
        ricevuta: Set(id.to_owned()),
        numero: Set(numero),
        avviso_id: Set(avviso.map(|a| a.id)),
        importo: Set(ricevuta.importo_di(ente)),
        // A clock that runs ahead must not make a payment of tomorrow.
        giorno: Set(giorno.min(ctx.oggi())),
        prestatore: Set(ricevuta.prestatore.denominazione.to_string()),
        metodo: Set(ricevuta.metodo.as_ref().map(ToString::to_string)),
        stato: Set(StatoRicevuta::NonPagata),
        anomalia: Set(None),
        incasso_id: Set(None),
        arrivata_il: Set(ctx.now()),
        motivo: Set(None),
        risolta_da: Set(None),
        risolta_il: Set(None),
        riaperture: Set(0),
        ..Default::default()
    };
    // Two deliveries of the same one: the second waits for the first, and finds it.
    let esito = Entity::insert(riga)
        .on_conflict_do_nothing_on([Column::Ricevuta])
        .exec_without_returning(tx)
        .await?;
    if !matches!(esito, TryInsertResult::Inserted(1..)) {
        return Ok(None);
    }
    Ok(Entity::find()
        .filter(Column::Ricevuta.eq(id))
        .one(tx)
        .await?)
}

/// Registers the payment of a receipt's notice, or puts its money aside.
async fn abbina(ctx: &Ctx, tx: &DatabaseTransaction, riga: Model) -> Result<(), Errore> {
    let (avviso, esito) = paga_avviso(ctx, tx, &riga).await?;
    let servizio = avviso.map(|a| a.servizio);
    let mut dopo = riga.clone().into_active_model();
    match esito {
        Ok(incasso) => {
            dopo.stato = Set(StatoRicevuta::Registrata);
            dopo.incasso_id = Set(Some(incasso));
        }
        Err(anomalia) => {
            let movimento = Trasferimento::nuovo(
                Conto::del_comune(Scopo::Cassa, servizio),
                Conto::del_comune(Scopo::DaAttribuire, servizio),
                riga.importo,
            )?;
            let passo = ("arrivata", "Pagamento pagoPA da attribuire");
            posta(ctx, tx, &riga, passo, riga.giorno, movimento).await?;
            dopo.stato = Set(StatoRicevuta::DaAttribuire);
            dopo.anomalia = Set(Some(anomalia));
            let dettaglio = json!({ "importo": riga.importo, "anomalia": format!("{anomalia:?}") });
            let chi = Some(riga.id.key());
            audit::record(ctx, tx, "ricevutaDaAttribuire", "ricevuta", chi, dettaglio).await?;
        }
    }
    dopo.update(tx).await?;
    Ok(())
}

type Abbinamento = (Option<avviso_pagamento::Model>, Result<IncassoId, Anomalia>);

async fn paga_avviso(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    riga: &Model,
) -> Result<Abbinamento, Errore> {
    let Some(id) = riga.avviso_id else {
        return Ok((None, Err(Anomalia::AvvisoSconosciuto)));
    };
    // Another receipt of the same notice waits here.
    let avviso = avviso_pagamento::Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx)
        .await?;
    let Some(avviso) = avviso else {
        return Ok((None, Err(Anomalia::AvvisoSconosciuto)));
    };
    let conto = credito(avviso.famiglia_id, avviso.servizio);
    blocca(ctx, tx, conto).await?;
    let anomalia = match situazione(ctx, tx, &avviso).await? {
        Situazione::Aperto(dovuto) if dovuto == riga.importo => None,
        Situazione::Aperto(_) => Some(Anomalia::ImportoDiverso),
        Situazione::Pagato => Some(Anomalia::GiaPagato),
        // A notice that was open when it was paid may be closed by now: the money is of a top-up.
        Situazione::Scaduto if avviso.importo == riga.importo => None,
        Situazione::Scaduto | Situazione::Annullato => Some(Anomalia::AvvisoChiuso),
    };
    if let Some(anomalia) = anomalia {
        return Ok((Some(avviso), Err(anomalia)));
    }
    let famiglia = famiglia_autorizzata_in(ctx, tx, SCRIVI_CONTI, avviso.famiglia_id).await?;
    let esito = prova(ctx, tx, &famiglia, &avviso, riga).await?;
    if esito.is_ok() {
        let mut pagato = avviso.clone().into_active_model();
        pagato.pagato_il = Set(Some(ctx.now()));
        pagato.update(tx).await?;
    }
    Ok((Some(avviso), esito))
}

/// Registers the payment in a savepoint: what the accounts refuse is for the office, and leaves
/// nothing behind.
async fn prova(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    famiglia: &FamigliaAutorizzata,
    avviso: &avviso_pagamento::Model,
    riga: &Model,
) -> Result<Result<IncassoId, Anomalia>, Errore> {
    let punto = tx.begin().await?;
    let nuovo = incasso(riga, avviso.servizio, avviso.rata_id);
    match registra_incasso(ctx, &punto, famiglia, nuovo).await {
        Ok(id) => {
            punto.commit().await?;
            Ok(Ok(id))
        }
        Err(errore) if errore.internal().is_none() => {
            punto.rollback().await?;
            tracing::warn!(ricevuta = %riga.id, codice = errore.code(), "a receipt cannot be registered");
            Ok(Err(Anomalia::NonRegistrabile))
        }
        Err(errore) => Err(errore),
    }
}

/// The payment that a receipt becomes.
pub(super) fn incasso(riga: &Model, servizio: Servizio, rata: Option<RataId>) -> NuovoIncasso {
    NuovoIncasso {
        chiave: chiave(format!("pagopa:{}", riga.ricevuta), riga),
        servizio,
        importo: riga.importo,
        mezzo: Mezzo::Pagopa,
        giorno: riga.giorno,
        nota: None,
        rata,
    }
}

/// What is written once of a receipt is written again after its decision was taken back.
fn chiave(base: String, riga: &Model) -> String {
    match riga.riaperture {
        0 => base,
        volte => format!("{base}:{volte}"),
    }
}

/// Under which key [`posta`] writes `passo`.
pub(super) fn chiave_del_passo(riga: &Model, passo: &str) -> String {
    chiave(format!("ricevuta:{}:{passo}", riga.id), riga)
}

/// Moves the money of a receipt between accounts of the comune.
pub(super) async fn posta(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    riga: &Model,
    (passo, descrizione): (&str, &str),
    giorno: Giorno,
    movimento: Trasferimento,
) -> Result<(), Errore> {
    let scrittura = NuovaScrittura::nuova(
        chiave_del_passo(riga, passo),
        Causa::nuova(TipoCausa::Ricevuta, riga.id),
        descrizione,
        giorno_contabile(ctx, tx, giorno).await?,
        movimento,
    );
    registra(ctx, tx, &scrittura).await?;
    Ok(())
}

/// The receipts, the latest first; those of one state.
///
/// # Errors
/// [`Rifiuto::NonPermesso`] without the permission on every building.
pub async fn ricevute(
    ctx: &Ctx,
    stato: Option<StatoRicevuta>,
    pagina: PageRequest,
) -> Result<RicevutaConnection, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    let mut select = Entity::find();
    if let Some(stato) = stato {
        select = select.filter(Column::Stato.eq(stato));
    }
    pagina_di(ctx, select, pagina).await
}

/// A page of the receipts that `select` finds, the latest first.
pub(super) async fn pagina_di(
    ctx: &Ctx,
    select: Select<Entity>,
    pagina: PageRequest,
) -> Result<RicevutaConnection, Errore> {
    let mut select = select.order_by_desc(Column::Id).limit(pagina.limit());
    if let Some(dopo) = pagina.after {
        select = select.filter(Column::Id.lt(RicevutaId::new(dopo)));
    }
    let mut righe = select.all(ctx.db()).await?;
    let page_info = pagina.cut(&mut righe, |r| r.id.key());
    let edge = |riga: Model| RicevutaEdge {
        cursor: encode_cursor(riga.id.key()),
        node: riga.into(),
    };
    Ok(RicevutaConnection {
        edges: righe.into_iter().map(edge).collect(),
        page_info,
    })
}
