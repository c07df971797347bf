//! Roles: seen, made, given, taken away.

mod assegna;
mod crea;

use std::collections::HashMap;

use campanella_kernel::{Ctx, GraphqlOutput, PermissionSet, PlessoScope};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use crate::entities::{persona_ruolo, ruolo};
use crate::predefiniti::{PREDEFINITI, predefinito};
use crate::{Errore, Result, politica};

pub use assegna::{assegna, togli};
pub use crea::{crea, elimina};

/// Un ruolo e ciò che permette.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct Ruolo {
    nome: String,
    descrizione: String,
    /// Vero per i ruoli di ogni comune; gli altri sono stati creati da un amministratore.
    predefinito: bool,
    /// I permessi, come risorsa:azione.
    permessi: Vec<String>,
    /// A quante persone è assegnato.
    persone: i64,
}

/// The roles of the comune: the default ones, then its own by name.
///
/// # Errors
/// When the store fails.
pub async fn ruoli(ctx: &Ctx) -> Result<Vec<Ruolo>> {
    let policy = politica::attuale(ctx).await?;
    let held: HashMap<String, i64> = persona_ruolo::Entity::find()
        .select_only()
        .column(persona_ruolo::Column::Ruolo)
        .column_as(persona_ruolo::Column::Id.count(), "persone")
        .group_by(persona_ruolo::Column::Ruolo)
        .into_tuple::<(String, i64)>()
        .all(ctx.db())
        .await?
        .into_iter()
        .collect();
    let own = ruolo::Entity::find()
        .order_by_asc(ruolo::Column::Nome)
        .all(ctx.db())
        .await?;
    let default = PREDEFINITI
        .iter()
        .map(|(n, d)| ((*n).to_owned(), (*d).to_owned()));
    Ok(default
        .chain(own.into_iter().map(|r| (r.nome, r.descrizione)))
        .map(|(nome, descrizione)| Ruolo {
            predefinito: predefinito(&nome),
            permessi: policy
                .ruolo(&nome)
                .map(|set| set.nomi().map(str::to_owned).collect())
                .unwrap_or_default(),
            persone: held.get(&nome).copied().unwrap_or_default(),
            nome,
            descrizione,
        })
        .collect())
}

/// Refuses unless whoever acts has each of `permessi` themselves, on all those buildings.
///
/// # Errors
/// [`Errore::PermessoNonCedibile`].
pub(crate) fn puo_cedere<'a>(
    propri: &PermissionSet,
    permessi: impl IntoIterator<Item = &'a str>,
    plessi: &PlessoScope,
) -> Result<()> {
    for permesso in permessi {
        // What one has already, one does not get by being given it.
        let mut with = propri.clone();
        with.concedi(permesso, plessi.clone());
        if with != *propri {
            return Err(Errore::PermessoNonCedibile {
                permesso: permesso.to_owned(),
            });
        }
    }
    Ok(())
}
