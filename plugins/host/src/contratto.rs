//! The published versions of the contract, each kept alive, joined by one enum.

pub(crate) mod v1;

use campanella_kernel::GraphqlEnum;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use wasmtime::Engine;
use wasmtime::component::types::ComponentItem;
use wasmtime::component::{Component, Linker};

use crate::componente::Manifesto;
use crate::guasto::{ComponenteRifiutato, Guasto};
use crate::motore::Stato;
use crate::passo::Messaggio;
use crate::punto::{EsitoRegola, Punto};

/// A compiled component behind the version of the contract that it was built for.
pub(crate) enum Contratto {
    /// `campanella:regole@1.0.0`.
    V1(v1::Punto),
}

/// An extension point that every version of the contract can be asked at.
pub(crate) trait Chiamata: Punto + v1::Chiamata {}

impl<P: Punto + v1::Chiamata> Chiamata for P {}

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
    /// Who may have a service, and who comes first.
    #[sea_orm(string_value = "ammissione")]
    Ammissione,
    /// What happens to unpaid amounts.
    #[sea_orm(string_value = "penale")]
    Penale,
    /// Which stops and tickets a child may have.
    #[sea_orm(string_value = "trasporto")]
    Trasporto,
}

impl Estensione {
    /// The name in the store and in packages.
    #[must_use]
    pub const fn nome(self) -> &'static str {
        match self {
            Self::Tariffa => "tariffa",
            Self::Prenotazione => "prenotazione",
            Self::Ammissione => "ammissione",
            Self::Penale => "penale",
            Self::Trasporto => "trasporto",
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
        // A function beside it (componentize-qjs leaves its initialiser) is never called.
        let mut esportate = tipo
            .exports(engine)
            .filter(|(_, e)| matches!(e.ty, ComponentItem::ComponentInstance(_)))
            .map(|(nome, _)| nome);
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
            Self::V1(punto) => punto.estensione(),
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

    /// Asks a fresh instance; one outcome for each input, in order, not checked yet.
    pub(crate) fn chiedi<P: Chiamata>(
        &self,
        engine: &Engine,
        parametri: &str,
        contesto: P::Contesto,
        lotto: &[P::Ingresso],
    ) -> Result<Vec<EsitoRegola<P::Risposta>>, Guasto> {
        match self {
            Self::V1(punto) => {
                <P as v1::Chiamata>::chiama(punto, engine, parametri, contesto, lotto)
            }
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
