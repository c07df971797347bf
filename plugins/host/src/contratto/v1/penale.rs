//! A rule on unpaid amounts under contract 1.0.0.

use campanella_kernel::Importo;
use wasmtime::Engine;

use super::comune::{da_giorno, passi, rifiuto, verso_dati, verso_giorno};
use super::legami_penale::PenalePre;
use super::legami_penale::exports::campanella::regole::regola_penale as wit;
use super::tipi;
use crate::guasto::Guasto;
use crate::motore::{Stato, store};
use crate::penale::{Conseguenze, Contesto, Ingresso, Sollecito, SollecitoDovuto};
use crate::punto::EsitoRegola;

/// Asks a fresh instance about some unpaid amounts.
pub(crate) fn calcola(
    engine: &Engine,
    pre: &PenalePre<Stato>,
    parametri: &str,
    contesto: Contesto,
    ingressi: &[Ingresso],
) -> Result<Vec<EsitoRegola<Conseguenze>>, Guasto> {
    let mut store = store(engine, ingressi.len())?;
    let istanza = pre.instantiate(&mut store)?;
    let regola = istanza.campanella_regole_regola_penale();
    let elenchi: Vec<_> = ingressi.iter().map(Elenchi::di).collect::<Result<_, _>>()?;
    let ingressi: Vec<_> = ingressi
        .iter()
        .zip(&elenchi)
        .map(|(i, elenchi)| ingresso(contesto, i, elenchi))
        .collect::<Result<_, _>>()?;
    let esiti = match ingressi.as_slice() {
        [uno] => vec![regola.call_calcola(&mut store, parametri, uno.clone())?],
        molti => regola.call_calcola_molti(&mut store, parametri, molti)?,
    };
    esiti.into_iter().map(esito).collect()
}

/// The lists of one unpaid amount, which what goes to the guest borrows.
struct Elenchi<'i> {
    solleciti: Vec<wit::Sollecito<'i>>,
    altri_dati: Vec<tipi::DatoParam<'i>>,
}

impl<'i> Elenchi<'i> {
    fn di(i: &'i Ingresso) -> Result<Self, Guasto> {
        Ok(Self {
            solleciti: i
                .solleciti
                .iter()
                .map(sollecito)
                .collect::<Result<_, _>>()?,
            altri_dati: verso_dati(&i.altri_dati),
        })
    }
}

fn ingresso<'i>(
    c: Contesto,
    i: &'i Ingresso,
    elenchi: &'i Elenchi<'i>,
) -> Result<wit::Ingresso<'i>, Guasto> {
    Ok(wit::Ingresso {
        servizio: c.servizio.nome(),
        giorno: verso_giorno(c.giorno)?,
        residuo: i.residuo.cents(),
        scadenza: verso_giorno(i.scadenza)?,
        solleciti: &elenchi.solleciti,
        piano_rispettato: i.piano_rispettato,
        servizi_sociali: i.servizi_sociali,
        altri_dati: &elenchi.altri_dati,
    })
}

fn sollecito(s: &Sollecito) -> Result<wit::Sollecito<'_>, Guasto> {
    Ok(wit::Sollecito {
        codice: &s.codice,
        inviato: verso_giorno(s.inviato)?,
        ricevuto: s.ricevuto.map(verso_giorno).transpose()?,
    })
}

fn esito(esito: Result<wit::Esito, tipi::Rifiuto>) -> Result<EsitoRegola<Conseguenze>, Guasto> {
    match esito {
        Ok(e) => conseguenze(e).map(Ok),
        Err(r) => Ok(Err(rifiuto(r))),
    }
}

fn conseguenze(e: wit::Esito) -> Result<Conseguenze, Guasto> {
    Ok(Conseguenze {
        penale: Importo::from_cents(e.penale),
        spese: Importo::from_cents(e.spese),
        sollecito: e.sollecito.map(dovuto).transpose()?,
        blocca_iscrizioni: e.blocca_iscrizioni,
        riscossione_coattiva: e.riscossione_coattiva,
        motivazione: passi(e.motivazione),
    })
}

fn dovuto(s: wit::SollecitoDovuto) -> Result<SollecitoDovuto, Guasto> {
    Ok(SollecitoDovuto {
        codice: s.codice,
        titolo: s.titolo,
        dal: da_giorno(s.dal)?,
        giorni_per_pagare: s.giorni_per_pagare,
    })
}
