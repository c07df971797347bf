//! What came in and went out by chapter of the budget, for the comune's accounting program.

mod file;
mod imposta;
mod quota_penali;
mod rimborsati;

use std::collections::BTreeMap;

use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Importo, Servizio};
use sea_orm::EntityTrait;

use crate::entities::capitolo::{self, Voce};
use crate::entities::incasso::Mezzo;
use crate::errore::Errore;
use crate::riepilogo::riepilogo_incassi;

pub use file::capitoli_in_file;
pub use imposta::{Capitolo, capitoli, imposta_capitolo};

/// Quanto è entrato, o uscito, per un capitolo del bilancio.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct TotaleDelCapitolo {
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
    /// Se è uscito: ciò che si rende alle famiglie è una spesa, e non si toglie dagli incassi.
    pub uscita: bool,
}

/// What came in from `dal` to `al` by chapter, service and means, without what was undone and what
/// was paid by credit; then the refunds that were paid. Of an instalment with a late fee the fee
/// comes first (art. 1194 c.c.).
///
/// # Errors
/// As [`crate::riepilogo_incassi`].
pub async fn riepilogo_capitoli(
    ctx: &Ctx,
    giorni: (Giorno, Giorno),
) -> Result<Vec<TotaleDelCapitolo>, Errore> {
    let incassi = riepilogo_incassi(ctx, giorni).await?;
    let penali = quota_penali::quote(ctx, giorni).await?;
    let mut somme: BTreeMap<(Servizio, Voce, String), (Mezzo, Importo)> = BTreeMap::new();
    let mut aggiungi = |servizio, voce, mezzo: Mezzo, importo: Importo| {
        let chiave = (servizio, voce, mezzo.to_string());
        let somma = &mut somme.entry(chiave).or_insert((mezzo, Importo::ZERO)).1;
        *somma = *somma + importo;
    };
    for i in incassi {
        aggiungi(i.servizio, Voce::Servizio, i.mezzo, i.importo);
    }
    for (i, quota) in penali
        .into_iter()
        .filter(|(i, _)| i.mezzo != Mezzo::Credito)
    {
        aggiungi(i.servizio, Voce::Servizio, i.mezzo, -quota);
        aggiungi(i.servizio, Voce::Penali, i.mezzo, quota);
    }
    for (servizio, importo) in rimborsati::per_servizio(ctx, giorni).await? {
        // To an IBAN, always.
        aggiungi(servizio, Voce::Rimborsi, Mezzo::Bonifico, importo);
    }
    somme.retain(|_, (_, importo)| *importo != Importo::ZERO);
    let codici: BTreeMap<(Servizio, Voce), String> = capitolo::Entity::find()
        .all(ctx.db())
        .await?
        .into_iter()
        .map(|c| ((c.servizio, c.voce), c.codice))
        .collect();
    let riga = |((servizio, voce, _), (mezzo, importo))| TotaleDelCapitolo {
        capitolo: codici.get(&(servizio, voce)).cloned(),
        servizio,
        voce,
        mezzo,
        importo,
        uscita: voce.uscita(),
    };
    Ok(somme.into_iter().map(riga).collect())
}
