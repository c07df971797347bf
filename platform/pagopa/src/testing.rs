//! A station without a store, for tests of whatever calls a station.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use campanella_kernel::{CodiceFiscale, Giorno, Importo};

use crate::{
    Attivazione, AvvisoSpontaneo, Causale, CodiceFault, CodiceFiscaleEnte, CodiceQr,
    CodiceSegregazione, Diniego, Dovuto, EnteCreditore, Esito, Iban, Instradamento, NumeroAvviso,
    Offerta, Pagamento, Ricevuta, RichiestaAvviso, Soggetto, Stazione, Tassonomia, Testo,
    Versamento,
};

/// A station with one creditor, kept in memory. It follows the rules that a real one must follow,
/// and tells what came in.
#[derive(Clone)]
pub struct StazioneInMemoria {
    ente: CodiceFiscaleEnte,
    intermediario: &'static str,
    stazione: &'static str,
    stato: Arc<Mutex<Stato>>,
}

#[derive(Default)]
struct Stato {
    posizioni: BTreeMap<NumeroAvviso, Posizione>,
    ricevute: BTreeMap<String, (Ricevuta, Registrazione)>,
}

struct Posizione {
    importo: Dovuto,
    aperta: Result<(), CodiceFault>,
}

/// What became of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Registrazione {
    /// It paid its notice.
    Saldo,
    /// The notice was already paid: the money is to be given back.
    GiaPagato,
    /// The amount is not the one that was due: for the office.
    ImportoDiverso,
    /// No such notice, or one that was cancelled: for the office.
    SenzaPosizione,
    /// The payment did not take place.
    NonPagata,
}

impl StazioneInMemoria {
    /// A station for that creditor.
    #[must_use]
    pub fn new(ente: CodiceFiscaleEnte) -> Self {
        Self {
            ente,
            intermediario: "15376371009",
            stazione: "15376371009_01",
            stato: Arc::default(),
        }
    }

    /// The creditor.
    #[must_use]
    pub const fn codice_fiscale(&self) -> CodiceFiscaleEnte {
        self.ente
    }

    /// How a request must come.
    ///
    /// # Panics
    /// Never: the texts fit.
    #[must_use]
    pub fn instradamento(&self) -> Instradamento {
        let testo = |text: &str| Testo::new(text).expect("short text");
        Instradamento {
            ente: testo(&self.ente.to_string()),
            intermediario: testo(self.intermediario),
            stazione: testo(self.stazione),
        }
    }

    /// A new notice for that amount.
    ///
    /// # Panics
    /// When the amount cannot be asked.
    pub fn apri(&self, cents: i64) -> CodiceQr {
        let importo = Dovuto::new(Importo::from_cents(cents)).expect("an amount");
        let mut stato = self.stato();
        let segregazione = CodiceSegregazione::new(12).expect("a code");
        let base = stato.posizioni.len() as u64 + 1;
        let numero = NumeroAvviso::new(segregazione, base).expect("few numbers");
        let posizione = Posizione {
            importo,
            aperta: Ok(()),
        };
        stato.posizioni.insert(numero, posizione);
        CodiceQr {
            ente: self.ente,
            avviso: numero.into(),
        }
    }

    /// Closes a notice: from now on the station refuses it for that reason.
    pub fn chiudi(&self, numero: NumeroAvviso, perche: CodiceFault) {
        if let Some(posizione) = self.stato().posizioni.get_mut(&numero) {
            posizione.aperta = Err(perche);
        }
    }

    /// Every receipt that was kept, and what became of it.
    #[must_use]
    pub fn ricevute(&self) -> Vec<(Ricevuta, Registrazione)> {
        self.stato().ricevute.values().cloned().collect()
    }

    fn stato(&self) -> MutexGuard<'_, Stato> {
        self.stato.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn aperta(&self, numero: NumeroAvviso) -> Result<Dovuto, Diniego> {
        let stato = self.stato();
        let posizione = stato.posizioni.get(&numero);
        let posizione = posizione.ok_or(CodiceFault::PagamentoSconosciuto)?;
        posizione.aperta?;
        Ok(posizione.importo)
    }

