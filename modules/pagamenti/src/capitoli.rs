//! What came in by chapter of the budget, for the comune's accounting program.

mod file;
mod imposta;
mod quota_penali;

use std::collections::BTreeMap;

use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Importo, Servizio};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::entities::capitolo::{self, Voce};
use crate::entities::incasso::{self, Mezzo};
use crate::errore::Errore;
use crate::permessi::LEGGI_CONTI;
use crate::riepilogo::controlla_giorni;

pub use file::capitoli_in_file;
pub use imposta::{Capitolo, capitoli, imposta_capitolo};

/// Quanto è entrato per un capitolo del bilancio.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct IncassiDelCapitolo {
    /// Il capitolo; assente se l'ufficio non l'ha ancora indicato.
    pub capitolo: Option<String>,
    /// Il servizio.
    pub servizio: Servizio,
    /// Per che cosa.
    pub voce: Voce,
    /// Come è stato pagato.
    pub mezzo: Mezzo,
    /// Quanto.
    pub importo: Importo,
}

/// What came in from `dal` to `al` by chapter, service and means, without what was undone and what
/// was paid by credit. Of an instalment with a late fee the fee comes first (art. 1194 c.c.).
///
/// # Errors
/// As [`crate::riepilogo_incassi`].
pub async fn riepilogo_capitoli(
    ctx: &Ctx,
    giorni: (Giorno, Giorno),
) -> Result<Vec<IncassiDelCapitolo>, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    controlla_giorni(giorni)?;
    let incassi = incasso::Entity::find()
        .filter(incasso::Column::Giorno.between(giorni.0, giorni.1))
        .filter(incasso::Column::StornatoIl.is_null())
        .filter(incasso::Column::Mezzo.ne(Mezzo::Credito))
        .all(ctx.db())
        .await?;
    let penali = quota_penali::quote(ctx, &incassi).await?;
    let mut somme: BTreeMap<(Servizio, Voce, String), (Mezzo, Importo)> = BTreeMap::new();
    let mut aggiungi = |servizio, voce, mezzo: Mezzo, importo: Importo| {
        if importo > Importo::ZERO {
            let chiave = (servizio, voce, mezzo.to_string());
            let somma = &mut somme.entry(chiave).or_insert((mezzo, Importo::ZERO)).1;
            *somma = *somma + importo;
        }
    };
    for i in incassi {
        let penale = penali.get(&i.id).copied().unwrap_or_default();
        aggiungi(i.servizio, Voce::Servizio, i.mezzo, i.importo - penale);
        aggiungi(i.servizio, Voce::Penali, i.mezzo, penale);
    }
    let codici: BTreeMap<(Servizio, Voce), String> = capitolo::Entity::find()
        .all(ctx.db())
        .await?
        .into_iter()
        .map(|c| ((c.servizio, c.voce), c.codice))
        .collect();
    let riga = |((servizio, voce, _), (mezzo, importo))| IncassiDelCapitolo {
        capitolo: codici.get(&(servizio, voce)).cloned(),
        servizio,
        voce,
        mezzo,
        importo,
    };
    Ok(somme.into_iter().map(riga).collect())
}
