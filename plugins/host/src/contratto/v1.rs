//! Contract `campanella:regole@1.0.0`.

mod comune;
pub(crate) mod prenotazione;
pub(crate) mod tariffa;

use wasmtime::Engine;
use wasmtime::component::InstancePre;

use crate::componente::Manifesto;
use crate::guasto::{ComponenteRifiutato, Guasto};
use crate::motore::{Stato, store};
use crate::passo::Messaggio;

// Generated from plugins/wit/v1, which documents each type.
pub(crate) mod legami_tariffa {
    wasmtime::component::bindgen!({ path: "../wit/v1", world: "tariffa" });
}

// As above; the shared types are the same Rust types.
pub(crate) mod legami_prenotazione {
    wasmtime::component::bindgen!({
        path: "../wit/v1",
        world: "prenotazione",
        with: { "campanella:regole/tipi@1.0.0": super::legami_tariffa::campanella::regole::tipi },
    });
}

pub(crate) use legami_tariffa::campanella::regole::tipi;

const TARIFFA: &str = "campanella:regole/regola-tariffa@1.0.0";
const PRENOTAZIONE: &str = "campanella:regole/regola-prenotazione@1.0.0";

/// A component at its extension point.
pub(crate) enum Punto {
    Tariffa(legami_tariffa::TariffaPre<Stato>),
    Prenotazione(legami_prenotazione::PrenotazionePre<Stato>),
}

impl Punto {
    /// The extension point whose interface is exported under `nome`.
    pub(crate) fn nuovo(nome: &str, pre: InstancePre<Stato>) -> Result<Self, ComponenteRifiutato> {
        let punto = match nome {
            TARIFFA => legami_tariffa::TariffaPre::new(pre).map(Self::Tariffa),
            PRENOTAZIONE => legami_prenotazione::PrenotazionePre::new(pre).map(Self::Prenotazione),
            altro => return Err(ComponenteRifiutato::ContrattoSconosciuto(altro.to_owned())),
        };
        punto.map_err(|e| ComponenteRifiutato::ContrattoSconosciuto(format!("{e:#}")))
    }

    pub(crate) fn descrivi(&self, engine: &Engine) -> Result<Manifesto, Guasto> {
        let mut store = store(engine, 1)?;
        let manifesto = match self {
            Self::Tariffa(pre) => {
                let istanza = pre.instantiate(&mut store)?;
                istanza
                    .campanella_regole_regola_tariffa()
                    .call_descrivi(&mut store)?
            }
            Self::Prenotazione(pre) => {
                let istanza = pre.instantiate(&mut store)?;
                istanza
                    .campanella_regole_regola_prenotazione()
                    .call_descrivi(&mut store)?
            }
        };
        comune::manifesto(manifesto)
    }

    pub(crate) fn verifica(
        &self,
        engine: &Engine,
        parametri: &str,
    ) -> Result<Result<(), Messaggio>, Guasto> {
        let mut store = store(engine, 1)?;
        let esito = match self {
            Self::Tariffa(pre) => {
                let istanza = pre.instantiate(&mut store)?;
                let regola = istanza.campanella_regole_regola_tariffa();
                regola.call_verifica(&mut store, parametri)?
            }
            Self::Prenotazione(pre) => {
                let istanza = pre.instantiate(&mut store)?;
                let regola = istanza.campanella_regole_regola_prenotazione();
                regola.call_verifica(&mut store, parametri)?
            }
        };
        Ok(esito.map_err(comune::messaggio))
    }
}
