//! The regulations of the comuni: what modules ask.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use campanella_kernel::{ComuneId, Ctx, Giorno, InternalError, Rifiuto, Scope, Servizio};
use futures_util::stream::BoxStream;
use futures_util::{FutureExt, StreamExt};
use tokio::sync::Semaphore;

use crate::attiva::{self, AttivazioneRifiutata, GESTISCI, NuovaAttivazione};
use crate::attivazione::{self, AttivazioneId};
use crate::contratto::Estensione;
use crate::host::Host;
use crate::limiti::CHIAMATE_INSIEME;
use crate::prenotazione::{self, Giornata};
use crate::tariffa::{self, DaVerificare, Esito};
use crate::{chiedi_giornate, chiedi_tariffe, conto};

/// The subject of the hints that tell every node to read a comune's activations anew.
const ARGOMENTO: &str = "regolamenti";

/// The regulations of the comuni. Cheap to clone; one for a process.
#[derive(Clone)]
pub struct Regole(Arc<Interno>);

struct Interno {
    host: Host,
    /// As many as there are places in the pool: a call waits for a place, it does not fail.
    posti: Semaphore,
    attivazioni: Mutex<HashMap<ComuneId, Lette>>,
}

/// The activations of a comune, and the hints that make them stale.
struct Lette {
    attivazioni: Arc<Vec<attivazione::Model>>,
    cambiamenti: BoxStream<'static, String>,
}

impl Regole {
    /// The service over a host.
    #[must_use]
    pub fn new(host: Host) -> Self {
        // The pool has a place for each call; `u32` to `usize` does not lose on our platforms.
        let posti = Semaphore::new(usize::try_from(CHIAMATE_INSIEME).unwrap_or(1));
        Self(Arc::new(Interno {
            host,
            posti,
            attivazioni: Mutex::default(),
        }))
    }

    /// The host, for uploads and measures.
    #[must_use]
    pub fn host(&self) -> &Host {
        &self.0.host
    }

