//! Telling a family that little is left on its prepaid account: once, until it tops up.

use std::collections::{BTreeSet, HashMap};

use campanella_anagrafe::{FamigliaId, recapiti_dei_tutori};
use campanella_kernel::{Ctx, Importo, Istante, Servizio};
use campanella_ledger::{Conto, ContoId, conti, saldi};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use crate::entities::avviso_saldo;
use crate::entities::gestione::{self, AZero, ContoPer, Modo};
use crate::errore::Errore;
use crate::lettera::Lettera;

impl gestione::Model {
    /// Whether a family with `saldo` is to be told.
    pub(crate) fn sotto_soglia(&self, saldo: Importo) -> bool {
        let finito = self.a_zero != AZero::Permetti && saldo <= Importo::ZERO;
        finito || self.soglia.is_some_and(|soglia| saldo < soglia)
    }
}

/// Tells those of `famiglie` who are below the threshold and were not told yet; whoever is above
/// it again will be told the next time.
pub(crate) async fn controlla(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    gestione: &gestione::Model,
    famiglie: &BTreeSet<FamigliaId>,
) -> Result<(), Errore> {
    let muta = gestione.soglia.is_none() && gestione.a_zero == AZero::Permetti;
    if muta && gestione.conto == ContoPer::Servizio {
        return Ok(());
    }
    let loro: Vec<(FamigliaId, Conto)> = famiglie
        .iter()
        .map(|f| (*f, gestione.prepagato(*f)))
        .collect();
    let chiesti: Vec<Conto> = loro.iter().map(|(_, conto)| *conto).collect();
    let saldi = saldi(tx, &chiesti).await?;
    let ids = conti(ctx, tx, chiesti).await?;
    let avvisi = avvisi(tx, ids.values().copied()).await?;
    let insieme = insieme(tx, gestione).await?;
    let (mut da_avvisare, mut risalite) = (Vec::new(), Vec::new());
    for (famiglia, conto) in loro {
        let Some(id) = ids.get(&conto).copied() else {
            continue;
        };
        let saldo = saldi.get(&conto).copied().unwrap_or_default();
        let sotto = insieme.iter().any(|g| g.sotto_soglia(saldo));
        let avviso = avvisi.get(&id);
        let detto = avviso.is_some_and(|a| a.avvisata_il.is_some());
        match (sotto, detto) {
            (true, false) => da_avvisare.push((famiglia, id, avviso.map_or(0, |a| a.volte) + 1)),
            (false, true) => risalite.push(id),
            _ => {}
        }
    }
    if !risalite.is_empty() {
        avviso_saldo::Entity::update_many()
            .col_expr(
                avviso_saldo::Column::AvvisataIl,
                Expr::value(None::<Istante>),
            )
            .filter(avviso_saldo::Column::ContoId.is_in(risalite))
            .exec(tx)
            .await?;
    }
    avvisa(ctx, tx, gestione.servizio, &da_avvisare).await
}

/// The services that share the account, each with its threshold: the family is told by the first.
async fn insieme(
    tx: &DatabaseTransaction,
    gestione: &gestione::Model,
) -> Result<Vec<gestione::Model>, Errore> {
    if gestione.conto == ContoPer::Servizio {
        return Ok(vec![gestione.clone()]);
    }
    let righe = gestione::Entity::find()
        .filter(gestione::Column::Anno.eq(gestione.anno))
        .filter(gestione::Column::Modo.eq(Modo::Prepagato))
        .filter(gestione::Column::Conto.eq(ContoPer::Famiglia))
        .all(tx)
        .await?;
    Ok(righe)
}

async fn avvisi(
    tx: &DatabaseTransaction,
    conti: impl Iterator<Item = ContoId>,
) -> Result<HashMap<ContoId, avviso_saldo::Model>, Errore> {
    let righe = avviso_saldo::Entity::find()
        .filter(avviso_saldo::Column::ContoId.is_in(conti))
        .all(tx)
        .await?;
    Ok(righe.into_iter().map(|r| (r.conto_id, r)).collect())
}

/// The e-mail names no child and no amount: whoever reads it by mistake learns nothing.
async fn avvisa(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    servizio: Servizio,
    chi: &[(FamigliaId, ContoId, i32)],
) -> Result<(), Errore> {
    if chi.is_empty() {
        return Ok(());
    }
    let righe = chi
        .iter()
        .map(|(_, conto, volte)| avviso_saldo::ActiveModel {
            conto_id: Set(*conto),
            volte: Set(*volte),
            avvisata_il: Set(Some(ctx.now())),
        });
    let rinnova = OnConflict::column(avviso_saldo::Column::ContoId)
        .update_columns([
            avviso_saldo::Column::Volte,
            avviso_saldo::Column::AvvisataIl,
        ])
        .to_owned();
    avviso_saldo::Entity::insert_many(righe)
        .on_conflict(rinnova)
        .exec_without_returning(tx)
        .await?;
    let famiglie: Vec<FamigliaId> = chi.iter().map(|(famiglia, ..)| *famiglia).collect();
    let recapiti = recapiti_dei_tutori(tx, &famiglie).await?;
    for (famiglia, conto, volte) in chi {
        let Some(email) = recapiti.get(famiglia) else {
            continue;
        };
        let testo = format!(
            "Il credito del conto elettronico ({servizio}) sta per finire o è finito. Acceda al \
             portale dei servizi scolastici per vedere il saldo e ricaricare."
        );
        let lettera = Lettera {
            chiave: format!("pagamenti.soglia:{conto}:{volte}"),
            a: email,
            oggetto: "Il credito sta per finire",
            testo: &testo,
        };
        lettera.spedisci(ctx, tx).await?;
    }
    Ok(())
}
