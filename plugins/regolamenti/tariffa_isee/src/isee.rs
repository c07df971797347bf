//! Which ISEE counts on the day, and the step that says why none does.

use campanella_sdk::tariffa::Ingresso;
use campanella_sdk::tipi::{Giorno, Isee, Passo};
use campanella_sdk::{PassoNuovo, data_italiana, euro, giorni_dal_1970, giorno_dal_1970};

use crate::calendario::{e_lavorativo, primo_del_mese, primo_del_mese_dopo};
use crate::parametri::{Decorrenza, Parametri};

/// Why no ISEE counts.
pub enum Perche {
    NonPresentato,
    /// It counts from a day (since 1970) on, and this is not one of its days.
    NonInCorso {
        dal: i64,
    },
    TipoNonAmmesso,
}

/// The value that counts, in cents.
pub fn valore(parametri: &Parametri, ingresso: &Ingresso) -> Result<i64, Perche> {
    let isee = ingresso.isee.as_ref().ok_or(Perche::NonPresentato)?;
    let giorno = giorni_dal_1970(&ingresso.giorno);
    let dal = decorrenza(&parametri.decorrenza_isee, isee);
    if giorno < dal || giorno > giorni_dal_1970(&isee.al) {
        return Err(Perche::NonInCorso { dal });
    }
    let ammessi = &parametri.isee_ammessi;
    let ammesso = ammessi.is_empty() || ammessi.iter().any(|a| a.vale(isee.tipo));
    if !ammesso || isee.valore < 0 {
        return Err(Perche::TipoNonAmmesso);
    }
    Ok(isee.valore)
}

/// First day on which an ISEE counts, since 1970.
///
/// Where the office did not note the presentation, the day that it recorded. A recorded day after
/// the presentation is a decision of the office (an ISEE for the next school year): the rule may
/// only put it off further.
fn decorrenza(regola: &Decorrenza, isee: &Isee) -> i64 {
    let registrato = giorni_dal_1970(&isee.dal);
    let Some(presentata) = &isee.presentata else {
        return registrato;
    };
    let giorno = giorni_dal_1970(presentata);
    let dal = match regola {
        Decorrenza::Registrata => return registrato,
        Decorrenza::DalMese {
            entro_il_giorno,
            eccezioni,
        } => {
            let eccezione = eccezioni.iter().find(|e| e.mese == presentata.mese);
            if presentata.giorno <= eccezione.map_or(*entro_il_giorno, |e| e.entro_il_giorno) {
                primo_del_mese(presentata)
            } else {
                primo_del_mese_dopo(presentata)
            }
        }
        Decorrenza::MeseSuccessivo => primo_del_mese_dopo(presentata),
        Decorrenza::GiorniLavorativi { giorni } => dopo_giorni_lavorativi(giorno, *giorni),
    };
    if registrato > giorno {
        dal.max(registrato)
    } else {
        dal
    }
}

fn dopo_giorni_lavorativi(da: i64, quanti: u16) -> i64 {
    let mut giorno = da;
    for _ in 0..quanti {
        giorno += 1;
        while !e_lavorativo(giorno) {
            giorno += 1;
        }
    }
    giorno
}

impl Perche {
    /// The step that says so.
    pub fn passo(&self, parametri: &Parametri, ingresso: &Ingresso) -> Passo {
        let articolo = parametri.articolo.as_deref();
        let passo = match (self, &ingresso.isee) {
            (Perche::NonInCorso { dal }, Some(isee)) => {
                let testo = fuori_dai_suoi_giorni(*dal, isee, &ingresso.giorno);
                PassoNuovo::new("ISEE_NON_IN_CORSO", testo).dato("isee", euro(isee.valore))
            }
            (Perche::TipoNonAmmesso, _) => PassoNuovo::new(
                "ISEE_NON_AMMESSO",
                "L'ISEE presentato non è del tipo richiesto dal regolamento.",
            ),
            _ => PassoNuovo::new("ISEE_NON_PRESENTATO", "Non risulta presentato un ISEE."),
        };
        passo.articolo(articolo).decisione("senza ISEE")
    }
}

fn fuori_dai_suoi_giorni(dal: i64, isee: &Isee, giorno: &Giorno) -> String {
    let quando = isee.presentata.as_ref().map(data_italiana);
    let quando = quando.map_or_else(String::new, |q| format!(" il {q}"));
    // A day that cannot be written is one that the input did not carry either.
    let dal = giorno_dal_1970(dal).unwrap_or(isee.dal);
    format!(
        "L'ISEE presentato{quando} vale dal {} al {}: non copre il {}.",
        data_italiana(&dal),
        data_italiana(&isee.al),
        data_italiana(giorno),
    )
}