    /// The tariffs of some children for one service and day: one outcome for each, in order. A
    /// rule that fails leaves «da verificare», never zero.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn tariffa(
        &self,
        ctx: &Ctx,
        servizio: Servizio,
        giorno: Giorno,
        ingressi: &[tariffa::Ingresso],
    ) -> Result<Vec<Esito>, Rifiuto> {
        let in_vigore = self
            .in_vigore(ctx, Estensione::Tariffa, servizio, giorno)
            .await?;
        let Some(attivazione) = in_vigore else {
            let motivo = attivazione::nessuna(giorno);
            let esito = Esito::DaVerificare(DaVerificare {
                motivo,
                provenienza: None,
            });
            return Ok(vec![esito; ingressi.len()]);
        };
        let chiesti = ingressi.to_vec();
        self.in_disparte(
            ctx,
            Estensione::Tariffa,
            servizio,
            chiesti.len(),
            move |host| {
                let contesto = tariffa::Contesto { servizio, giorno };
                chiedi_tariffe::chiedi(host, &attivazione, contesto, &chiesti)
            },
        )
        .await
    }

    /// The choices of some children now: for each child, in order, a day for each day asked. A
    /// rule that fails gives way to the
    /// platform's default ([`crate::predefinita`]), and the answer says so.
    ///
    /// Each day is decided by the regulation in force on that day.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn prenotazione(
        &self,
        ctx: &Ctx,
        servizio: Servizio,
        ingressi: &[prenotazione::Ingresso],
    ) -> Result<Vec<Vec<Giornata>>, Rifiuto> {
        // The contract has whole seconds: what the rule is told is also what its answer is held to.
        let contesto = prenotazione::Contesto {
            servizio,
            adesso: ctx.now().al_secondo(),
        };
        let attivazioni = self.attivazioni(ctx).await?;
        let chiesti = ingressi.to_vec();
        let voci = chiesti.iter().map(|i| i.giorni.len()).sum();
        self.in_disparte(ctx, Estensione::Prenotazione, servizio, voci, move |host| {
            chiedi_giornate::chiedi(host, &attivazioni, contesto, &chiesti)
        })
        .await
    }

    /// Puts a rule in force from a day on, ending the one before it on the day before.
    ///
    /// # Errors
    /// [`AttivazioneRifiutata`].
    pub async fn attiva(
        &self,
        ctx: &Ctx,
        nuova: NuovaAttivazione,
    ) -> Result<AttivazioneId, AttivazioneRifiutata> {
        ctx.require(GESTISCI)?;
        let da_verificare = nuova.clone();
        self.in_disparte(ctx, nuova.estensione, nuova.servizio, 1, move |host| {
            attiva::verifica(host, &da_verificare)
        })
        .await??;
        let id = attiva::scrivi(ctx, nuova).await?;
        self.dimentica(&ctx.comune().id);
        ctx.bus()
            .publish(&ctx.topic(ARGOMENTO), id.to_string())
            .await;
        Ok(id)
    }

    /// The activation in force on a day.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn in_vigore(
        &self,
        scope: &Scope,
        estensione: Estensione,
        servizio: Servizio,
        giorno: Giorno,
    ) -> Result<Option<attivazione::Model>, Rifiuto> {
        let attivazioni = self.attivazioni(scope).await?;
        Ok(attivazione::in_vigore(&attivazioni, estensione, servizio, giorno).cloned())
    }

    /// Reads the activations of a comune anew at the next question: after its store was replaced
    /// or removed. A change made through [`Regole::attiva`] reaches every node by itself.
    pub fn dimentica(&self, comune: &ComuneId) {
        self.0
            .attivazioni
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(comune);
    }

    async fn attivazioni(&self, scope: &Scope) -> Result<Arc<Vec<attivazione::Model>>, Rifiuto> {
        let comune = &scope.comune().id;
        if let Some(lette) = self.gia_lette(comune) {
            return Ok(lette);
        }
        // Watch first, read after: a change in between is then seen as a hint.
        let cambiamenti = scope.bus().subscribe(&scope.topic(ARGOMENTO));
        let attivazioni = Arc::new(attivazione::tutte(scope.db()).await?);
        let lette = Lette {
            attivazioni: Arc::clone(&attivazioni),
            cambiamenti,
        };
        let mut tutte = self
            .0
            .attivazioni
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        tutte.insert(comune.clone(), lette);
        Ok(attivazioni)
    }

    fn gia_lette(&self, comune: &ComuneId) -> Option<Arc<Vec<attivazione::Model>>> {
        let mut tutte = self
            .0
            .attivazioni
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let lette = tutte.get_mut(comune)?;
        // A hint, or a bus that ended: read anew.
        if lette.cambiamenti.next().now_or_never().is_some() {
            tutte.remove(comune);
            return None;
        }
        Some(Arc::clone(&lette.attivazioni))
    }

    /// Runs rules on a blocking thread, with a place in the pool, under a span that names comune
    /// and rule and no person.
    async fn in_disparte<T: Send + 'static>(
        &self,
        scope: &Scope,
        estensione: Estensione,
        servizio: Servizio,
        voci: usize,
        lavoro: impl FnOnce(&Host) -> T + Send + 'static,
    ) -> Result<T, Rifiuto> {
        let span = tracing::info_span!(
            "regola",
            comune = scope.comune().id.as_str(),
            estensione = estensione.nome(),
            servizio = servizio.nome(),
            regola = tracing::field::Empty,
            voci,
        );
        let _posto = self.0.posti.acquire().await.map_err(InternalError::new)?;
        let regole = self.clone();
        let comune = scope.comune().id.clone();
        let lavoro = move || {
            let _dentro = span.entered();
            conto::di(&comune, || lavoro(&regole.0.host))
        };
        Ok(tokio::task::spawn_blocking(lavoro)
            .await
            .map_err(InternalError::new)?)
    }
}
