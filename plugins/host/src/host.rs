//! The rules that a process knows, and calls to them. No comune, no store, no clock: those are
//! the service's ([`crate::Regole`]).

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use wasmtime::{Config, Engine};

use crate::cache::Cache;
use crate::componente::{Regola, digest};
use crate::conto;
use crate::contratto::Chiamata;
use crate::guasto::{ComponenteRifiutato, Guasto, SenzaRisposta};
use crate::limiti::{GUASTI_DI_FILA, INGRESSO_MASSIMO};
use crate::motore::{configurazione, motore};
use crate::spediti;

/// Runs rules. One for a process: its pool of instances is the limit of what runs at once.
pub struct Host {
    pub(crate) engine: Engine,
    cache: Option<Cache>,
    regole: Mutex<HashMap<String, Arc<Regola>>>,
}

/// One outcome for each input, in order: the answer, or why there is none.
pub(crate) type Esiti<T> = Vec<Result<T, SenzaRisposta>>;

/// Why the host could not start.
#[derive(Debug, thiserror::Error)]
pub enum HostNonPartito {
    /// The engine refused its configuration, or the machine the memory it reserves.
    #[error("the rule engine could not start: {0:#}")]
    Motore(wasmtime::Error),
    /// The folder of compiled rules cannot be used.
    #[error("the folder of compiled rules cannot be used: {0}")]
    Cartella(#[from] std::io::Error),
}

impl Host {
    /// Starts the engine. `cartella` keeps compiled rules between starts; without it each start
    /// compiles them again.
    ///
    /// # Errors
    /// [`HostNonPartito`].
    pub fn nuovo(cartella: Option<&Path>) -> Result<Self, HostNonPartito> {
        Self::con_motore(&configurazione(), cartella)
    }

    pub(crate) fn con_motore(
        configurazione: &Config,
        cartella: Option<&Path>,
    ) -> Result<Self, HostNonPartito> {
        Ok(Self {
            engine: motore(configurazione).map_err(HostNonPartito::Motore)?,
            cache: cartella.map(Cache::apri).transpose()?,
            regole: Mutex::default(),
        })
    }

    /// Compiles, checks and keeps a component. The same bytes twice are one rule.
    ///
    /// # Errors
    /// [`ComponenteRifiutato`], in words for whoever uploaded it.
    pub fn carica(&self, wasm: &[u8]) -> Result<Arc<Regola>, ComponenteRifiutato> {
        let digest = digest(wasm);
        if let Some(regola) = self.conosciuta(&digest) {
            return Ok(regola);
        }
        let regola = Arc::new(Regola::nuova(&self.engine, self.cache.as_ref(), wasm)?);
        let mut regole = self.regole.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(regole.entry(digest).or_insert(regola)))
    }

    /// The rule with that digest: one that was loaded, or one that ships with the platform.
    ///
    /// # Errors
    /// [`Guasto::ComponenteAssente`].
    pub fn regola(&self, digest: &str) -> Result<Arc<Regola>, Guasto> {
        if let Some(regola) = self.conosciuta(digest) {
            return Ok(regola);
        }
        let assente = || {
            tracing::error!(digest, "the component of an activation is not on this node");
            Guasto::ComponenteAssente(digest.to_owned())
        };
        let wasm = spediti::con_digest(digest).ok_or_else(assente)?;
        self.carica(wasm)
            .map_err(|e| Guasto::Piattaforma(e.to_string()))
    }

    /// Whether the rule with that digest was loaded.
    pub(crate) fn conosce(&self, digest: &str) -> bool {
        self.conosciuta(digest).is_some()
    }

    /// Forgets a rule.
    pub(crate) fn dimentica(&self, digest: &str) {
        self.regole
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(digest);
    }

    fn conosciuta(&self, digest: &str) -> Option<Arc<Regola>> {
        self.regole
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(digest)
            .cloned()
    }

