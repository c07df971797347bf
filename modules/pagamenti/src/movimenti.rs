//! What moved on a family's account, and why.

use std::collections::HashMap;

use campanella_anagrafe::{AlunnoId, FamigliaAutorizzata, IscrizioneId};
use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{
    Ctx, Giorno, GraphqlEnum, GraphqlOutput, Importo, Istante, PrezzoUnitario, Rifiuto, Servizio,
};
use campanella_ledger::{
    Conto, ContoId, ScritturaId, TipoCausa, conto_esistente, movimento, riga_scrittura, saldi_al,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::IncassoId;
use crate::entities::addebito;
use crate::entities::incasso::{self, Mezzo};
use crate::errore::Errore;
use crate::gestione::{credito, ultimo_prepagato};
use crate::spiegazioni::{self, PassoSpiegazione};

/// Che cosa ha mosso un conto.
#[derive(Debug, Clone, Copy, PartialEq, Eq, GraphqlEnum)]
pub enum CausaMovimento {
    /// Un pasto o una corsa.
    Consumo,
    /// Un pagamento.
    Incasso,
    /// Un pagamento di cui non si sapeva che cosa pagasse.
    Ricevuta,
    /// Una retta.
    Retta,
    /// Un trasferimento di credito.
    Trasferimento,
    /// Un rimborso.
    Rimborso,
    /// Una correzione dell'ufficio.
    Rettifica,
    /// Lo storno di un altro movimento.
    Storno,
}

impl From<TipoCausa> for CausaMovimento {
    fn from(tipo: TipoCausa) -> Self {
        match tipo {
            TipoCausa::Consumo => Self::Consumo,
            TipoCausa::Incasso => Self::Incasso,
            TipoCausa::Ricevuta => Self::Ricevuta,
            TipoCausa::Retta => Self::Retta,
            TipoCausa::Trasferimento => Self::Trasferimento,
            TipoCausa::Rimborso => Self::Rimborso,
            TipoCausa::Rettifica => Self::Rettifica,
            TipoCausa::Storno => Self::Storno,
        }
    }
}

/// Un movimento di un conto.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Movimento {
    /// Il giorno.
    pub giorno: Giorno,
    /// In parole.
    pub descrizione: String,
    /// Quanto: positivo se il credito, o il debito per le rette, aumenta.
    pub importo: Importo,
    /// Che cosa lo ha mosso.
    pub causa: CausaMovimento,
    /// Quando è stato registrato.
    pub registrato_il: Istante,
    /// Per un consumo: il bambino.
    pub alunno: Option<AlunnoId>,
    /// Per un consumo: l'iscrizione.
    pub iscrizione: Option<IscrizioneId>,
    /// Per un consumo: il prezzo di uno.
    pub prezzo: Option<PrezzoUnitario>,
    /// Per un consumo: la fascia.
    pub fascia: Option<String>,
    /// Per un consumo: perché costa così.
    pub spiegazione: Vec<PassoSpiegazione>,
    /// Per un pagamento che vale: di uno stornato non c'è ricevuta, e non si storna di nuovo.
    pub incasso: Option<IncassoId>,
    /// Per un pagamento: come è stato fatto.
    pub mezzo: Option<Mezzo>,
}

/// Una pagina di movimenti, dal più recente.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct MovimentoConnection {
    /// I movimenti.
    pub edges: Vec<MovimentoEdge>,
    /// Se ce ne sono altri.
    pub page_info: PageInfo,
}

/// Un movimento nella sua pagina.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct MovimentoEdge {
    /// Da passare come `after` per i movimenti che seguono.
    pub cursor: String,
    /// Il movimento.
    pub node: Movimento,
}

/// Quale conto di un servizio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, GraphqlEnum)]
pub enum QualeConto {
    /// Il conto elettronico.
    Elettronico,
    /// Il conto delle rette: che cosa si deve e che cosa si è pagato.
    Rette,
}

