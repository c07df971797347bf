//! An office says on which chapter it puts down what comes in or goes out.

use campanella_kernel::{Ctx, GraphqlOutput, Rifiuto, Servizio, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, Iterable, QueryFilter};
use serde_json::json;

use crate::entities::capitolo::{self, Column, Entity, Voce};
use crate::errore::Errore;
use crate::permessi::{GESTISCI_CONTABILITA, LEGGI_CONTI};

/// Characters of a code.
const LUNGHEZZA: usize = 40;

/// Il capitolo su cui si mette ciò che entra o esce per un servizio.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Capitolo {
    /// Il servizio.
    pub servizio: Servizio,
    /// Per che cosa.
    pub voce: Voce,
    /// Il codice; assente se l'ufficio non l'ha ancora indicato.
    pub codice: Option<String>,
}

/// The chapter of every service and kind of money, named or not.
///
/// # Errors
/// When the store fails.
pub async fn capitoli(ctx: &Ctx) -> Result<Vec<Capitolo>, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    let noti = Entity::find().all(ctx.db()).await?;
    let mut capitoli = Vec::new();
    for servizio in [Servizio::Refezione, Servizio::Trasporto] {
        for voce in Voce::iter() {
            let noto = noti
                .iter()
                .find(|c| (c.servizio, c.voce) == (servizio, voce));
            capitoli.push(Capitolo {
                servizio,
                voce,
                codice: noto.map(|c| c.codice.clone()),
            });
        }
    }
    Ok(capitoli)
}

/// Names the chapter of `servizio` and `voce`; without `codice`, none.
///
/// # Errors
/// A code that is too long, or has other characters than a code has.
pub async fn imposta_capitolo(
    ctx: &Ctx,
    servizio: Servizio,
    voce: Voce,
    codice: Option<&str>,
) -> Result<(), Errore> {
    ctx.tutto_il_comune(GESTISCI_CONTABILITA)?;
    let codice = codice.map(str::trim).filter(|c| !c.is_empty());
    let valido = |c: char| c.is_ascii_alphanumeric() || "./-_ ".contains(c);
    if codice.is_some_and(|c| c.len() > LUNGHEZZA || !c.chars().all(valido)) {
        let perche = format!("al massimo {LUNGHEZZA} lettere, cifre, punti, barre e trattini");
        return Err(Rifiuto::dato("codice", perche).into());
    }
    let tx = ctx.begin().await?;
    match codice {
        Some(codice) => {
            let riga = capitolo::ActiveModel {
                servizio: Set(servizio),
                voce: Set(voce),
                codice: Set(codice.to_owned()),
                aggiornato_da: Set(ctx.actor().descrizione()),
                aggiornato_il: Set(ctx.now()),
                ..Default::default()
            };
            let cambia = OnConflict::columns([Column::Servizio, Column::Voce])
                .update_columns([Column::Codice, Column::AggiornatoDa, Column::AggiornatoIl])
                .to_owned();
            Entity::insert(riga)
                .on_conflict(cambia)
                .exec_without_returning(&tx)
                .await?;
        }
        None => {
            Entity::delete_many()
                .filter(Column::Servizio.eq(servizio))
                .filter(Column::Voce.eq(voce))
                .exec(&tx)
                .await?;
        }
    }
    let dettaglio = json!({ "servizio": servizio, "voce": voce.to_string(), "codice": codice });
    audit::record(ctx, &tx, "impostaCapitolo", "capitolo", None, dettaglio).await?;
    tx.commit().await?;
    Ok(())
}
