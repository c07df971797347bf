//! What a rule call costs: one question of an author at any extension point, and for the bench a
//! tariff beside the same formula in native code.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::ammissione::PuntoAmmissione;
use crate::componente::Regola;
use crate::conto;
use crate::contratto::{Chiamata, Contratto, v1};
use crate::domanda::{Domanda, DomandaNonValida, leggi};
use crate::estensione::Estensione;
use crate::guasto::Guasto;
use crate::host::Host;
use crate::messaggio::Messaggio;
use crate::penale::PuntoPenale;
use crate::prenotazione::PuntoPrenotazione;
use crate::tariffa::{Contesto, Ingresso, PuntoTariffa, Tariffa};
use crate::trasporto::PuntoTrasporto;

/// What one question costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Costo {
    /// Median time alone, with a fresh instance as every real call has.
    pub fresca: Duration,
    /// Median time of each when [`Costo::lotto`] of the same are asked together.
    pub nel_lotto: Duration,
    /// How many were asked together.
    pub lotto: usize,
    /// Fuel spent alone: the same on every machine.
    pub carburante: u64,
    /// Fuel granted to it alone.
    pub carburante_concesso: u64,
    /// Bytes of parameters and input, as the host weighs them.
    pub ingresso: usize,
    /// Bytes of the answer, as JSON.
    pub uscita: usize,
}

/// Why a question could not be measured.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NonMisurata {
    /// It is none at this extension point.
    #[error(transparent)]
    Domanda(#[from] DomandaNonValida),
    /// The rule fails on it.
    #[error("Calcolo non riuscito: {0}.")]
    Guasto(#[from] Guasto),
}

/// Asks `giri` times alone, and a tenth as often (once at least) `lotto` of the same together.
/// Blocking.
///
/// # Errors
/// [`NonMisurata`].
pub fn domanda(
    host: &Host,
    regola: &Regola,
    parametri: &Value,
    domanda: &Domanda,
    giri: usize,
    lotto: usize,
) -> Result<Costo, NonMisurata> {
    let misura = match regola.estensione() {
        Estensione::Tariffa => costo::<PuntoTariffa>,
        Estensione::Prenotazione => costo::<PuntoPrenotazione>,
        Estensione::Ammissione => costo::<PuntoAmmissione>,
        Estensione::Penale => costo::<PuntoPenale>,
        Estensione::Trasporto => costo::<PuntoTrasporto>,
    };
    misura(host, regola, &parametri.to_string(), domanda, giri, lotto)
}

fn costo<P: Chiamata>(
    host: &Host,
    regola: &Regola,
    parametri: &str,
    domanda: &Domanda,
    giri: usize,
    lotto: usize,
) -> Result<Costo, NonMisurata> {
    let (contesto, ingresso) = leggi::<P>(domanda)?;
    let uno = std::slice::from_ref(&ingresso);
    let (esiti, consumo) = conto::a_parte(|| {
        let contratto = &regola.contratto;
        contratto.chiedi::<P>(&host.engine, parametri, contesto, uno)
    });
    let uscita = match esiti?.first() {
        Some(Ok(risposta)) => json!(risposta).to_string().len(),
        Some(Err(motivo)) => json!(motivo).to_string().len(),
        None => 0,
    };
    let molti = vec![ingresso.clone(); lotto.max(1)];
    let insieme = tempo_mediano((giri / 10).max(1), || {
        host.chiedi::<P>(regola, parametri, contesto, &molti);
    });
    Ok(Costo {
        fresca: tempo_mediano(giri.max(1), || {
            host.chiedi::<P>(regola, parametri, contesto, uno);
        }),
        nel_lotto: insieme / u32::try_from(molti.len()).unwrap_or(u32::MAX),
        lotto: molti.len(),
        carburante: consumo.carburante,
        carburante_concesso: consumo.concesso,
        ingresso: parametri.len() + P::peso(&ingresso),
        uscita,
    })
}

fn tempo_mediano(giri: usize, mut chiamata: impl FnMut()) -> Duration {
    let tempi = (0..giri).map(|_| {
        let inizio = Instant::now();
        chiamata();
        inizio.elapsed()
    });
    mediana(tempi.collect())
}

/// Median times of one tariff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misura {
    /// With a fresh instance, as every real call has, conversions and checks of the answer
    /// included.
    pub fresca: Duration,
    /// With an instance that is kept, the call alone.
    pub tenuta: Duration,
    /// The same formula in native code.
    pub nativa: Duration,
}

/// Times `giri` calls of each kind; `nativa` computes the same tariff natively.
///
/// # Errors
/// When the rule fails, or is not a tariff.
pub fn tariffa(
    host: &Host,
    regola: &Regola,
    parametri: &str,
    contesto: Contesto,
    ingresso: &Ingresso,
    giri: usize,
    mut nativa: impl FnMut(),
) -> Result<Misura, Guasto> {
    let Contratto::V1(v1::Punto::Tariffa(pre)) = &regola.contratto else {
        return Err(Guasto::Piattaforma("non è una tariffa".to_owned()));
    };
    let uno = std::slice::from_ref(ingresso);
    let mut fresche = Vec::with_capacity(giri);
    let mut native = Vec::with_capacity(giri);
    for _ in 0..giri {
        let inizio = Instant::now();
        let esiti = host.chiedi::<PuntoTariffa>(regola, parametri, contesto, uno);
        fresche.push(inizio.elapsed());
        if let Some(Err(perche)) = esiti.first() {
            return Err(Guasto::risposta(Messaggio::from(perche).testo));
        }
        let inizio = Instant::now();
        nativa();
        native.push(inizio.elapsed());
    }
    let tenute = v1::tariffa::ripeti(&host.engine, pre, parametri, contesto, ingresso, giri)?;
    Ok(Misura {
        fresca: mediana(fresche),
        tenuta: mediana(tenute),
        nativa: mediana(native),
    })
}

/// How long each of `ingressi` takes when all are asked together, and the answers. Blocking.
///
/// # Errors
/// When one of them has no price.
pub fn lotto(
    host: &Host,
    regola: &Regola,
    parametri: &str,
    contesto: Contesto,
    ingressi: &[Ingresso],
) -> Result<(Duration, Vec<Tariffa>), Guasto> {
    let inizio = Instant::now();
    let esiti = host.chiedi::<PuntoTariffa>(regola, parametri, contesto, ingressi);
    let tempo = inizio.elapsed();
    let risposte: Result<Vec<_>, _> = esiti.into_iter().collect();
    let risposte = risposte.map_err(|perche| Guasto::risposta(Messaggio::from(&perche).testo))?;
    let quanti = u32::try_from(ingressi.len()).unwrap_or(u32::MAX).max(1);
    Ok((tempo / quanti, risposte))
}

fn mediana(mut tempi: Vec<Duration>) -> Duration {
    tempi.sort_unstable();
    tempi.get(tempi.len() / 2).copied().unwrap_or_default()
}
