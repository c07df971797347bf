//! Days of service in a row: of pasto bianco, which have a maximum, and of absence, of which the
//! family is told something.

use campanella_sdk::prenotazione::{Ingresso, Scelta, SceltaDelGiorno};
use campanella_sdk::tipi::{Giorno, Messaggio, Passo};
use campanella_sdk::{PassoNuovo, data_italiana, giorni_dal_1970, messaggio};

use crate::parametri::{AssenzaProlungata, PastoBianco};

/// How many days of `scelta` there would be in a row, on both sides, with the day itself.
fn di_fila(ingresso: &Ingresso, giorno: &Giorno, scelta: Scelta) -> usize {
    let n = giorni_dal_1970(giorno);
    let uguale = |s: &&SceltaDelGiorno| s.scelta == scelta;
    let prima = ingresso
        .vicini
        .iter()
        .rev()
        .filter(|s| giorni_dal_1970(&s.giorno) < n);
    let dopo = ingresso
        .vicini
        .iter()
        .filter(|s| giorni_dal_1970(&s.giorno) > n);
    prima.take_while(uguale).count() + 1 + dopo.take_while(uguale).count()
}

/// Why the pasto bianco cannot be chosen on a day besides those around it.
pub fn troppi_bianchi(
    bianco: &PastoBianco,
    ingresso: &Ingresso,
    giorno: &Giorno,
) -> Option<Messaggio> {
    let massimo = usize::from(bianco.massimo_consecutivi?);
    let di_fila = di_fila(ingresso, giorno, Scelta::PastoBianco);
    (di_fila > massimo).then(|| {
        let giorni = if massimo == 1 { "giorno" } else { "giorni" };
        let poi = if bianco.poi_certificato {
            " Per più giorni serve un certificato medico, da portare all'ufficio."
        } else {
            ""
        };
        messaggio(
            "TROPPI_PASTI_BIANCHI",
            format!(
                "Il pasto in bianco si può chiedere per al massimo {massimo} {giorni} di servizio \
                 di seguito: con il {} sarebbero {di_fila}.{poi}",
                data_italiana(giorno),
            ),
        )
    })
}

/// What the family is told if the child were absent on the day too.
pub fn assenza_prolungata(
    regola: &AssenzaProlungata,
    articolo: Option<&str>,
    ingresso: &Ingresso,
    giorno: &Giorno,
) -> Option<Passo> {
    let di_fila = di_fila(ingresso, giorno, Scelta::Assenza);
    (di_fila > usize::from(regola.dopo_giorni)).then(|| {
        let testo = format!(
            "Con l'assenza del {} i giorni di servizio di assenza di seguito sarebbero {di_fila}: \
             {}",
            data_italiana(giorno),
            regola.avviso
        );
        PassoNuovo::new("ASSENZA_PROLUNGATA", testo)
            .articolo(regola.articolo.as_deref().or(articolo))
            .dato("giorni_di_assenza", di_fila.to_string())
            .parametro("dopo_giorni", regola.dopo_giorni.to_string())
            .decisione("permesso")
    })
}
