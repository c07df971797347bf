//! The regulations of the comuni: what modules ask.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use campanella_kernel::{ComuneId, Ctx, Giorno, InternalError, Rifiuto, Scope, Servizio};
use futures_util::stream::BoxStream;
use futures_util::{FutureExt, StreamExt};
use tokio::sync::Semaphore;

use crate::attiva::{self, APPROVA, AttivazioneRifiutata, GESTISCI, NuovaAttivazione};
use crate::attivazione::{self, AttivazioneId};
use crate::componente::Regola;
use crate::decisione::MOTORE;
use crate::estensione::Estensione;
use crate::host::Host;
use crate::interruttore::Interruttore;
use crate::limiti::CHIAMATE_INSIEME;
use crate::pacchetti;
use crate::prenotazione::{self, Giornata};
use crate::proposte::{self, PropostaId, PropostaRifiutata};
use crate::turno::Turno;
use crate::verdetto::{self, Verdetto};
use crate::{chiedi_giornate, conto, guasti, spediti};

/// The subject of the hints that tell every node to read a comune's activations anew.
const ARGOMENTO: &str = "regolamenti";

/// The regulations of the comuni. Cheap to clone; one for a process.
#[derive(Clone)]
pub struct Regole(Arc<Interno>);

struct Interno {
    host: Host,
    interruttore: Interruttore,
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
            interruttore: Interruttore::default(),
            posti,
            attivazioni: Mutex::default(),
        }))
    }

    /// The host, for uploads and measures.
    #[must_use]
    pub fn host(&self) -> &Host {
        &self.0.host
    }

    /// The rules that ship with the platform. The first time they are compiled, one after the
    /// other and away from the threads that serve requests: whoever starts a process asks early,
    /// so that nobody waits for it later.
    ///
    /// # Errors
    /// When one is refused by this build: a fault of ours.
    pub async fn spedite(&self) -> Result<Vec<Arc<Regola>>, Rifiuto> {
        let mut spedite = Vec::with_capacity(spediti::TUTTI.len());
        for wasm in spediti::TUTTI {
            let regola = self.sul_posto(|host| host.carica(wasm)).await?;
            spedite.push(regola.map_err(InternalError::new)?);
        }
        Ok(spedite)
    }

    /// The choices of some children now: for each child, in order, a day for each day asked. A
    /// rule that fails gives way to the platform's default ([`crate::predefinita`]), and the answer
    /// says so.
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
        self.in_disparte(
            ctx,
            Estensione::Prenotazione,
            servizio,
            voci,
            move |turno| chiedi_giornate::chiedi(turno, &attivazioni, contesto, &chiesti),
        )
        .await
    }

    /// Puts a rule in force from a day on, ending the one before it on the day before. Where the
    /// comune wants two people it must be proposed instead.
    ///
    /// # Errors
    /// [`AttivazioneRifiutata`].
    pub async fn attiva(
        &self,
        ctx: &Ctx,
        nuova: NuovaAttivazione,
    ) -> Result<AttivazioneId, AttivazioneRifiutata> {
        ctx.require(GESTISCI)?;
        if proposte::due_persone(ctx.db()).await? {
            return Err(AttivazioneRifiutata::OccorreApprovazione);
        }
        self.verifica(ctx, &nuova).await?;
        let tx = ctx.begin().await?;
        let id = attiva::scrivi(ctx, &tx, nuova).await?;
        tx.commit().await?;
        self.cambiate(ctx, id).await;
        Ok(id)
    }

    /// Proposes a rule for approval.
    ///
    /// # Errors
    /// [`PropostaRifiutata`].
    pub async fn proponi(
        &self,
        ctx: &Ctx,
        nuova: NuovaAttivazione,
    ) -> Result<PropostaId, PropostaRifiutata> {
        ctx.require(GESTISCI)?;
        self.verifica(ctx, &nuova).await?;
        proposte::scrivi(ctx, nuova).await
    }

    /// Puts a proposal in force. It is verified again: the engine or the day may have changed.
    ///
    /// # Errors
    /// [`PropostaRifiutata`].
    pub async fn approva(
        &self,
        ctx: &Ctx,
        id: PropostaId,
    ) -> Result<AttivazioneId, PropostaRifiutata> {
        ctx.require(APPROVA)?;
        let proposta = proposte::in_attesa(ctx.db(), id).await?;
        self.verifica(ctx, &proposta.attivazione()).await?;
        let attivazione = proposte::approva(ctx, id).await?;
        self.cambiate(ctx, attivazione).await;
        Ok(attivazione)
    }

    /// Takes in a package, a zip file, if it passes its examination.
    ///
    /// # Errors
    /// Without permission, or when the store fails. A refused package is no error.
    pub async fn carica(&self, ctx: &Ctx, zip: Vec<u8>) -> Result<Verdetto, Rifiuto> {
        ctx.require(GESTISCI)?;
        let esamina = move |host: &Host| (verdetto::esamina(host, &zip), zip);
        let ((mut verdetto, regola), zip) = self.sul_posto(esamina).await?;
        if let Some(regola) = regola
            && let Err(perche) = pacchetti::scrivi(ctx, &zip, &regola, verdetto.casi.len()).await?
        {
            verdetto.rifiuta(&perche);
        }
        Ok(verdetto)
    }

    async fn verifica(
        &self,
        ctx: &Ctx,
        nuova: &NuovaAttivazione,
    ) -> Result<(), AttivazioneRifiutata> {
        self.prepara(ctx, &nuova.digest).await?;
        let nuova = nuova.clone();
        self.sul_posto(move |host| attiva::verifica(host, &nuova))
            .await?
    }

    /// Makes the rule known to the host, if it ships with the platform or is the comune's own: the
    /// host may know it because another comune uses it.
    pub(crate) async fn prepara(
        &self,
        ctx: &Ctx,
        digest: &str,
    ) -> Result<(), AttivazioneRifiutata> {
        if spediti::con_digest(digest).is_some() {
            return Ok(());
        }
        if !pacchetti::presente(ctx.db(), digest).await? {
            return Err(AttivazioneRifiutata::ComponenteAssente);
        }
        self.rendi_note(ctx, [digest.to_owned()]).await?;
        Ok(())
    }

    async fn cambiate(&self, ctx: &Ctx, id: AttivazioneId) {
        self.dimentica(&ctx.comune().id);
        ctx.bus()
            .publish(&ctx.topic(ARGOMENTO), id.to_string())
            .await;
    }

    /// Makes the comune's own components known to the host. One that does not pass stays unknown:
    /// whoever asks it is told that it is not there.
    pub(crate) async fn rendi_note(
        &self,
        scope: &Scope,
        digest: impl IntoIterator<Item = String>,
    ) -> Result<(), Rifiuto> {
        for pacchetto in pacchetti::con_digest(scope.db(), digest).await? {
            let copia = pacchetto.clone();
            match self.sul_posto(move |host| copia.rendi_noto(host)).await? {
                Ok(()) if pacchetto.motore != MOTORE => pacchetto.provato(scope.db()).await?,
                Ok(()) => {}
                Err(perche) => {
                    let digest = pacchetto.digest;
                    tracing::error!(%perche, digest, "an uploaded rule is out of use");
                }
            }
        }
        Ok(())
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
        let digest: BTreeSet<String> = attivazioni.iter().map(|a| a.digest.clone()).collect();
        self.rendi_note(scope, digest).await?;
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
    /// and rule and no person; then counts the failures that were seen.
    pub(crate) async fn in_disparte<T: Send + 'static>(
        &self,
        ctx: &Ctx,
        estensione: Estensione,
        servizio: Servizio,
        voci: usize,
        lavoro: impl FnOnce(&Turno<'_>) -> T + Send + 'static,
    ) -> Result<T, Rifiuto> {
        let span = tracing::info_span!(
            "regola",
            comune = ctx.comune().id.as_str(),
            estensione = estensione.nome(),
            servizio = servizio.nome(),
            regola = tracing::field::Empty,
            voci,
        );
        let _posto = self.0.posti.acquire().await.map_err(InternalError::new)?;
        let regole = self.clone();
        let comune = ctx.comune().id.clone();
        let lavoro = move || {
            let _dentro = span.entered();
            let turno = Turno::nuovo(&regole.0.host, &regole.0.interruttore, &comune);
            let fatto = conto::di(&comune, || lavoro(&turno));
            (fatto, turno.visti())
        };
        let (fatto, visti) = tokio::task::spawn_blocking(lavoro)
            .await
            .map_err(InternalError::new)?;
        if !visti.is_empty() {
            let ctx = ctx.clone();
            // Whoever asked need not wait, nor fail, for the count.
            tokio::spawn(async move {
                if let Err(errore) = guasti::nota(&ctx, &visti).await {
                    tracing::error!(%errore, "failures of rules could not be counted");
                }
            });
        }
        Ok(fatto)
    }

    /// Uses the host on a blocking thread, with a place in the pool.
    pub(crate) async fn sul_posto<T: Send + 'static>(
        &self,
        lavoro: impl FnOnce(&Host) -> T + Send + 'static,
    ) -> Result<T, Rifiuto> {
        let _posto = self.0.posti.acquire().await.map_err(InternalError::new)?;
        let regole = self.clone();
        Ok(tokio::task::spawn_blocking(move || lavoro(&regole.0.host))
            .await
            .map_err(InternalError::new)?)
    }
}
