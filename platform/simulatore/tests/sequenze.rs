//! A thousand random sequences of payments with a node that misbehaves: whatever it does, a
//! station that follows the rules ends right. The station here is in memory; the same node can be
//! put before the real one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use campanella_kernel::Importo;
use campanella_kernel::clock::{Clock, FixedClock};
use campanella_pagopa::testing::{Registrazione, StazioneInMemoria};
use campanella_pagopa::{
    CodiceAvviso, CodiceFiscaleEnte, CodiceQr, Dovuto, ErroreRisposta, Testo, Versione,
};
use campanella_simulatore::{Comportamento, Consegna, ErroreNodo, InProcesso, Nodo, Pagante};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

const SEQUENZE: u64 = 1000;

struct Prova {
    stazione: StazioneInMemoria,
    nodo: Nodo,
    clock: Arc<FixedClock>,
    avvisi: Vec<(CodiceQr, Dovuto)>,
    /// The behaviours that a payment had.
    usati: BTreeSet<&'static str>,
}

impl Prova {
    fn nuova(rng: &mut StdRng) -> Self {
        let ente = CodiceFiscaleEnte::parse("77777777777").expect("eleven digits");
        let stazione = StazioneInMemoria::new(ente);
        let clock = Arc::new(FixedClock::new(chrono::DateTime::UNIX_EPOCH.into()));
        let nodo = Nodo::new(
            Box::new(InProcesso(stazione.clone())),
            stazione.instradamento().intermediario.as_str(),
            stazione.instradamento().stazione.as_str(),
            Arc::clone(&clock) as Arc<dyn Clock>,
        );
        let avvisi = (0..rng.random_range(2..6))
            .map(|_| rng.random_range(1..50_000))
            .map(|cents| {
                let importo = Dovuto::new(Importo::from_cents(cents)).expect("an amount");
                (stazione.apri(cents), importo)
            })
            .collect();
        Self {
            stazione,
            nodo: nodo.expect("ids that fit"),
            clock,
            avvisi,
            usati: BTreeSet::new(),
        }
    }

    async fn passo(&mut self, rng: &mut StdRng) {
        match rng.random_range(0..10) {
            0 => {
                let later = rng.random_range(1..40);
                self.clock.set(self.clock.now().piu_secondi(later));
            }
            1 => self
                .nodo
                .consegna()
                .await
                .expect("the station takes receipts"),
            2 => self
                .nodo
                .consegna_tutto()
                .await
                .expect("the station takes receipts"),
            _ => self.paga(rng).await,
        }
    }

    async fn paga(&mut self, rng: &mut StdRng) {
        let (qr, importo) = self.avvisi[rng.random_range(0..self.avvisi.len())];
        let (comportamento, codice, _) =
            Comportamento::TUTTI[rng.random_range(0..Comportamento::TUTTI.len())];
        let pagante = Pagante {
            versione: if rng.random() {
                Versione::V1
            } else {
                Versione::V2
            },
            comportamento,
            pagatore: None,
            metodo: Testo::new("creditCard").expect("it fits"),
        };
        let saldato = self.saldato(qr.avviso);
        match self.nodo.paga(qr, importo, &pagante).await {
            Ok(_) => {
                assert!(!saldato, "a notice was paid though its receipt had come");
                self.usati.insert(codice);
            }
            Err(ErroreNodo::Stazione(ErroreRisposta::Fault(fault))) => {
                assert_eq!(fault.codice, "PAA_PAGAMENTO_DUPLICATO");
                assert!(saldato, "an open notice was refused");
            }
            Err(e) => panic!("{e}"),
        }
    }

    fn saldato(&self, avviso: CodiceAvviso) -> bool {
        let ricevute = self.stazione.ricevute();
        let mut saldi = ricevute.iter().filter(|r| r.1 == Registrazione::Saldo);
        saldi.any(|r| r.0.avviso == avviso)
    }

    /// What must hold at the end, whatever happened.
    fn controlla(&self) {
        let pagati = self.nodo.ricevute();
        let registrate = self.stazione.ricevute();

        // Every receipt that goes out is kept, and kept once; no other is.
        let ids = |fatta: bool| -> BTreeSet<String> {
            let chosen = pagati
                .iter()
                .filter(|r| (r.consegna == Consegna::Fatta) == fatta);
            chosen.map(|r| r.invio.ricevuta.id.to_string()).collect()
        };
        let kept: Vec<String> = registrate.iter().map(|r| r.0.id.to_string()).collect();
        assert_eq!(kept.iter().cloned().collect::<BTreeSet<_>>(), ids(true));
        assert_eq!(kept.len(), ids(true).len());
        for mai in pagati.iter().filter(|r| r.consegna != Consegna::Fatta) {
            assert_eq!(mai.comportamento, Comportamento::MaiConsegnata);
        }

        // A notice is settled at most once, by exactly what was due; the rest is for the office.
        let dovuti: BTreeMap<CodiceAvviso, Dovuto> = self
            .avvisi
            .iter()
            .map(|(qr, importo)| (qr.avviso, *importo))
            .collect();
        let mut saldati = BTreeSet::new();
        for (ricevuta, registrazione) in &registrate {
            assert_eq!(ricevuta.ente, self.stazione.codice_fiscale());
            let right = dovuti.get(&ricevuta.avviso).map(|d| d.importo()) == Some(ricevuta.importo);
            match registrazione {
                Registrazione::Saldo => {
                    assert!(right, "a wrong amount settled a notice");
                    assert!(saldati.insert(ricevuta.avviso), "settled twice");
                }
                Registrazione::ImportoDiverso => assert!(!right),
                Registrazione::GiaPagato => {}
                other => panic!("{other:?} of a notice that was open"),
            }
        }

        // Whoever paid what was due has a settled notice, once the receipt has come.
        for (ricevuta, _) in &registrate {
            let due = dovuti.get(&ricevuta.avviso).map(|d| d.importo());
            if due == Some(ricevuta.importo) {
                assert!(saldati.contains(&ricevuta.avviso), "paid, but not settled");
            }
        }

        // The bank's flow has every payment once, and nothing else.
        let flusso = self
            .nodo
            .rendiconta(self.stazione.codice_fiscale())
            .expect("a flow");
        let righe = flusso.iter().flat_map(|f| &f.righe);
        let in_flow: Vec<String> = righe.map(|riga| riga.iur.to_string()).collect();
        let all: BTreeSet<String> = ids(true).union(&ids(false)).cloned().collect();
        assert_eq!(in_flow.len(), all.len());
        assert_eq!(in_flow.into_iter().collect::<BTreeSet<_>>(), all);
        assert!(flusso.is_none_or(|f| f.quadra()));
    }
}

#[tokio::test]
async fn the_station_ends_right_whatever_the_node_does() {
    let mut usati = BTreeMap::<&str, u32>::new();
    for seme in 0..SEQUENZE {
        let mut rng = StdRng::seed_from_u64(seme);
        let mut prova = Prova::nuova(&mut rng);
        for _ in 0..rng.random_range(4..20) {
            prova.passo(&mut rng).await;
        }
        prova
            .nodo
            .consegna_tutto()
            .await
            .expect("the station takes receipts");
        prova.controlla();
        for codice in prova.usati {
            *usati.entry(codice).or_default() += 1;
        }
    }
    // Each behaviour was tried often.
    for (_, codice, _) in Comportamento::TUTTI {
        let times = usati.get(codice).copied().unwrap_or(0);
        assert!(times > 50, "{codice}: only {times} times");
    }
}
