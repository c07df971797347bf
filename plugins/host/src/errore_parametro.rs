//! What the schema of a rule has against its parameters, place by place, in words for an office.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, ValidationError};
use serde::Serialize;
use serde_json::Value;

/// What is wrong with one parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErroreParametro {
    /// Where: a JSON Pointer, `/tabelle/0/nome`; empty for the whole.
    pub percorso: String,
    /// What, in Italian.
    pub messaggio: String,
}

impl std::fmt::Display for ErroreParametro {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.percorso.as_str() {
            "" => f.write_str(&self.messaggio),
            percorso => write!(f, "{percorso}: {}", self.messaggio),
        }
    }
}

/// Some of them in one text.
#[must_use]
pub fn in_un_testo(errori: &[ErroreParametro], fra_uno_e_l_altro: &str) -> String {
    let testi: Vec<String> = errori.iter().map(ToString::to_string).collect();
    testi.join(fra_uno_e_l_altro)
}

/// One error of the validator, as one or more of ours: what fits none of several forms is told
/// by the form that it comes nearest to.
pub(crate) fn errori_di(errore: &ValidationError<'_>) -> Vec<ErroreParametro> {
    if let ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } =
        &errore.kind
        && let Some(vicina) = la_piu_vicina(errore, context)
    {
        return vicina.iter().flat_map(errori_di).collect();
    }
    let percorso = errore.instance_path.to_string();
    let (percorso, messaggio) = match &errore.kind {
        ValidationErrorKind::Required { property } => {
            let nome = property.as_str().unwrap_or_default();
            (
                format!("{percorso}/{}", nel_puntatore(nome)),
                "questo dato serve".to_owned(),
            )
        }
        tipo => (percorso, in_parole(tipo)),
    };
    vec![ErroreParametro {
        percorso,
        messaggio,
    }]
}

/// The form with the fewest errors among those that the value means to be: those whose fixed
/// values (`"tipo": "fasce"`) it has.
fn la_piu_vicina<'c>(
    errore: &ValidationError<'_>,
    forme: &'c [Vec<ValidationError<'static>>],
) -> Option<&'c [ValidationError<'static>]> {
    let voluta = |errori: &&Vec<ValidationError<'static>>| {
        errori.iter().all(|e| match e.kind {
            ValidationErrorKind::Constant { .. } => false,
            ValidationErrorKind::Type { .. } => e.instance_path != errore.instance_path,
            _ => true,
        })
    };
    let vicina = forme.iter().filter(voluta).min_by_key(|e| e.len());
    vicina.map(Vec::as_slice).filter(|e| !e.is_empty())
}

fn in_parole(tipo: &ValidationErrorKind) -> String {
    use ValidationErrorKind as K;
    match tipo {
        K::Minimum { limit } => format!("deve essere almeno {limit}"),
        K::ExclusiveMinimum { limit } => format!("deve essere più di {limit}"),
        K::Maximum { limit } => format!("può essere al massimo {limit}"),
        K::ExclusiveMaximum { limit } => format!("deve essere meno di {limit}"),
        K::MultipleOf { multiple_of } => format!("deve essere un multiplo di {multiple_of}"),
        K::MinLength { limit } => format!("deve avere almeno {limit} caratteri"),
        K::MaxLength { limit } => format!("può avere al massimo {limit} caratteri"),
        K::Pattern { pattern } => format!("non è scritto nella forma prevista ({pattern})"),
        K::Format { format } => format!("non è scritto nella forma prevista ({format})"),
        K::MinItems { limit: 1 } => "serve almeno una voce".to_owned(),
        K::MinItems { limit } => format!("servono almeno {limit} voci"),
        K::MaxItems { limit } => format!("può avere al massimo {limit} voci"),
        K::UniqueItems => "due voci sono uguali".to_owned(),
        K::AdditionalProperties { unexpected } | K::UnevaluatedProperties { unexpected } => {
            format!("non previsto dal regolamento: {}", unexpected.join(", "))
        }
        K::Enum { options } => format!("va scelto fra: {}", elenco(options)),
        K::Constant { expected_value } => format!("deve essere {expected_value}"),
        K::Type { kind } => match kind {
            TypeKind::Single(tipo) => format!("deve essere {}", nome_del_tipo(*tipo)),
            TypeKind::Multiple(_) => "è di un tipo che il regolamento non prevede".to_owned(),
        },
        K::OneOfNotValid { .. } | K::OneOfMultipleValid { .. } | K::AnyOf { .. } => {
            "non ha nessuna delle forme previste".to_owned()
        }
        _ => "non è ammesso dallo schema del regolamento".to_owned(),
    }
}

