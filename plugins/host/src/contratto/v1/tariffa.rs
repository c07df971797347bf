//! A tariff under contract 1.0.0.

use std::time::{Duration, Instant};

use campanella_kernel::{Arrotondamento, Importo, PrezzoUnitario};
use wasmtime::Engine;

use super::comune::{
    passi, rifiuto, verso_anno, verso_dati, verso_giorno, verso_isee, verso_ordine, verso_residenza,
};
use super::legami_tariffa::TariffaPre;
use super::legami_tariffa::exports::campanella::regole::regola_tariffa as wit;
use super::tipi;
use crate::guasto::Guasto;
use crate::motore::{Stato, store};
use crate::punto::EsitoRegola;
use crate::tariffa::{Contesto, Ingresso, Tariffa};

/// Asks a fresh instance for the tariffs of some children.
pub(crate) fn calcola(
    engine: &Engine,
    pre: &TariffaPre<Stato>,
    parametri: &str,
    contesto: Contesto,
    ingressi: &[Ingresso],
) -> Result<Vec<EsitoRegola<Tariffa>>, Guasto> {
    let mut store = store(engine, ingressi.len())?;
    let istanza = pre.instantiate(&mut store)?;
    let regola = istanza.campanella_regole_regola_tariffa();
    let comune = Comune::nuovo(contesto)?;
    let altri_dati: Vec<_> = ingressi.iter().map(|i| verso_dati(&i.altri_dati)).collect();
    let ingressi: Vec<_> = ingressi
        .iter()
        .zip(&altri_dati)
        .map(|(i, altri_dati)| ingresso(comune, i, altri_dati))
        .collect::<Result<_, _>>()?;
    let esiti = match ingressi.as_slice() {
        [uno] => vec![regola.call_calcola(&mut store, parametri, uno.clone())?],
        molti => regola.call_calcola_molti(&mut store, parametri, molti)?,
    };
    Ok(esiti
        .into_iter()
        .map(|e| e.map(tariffa).map_err(rifiuto))
        .collect())
}

/// What the children of a batch share, written once.
#[derive(Clone, Copy)]
struct Comune {
    servizio: &'static str,
    anno_scolastico: u16,
    giorno: tipi::Giorno,
}

impl Comune {
    fn nuovo(c: Contesto) -> Result<Self, Guasto> {
        Ok(Self {
            servizio: c.servizio.nome(),
            anno_scolastico: verso_anno(c.giorno)?,
            giorno: verso_giorno(c.giorno)?,
        })
    }
}

fn ingresso<'i>(
    c: Comune,
    i: &'i Ingresso,
    altri_dati: &'i [tipi::DatoParam<'i>],
) -> Result<wit::Ingresso<'i>, Guasto> {
    Ok(wit::Ingresso {
        servizio: c.servizio,
        anno_scolastico: c.anno_scolastico,
        giorno: c.giorno,
        plesso: &i.plesso,
        ordine: verso_ordine(i.ordine),
        classe: i.classe.as_deref(),
        residenza_bambino: verso_residenza(&i.residenza_bambino),
        residenza_pagante: verso_residenza(&i.residenza_pagante),
        isee: i.isee.as_ref().map(verso_isee).transpose()?,
        minori_nel_nucleo: i.minori_nel_nucleo,
        rango_fratelli: i.rango_fratelli,
        disabilita: i.disabilita,
        esenzione_servizi_sociali: i.esenzione_servizi_sociali,
        articolo: i.articolo.as_deref(),
        personale: i.personale,
        anticipatario: i.anticipatario,
        iscritto_dal: i.iscritto_dal.map(verso_giorno).transpose()?,
        iscritto_al: i.iscritto_al.map(verso_giorno).transpose()?,
        presenze_del_mese: i.presenze_del_mese,
        altri_dati,
    })
}

fn tariffa(esito: wit::Esito) -> Tariffa {
    Tariffa {
        prezzo: esito.prezzo.map(PrezzoUnitario::from_decimillesimi),
        quota: esito.quota.map(Importo::from_cents),
        fascia: esito.fascia,
        arrotondamento: match esito.arrotondamento {
            wit::Arrotondamento::Commerciale => Arrotondamento::MezzoInSu,
            wit::Arrotondamento::PerDifetto => Arrotondamento::PerDifetto,
            wit::Arrotondamento::PerEccesso => Arrotondamento::PerEccesso,
        },
        motivazione: passi(esito.motivazione),
    }
}

/// Times `giri` calls into one instance that is kept, which no real call does: for the bench.
pub(crate) fn ripeti(
    engine: &Engine,
    pre: &TariffaPre<Stato>,
    parametri: &str,
    contesto: Contesto,
    i: &Ingresso,
    giri: usize,
) -> Result<Vec<Duration>, Guasto> {
    let mut store = store(engine, giri)?;
    let istanza = pre.instantiate(&mut store)?;
    let regola = istanza.campanella_regole_regola_tariffa();
    let altri_dati = verso_dati(&i.altri_dati);
    let ingresso = ingresso(Comune::nuovo(contesto)?, i, &altri_dati)?;
    let mut tempi = Vec::with_capacity(giri);
    for _ in 0..giri {
        let ingresso = ingresso.clone();
        let inizio = Instant::now();
        let esito = regola.call_calcola(&mut store, parametri, ingresso)?;
        tempi.push(inizio.elapsed());
        if let Err(r) = esito {
            return Err(Guasto::risposta(rifiuto(r).testo));
        }
    }
    Ok(tempi)
}