    /// Asks `regola` about each of `ingressi`: one outcome for each, in the same order. Blocking.
    ///
    /// A batch that fails is asked again one by one, so that one child on whom the rule stumbles
    /// does not leave the others without an answer.
    pub(crate) fn chiedi<P: Chiamata>(
        &self,
        regola: &Regola,
        parametri: &str,
        contesto: P::Contesto,
        ingressi: &[P::Ingresso],
    ) -> Esiti<P::Risposta> {
        let mut esiti = Vec::with_capacity(ingressi.len());
        for lotto in lotti::<P>(ingressi) {
            esiti.extend(self.uno_per_uno::<P>(regola, parametri, contesto, lotto));
        }
        esiti
    }

    /// Calls with the whole batch; after a failure with each input alone.
    fn uno_per_uno<P: Chiamata>(
        &self,
        regola: &Regola,
        parametri: &str,
        contesto: P::Contesto,
        lotto: &[P::Ingresso],
    ) -> Esiti<P::Risposta> {
        let guasto = match self.lotto::<P>(regola, parametri, contesto, lotto) {
            Ok(esiti) => return esiti,
            Err(guasto) => guasto,
        };
        conto::guasto(guasto.codice());
        if lotto.len() == 1 {
            tracing::warn!(codice = guasto.codice(), %guasto, "a rule gave no answer");
            return vec![Err(SenzaRisposta::Guasta(guasto))];
        }
        self.da_soli::<P>(regola, parametri, contesto, lotto)
    }

    /// Each input alone, until the rule has failed on [`GUASTI_DI_FILA`] in a row: one that fails
    /// whoever is asked about is not paid for once a child.
    fn da_soli<P: Chiamata>(
        &self,
        regola: &Regola,
        parametri: &str,
        contesto: P::Contesto,
        lotto: &[P::Ingresso],
    ) -> Esiti<P::Risposta> {
        let mut esiti = Vec::with_capacity(lotto.len());
        let mut di_fila = 0;
        for uno in lotto.chunks(1) {
            if di_fila == GUASTI_DI_FILA {
                let ultimo = esiti.last().cloned();
                esiti.extend(ultimo);
                continue;
            }
            let esito = self.uno_per_uno::<P>(regola, parametri, contesto, uno);
            let guasto = matches!(esito.as_slice(), [Err(SenzaRisposta::Guasta(_))]);
            di_fila = if guasto { di_fila + 1 } else { 0 };
            esiti.extend(esito);
        }
        esiti
    }

    /// One call, and no second question when it fails.
    pub(crate) fn lotto<P: Chiamata>(
        &self,
        regola: &Regola,
        parametri: &str,
        contesto: P::Contesto,
        lotto: &[P::Ingresso],
    ) -> Result<Esiti<P::Risposta>, Guasto> {
        let peso = parametri.len() + lotto.iter().map(P::peso).sum::<usize>();
        if peso > INGRESSO_MASSIMO {
            return Err(Guasto::IngressoTroppoGrande);
        }
        let contratto = &regola.contratto;
        let esiti = contratto.chiedi::<P>(&self.engine, parametri, contesto, lotto)?;
        if esiti.len() != lotto.len() {
            return Err(Guasto::risposta(
                "numero di risposte diverso da quello chiesto",
            ));
        }
        for (ingresso, esito) in lotto.iter().zip(&esiti) {
            if let Ok(risposta) = esito {
                P::verifica(contesto, ingresso, risposta)?;
            }
        }
        let rifiutati = esiti.into_iter();
        Ok(rifiutati
            .map(|e| e.map_err(SenzaRisposta::Rifiutata))
            .collect())
    }
}

/// Inputs in groups of at most as many entries as one call has, an input never split.
fn lotti<P: Chiamata>(ingressi: &[P::Ingresso]) -> Vec<&[P::Ingresso]> {
    let mut lotti = Vec::new();
    let (mut inizio, mut voci) = (0, 0);
    for (i, ingresso) in ingressi.iter().enumerate() {
        if i > inizio && voci + P::voci(ingresso) > P::VOCI_PER_CHIAMATA {
            lotti.push(&ingressi[inizio..i]);
            (inizio, voci) = (i, 0);
        }
        voci += P::voci(ingresso);
    }
    lotti.push(&ingressi[inizio..]);
    lotti.retain(|lotto| !lotto.is_empty());
    lotti
}
