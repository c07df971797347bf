//! The fixed quotas of the months of a period, as the regulation answers.

use std::collections::{BTreeMap, HashSet};

use campanella_anagrafe::{
    FamigliaId, Iscritto, IscrizioneId, fatti_per_tariffa, ingresso_tariffa,
};
use campanella_kernel::{Ctx, Giorno, Importo};
use campanella_plugins_host::decisione::Traccia;
use campanella_plugins_host::tariffa::Esito;
use campanella_plugins_host::{Passo, Regole};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, JoinType, QueryFilter,
    QuerySelect,
};

use super::periodo::{fine_del_mese, mesi, periodo, primo};
use crate::entities::retta::StatoRetta;
use crate::entities::riga_retta::TipoRiga;
use crate::entities::{emissione, retta, riga_retta};
use crate::errore::Errore;
use crate::permessi::SCRIVI_EMISSIONI;

/// The quota of a child for a month.
pub(crate) struct Quota {
    pub(crate) famiglia: FamigliaId,
    pub(crate) iscrizione: IscrizioneId,
    /// First day of the month.
    pub(crate) mese: Giorno,
    /// What the regulation answers: none when it did not.
    pub(crate) dovuta: Option<Dovuta>,
}

/// A quota that is due.
pub(crate) struct Dovuta {
    pub(crate) importo: Importo,
    pub(crate) fascia: String,
    pub(crate) motivazione: Vec<Passo>,
    pub(crate) traccia: Traccia,
}

/// The quotas of `famiglie` that no bill has yet. It asks the regulation, so it comes before the
/// transaction that bills them.
pub(crate) async fn quote(
    ctx: &Ctx,
    emissione: &emissione::Model,
    famiglie: &[FamigliaId],
) -> Result<Vec<Quota>, Errore> {
    if !emissione.con_quota {
        return Ok(Vec::new());
    }
    let iscritti = periodo(emissione)
        .di(ctx, ctx.db(), SCRIVI_EMISSIONI, famiglie)
        .await?;
    let emesse = gia_emesse(
        ctx.db(),
        emissione,
        iscritti.iter().map(|i| i.iscrizione.id),
    )
    .await?;
    let mut quote = Vec::new();
    for mese in mesi(emissione.dal, emissione.al) {
        let fine = fine_del_mese(mese);
        let presenti = iscritti
            .iter()
            .filter(|i| iscritto_nel_mese(i, mese, fine))
            .filter(|i| !emesse.contains(&(i.iscrizione.id, mese)));
        // Of who begins during the month the rule is asked as of that day: what the family said
        // when it enrolled may not have been there on the first.
        let mut per_giorno: BTreeMap<Giorno, Vec<&Iscritto>> = BTreeMap::new();
        for iscritto in presenti {
            let giorno = iscritto.iscrizione.dal.max(mese);
            per_giorno.entry(giorno).or_default().push(iscritto);
        }
        for (giorno, iscritti) in per_giorno {
            quote.extend(del_mese(ctx, emissione, (mese, giorno), &iscritti).await?);
        }
    }
    Ok(quote)
}

/// The quotas of `mese` of those of whom the rule is asked as of `giorno`.
async fn del_mese(
    ctx: &Ctx,
    emissione: &emissione::Model,
    (mese, giorno): (Giorno, Giorno),
    iscritti: &[&Iscritto],
) -> Result<Vec<Quota>, Errore> {
    let fatti = fatti_per_tariffa(ctx, iscritti.iter().copied(), giorno).await?;
    let (chiesti, ingressi): (Vec<&Iscritto>, Vec<_>) = iscritti
        .iter()
        .filter_map(|i| {
            let fatti = fatti.get(&i.iscrizione.id)?;
            Some((*i, ingresso_tariffa(i, fatti, giorno)))
        })
        .unzip();
    let esiti = ctx
        .service::<Regole>()?
        .tariffa(ctx, emissione.servizio, giorno, &ingressi)
        .await?;
    let quota = |(iscritto, esito): (&Iscritto, Esito)| {
        let dovuta = match esito {
            // A regulation without quota asks for none.
            Esito::Calcolata {
                tariffa, traccia, ..
            } => Some(Dovuta {
                importo: tariffa.quota.filter(|q| *q > Importo::ZERO)?,
                fascia: tariffa.fascia,
                motivazione: tariffa.motivazione,
                traccia: *traccia,
            }),
            Esito::DaVerificare(_) => None,
        };
        Some(Quota {
            famiglia: iscritto.alunno.famiglia_id,
            iscrizione: iscritto.iscrizione.id,
            mese,
            dovuta,
        })
    };
    let insieme = chiesti.into_iter().zip(esiti);
    Ok(insieme.filter_map(quota).collect())
}

/// Those of `quote` that are on no bill now that the run has its turn: another node may have
/// issued them since the regulation was asked.
pub(super) async fn ancora_dovute(
    tx: &DatabaseTransaction,
    emissione: &emissione::Model,
    mut quote: Vec<Quota>,
) -> Result<Vec<Quota>, Errore> {
    if quote.is_empty() {
        return Ok(quote);
    }
    let emesse = gia_emesse(tx, emissione, quote.iter().map(|q| q.iscrizione)).await?;
    quote.retain(|q| !emesse.contains(&(q.iscrizione, q.mese)));
    Ok(quote)
}

/// Quotas that are on a bill that was issued and not cancelled.
async fn gia_emesse(
    db: &impl ConnectionTrait,
    emissione: &emissione::Model,
    iscrizioni: impl Iterator<Item = IscrizioneId>,
) -> Result<HashSet<(IscrizioneId, Giorno)>, Errore> {
    let righe: Vec<(Option<IscrizioneId>, Option<Giorno>)> = riga_retta::Entity::find()
        .select_only()
        .columns([riga_retta::Column::IscrizioneId, riga_retta::Column::Mese])
        .join(
            JoinType::InnerJoin,
            riga_retta::Entity::belongs_to(retta::Entity)
                .from(riga_retta::Column::RettaId)
                .to(retta::Column::Id)
                .into(),
        )
        .filter(retta::Column::Stato.eq(StatoRetta::Emessa))
        .filter(riga_retta::Column::Tipo.eq(TipoRiga::Quota))
        .filter(riga_retta::Column::IscrizioneId.is_in(iscrizioni))
        .filter(riga_retta::Column::Mese.between(primo(emissione.dal), emissione.al))
        .into_tuple()
        .all(db)
        .await?;
    Ok(righe
        .into_iter()
        .filter_map(|(i, m)| Some((i?, m?)))
        .collect())
}

fn iscritto_nel_mese(iscritto: &Iscritto, mese: Giorno, fine: Giorno) -> bool {
    let i = &iscritto.iscrizione;
    i.dal <= fine && i.al.is_none_or(|al| al >= mese)
}
