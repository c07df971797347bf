//! A rule of admission under contract 1.0.0.

use wasmtime::Engine;

use super::comune::{
    messaggio, passi, rifiuto, verso_anno_scolastico, verso_dati, verso_giorno, verso_isee,
    verso_istante, verso_ordine, verso_residenza,
};
use super::legami_ammissione::AmmissionePre;
use super::legami_ammissione::exports::campanella::regole::regola_ammissione as wit;
use super::tipi;
use crate::ammissione::{Ammissibilita, Contesto, Genitore, Ingresso, Valutazione};
use crate::guasto::Guasto;
use crate::motore::{Stato, store};
use crate::punto::EsitoRegola;

/// Asks a fresh instance about some applications.
pub(crate) fn valuta(
    engine: &Engine,
    pre: &AmmissionePre<Stato>,
    parametri: &str,
    contesto: Contesto,
    ingressi: &[Ingresso],
) -> Result<Vec<EsitoRegola<Valutazione>>, Guasto> {
    let mut store = store(engine, ingressi.len())?;
    let istanza = pre.instantiate(&mut store)?;
    let regola = istanza.campanella_regole_regola_ammissione();
    let elenchi: Vec<_> = ingressi.iter().map(Elenchi::di).collect();
    let ingressi: Vec<_> = ingressi
        .iter()
        .zip(&elenchi)
        .map(|(i, elenchi)| ingresso(contesto, i, elenchi))
        .collect::<Result<_, _>>()?;
    let esiti = match ingressi.as_slice() {
        [uno] => vec![regola.call_valuta(&mut store, parametri, uno.clone())?],
        molti => regola.call_valuta_molti(&mut store, parametri, molti)?,
    };
    Ok(esiti
        .into_iter()
        .map(|e| e.map(valutazione).map_err(rifiuto))
        .collect())
}

/// The lists of one application, which what goes to the guest borrows.
struct Elenchi<'i> {
    genitori: Vec<wit::Genitore>,
    altri_dati: Vec<tipi::DatoParam<'i>>,
}

impl<'i> Elenchi<'i> {
    fn di(i: &'i Ingresso) -> Self {
        Self {
            genitori: i.genitori.iter().map(genitore).collect(),
            altri_dati: verso_dati(&i.altri_dati),
        }
    }
}

fn ingresso<'i>(
    c: Contesto,
    i: &'i Ingresso,
    elenchi: &'i Elenchi<'i>,
) -> Result<wit::Ingresso<'i>, Guasto> {
    Ok(wit::Ingresso {
        servizio: c.servizio.nome(),
        anno_scolastico: verso_anno_scolastico(c.anno)?,
        giorno: verso_giorno(c.giorno)?,
        presentata: verso_istante(i.presentata)?,
        termine: verso_istante(c.termine)?,
        nascita: verso_giorno(i.nascita)?,
        plesso: i.plesso.as_deref(),
        ordine: verso_ordine(i.ordine),
        classe: i.classe.as_deref(),
        residenza_bambino: verso_residenza(&i.residenza_bambino),
        residenza_pagante: verso_residenza(&i.residenza_pagante),
        isee: i.isee.as_ref().map(verso_isee).transpose()?,
        minori_nel_nucleo: i.minori_nel_nucleo,
        fratelli_iscritti: i.fratelli_iscritti,
        genitori: &elenchi.genitori,
        disabilita: i.disabilita,
        servizi_sociali: i.servizi_sociali,
        iscritto_anno_precedente: i.iscritto_anno_precedente,
        distanza_scuola_metri: i.distanza_scuola_metri,
        morosita: i.morosita.as_ref().map(|m| wit::Morosita {
            importo: m.importo.cents(),
            piano_rispettato: m.piano_rispettato,
        }),
        altri_dati: &elenchi.altri_dati,
    })
}

fn genitore(g: &Genitore) -> wit::Genitore {
    wit::Genitore {
        lavora: g.lavora,
        ore_settimanali: g.ore_settimanali,
        distanza_lavoro_km: g.distanza_lavoro_km,
        disabilita: g.disabilita,
    }
}

fn valutazione(esito: wit::Esito) -> Valutazione {
    Valutazione {
        ammissibilita: match esito.ammissibilita {
            wit::Ammissibilita::Ammessa(g) => Ammissibilita::Ammessa {
                gruppo: g.gruppo,
                punti: g.punti,
                spareggi: g.spareggi,
            },
            wit::Ammissibilita::NonAmmessa(motivi) => {
                Ammissibilita::NonAmmessa(motivi.into_iter().map(messaggio).collect())
            }
        },
        motivazione: passi(esito.motivazione),
    }
}