/// The movements of an account of `famiglia`, the latest first. Six statements, however many.
///
/// # Errors
/// [`Errore::NonPrepagato`] when the service never had a prepaid account.
pub async fn movimenti(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    (servizio, quale): (Servizio, QualeConto),
    pagina: PageRequest,
) -> Result<MovimentoConnection, Errore> {
    let conto = conto_di(ctx, famiglia, (servizio, quale)).await?;
    let Some(conto_id) = conto_esistente(ctx.db(), conto).await? else {
        return Ok(MovimentoConnection {
            edges: Vec::new(),
            page_info: pagina.cut(&mut Vec::<i64>::new(), |id| *id),
        });
    };
    let mut righe = del_conto(ctx, conto_id, pagina).await?;
    let page_info = pagina.cut(&mut righe, |m| m.id);
    let dettagli = Dettagli::leggi(ctx, &righe).await?;
    let edge = |m: movimento::Model| {
        let importo = con_segno(&m, conto_id);
        let node = dettagli.movimento(&m, conto.scopo.leggibile(importo))?;
        Some(MovimentoEdge {
            cursor: encode_cursor(m.id),
            node,
        })
    };
    Ok(MovimentoConnection {
        edges: righe.into_iter().filter_map(edge).collect(),
        page_info,
    })
}

/// Which account of the ledger a family means.
async fn conto_di(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    (servizio, quale): (Servizio, QualeConto),
) -> Result<Conto, Errore> {
    let id = famiglia.famiglia.id;
    Ok(match quale {
        QualeConto::Rette => credito(id, servizio),
        QualeConto::Elettronico => {
            let gestione = ultimo_prepagato(ctx.db(), servizio, ctx.oggi()).await?;
            gestione.prepagato(id)
        }
    })
}

/// An account over some days: what was there before, what moved, what was there in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periodo {
    /// At the end of the day before the first.
    pub iniziale: Importo,
    /// In order of day.
    pub movimenti: Vec<Movimento>,
    /// At the end of the last day.
    pub finale: Importo,
}

/// Movements of one period at the most: a meal a day for a school year, and as many again.
const MASSIMI: u64 = 1_000;

/// What moved on an account of `famiglia` from `dal` to `al`, in the order of the days.
///
/// # Errors
/// [`Errore::NonPrepagato`] when the service never had a prepaid account; days in the wrong order,
/// or with too many movements.
pub(crate) async fn del_periodo(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    quale: (Servizio, QualeConto),
    (dal, al): (Giorno, Giorno),
) -> Result<Periodo, Errore> {
    if al < dal {
        return Err(Rifiuto::dato("al", "la fine viene prima dell'inizio").into());
    }
    let conto = conto_di(ctx, famiglia, quale).await?;
    let Some(id) = conto_esistente(ctx.db(), conto).await? else {
        return Ok(Periodo {
            iniziale: Importo::ZERO,
            movimenti: Vec::new(),
            finale: Importo::ZERO,
        });
    };
    let righe = movimento::Entity::find()
        .filter(di(id))
        .filter(movimento::Column::Giorno.between(dal, al))
        .order_by_asc(movimento::Column::Giorno)
        .order_by_asc(movimento::Column::Id)
        .limit(MASSIMI + 1)
        .all(ctx.db())
        .await?;
    if righe.len() as u64 > MASSIMI {
        let troppi = format!("in questi giorni ci sono più di {MASSIMI} movimenti: chiederne meno");
        return Err(Rifiuto::dato("al", troppi).into());
    }
    let dettagli = Dettagli::leggi(ctx, &righe).await?;
    let letti = righe.iter().filter_map(|m| {
        let importo = con_segno(m, id);
        dettagli.movimento(m, conto.scopo.leggibile(importo))
    });
    let movimenti: Vec<Movimento> = letti.collect();
    let prima = saldi_al(ctx.db(), &[id], Some(dal.prima(1))).await?;
    let iniziale = prima.get(&id).copied().unwrap_or_default();
    let iniziale = conto.scopo.leggibile(iniziale);
    let mossi: Importo = movimenti.iter().map(|m| m.importo).sum();
    Ok(Periodo {
        iniziale,
        finale: iniziale + mossi,
        movimenti,
    })
}

