//! Contract `campanella:regole@1.0.0`.

mod ammissione;
mod comune;
mod penale;
mod prenotazione;
pub(crate) mod tariffa;
mod trasporto;

use wasmtime::Engine;
use wasmtime::component::InstancePre;

use crate::ammissione::PuntoAmmissione;
use crate::contratto::ChiamataDi;
use crate::estensione::Estensione;
use crate::guasto::{ComponenteRifiutato, Guasto};
use crate::manifesto::Manifesto;
use crate::messaggio::Messaggio;
use crate::motore::{Stato, store};
use crate::penale::PuntoPenale;
use crate::prenotazione::PuntoPrenotazione;
use crate::punto::{EsitoRegola, Punto as _};
use crate::tariffa::PuntoTariffa;
use crate::trasporto::PuntoTrasporto;

/// As it stands after the names of its interfaces.
pub(crate) const VERSIONE: &str = "1.0.0";

// Generated from plugins/wit/v1, which documents each type. What goes into a guest is borrowed from
// the question: a batch copies its texts into the guest's memory and nowhere else.
pub(crate) mod legami_tariffa {
    wasmtime::component::bindgen!({
        path: "../wit/v1",
        world: "tariffa",
        ownership: Borrowing { duplicate_if_necessary: true },
    });
}

/// The bindings of another world of the contract; the shared types are the same Rust types.
macro_rules! legami {
    ($modulo:ident, $mondo:literal) => {
        pub(crate) mod $modulo {
            wasmtime::component::bindgen!({
                path: "../wit/v1",
                world: $mondo,
                ownership: Borrowing { duplicate_if_necessary: true },
                with: {
                    "campanella:regole/tipi@1.0.0":
                        super::legami_tariffa::campanella::regole::tipi,
                },
            });
        }
    };
}

legami!(legami_prenotazione, "prenotazione");
legami!(legami_ammissione, "ammissione");
legami!(legami_penale, "penale");
legami!(legami_trasporto, "trasporto");

pub(crate) use legami_tariffa::campanella::regole::tipi;

/// A component at its extension point.
pub(crate) enum Punto {
    Tariffa(legami_tariffa::TariffaPre<Stato>),
    Prenotazione(legami_prenotazione::PrenotazionePre<Stato>),
    Ammissione(legami_ammissione::AmmissionePre<Stato>),
    Penale(legami_penale::PenalePre<Stato>),
    Trasporto(legami_trasporto::TrasportoPre<Stato>),
}

/// Calls a function that every extension point has, in a fresh instance.
macro_rules! chiama_ogni_punto {
    ($punto:expr, $engine:expr, $funzione:ident($($argomento:expr),*)) => {{
        let mut store = store($engine, 1)?;
        match $punto {
            Punto::Tariffa(pre) => pre
                .instantiate(&mut store)?
                .campanella_regole_regola_tariffa()
                .$funzione(&mut store $(, $argomento)*)?,
            Punto::Prenotazione(pre) => pre
                .instantiate(&mut store)?
                .campanella_regole_regola_prenotazione()
                .$funzione(&mut store $(, $argomento)*)?,
            Punto::Ammissione(pre) => pre
                .instantiate(&mut store)?
                .campanella_regole_regola_ammissione()
                .$funzione(&mut store $(, $argomento)*)?,
            Punto::Penale(pre) => pre
                .instantiate(&mut store)?
                .campanella_regole_regola_penale()
                .$funzione(&mut store $(, $argomento)*)?,
            Punto::Trasporto(pre) => pre
                .instantiate(&mut store)?
                .campanella_regole_regola_trasporto()
                .$funzione(&mut store $(, $argomento)*)?,
        }
    }};
}

impl Punto {
    /// The extension point whose interface is exported under `nome`.
    pub(crate) fn nuovo(nome: &str, pre: InstancePre<Stato>) -> Result<Self, ComponenteRifiutato> {
        let ignoto = || ComponenteRifiutato::ContrattoSconosciuto(nome.to_owned());
        let interfaccia = nome
            .strip_prefix("campanella:regole/regola-")
            .and_then(|n| n.strip_suffix("@1.0.0"))
            .ok_or_else(ignoto)?;
        let punto = match interfaccia {
            "tariffa" => legami_tariffa::TariffaPre::new(pre).map(Self::Tariffa),
            "prenotazione" => {
                legami_prenotazione::PrenotazionePre::new(pre).map(Self::Prenotazione)
            }
            "ammissione" => legami_ammissione::AmmissionePre::new(pre).map(Self::Ammissione),
            "penale" => legami_penale::PenalePre::new(pre).map(Self::Penale),
            "trasporto" => legami_trasporto::TrasportoPre::new(pre).map(Self::Trasporto),
            _ => return Err(ignoto()),
        };
        punto.map_err(|e| ComponenteRifiutato::ContrattoSconosciuto(format!("{e:#}")))
    }

    pub(crate) const fn estensione(&self) -> Estensione {
        match self {
            Self::Tariffa(_) => PuntoTariffa::ESTENSIONE,
            Self::Prenotazione(_) => PuntoPrenotazione::ESTENSIONE,
            Self::Ammissione(_) => PuntoAmmissione::ESTENSIONE,
            Self::Penale(_) => PuntoPenale::ESTENSIONE,
            Self::Trasporto(_) => PuntoTrasporto::ESTENSIONE,
        }
    }

    pub(crate) fn descrivi(&self, engine: &Engine) -> Result<Manifesto, Guasto> {
        comune::manifesto(chiama_ogni_punto!(self, engine, call_descrivi()))
    }

    pub(crate) fn verifica(
        &self,
        engine: &Engine,
        parametri: &str,
    ) -> Result<Result<(), Messaggio>, Guasto> {
        let esito = chiama_ogni_punto!(self, engine, call_verifica(parametri));
        Ok(esito.map_err(comune::messaggio))
    }
}

macro_rules! chiamata {
    ($punto:ty, $variante:ident, $funzione:path) => {
        impl ChiamataDi<Punto> for $punto {
            fn chiama(
                punto: &Punto,
                engine: &Engine,
                parametri: &str,
                contesto: Self::Contesto,
                lotto: &[Self::Ingresso],
            ) -> Result<Vec<EsitoRegola<Self::Risposta>>, Guasto> {
                match punto {
                    Punto::$variante(pre) => $funzione(engine, pre, parametri, contesto, lotto),
                    _ => Err(super::altro_punto()),
                }
            }
        }
    };
}

chiamata!(PuntoTariffa, Tariffa, tariffa::calcola);
chiamata!(PuntoPrenotazione, Prenotazione, prenotazione::scelte);
chiamata!(PuntoAmmissione, Ammissione, ammissione::valuta);
chiamata!(PuntoPenale, Penale, penale::calcola);
chiamata!(PuntoTrasporto, Trasporto, trasporto::scegli);
