//! The published versions of the contract, each kept alive, joined by one enum.

pub(crate) mod v1;

use wasmtime::Engine;
use wasmtime::component::types::ComponentItem;
use wasmtime::component::{Component, Linker};

use crate::estensione::Estensione;
use crate::guasto::{ComponenteRifiutato, Guasto};
use crate::manifesto::Manifesto;
use crate::messaggio::Messaggio;
use crate::motore::Stato;
use crate::punto::{EsitoRegola, Punto};
#[cfg(test)]
use crate::tests::v2;

/// A compiled component behind the version of the contract that it was built for.
pub(crate) enum Contratto {
    /// `campanella:regole@1.0.0`.
    V1(v1::Punto),
    /// A version that only tests have, to show that one can be added.
    #[cfg(test)]
    V2(v2::Punto),
}

/// The same of every version: `$che` about the component `$punto`.
macro_rules! di_ogni_versione {
    ($contratto:expr, $punto:ident => $che:expr) => {
        match $contratto {
            Contratto::V1($punto) => $che,
            #[cfg(test)]
            Contratto::V2($punto) => $che,
        }
    };
}

/// An extension point, asked of components `C` of one version of the contract.
pub(crate) trait ChiamataDi<C>: Punto {
    /// Asks a fresh instance; one outcome for each input, in order, not checked yet.
    fn chiama(
        componente: &C,
        engine: &Engine,
        parametri: &str,
        contesto: Self::Contesto,
        lotto: &[Self::Ingresso],
    ) -> Result<Vec<EsitoRegola<Self::Risposta>>, Guasto>;
}

/// An extension point that every version of the contract can be asked at.
#[cfg(not(test))]
pub(crate) trait Chiamata: ChiamataDi<v1::Punto> {}
#[cfg(not(test))]
impl<P: ChiamataDi<v1::Punto>> Chiamata for P {}

#[cfg(test)]
pub(crate) trait Chiamata: ChiamataDi<v1::Punto> + ChiamataDi<v2::Punto> {}
#[cfg(test)]
impl<P: ChiamataDi<v1::Punto> + ChiamataDi<v2::Punto>> Chiamata for P {}

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
        match nome.rsplit_once('@') {
            #[cfg(test)]
            Some((_, v2::VERSIONE)) => v2::Punto::nuovo(nome, pre).map(Self::V2),
            Some((_, v1::VERSIONE)) => v1::Punto::nuovo(nome, pre).map(Self::V1),
            _ => Err(ComponenteRifiutato::ContrattoSconosciuto(nome.to_owned())),
        }
    }

    pub(crate) const fn versione(&self) -> &'static str {
        match self {
            Self::V1(_) => v1::VERSIONE,
            #[cfg(test)]
            Self::V2(_) => v2::VERSIONE,
        }
    }

    pub(crate) const fn estensione(&self) -> Estensione {
        di_ogni_versione!(self, punto => punto.estensione())
    }

    pub(crate) fn descrivi(&self, engine: &Engine) -> Result<Manifesto, Guasto> {
        di_ogni_versione!(self, punto => punto.descrivi(engine))
    }

    pub(crate) fn verifica(
        &self,
        engine: &Engine,
        parametri: &str,
    ) -> Result<Result<(), Messaggio>, Guasto> {
        di_ogni_versione!(self, punto => punto.verifica(engine, parametri))
    }

    /// Asks a fresh instance; one outcome for each input, in order, not checked yet.
    pub(crate) fn chiedi<P: Chiamata>(
        &self,
        engine: &Engine,
        parametri: &str,
        contesto: P::Contesto,
        lotto: &[P::Ingresso],
    ) -> Result<Vec<EsitoRegola<P::Risposta>>, Guasto> {
        di_ogni_versione!(self, punto => P::chiama(punto, engine, parametri, contesto, lotto))
    }
}

/// The component answers elsewhere.
pub(crate) fn altro_punto() -> Guasto {
    Guasto::Piattaforma("il componente è di un altro punto di estensione".to_owned())
}

/// An interface of types only is a vocabulary; anything else is a wish for the outside.
fn rifiuta_importazioni(
    engine: &Engine,
    componente: &Component,
) -> Result<(), ComponenteRifiutato> {
    let mut vietate = Vec::new();
    for (nome, importata) in componente.component_type().imports(engine) {
        let solo_tipi = match importata.ty {
            ComponentItem::ComponentInstance(istanza) => istanza
                .exports(engine)
                .all(|(_, e)| matches!(e.ty, ComponentItem::Type(_))),
            _ => false,
        };
        if !(solo_tipi && nome.starts_with("campanella:regole/tipi@")) {
            vietate.push(nome.to_owned());
        }
    }
    if vietate.is_empty() {
        Ok(())
    } else {
        Err(ComponenteRifiutato::Importa(vietate))
    }
}
