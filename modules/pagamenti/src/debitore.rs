//! Whose papers are printed, and for whom.

use std::collections::{BTreeSet, HashMap};

use campanella_anagrafe::{
    FamigliaAutorizzata, FamigliaId, Persona, famiglia_autorizzata, famiglia_pagante,
    persona_con_id, tutori,
};
use campanella_kernel::{Ctx, Rifiuto};

use crate::errore::Errore;
use crate::permessi::{CONTO_FAMIGLIA, LEGGI_CONTI};

/// Who owes or owed the money, on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debitore {
    /// Name and surname of the tutore.
    pub nome: String,
    /// The tutore's codice fiscale; the codice persona of who has none.
    pub codice_fiscale: String,
    /// The tutore's address.
    pub indirizzo: Option<String>,
}

/// The family `sua`, to whoever may see its papers: itself, or an office that sees accounts.
///
/// # Errors
/// [`Rifiuto::NonTrovato`] of `cosa` for another family's, and for none at all.
pub(crate) async fn di_chi_stampa(
    ctx: &Ctx,
    sua: Option<FamigliaId>,
    cosa: &'static str,
) -> Result<FamigliaAutorizzata, Errore> {
    let non_trovata = || Errore::from(Rifiuto::NonTrovato(cosa));
    if ctx.tutto_il_comune(LEGGI_CONTI).is_ok() {
        let sua = sua.ok_or_else(non_trovata)?;
        return Ok(famiglia_autorizzata(ctx, LEGGI_CONTI, sua).await?);
    }
    let propria = di_chi_paga(ctx).await?;
    if sua == Some(propria.famiglia.id) {
        Ok(propria)
    } else {
        Err(non_trovata())
    }
}

/// The family of whoever asks.
pub(crate) async fn di_chi_paga(ctx: &Ctx) -> Result<FamigliaAutorizzata, Errore> {
    ctx.require(CONTO_FAMIGLIA)?;
    Ok(famiglia_pagante(ctx).await?)
}

/// Who owes in `famiglia`.
pub(crate) async fn debitore(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
) -> Result<Debitore, Errore> {
    let tutore = persona_con_id(ctx.db(), famiglia.famiglia.tutore_id).await?;
    Ok(tutore.into())
}

/// Who owes in each of `famiglie`: one statement.
pub(crate) async fn debitori(
    ctx: &Ctx,
    famiglie: impl IntoIterator<Item = FamigliaId>,
) -> Result<HashMap<FamigliaId, Debitore>, Errore> {
    let famiglie: BTreeSet<FamigliaId> = famiglie.into_iter().collect();
    let famiglie: Vec<FamigliaId> = famiglie.into_iter().collect();
    let tutori = tutori(ctx.db(), &famiglie).await?;
    Ok(tutori.into_iter().map(|(f, t)| (f, t.into())).collect())
}

impl Debitore {
    /// Name and tax code.
    pub(crate) fn nome_e_codice(self) -> (String, String) {
        (self.nome, self.codice_fiscale)
    }
}

impl From<Persona> for Debitore {
    fn from(tutore: Persona) -> Self {
        Self {
            nome: format!("{} {}", tutore.nome, tutore.cognome),
            codice_fiscale: tutore
                .codice_fiscale
                .map_or(tutore.codice_persona, |c| c.as_str().to_owned()),
            indirizzo: tutore.indirizzo,
        }
    }
}