/// The movements of an account.
fn di(conto: ContoId) -> Condition {
    Condition::any()
        .add(movimento::Column::DareId.eq(conto))
        .add(movimento::Column::AvereId.eq(conto))
}

/// What a movement adds to the account.
fn con_segno(m: &movimento::Model, conto: ContoId) -> Importo {
    if m.dare_id == conto {
        m.importo
    } else {
        -m.importo
    }
}

async fn del_conto(
    ctx: &Ctx,
    conto: ContoId,
    pagina: PageRequest,
) -> Result<Vec<movimento::Model>, Errore> {
    let mut select = movimento::Entity::find()
        .filter(di(conto))
        .order_by_desc(movimento::Column::Id)
        .limit(pagina.limit());
    if let Some(dopo) = pagina.after {
        select = select.filter(movimento::Column::Id.lt(dopo));
    }
    Ok(select.all(ctx.db()).await?)
}

/// What some movements are about.
struct Dettagli {
    scritture: HashMap<ScritturaId, riga_scrittura::Model>,
    consumi: HashMap<ScritturaId, addebito::Model>,
    incassi: HashMap<ScritturaId, incasso::Model>,
    spiegazioni: HashMap<String, Vec<PassoSpiegazione>>,
}

impl Dettagli {
    async fn leggi(ctx: &Ctx, righe: &[movimento::Model]) -> Result<Self, Errore> {
        let loro = || righe.iter().map(|m| m.scrittura_id);
        let scritture = riga_scrittura::Entity::find()
            .filter(riga_scrittura::Column::Id.is_in(loro()))
            .all(ctx.db())
            .await?;
        // An entry that undoes another is about the same thing.
        let di = || loro().chain(scritture.iter().filter_map(|s| s.storna));
        let consumi = addebito::Entity::find()
            .filter(addebito::Column::ScritturaId.is_in(di()))
            .all(ctx.db())
            .await?;
        let incassi = incasso::Entity::find()
            .filter(incasso::Column::ScritturaId.is_in(di()))
            .all(ctx.db())
            .await?;
        let spiegazioni = consumi.iter().filter_map(|a| a.spiegazione.clone());
        Ok(Self {
            spiegazioni: spiegazioni::leggi(ctx, spiegazioni).await?,
            scritture: scritture.into_iter().map(|s| (s.id, s)).collect(),
            consumi: consumi
                .into_iter()
                .filter_map(|a| Some((a.scrittura_id?, a)))
                .collect(),
            incassi: incassi.into_iter().map(|i| (i.scrittura_id, i)).collect(),
        })
    }

    fn movimento(&self, m: &movimento::Model, importo: Importo) -> Option<Movimento> {
        let scrittura = self.scritture.get(&m.scrittura_id)?;
        let di = scrittura.storna.unwrap_or(scrittura.id);
        let consumo = self.consumi.get(&di);
        let incasso = self.incassi.get(&di);
        let passi = consumo
            .and_then(|a| self.spiegazioni.get(a.spiegazione.as_ref()?))
            .cloned();
        Some(Movimento {
            giorno: m.giorno,
            descrizione: scrittura.descrizione.clone(),
            importo,
            causa: scrittura.causa.into(),
            registrato_il: scrittura.registrata_il,
            alunno: consumo.map(|a| a.alunno_id),
            iscrizione: consumo.map(|a| a.iscrizione_id),
            prezzo: consumo.and_then(|a| a.prezzo),
            fascia: consumo.and_then(|a| a.fascia.clone()),
            spiegazione: passi.unwrap_or_default(),
            incasso: incasso.filter(|i| i.stornato_il.is_none()).map(|i| i.id),
            mezzo: incasso.map(|i| i.mezzo),
        })
    }
}
