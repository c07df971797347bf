//! What a question of each extension point looks like: a JSON Schema with Italian titles, from
//! which an office gets a form.

use campanella_kernel::{InternalError, Rifiuto};
use chrono::NaiveDateTime;
use serde_json::Value;

use crate::attiva::AttivazioneRifiutata;
use crate::domanda::{Domanda, DomandaNonValida};
use crate::errore_parametro::{ErroreParametro, errori_di};
use crate::estensione::Estensione;

/// The schema of a [`Domanda`].
pub(crate) const fn schema(estensione: Estensione) -> &'static str {
    match estensione {
        Estensione::Tariffa => include_str!("../domande/tariffa.json"),
        Estensione::Prenotazione => include_str!("../domande/prenotazione.json"),
        Estensione::Ammissione => include_str!("../domande/ammissione.json"),
        Estensione::Penale => include_str!("../domande/penale.json"),
        Estensione::Trasporto => include_str!("../domande/trasporto.json"),
    }
}

/// A question as an office describes it.
///
/// # Errors
/// What the schema has against it, place by place.
pub(crate) fn leggi(estensione: Estensione, caso: Value) -> Result<Domanda, AttivazioneRifiutata> {
    let schema = serde_json::from_str(schema(estensione)).map_err(errore_nostro)?;
    let schema = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_format("istante", |s: &str| s.parse::<NaiveDateTime>().is_ok())
        .build(&schema)
        .map_err(errore_nostro)?;
    let errori: Vec<_> = schema
        .iter_errors(&caso)
        .flat_map(|e| errori_di(&e))
        .collect();
    if !errori.is_empty() {
        return Err(AttivazioneRifiutata::CasoNonValido(errori));
    }
    serde_json::from_value(caso).map_err(errore_nostro)
}

/// What the schema lets pass and the contract does not: a school year of two years.
pub(crate) fn incomprensibile(perche: &DomandaNonValida) -> AttivazioneRifiutata {
    AttivazioneRifiutata::CasoNonValido(vec![ErroreParametro {
        percorso: String::new(),
        messaggio: perche.to_string(),
    }])
}

fn errore_nostro(errore: impl std::error::Error + Send + Sync + 'static) -> AttivazioneRifiutata {
    Rifiuto::from(InternalError::new(errore)).into()
}
