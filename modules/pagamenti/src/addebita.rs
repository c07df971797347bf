//! Taking consumptions from the prepaid accounts.

use std::collections::{BTreeMap, BTreeSet};

use campanella_kernel::{AnnoScolastico, Ctx, Importo, InternalError, Servizio};
use campanella_ledger::{
    Causa, NuovaScrittura, Scopo, TipoCausa, Trasferimento, registra_molte, ultimo_chiuso,
};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entities::addebito::{self, StatoAddebito};
use crate::entities::gestione::{self, Modo};
use crate::errore::Errore;
use crate::gestione::{del_comune, gestione};
use crate::{soglia, turno};

/// Rows of one statement: below the parameters that any of the stores takes.
const RIGHE: usize = 1000;

/// Charges those of `righe` whose service is prepaid in their school year; the others wait for a
/// bill, or until the comune says how the service is paid.
pub(crate) async fn addebita(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    servizio: Servizio,
    righe: Vec<addebito::Model>,
) -> Result<(), Errore> {
    let mut per_anno: BTreeMap<AnnoScolastico, Vec<addebito::Model>> = BTreeMap::new();
    for riga in righe {
        let anno = AnnoScolastico::del(riga.giorno);
        per_anno.entry(anno).or_default().push(riga);
    }
    for (anno, mut righe) in per_anno {
        let Some(gestione) = gestione(tx, servizio, anno).await? else {
            continue;
        };
        if gestione.modo == Modo::Prepagato {
            righe.sort_by_key(|r| (r.giorno, r.id));
            scala(ctx, tx, &gestione, &righe).await?;
        }
    }
    Ok(())
}

async fn scala(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    gestione: &gestione::Model,
    righe: &[addebito::Model],
) -> Result<(), Errore> {
    let chiuso = ultimo_chiuso(tx).await?;
    let mut scritture = Vec::with_capacity(righe.len());
    for riga in righe {
        let importo = riga
            .importo()
            .ok_or_else(|| InternalError::new("a charge without price"))?;
        // A meal that costs nothing moves no money.
        if importo == Importo::ZERO {
            continue;
        }
        let movimento = Trasferimento::nuovo(
            gestione.prepagato(riga.famiglia_id),
            del_comune(Scopo::Ricavo, gestione.servizio),
            importo,
        )?;
        // What belongs to a closed period is charged today.
        let giorno = match chiuso {
            Some(chiuso) if riga.giorno <= chiuso => ctx.oggi(),
            _ => riga.giorno,
        };
        scritture.push(NuovaScrittura::nuova(
            format!("consumo:{}", riga.id),
            Causa::nuova(TipoCausa::Consumo, riga.id),
            format!("{} del {}", unita(gestione.servizio), riga.giorno),
            giorno,
            movimento,
        ));
    }
    registra_molte(ctx, tx, &scritture).await?;
    segna(tx, righe).await?;
    let famiglie: BTreeSet<_> = righe.iter().map(|r| r.famiglia_id).collect();
    soglia::controlla(ctx, tx, gestione, &famiglie).await
}

/// What one consumption of `servizio` is called.
pub(crate) const fn unita(servizio: Servizio) -> &'static str {
    match servizio {
        Servizio::Refezione => "Pasto",
        Servizio::Trasporto => "Corsa",
    }
}

/// Notes on each row that it was charged, with its entry.
async fn segna(tx: &DatabaseTransaction, righe: &[addebito::Model]) -> Result<(), Errore> {
    let scrittura = "(SELECT s.id FROM scrittura s WHERE s.chiave = 'consumo:' || addebito.id)";
    for alcune in righe.chunks(RIGHE) {
        addebito::Entity::update_many()
            .col_expr(
                addebito::Column::Stato,
                Expr::value(StatoAddebito::Addebitato),
            )
            .col_expr(addebito::Column::ScritturaId, Expr::cust(scrittura))
            .filter(addebito::Column::Id.is_in(alcune.iter().map(|r| r.id)))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// Charges up to so many rows that wait although their service is prepaid: those that were
/// consumed before the comune said so. Returns whether there may be more.
///
/// # Errors
/// When the store fails.
pub(crate) async fn addebita_arretrati(
    ctx: &Ctx,
    servizio: Servizio,
    anno: AnnoScolastico,
) -> Result<bool, Errore> {
    let tx = ctx.begin().await?;
    turno::del_servizio(&tx, servizio).await?;
    let modo = gestione(&tx, servizio, anno).await?.map(|g| g.modo);
    if modo != Some(Modo::Prepagato) {
        // They wait for a bill: asked again, they would be the same.
        return Ok(false);
    }
    let righe = arretrati(&tx, servizio, anno).await?;
    let ancora = righe.len() == RIGHE;
    addebita(ctx, &tx, servizio, righe).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(ancora)
}

async fn arretrati(
    db: &impl ConnectionTrait,
    servizio: Servizio,
    anno: AnnoScolastico,
) -> Result<Vec<addebito::Model>, Errore> {
    let righe = addebito::Entity::find()
        .filter(addebito::Column::Servizio.eq(servizio))
        .filter(addebito::Column::Stato.eq(StatoAddebito::InAttesa))
        .filter(addebito::Column::Quantita.eq(1))
        .filter(addebito::Column::Giorno.between(anno.inizio(), anno.fine()))
        .order_by_asc(addebito::Column::Id)
        .limit(RIGHE as u64)
        .all(db)
        .await?;
    Ok(righe)
}