fn elenco(opzioni: &Value) -> String {
    let voci = opzioni.as_array().into_iter().flatten();
    let voci: Vec<String> = voci
        .map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned))
        .collect();
    voci.join(", ")
}

const fn nome_del_tipo(tipo: JsonType) -> &'static str {
    match tipo {
        JsonType::String => "un testo",
        JsonType::Integer => "un numero intero",
        JsonType::Number => "un numero",
        JsonType::Boolean => "sì o no",
        JsonType::Array => "un elenco",
        JsonType::Object => "un gruppo di dati",
        JsonType::Null => "vuoto",
    }
}

/// A name within a JSON Pointer (RFC 6901, section 3).
fn nel_puntatore(nome: &str) -> String {
    nome.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn errori(parametri: &Value) -> Vec<(String, String)> {
        let schema = json!({
            "type": "object",
            "required": ["prezzo"],
            "additionalProperties": false,
            "properties": {
                "prezzo": { "type": "integer", "minimum": 0 },
                "a/b": { "type": "string", "minLength": 2 },
                "metodo": { "oneOf": [
                    { "type": "object", "required": ["tipo", "fasce"],
                        "properties": { "tipo": { "const": "fasce" },
                            "fasce": { "type": "array", "minItems": 1 } } },
                    { "type": "object", "required": ["tipo", "percento"],
                        "properties": { "tipo": { "const": "quota" },
                            "percento": { "type": "integer", "maximum": 100 } } },
                ] },
            },
        });
        let schema = jsonschema::draft202012::new(&schema).expect("a schema");
        let tutti = schema.iter_errors(parametri);
        let mut tutti: Vec<_> = tutti
            .flat_map(|e| errori_di(&e))
            .map(|e| (e.percorso, e.messaggio))
            .collect();
        tutti.sort();
        tutti
    }

    fn uno(parametri: &Value) -> (String, String) {
        let mut tutti = errori(parametri);
        assert_eq!(tutti.len(), 1, "{tutti:?}");
        tutti.remove(0)
    }

    #[test]
    fn each_error_has_its_place_and_italian_words() {
        assert_eq!(errori(&json!({ "prezzo": 3 })), []);
        let (dove, perche) = uno(&json!({}));
        assert_eq!(
            (dove.as_str(), perche.as_str()),
            ("/prezzo", "questo dato serve")
        );
        let due = errori(&json!({ "prezzo": -1, "a/b": "x" }));
        assert_eq!(due[0].0, "/a~1b");
        assert_eq!(due[1], ("/prezzo".into(), "deve essere almeno 0".into()));
        let (dove, perche) = uno(&json!({ "prezzo": 4.5 }));
        assert_eq!(
            (dove.as_str(), perche.as_str()),
            ("/prezzo", "deve essere un numero intero")
        );
        let (dove, perche) = uno(&json!({ "prezzo": 1, "sconto": 2 }));
        assert_eq!(dove, "");
        assert!(perche.contains("sconto"), "{perche}");
    }

    #[test]
    fn what_fits_none_of_several_forms_is_told_by_the_one_it_means_to_be() {
        let con = |metodo: Value| uno(&json!({ "prezzo": 1, "metodo": metodo }));
        let (dove, perche) = con(json!({ "tipo": "quota", "percento": 120 }));
        assert_eq!(
            (dove.as_str(), perche.as_str()),
            ("/metodo/percento", "può essere al massimo 100")
        );
        let (dove, _) = con(json!({ "tipo": "fasce" }));
        assert_eq!(dove, "/metodo/fasce");
        let (dove, perche) = con(json!({ "tipo": "altro" }));
        assert_eq!(dove, "/metodo");
        assert!(perche.contains("nessuna delle forme"), "{perche}");
    }
}
