//! A component that was accepted: its code, its digest and what it says of itself.

use sha2::{Digest, Sha256};
use wasmtime::Engine;
use wasmtime::component::Component;

use crate::cache::Cache;
use crate::contratto::Contratto;
use crate::errore_parametro::{ErroreParametro, errori_di};
use crate::estensione::Estensione;
use crate::guasto::ComponenteRifiutato;
use crate::limiti::COMPONENTE_MASSIMO;
use crate::manifesto::Manifesto;

/// A rule, ready to be called.
pub struct Regola {
    digest: String,
    manifesto: Manifesto,
    schema: jsonschema::Validator,
    pub(crate) contratto: Contratto,
}

impl Regola {
    /// Compiles and checks a component.
    pub(crate) fn nuova(
        engine: &Engine,
        cache: Option<&Cache>,
        wasm: &[u8],
    ) -> Result<Self, ComponenteRifiutato> {
        if wasm.len() > COMPONENTE_MASSIMO {
            return Err(ComponenteRifiutato::TroppoGrande);
        }
        let digest = digest(wasm);
        let componente = compila(engine, cache, &digest, wasm)?;
        let contratto = Contratto::riconosci(engine, &componente)?;
        let manifesto = contratto.descrivi(engine)?;
        let schema = verifica_manifesto(&manifesto, contratto.versione())?;
        Ok(Self {
            digest,
            manifesto,
            schema,
            contratto,
        })
    }

    /// SHA-256 of the component, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// What the component says of itself.
    #[must_use]
    pub const fn manifesto(&self) -> &Manifesto {
        &self.manifesto
    }

    /// Where it answers.
    #[must_use]
    pub const fn estensione(&self) -> Estensione {
        self.contratto.estensione()
    }

    /// What the schema has against `parametri`, place by place.
    pub(crate) fn contro_lo_schema(&self, parametri: &serde_json::Value) -> Vec<ErroreParametro> {
        let errori = self.schema.iter_errors(parametri);
        errori.flat_map(|e| errori_di(&e)).collect()
    }
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn digest(wasm: &[u8]) -> String {
    hex::encode(Sha256::digest(wasm))
}

fn compila(
    engine: &Engine,
    cache: Option<&Cache>,
    digest: &str,
    wasm: &[u8],
) -> Result<Component, ComponenteRifiutato> {
    if let Some(componente) = cache.and_then(|c| c.prendi(engine, digest)) {
        return Ok(componente);
    }
    // `from_binary`, not `new`: text is no component at upload.
    let componente = Component::from_binary(engine, wasm)
        .map_err(|e| ComponenteRifiutato::NonValido(format!("{e:#}")))?;
    if let Some(cache) = cache {
        cache.lascia(engine, digest, &componente);
    }
    Ok(componente)
}

fn verifica_manifesto(
    manifesto: &Manifesto,
    contratto: &str,
) -> Result<jsonschema::Validator, ComponenteRifiutato> {
    let rifiuta = |testo: &str| Err(ComponenteRifiutato::Manifesto(testo.to_owned()));
    let nel_nome = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if !(1..=60).contains(&manifesto.id.len()) || !manifesto.id.bytes().all(nel_nome) {
        return rifiuta("l'identificativo ha solo lettere minuscole, cifre e trattini");
    }
    let parti: Vec<_> = manifesto
        .versione
        .split('.')
        .map(str::parse::<u32>)
        .collect();
    if parti.len() != 3 || parti.iter().any(Result::is_err) {
        return rifiuta("la versione ha la forma 1.2.0");
    }
    if manifesto.contratto != contratto {
        return rifiuta("la versione del contratto non è quella dell'interfaccia");
    }
    if manifesto.titolo.trim().is_empty() {
        return rifiuta("manca il titolo");
    }
    jsonschema::draft202012::new(&manifesto.schema_parametri)
        .map_err(|e| ComponenteRifiutato::Manifesto(format!("schema dei parametri: {e}")))
}
