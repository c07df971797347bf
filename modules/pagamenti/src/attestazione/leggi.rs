//! Certificates as families and offices see them.

use std::collections::{BTreeMap, HashMap};

use campanella_anagrafe::{AlunnoId, FamigliaAutorizzata, alunno};
use campanella_kernel::{Ctx, GraphqlOutput, Importo, Servizio};
use chrono::Datelike;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::spese::{Spesa, Spese};
use crate::errore::Errore;

/// Quanto è stato pagato per un bambino in un anno, per la dichiarazione dei redditi.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Attestazione {
    /// L'anno solare.
    pub anno: i32,
    /// Il bambino.
    pub alunno: AlunnoId,
    /// Il nome del bambino.
    pub nome: String,
    /// Quanto, servizio per servizio.
    pub servizi: Vec<SpesaAttestata>,
    /// La somma.
    pub totale: Importo,
    /// Quanto è stato pagato in contanti, che non dà diritto alla detrazione.
    pub escluso: Importo,
    /// Vero se l'anno è finito: prima non si può scaricare.
    pub disponibile: bool,
}

/// Quanto è stato pagato per un servizio.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct SpesaAttestata {
    /// Il servizio.
    pub servizio: Servizio,
    /// Quanto.
    pub importo: Importo,
}

/// What `famiglia` paid for each child, the latest year first: twelve statements, for all years.
///
/// # Errors
/// When the store fails.
pub async fn attestazioni(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
) -> Result<Vec<Attestazione>, Errore> {
    let id = famiglia.famiglia.id;
    let spese = Spese::leggi(ctx, id).await?;
    let nomi: HashMap<AlunnoId, String> = alunno::Entity::find()
        .filter(alunno::Column::FamigliaId.eq(id))
        .all(ctx.db())
        .await?
        .into_iter()
        .map(|a| (a.id, format!("{} {}", a.nome, a.cognome)))
        .collect();
    let corrente = ctx.oggi().date().year();
    let mut attestazioni = Vec::new();
    for anno in spese.anni().into_iter().rev() {
        let mut per_alunno: BTreeMap<AlunnoId, Vec<(Servizio, Spesa)>> = BTreeMap::new();
        for ((servizio, alunno), spesa) in spese.dell_anno(anno) {
            per_alunno
                .entry(alunno)
                .or_default()
                .push((servizio, spesa));
        }
        for (alunno, spese) in per_alunno {
            let servizi: Vec<SpesaAttestata> = spese
                .iter()
                .filter(|(_, s)| s.attestata > Importo::ZERO)
                .map(|(servizio, s)| SpesaAttestata {
                    servizio: *servizio,
                    importo: s.attestata,
                })
                .collect();
            attestazioni.push(Attestazione {
                anno,
                alunno,
                nome: nomi.get(&alunno).cloned().unwrap_or_default(),
                totale: servizi.iter().map(|s| s.importo).sum(),
                servizi,
                escluso: spese.iter().map(|(_, s)| s.esclusa).sum(),
                disponibile: anno < corrente,
            });
        }
    }
    Ok(attestazioni)
}
