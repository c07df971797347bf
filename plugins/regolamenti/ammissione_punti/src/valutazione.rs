//! One application: admitted with its points, or not and why.

use campanella_sdk::PassoNuovo;
use campanella_sdk::ammissione::{Ammissibilita, Esito, Graduata, Ingresso};
use campanella_sdk::parametri::centesimi;
use campanella_sdk::tipi::Rifiuto;

use crate::fatti::Fatti;
use crate::parametri::Parametri;
use crate::{ordine, punti, requisiti};

/// Requirements first: who is not admitted has no points.
pub fn valuta(parametri: &Parametri, ingresso: &Ingresso) -> Result<Esito, Rifiuto> {
    let fatti = Fatti {
        parametri,
        ingresso,
    };
    let mut passi = Vec::with_capacity(8);
    let motivi = requisiti::mancanti(&fatti, &mut passi);
    if !motivi.is_empty() {
        return Ok(Esito {
            ammissibilita: Ammissibilita::NonAmmessa(motivi),
            motivazione: passi,
        });
    }
    let gruppo = ordine::gruppo(&fatti, &mut passi)?;
    let punti = punti::somma(&fatti, &mut passi)?;
    let totale = format!("{} punti", centesimi(punti));
    let passo = PassoNuovo::new("PUNTEGGIO", format!("In tutto: {totale}."))
        .articolo(parametri.articolo.as_deref())
        .decisione(totale);
    passi.push(passo);
    let spareggi = ordine::spareggi(&fatti, &mut passi)?;
    Ok(Esito {
        ammissibilita: Ammissibilita::Ammessa(Graduata {
            gruppo,
            punti,
            spareggi,
        }),
        motivazione: passi,
    })
}
