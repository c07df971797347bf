//! The published versions of the contract, each kept alive, joined by one enum.

pub(crate) mod v1;

use campanella_kernel::{Giorno, GraphqlEnum, Istante, Servizio};
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use wasmtime::Engine;
use wasmtime::component::types::ComponentItem;
use wasmtime::component::{Component, Linker};

use crate::componente::Manifesto;
use crate::guasto::{ComponenteRifiutato, Guasto};
use crate::motore::Stato;
use crate::passo::Messaggio;
use crate::prenotazione;
use crate::prenotazione::Risposta;
use crate::tariffa::{self, Tariffa};

/// A compiled component behind the version of the contract that it was built for.
pub(crate) enum Contratto {
    /// `campanella:regole@1.0.0`.
    V1(v1::Punto),
}

/// What a tariff answers for one child: the refusal is the regulation's own.
pub(crate) type EsitoTariffa = Result<Tariffa, Messaggio>;

/// What a booking rule answers for one child.
pub(crate) type EsitoPrenotazione = Result<Vec<Risposta>, Messaggio>;

/// Where a rule of a comune answers: the extension point.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    DeriveActiveEnum,
    GraphqlEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Estensione {
    /// What a service costs.
    #[sea_orm(string_value = "tariffa")]
    Tariffa,
    /// What may be booked.
    #[sea_orm(string_value = "prenotazione")]
    Prenotazione,
}

impl Estensione {
    /// The name in the store and in packages.
    #[must_use]
    pub const fn nome(self) -> &'static str {
        match self {
            Self::Tariffa => "tariffa",
            Self::Prenotazione => "prenotazione",
        }
    }
}

impl Contratto {
    /// Finds the contract that a component keeps, after seeing that it imports nothing.
    pub(crate) fn riconosci(
        engine: &Engine,
        componente: &Component,
    ) -> Result<Self, ComponenteRifiutato> {
        rifiuta_importazioni(engine, componente)?;
        let tipo = componente.component_type();
        let mut esportate = tipo.exports(engine).map(|(nome, _)| nome);
        let pre = Linker::<Stato>::new(engine)
            .instantiate_pre(componente)
            .map_err(|e| ComponenteRifiutato::NonValido(format!("{e:#}")))?;
        let (Some(nome), None) = (esportate.next(), esportate.next()) else {
            return Err(ComponenteRifiutato::ContrattoSconosciuto(
                "occorre un solo punto di estensione".to_owned(),
            ));
        };
        v1::Punto::nuovo(nome, pre).map(Self::V1)
    }

    pub(crate) const fn estensione(&self) -> Estensione {
        match self {
            Self::V1(v1::Punto::Tariffa(_)) => Estensione::Tariffa,
            Self::V1(v1::Punto::Prenotazione(_)) => Estensione::Prenotazione,
        }
    }

    pub(crate) fn descrivi(&self, engine: &Engine) -> Result<Manifesto, Guasto> {
        match self {
            Self::V1(punto) => punto.descrivi(engine),
        }
    }

    pub(crate) fn verifica(
        &self,
        engine: &Engine,
        parametri: &str,
    ) -> Result<Result<(), Messaggio>, Guasto> {
        match self {
            Self::V1(punto) => punto.verifica(engine, parametri),
        }
    }

    pub(crate) fn tariffa(
        &self,
        engine: &Engine,
        parametri: &str,
        servizio: Servizio,
        giorno: Giorno,
        ingressi: &[tariffa::Ingresso],
    ) -> Result<Vec<EsitoTariffa>, Guasto> {
        match self {
            Self::V1(v1::Punto::Tariffa(pre)) => {
                v1::tariffa::calcola(engine, pre, parametri, servizio, giorno, ingressi)
            }
            Self::V1(v1::Punto::Prenotazione(_)) => Err(altro_punto()),
        }
    }

    pub(crate) fn prenotazione(
        &self,
        engine: &Engine,
        parametri: &str,
        servizio: Servizio,
        adesso: Istante,
        ingressi: &[prenotazione::Ingresso],
    ) -> Result<Vec<EsitoPrenotazione>, Guasto> {
        match self {
            Self::V1(v1::Punto::Prenotazione(pre)) => {
                v1::prenotazione::scelte(engine, pre, parametri, servizio, adesso, ingressi)
            }
            Self::V1(v1::Punto::Tariffa(_)) => Err(altro_punto()),
        }
    }
}

fn altro_punto() -> Guasto {
    Guasto::Piattaforma("il componente è di un altro punto di estensione".to_owned())
}

/// An interface of types only is a vocabulary; anything else is a wish for the outside.
fn rifiuta_importazioni(
    engine: &Engine,
    componente: &Component,
) -> Result<(), ComponenteRifiutato> {
    for (nome, importata) in componente.component_type().imports(engine) {
        let solo_tipi = match importata.ty {
            ComponentItem::ComponentInstance(istanza) => istanza
                .exports(engine)
                .all(|(_, e)| matches!(e.ty, ComponentItem::Type(_))),
            _ => false,
        };
        if !(solo_tipi && nome.starts_with("campanella:regole/tipi@")) {
            return Err(ComponenteRifiutato::Importa(nome.to_owned()));
        }
    }
    Ok(())
}
