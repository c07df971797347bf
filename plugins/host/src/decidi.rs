//! Decisions under the regulation in force: each answer with where it comes from and with what is
//! kept so that it can be taken again. Every extension point that answers for one day goes this
//! way; bookings, which may ask about days under different regulations, have their own.

use campanella_kernel::{Ctx, Giorno, Rifiuto, Servizio};

use crate::ammissione::{self, PuntoAmmissione, Valutazione};
use crate::attivazione;
use crate::contratto::Chiamata;
use crate::decisione::Traccia;
use crate::messaggio::Messaggio;
use crate::passo::Provenienza;
use crate::penale::{self, Conseguenze, PuntoPenale};
use crate::presa::{DaVerificare, Decisioni, Presa};
use crate::regole::Regole;
use crate::tariffa::{self, PuntoTariffa};
use crate::trasporto::{self, Possibilita, PuntoTrasporto};

impl Regole {
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
    ) -> Result<Vec<tariffa::Esito>, Rifiuto> {
        let contesto = tariffa::Contesto { servizio, giorno };
        let decisioni = self
            .decidi::<PuntoTariffa>(ctx, (servizio, giorno), contesto, ingressi)
            .await?;
        Ok(decisioni.into_iter().map(tariffa::Esito::from).collect())
    }

    /// Eligibility and points of some applications. Whoever ranks them must not, unless each has
    /// an answer.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ammissione(
        &self,
        ctx: &Ctx,
        contesto: ammissione::Contesto,
        domande: &[ammissione::Ingresso],
    ) -> Result<Decisioni<Valutazione>, Rifiuto> {
        let quando = (contesto.servizio, contesto.giorno);
        self.decidi::<PuntoAmmissione>(ctx, quando, contesto, domande)
            .await
    }

    /// What follows from some unpaid amounts.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn penale(
        &self,
        ctx: &Ctx,
        contesto: penale::Contesto,
        scaduti: &[penale::Ingresso],
    ) -> Result<Decisioni<Conseguenze>, Rifiuto> {
        let quando = (contesto.servizio, contesto.giorno);
        self.decidi::<PuntoPenale>(ctx, quando, contesto, scaduti)
            .await
    }

    /// The stops and tickets that some children may have.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn trasporto(
        &self,
        ctx: &Ctx,
        contesto: trasporto::Contesto,
        bambini: &[trasporto::Ingresso],
    ) -> Result<Decisioni<Possibilita>, Rifiuto> {
        let quando = (Servizio::Trasporto, contesto.giorno);
        self.decidi::<PuntoTrasporto>(ctx, quando, contesto, bambini)
            .await
    }

    async fn decidi<P: Chiamata>(
        &self,
        ctx: &Ctx,
        (servizio, giorno): (Servizio, Giorno),
        contesto: P::Contesto,
        ingressi: &[P::Ingresso],
    ) -> Result<Decisioni<P::Risposta>, Rifiuto> {
        let in_vigore = self.in_vigore(ctx, P::ESTENSIONE, servizio, giorno).await?;
        let Some(attivazione) = in_vigore else {
            let attesa = Box::new(DaVerificare {
                motivo: attivazione::nessuna(giorno),
                provenienza: None,
            });
            return Ok(ingressi.iter().map(|_| Err(attesa.clone())).collect());
        };
        let chiesti = ingressi.to_vec();
        let voci = chiesti.len();
        self.in_disparte(ctx, P::ESTENSIONE, servizio, voci, move |turno| {
            let (provenienza, esiti) = turno.chiedi::<P>(&attivazione, contesto, &chiesti);
            let prendi = |(ingresso, esito): (&P::Ingresso, _)| match (esito, &provenienza) {
                (Ok(risposta), Some(provenienza)) => presa::<P>(
                    (servizio, giorno),
                    contesto,
                    ingresso,
                    risposta,
                    provenienza,
                ),
                (Err(perche), _) => Err(Box::new(DaVerificare {
                    motivo: Messaggio::from(&perche),
                    provenienza: provenienza.clone(),
                })),
                (Ok(_), None) => unreachable!("an answer comes from a rule"),
            };
            chiesti.iter().zip(esiti).map(prendi).collect()
        })
        .await
    }
}

fn presa<P: Chiamata>(
    quando: (Servizio, Giorno),
    contesto: P::Contesto,
    ingresso: &P::Ingresso,
    risposta: P::Risposta,
    provenienza: &Provenienza,
) -> Result<Presa<P::Risposta>, Box<DaVerificare>> {
    match Traccia::nuova::<P>(provenienza, quando, contesto, ingresso, &risposta) {
        Ok(traccia) => Ok(Presa {
            risposta,
            provenienza: provenienza.clone(),
            traccia,
        }),
        // What could not be decided again is not decided.
        Err(errore) => {
            tracing::error!(%errore, "a decision could not be recorded");
            let motivo = Messaggio::new(
                "DECISIONE_NON_REGISTRATA",
                "Il calcolo non si è potuto conservare.",
            );
            Err(Box::new(DaVerificare {
                motivo,
                provenienza: Some(provenienza.clone()),
            }))
        }
    }
}
