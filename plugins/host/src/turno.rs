//! One turn of questions on a blocking thread: the host, what is known of rules that fail, and
//! the failures seen.

use std::cell::RefCell;
use std::time::Instant;

use campanella_kernel::ComuneId;

use crate::attivazione;
use crate::contratto::Chiamata;
use crate::guasti::GuastoVisto;
use crate::guasto::{Guasto, SenzaRisposta};
use crate::host::{Esiti, Host};
use crate::interruttore::Interruttore;
use crate::passo::Provenienza;

/// The turn of a comune.
pub(crate) struct Turno<'t> {
    pub(crate) host: &'t Host,
    interruttore: &'t Interruttore,
    comune: &'t ComuneId,
    visti: RefCell<Vec<GuastoVisto>>,
}

impl<'t> Turno<'t> {
    pub(crate) fn nuovo(
        host: &'t Host,
        interruttore: &'t Interruttore,
        comune: &'t ComuneId,
    ) -> Self {
        Self {
            host,
            interruttore,
            comune,
            visti: RefCell::default(),
        }
    }

    /// The failures seen.
    pub(crate) fn visti(self) -> Vec<GuastoVisto> {
        self.visti.into_inner()
    }

    /// Asks the rule of `attivazione` about each of `ingressi`, in order; none of them when the
    /// rule is suspended. Without provenance the rule itself is missing.
    pub(crate) fn chiedi<P: Chiamata>(
        &self,
        attivazione: &attivazione::Model,
        contesto: P::Contesto,
        ingressi: &[P::Ingresso],
    ) -> (Option<Provenienza>, Esiti<P::Risposta>) {
        let regola = match self.host.regola(&attivazione.digest) {
            Ok(regola) => regola,
            Err(guasto) => {
                let esiti = tutti_senza::<P>(&guasto, ingressi.len());
                self.nota_guasti::<P>(attivazione, &esiti);
                return (None, esiti);
            }
        };
        let adesso = Instant::now();
        let digest = &attivazione.digest;
        let esiti = if self.interruttore.permette(self.comune, digest, adesso) {
            let parametri = attivazione.parametri.to_string();
            let esiti = self
                .host
                .chiedi::<P>(&regola, &parametri, contesto, ingressi);
            let risponde = |e| !matches!(e, &Err(SenzaRisposta::Guasta(_)));
            if !esiti.is_empty() {
                let risponde = esiti.iter().any(risponde);
                self.interruttore
                    .nota(self.comune, digest, risponde, adesso);
            }
            esiti
        } else {
            tutti_senza::<P>(&Guasto::Sospesa, ingressi.len())
        };
        let provenienza = attivazione.provenienza(&regola);
        provenienza.registra(esiti.iter().filter(|e| e.is_err()).count());
        self.nota_guasti::<P>(attivazione, &esiti);
        (Some(provenienza), esiti)
    }

    fn nota_guasti<P: Chiamata>(
        &self,
        attivazione: &attivazione::Model,
        esiti: &Esiti<P::Risposta>,
    ) {
        let mut visti = self.visti.borrow_mut();
        for esito in esiti {
            if let Err(SenzaRisposta::Guasta(guasto)) = esito {
                GuastoVisto::aggiungi(&mut visti, attivazione.id, guasto);
            }
        }
    }
}

fn tutti_senza<P: Chiamata>(guasto: &Guasto, quanti: usize) -> Esiti<P::Risposta> {
    (0..quanti)
        .map(|_| Err(SenzaRisposta::Guasta(guasto.clone())))
        .collect()
}
