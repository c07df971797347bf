//! The rules that a process knows, and calls to them. No comune, no store, no clock: those are
//! the service's ([`crate::Regole`]).

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use campanella_kernel::{Giorno, Istante, Servizio};
use wasmtime::Engine;

use crate::cache::Cache;
use crate::componente::{Regola, digest};
use crate::conto;
use crate::guasto::{ComponenteRifiutato, Guasto};
use crate::limiti::{GIORNI_PER_CHIAMATA, INGRESSO_MASSIMO, TARIFFE_PER_CHIAMATA};
use crate::passo::Messaggio;
use crate::prenotazione::{self, Risposta};
use crate::spediti;
use crate::tariffa::{self, Tariffa};

/// Runs rules. One for a process: its pool of instances is the limit of what runs at once.
pub struct Host {
    pub(crate) engine: Engine,
    cache: Option<Cache>,
    regole: Mutex<HashMap<String, Arc<Regola>>>,
}

/// One outcome for each child, in order: the answer, or why there is none.
type Esiti<T> = Vec<Result<T, Messaggio>>;

/// One call with a batch of children.
type Chiamata<'c, I, T> = &'c dyn Fn(&[I]) -> Result<Esiti<T>, Guasto>;

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
        Ok(Self {
            engine: crate::motore::motore().map_err(HostNonPartito::Motore)?,
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

    fn conosciuta(&self, digest: &str) -> Option<Arc<Regola>> {
        self.regole
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(digest)
            .cloned()
    }

    /// The tariffs of some children on a day: one outcome for each, in the same order. Blocking.
    ///
    /// A batch that fails is asked again child by child, so that one child on whom the rule
    /// stumbles does not leave the others without a price.
    pub fn tariffa(
        &self,
        regola: &Regola,
        parametri: &str,
        servizio: Servizio,
        giorno: Giorno,
        ingressi: &[tariffa::Ingresso],
    ) -> Esiti<Tariffa> {
        let chiama = |lotto: &[tariffa::Ingresso]| {
            self.lotto_tariffa(regola, parametri, servizio, giorno, lotto)
        };
        ingressi
            .chunks(TARIFFE_PER_CHIAMATA)
            .flat_map(|lotto| uno_per_uno(lotto, &chiama))
            .collect()
    }

    fn lotto_tariffa(
        &self,
        regola: &Regola,
        parametri: &str,
        servizio: Servizio,
        giorno: Giorno,
        lotto: &[tariffa::Ingresso],
    ) -> Result<Esiti<Tariffa>, Guasto> {
        verifica_peso(parametri, lotto.iter().map(tariffa::Ingresso::peso))?;
        let contratto = &regola.contratto;
        let esiti = contratto.tariffa(&self.engine, parametri, servizio, giorno, lotto)?;
        if esiti.len() != lotto.len() {
            return Err(Guasto::risposta(
                "numero di risposte diverso da quello chiesto",
            ));
        }
        for tariffa in esiti.iter().flatten() {
            tariffa.verifica()?;
        }
        Ok(esiti)
    }

    /// The choices of some children on the days that each asks: one outcome for each child, in
    /// the same order, with a day for each day. Blocking.
    pub(crate) fn prenotazione(
        &self,
        regola: &Regola,
        parametri: &str,
        servizio: Servizio,
        adesso: Istante,
        ingressi: &[prenotazione::Ingresso],
    ) -> Esiti<Vec<Risposta>> {
        let chiama = |lotto: &[prenotazione::Ingresso]| {
            self.lotto_prenotazione(regola, parametri, servizio, adesso, lotto)
        };
        lotti(ingressi)
            .into_iter()
            .flat_map(|lotto| uno_per_uno(lotto, &chiama))
            .collect()
    }

    fn lotto_prenotazione(
        &self,
        regola: &Regola,
        parametri: &str,
        servizio: Servizio,
        adesso: Istante,
        lotto: &[prenotazione::Ingresso],
    ) -> Result<Esiti<Vec<Risposta>>, Guasto> {
        verifica_peso(parametri, lotto.iter().map(prenotazione::Ingresso::peso))?;
        let contratto = &regola.contratto;
        let esiti = contratto.prenotazione(&self.engine, parametri, servizio, adesso, lotto)?;
        if esiti.len() != lotto.len() {
            return Err(Guasto::risposta(
                "numero di risposte diverso da quello chiesto",
            ));
        }
        for (ingresso, esito) in lotto.iter().zip(&esiti) {
            if let Ok(risposte) = esito {
                prenotazione::verifica(adesso, &ingresso.giorni, risposte)?;
            }
        }
        Ok(esiti)
    }
}

fn verifica_peso(parametri: &str, pesi: impl Iterator<Item = usize>) -> Result<(), Guasto> {
    if parametri.len() + pesi.sum::<usize>() > INGRESSO_MASSIMO {
        return Err(Guasto::IngressoTroppoGrande);
    }
    Ok(())
}

/// Calls with the whole batch; after a failure with each item alone.
fn uno_per_uno<I, T>(lotto: &[I], chiama: Chiamata<'_, I, T>) -> Esiti<T> {
    let guasto = match chiama(lotto) {
        Ok(esiti) => return esiti,
        Err(guasto) => guasto,
    };
    conto::guasto(guasto.codice());
    if lotto.len() == 1 {
        tracing::warn!(codice = guasto.codice(), %guasto, "a rule gave no answer");
        return vec![Err(Messaggio::from(&guasto))];
    }
    lotto
        .chunks(1)
        .flat_map(|uno| uno_per_uno(uno, chiama))
        .collect()
}

/// Children in groups of at most [`GIORNI_PER_CHIAMATA`] days, a child never split.
fn lotti(ingressi: &[prenotazione::Ingresso]) -> Vec<&[prenotazione::Ingresso]> {
    let mut lotti = Vec::new();
    let (mut inizio, mut giorni) = (0, 0);
    for (i, ingresso) in ingressi.iter().enumerate() {
        if i > inizio && giorni + ingresso.giorni.len() > GIORNI_PER_CHIAMATA {
            lotti.push(&ingressi[inizio..i]);
            (inizio, giorni) = (i, 0);
        }
        giorni += ingresso.giorni.len();
    }
    lotti.push(&ingressi[inizio..]);
    lotti.retain(|lotto| !lotto.is_empty());
    lotti
}
