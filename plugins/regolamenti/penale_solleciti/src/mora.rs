//! The late fee.

use campanella_sdk::parametri::{centesimi, giorni};
use campanella_sdk::penale::Ingresso;
use campanella_sdk::tipi::{Passo, Rifiuto};
use campanella_sdk::{Arrotonda, PassoNuovo, euro, messaggio};

use crate::parametri::{Decorrenza, Misura, Parametri, Penale};

/// Hundredths of a percent in one.
const INTERO: i64 = 10_000;

/// Days of the year of the interest, leap years included.
const ANNO: i64 = 365;

/// The fee `ritardo` days after the due date, and its steps.
pub fn penale(
    p: &Parametri,
    ingresso: &Ingresso,
    ritardo: i64,
    passi: &mut Vec<Passo>,
) -> Result<i64, Rifiuto> {
    let Some(penale) = &p.penale else {
        return Ok(0);
    };
    let articolo = penale.articolo.as_deref().or(p.articolo.as_deref());
    let dal = penale
        .dal_giorno
        .map_or(i64::from(p.tolleranza_giorni) + 1, i64::from);
    if ritardo < dal {
        let testo = format!(
            "La penale è dovuta dal giorno {dal} dopo la scadenza: oggi è il giorno {ritardo}."
        );
        passi.push(
            PassoNuovo::new("PENALE_NON_ANCORA", testo)
                .articolo(articolo)
                .importo(0),
        );
        return Ok(0);
    }
    let (importo, codice, testo, parametro) = misura(penale, ingresso.residuo, ritardo, dal)?;
    let passo = PassoNuovo::new(codice, testo)
        .articolo(articolo)
        .dato("residuo", euro(ingresso.residuo))
        .dato("giorni_di_ritardo", ritardo.to_string())
        .parametro("penale", parametro)
        .importo(importo);
    passi.push(passo);
    Ok(match penale.massimo {
        Some(massimo) if importo > massimo => {
            let testo = format!("La penale non supera {}.", euro(massimo));
            let passo = PassoNuovo::new("PENALE_MASSIMA", testo)
                .articolo(articolo)
                .parametro("massimo", euro(massimo))
                .importo(massimo);
            passi.push(passo);
            massimo
        }
        _ => importo,
    })
}

/// Amount, code and sentence of the step, and the parameter as people read it.
fn misura(
    penale: &Penale,
    residuo: i64,
    ritardo: i64,
    dal: i64,
) -> Result<(i64, &'static str, String, String), Rifiuto> {
    match penale.misura {
        Misura::Fissa { importo } => Ok((
            importo,
            "PENALE_FISSA",
            format!("Pagamento in ritardo: penale fissa di {}.", euro(importo)),
            euro(importo),
        )),
        Misura::Percentuale { percento } => {
            let tasso = format!("{}%", centesimi(percento));
            Ok((
                parte(penale, residuo.checked_mul(percento), INTERO)?,
                "PENALE_PERCENTUALE",
                format!(
                    "Pagamento in ritardo: penale del {tasso} su {}.",
                    euro(residuo)
                ),
                tasso,
            ))
        }
        Misura::Interessi {
            tasso_annuo,
            decorrenza,
        } => {
            let quanti = match decorrenza {
                Decorrenza::Scadenza => ritardo,
                Decorrenza::DalGiorno => ritardo - dal + 1,
            };
            let tasso = format!("{}%", centesimi(tasso_annuo));
            let numeratore = residuo
                .checked_mul(tasso_annuo)
                .and_then(|n| n.checked_mul(quanti));
            Ok((
                parte(penale, numeratore, INTERO * ANNO)?,
                "INTERESSI",
                format!(
                    "Interessi del {tasso} all'anno su {} per {}.",
                    euro(residuo),
                    giorni(quanti)
                ),
                tasso,
            ))
        }
    }
}

fn parte(penale: &Penale, numeratore: Option<i64>, denominatore: i64) -> Result<i64, Rifiuto> {
    let modo: campanella_sdk::tariffa::Arrotondamento = penale.arrotondamento.into();
    numeratore
        .and_then(|n| modo.frazione(n, denominatore, 1))
        .ok_or_else(|| {
            Rifiuto::CasoNonPrevisto(messaggio(
                "IMPORTI_FUORI_MISURA",
                "L'importo, il ritardo o il tasso sono troppo grandi per il calcolo.",
            ))
        })
}