    fn offerta(&self, importo: Dovuto) -> Offerta {
        Offerta {
            importo,
            scadenza: Giorno::new(2026, 12, 31).ok(),
            solo_postale: false,
            causale: causale(),
            ente: self.ente,
            denominazione: denominazione(),
            ufficio: None,
        }
    }
}

fn causale() -> Causale {
    Causale::new("Refezione & merende, tessera 10442", &[]).expect("names nobody")
}

fn denominazione() -> Testo<140> {
    Testo::new("Comune di Prova").expect("short text")
}

#[async_trait]
impl Stazione for StazioneInMemoria {
    type Ente = Self;

    async fn ente(
        &self,
        ente: CodiceFiscaleEnte,
        instradamento: &Instradamento,
    ) -> Result<Self, Diniego> {
        if ente != self.ente {
            return Err(CodiceFault::IdDominioErrato.into());
        }
        if instradamento.intermediario.as_str() != self.intermediario {
            return Err(CodiceFault::IdIntermediarioErrato.into());
        }
        if instradamento.stazione.as_str() != self.stazione {
            return Err(CodiceFault::StazioneErrata.into());
        }
        Ok(self.clone())
    }
}

#[async_trait]
impl EnteCreditore for StazioneInMemoria {
    async fn verifica(&self, numero: NumeroAvviso) -> Result<Offerta, Diniego> {
        Ok(self.offerta(self.aperta(numero)?))
    }

    async fn pagamento(&self, richiesta: Attivazione) -> Result<Pagamento, Diniego> {
        let importo = self.aperta(richiesta.numero)?;
        if richiesta
            .importo
            .is_some_and(|asked| asked != importo.importo())
        {
            return Err(CodiceFault::ImportoNonValido.into());
        }
        let iban = Iban::parse("IT60X0542811101000000123456").expect("an IBAN");
        let versamento = Versamento {
            importo,
            ente: self.ente,
            iban,
            causale: causale(),
            tassonomia: Tassonomia::parse("9/0107101TS/").expect("school meals"),
        };
        let mario = CodiceFiscale::parse("RSSMRA80A01H501U").expect("a tax code");
        let pagamento = Pagamento::new(
            richiesta.numero.iuv(),
            Giorno::new(2026, 12, 31).expect("a day"),
            causale(),
            denominazione(),
            Soggetto::persona(&mario, "Mario Rossi").expect("a name"),
            vec![versamento],
        );
        Ok(pagamento.expect("one part"))
    }

    async fn ricevuta(&self, ricevuta: &Ricevuta) -> Result<(), Diniego> {
        let mut stato = self.stato();
        let id = ricevuta.id.as_str().to_owned();
        if stato.ricevute.contains_key(&id) {
            return Ok(());
        }
        let numero = ricevuta.avviso.numero().ok();
        let posizione = numero.and_then(|numero| stato.posizioni.get_mut(&numero));
        let registrazione = match (ricevuta.esito, posizione) {
            (Esito::Ko, _) => Registrazione::NonPagata,
            (Esito::Ok, None) => Registrazione::SenzaPosizione,
            (Esito::Ok, Some(posizione)) => match posizione.aperta {
                Err(CodiceFault::PagamentoDuplicato) => Registrazione::GiaPagato,
                Err(_) => Registrazione::SenzaPosizione,
                Ok(()) if ricevuta.importo != posizione.importo.importo() => {
                    Registrazione::ImportoDiverso
                }
                Ok(()) => {
                    posizione.aperta = Err(CodiceFault::PagamentoDuplicato);
                    Registrazione::Saldo
                }
            },
        };
        stato.ricevute.insert(id, (ricevuta.clone(), registrazione));
        Ok(())
    }

    async fn avviso_spontaneo(
        &self,
        richiesta: &RichiestaAvviso,
    ) -> Result<AvvisoSpontaneo, Diniego> {
        if richiesta.servizio.as_str() != "00009" {
            return Err(Diniego::spiegato(
                CodiceFault::Semantica,
                "servizio non offerto",
            ));
        }
        let qr = self.apri(2500);
        let numero = qr.avviso.numero().map_err(|_| CodiceFault::SystemError)?;
        let offerta = self.offerta(self.aperta(numero)?);
        Ok(AvvisoSpontaneo { qr, offerta })
    }
}
