//! A second version of the contract, added as a real one would be: a WIT package, this module
//! beside [`crate::contratto::v1`], an arm of [`crate::contratto::Contratto`]. It has one of the
//! five extension points; the others answer that the component is of another.

mod insieme;

use campanella_kernel::{Arrotondamento, PrezzoUnitario};
use wasmtime::Engine;
use wasmtime::component::InstancePre;

use crate::ammissione::PuntoAmmissione;
use crate::contratto::{ChiamataDi, altro_punto};
use crate::estensione::Estensione;
use crate::guasto::{ComponenteRifiutato, Guasto};
use crate::manifesto::Manifesto;
use crate::messaggio::Messaggio;
use crate::motore::{Stato, store};
use crate::passo::{Passo, Valore};
use crate::penale::PuntoPenale;
use crate::prenotazione::PuntoPrenotazione;
use crate::punto::{EsitoRegola, Punto as _};
use crate::tariffa::{Contesto, Ingresso, PuntoTariffa, Tariffa};
use crate::trasporto::PuntoTrasporto;

pub(crate) const VERSIONE: &str = "2.0.0";

mod legami {
    wasmtime::component::bindgen!({ path: "src/tests/v2/wit", world: "tariffa" });
}

use legami::exports::campanella::regole::regola_tariffa as wit;

/// A component at its extension point.
pub(crate) enum Punto {
    Tariffa(legami::TariffaPre<Stato>),
}

impl Punto {
    pub(crate) fn nuovo(nome: &str, pre: InstancePre<Stato>) -> Result<Self, ComponenteRifiutato> {
        let ignoto = |perche: String| ComponenteRifiutato::ContrattoSconosciuto(perche);
        if nome != "campanella:regole/regola-tariffa@2.0.0" {
            return Err(ignoto(nome.to_owned()));
        }
        let pre = legami::TariffaPre::new(pre).map_err(|e| ignoto(format!("{e:#}")))?;
        Ok(Self::Tariffa(pre))
    }

    pub(crate) const fn estensione(&self) -> Estensione {
        match self {
            Self::Tariffa(_) => PuntoTariffa::ESTENSIONE,
        }
    }

    pub(crate) fn descrivi(&self, engine: &Engine) -> Result<Manifesto, Guasto> {
        let Self::Tariffa(pre) = self;
        let mut store = store(engine, 1)?;
        let regola = pre.instantiate(&mut store)?;
        let detto = regola
            .campanella_regole_regola_tariffa()
            .call_descrivi(&mut store)?;
        Ok(Manifesto {
            id: detto.id,
            versione: detto.versione,
            contratto: VERSIONE.to_owned(),
            titolo: detto.titolo,
            schema_testo: detto.schema_parametri.clone(),
            schema_parametri: serde_json::from_str(&detto.schema_parametri)
                .map_err(|e| Guasto::risposta(e.to_string()))?,
            atto: None,
        })
    }

    pub(crate) fn verifica(
        &self,
        engine: &Engine,
        parametri: &str,
    ) -> Result<Result<(), Messaggio>, Guasto> {
        let Self::Tariffa(pre) = self;
        let mut store = store(engine, 1)?;
        let regola = pre.instantiate(&mut store)?;
        let esito = regola
            .campanella_regole_regola_tariffa()
            .call_verifica(&mut store, parametri)?;
        Ok(esito.map_err(|testo| Messaggio::new("PARAMETRI", testo)))
    }
}

impl ChiamataDi<Punto> for PuntoTariffa {
    fn chiama(
        componente: &Punto,
        engine: &Engine,
        parametri: &str,
        contesto: Contesto,
        lotto: &[Ingresso],
    ) -> Result<Vec<EsitoRegola<Tariffa>>, Guasto> {
        let Punto::Tariffa(pre) = componente;
        let mut store = store(engine, lotto.len())?;
        let regola = pre.instantiate(&mut store)?;
        let giorno = contesto.giorno.date().to_string();
        let bambini: Vec<wit::Bambino> = lotto.iter().map(|i| bambino(contesto, i)).collect();
        let esiti = regola
            .campanella_regole_regola_tariffa()
            .call_calcola(&mut store, parametri, &giorno, &bambini)?;
        let esito = |e: Result<wit::Prezzo, String>| {
            e.map(tariffa)
                .map_err(|testo| Messaggio::new("CASO_NON_PREVISTO", testo))
        };
        Ok(esiti.into_iter().map(esito).collect())
    }
}

fn bambino(c: Contesto, i: &Ingresso) -> wit::Bambino {
    let isee = i.isee.as_ref();
    let vale = isee.filter(|isee| (isee.dal..=isee.al).contains(&c.giorno));
    wit::Bambino {
        rango_fratelli: i.rango_fratelli,
        isee: vale.map(|isee| isee.valore.cents()),
    }
}

fn tariffa(p: wit::Prezzo) -> Tariffa {
    let prezzo = PrezzoUnitario::from_decimillesimi(p.decimillesimi);
    Tariffa {
        prezzo: Some(prezzo),
        quota: None,
        fascia: p.fascia,
        arrotondamento: Arrotondamento::MezzoInSu,
        motivazione: vec![Passo {
            codice: "PREZZO".to_owned(),
            testo: p.perche,
            articolo: None,
            dati: Vec::new(),
            parametro: None,
            dopo: Some(Valore::Prezzo(prezzo)),
        }],
    }
}

/// An extension point that this version does not have.
macro_rules! non_c_e {
    ($($punto:ty),*) => {$(
        impl ChiamataDi<Punto> for $punto {
            fn chiama(
                _: &Punto,
                _: &Engine,
                _: &str,
                _: Self::Contesto,
                _: &[Self::Ingresso],
            ) -> Result<Vec<EsitoRegola<Self::Risposta>>, Guasto> {
                Err(altro_punto())
            }
        }
    )*};
}

non_c_e!(
    PuntoPrenotazione,
    PuntoAmmissione,
    PuntoPenale,
    PuntoTrasporto
);
