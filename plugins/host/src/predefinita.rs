//! What holds for bookings when the regulation of the comune cannot answer.
//!
//! Closing bookings would leave meals on the table and children counted wrongly; leaving them open
//! would promise what the kitchen cannot do. So families keep the two choices that exist
//! everywhere, until the hour that most comuni have.

use campanella_kernel::{Giorno, Istante};
use chrono::NaiveTime;

use crate::messaggio::Messaggio;
use crate::passo::{Passo, Valore};
use crate::prenotazione::{Calendario, Giornata, GiornoChiesto, Origine, Scelta, SceltaPossibile};

/// 9:30 of the day itself: the cut-off of most of the comuni that were looked at (Diano Marina,
/// Sassuolo, Pizzighettone, Unione Valdera), and not earlier than any family was told to expect.
pub const ORARIO_LIMITE_PREDEFINITO: NaiveTime = match NaiveTime::from_hms_opt(9, 30, 0) {
    Some(ora) => ora,
    None => NaiveTime::MIN,
};

/// The platform's answer for a day, because of `motivo`.
#[must_use]
pub fn giornata(adesso: Istante, chiesto: &GiornoChiesto, motivo: &Messaggio) -> Giornata {
    let limite = Istante::da_ora_locale(chiesto.giorno, ORARIO_LIMITE_PREDEFINITO);
    let divieto = match &chiesto.calendario {
        Calendario::Chiuso(perche) => Some(Messaggio::new(
            "GIORNO_SENZA_SERVIZIO",
            format!("Il {} il servizio non c'è: {perche}.", chiesto.giorno),
        )),
        Calendario::DiServizio if adesso > limite => Some(oltre(chiesto.giorno)),
        Calendario::DiServizio => None,
    };
    let scelte = [Scelta::PastoBase, Scelta::Assenza].map(|scelta| SceltaPossibile {
        scelta,
        divieto: divieto.clone(),
    });
    let di_servizio = chiesto.calendario == Calendario::DiServizio;
    Giornata {
        giorno: chiesto.giorno,
        scelte: scelte.to_vec(),
        fino_a: di_servizio.then_some(limite),
        motivazione: vec![passo()],
        origine: Origine::Predefinita(motivo.clone()),
    }
}

fn oltre(giorno: Giorno) -> Messaggio {
    let ora = ORARIO_LIMITE_PREDEFINITO.format("%-H:%M");
    Messaggio::new(
        "OLTRE_ORARIO_LIMITE",
        format!("Per il {giorno} si poteva cambiare fino alle {ora} del giorno stesso."),
    )
}

fn passo() -> Passo {
    let ora = ORARIO_LIMITE_PREDEFINITO.format("%-H:%M").to_string();
    Passo {
        codice: "LIMITE_PREDEFINITO".to_owned(),
        testo: format!(
            "Il regolamento del comune non è al momento consultabile: si può cambiare fino alle \
             {ora} del giorno stesso."
        ),
        articolo: None,
        dati: Vec::new(),
        parametro: None,
        dopo: Some(Valore::Testo(ora)),
    }
}
