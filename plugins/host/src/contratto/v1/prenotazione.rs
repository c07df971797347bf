//! A booking rule under contract 1.0.0.

use wasmtime::Engine;

use super::comune::{
    da_giorno, da_istante, messaggio, passi, rifiuto, verso_giorno, verso_istante, verso_ordine,
};
use super::legami_prenotazione::PrenotazionePre;
use super::legami_prenotazione::exports::campanella::regole::regola_prenotazione as wit;
use super::tipi;
use crate::guasto::Guasto;
use crate::motore::{Stato, store};
use crate::prenotazione::{
    Calendario, Contesto, GiornoChiesto, Ingresso, Risposta, Scelta, SceltaDelGiorno,
    SceltaPossibile,
};
use crate::punto::EsitoRegola;

/// Asks a fresh instance for the choices of some children.
pub(crate) fn scelte(
    engine: &Engine,
    pre: &PrenotazionePre<Stato>,
    parametri: &str,
    contesto: Contesto,
    ingressi: &[Ingresso],
) -> Result<Vec<EsitoRegola<Vec<Risposta>>>, Guasto> {
    let voci = ingressi.iter().map(|i| i.giorni.len()).sum();
    let mut store = store(engine, voci)?;
    let istanza = pre.instantiate(&mut store)?;
    let regola = istanza.campanella_regole_regola_prenotazione();
    let elenchi: Vec<_> = ingressi.iter().map(Elenchi::di).collect::<Result<_, _>>()?;
    let ingressi: Vec<_> = ingressi
        .iter()
        .zip(&elenchi)
        .map(|(i, elenchi)| ingresso(contesto, i, elenchi))
        .collect::<Result<_, _>>()?;
    let esiti = match ingressi.as_slice() {
        [uno] => vec![regola.call_scelte(&mut store, parametri, uno.clone())?],
        molti => regola.call_scelte_molti(&mut store, parametri, molti)?,
    };
    esiti.into_iter().map(esito).collect()
}

/// The lists of one child, which what goes to the guest borrows.
struct Elenchi<'i> {
    vicini: Vec<wit::SceltaDelGiorno>,
    giorni: Vec<wit::GiornoChiesto<'i>>,
}

impl<'i> Elenchi<'i> {
    fn di(i: &'i Ingresso) -> Result<Self, Guasto> {
        Ok(Self {
            vicini: i.vicini.iter().map(vicino).collect::<Result<_, _>>()?,
            giorni: i.giorni.iter().map(chiesto).collect::<Result<_, _>>()?,
        })
    }
}

fn ingresso<'i>(
    c: Contesto,
    i: &'i Ingresso,
    elenchi: &'i Elenchi<'i>,
) -> Result<wit::Ingresso<'i>, Guasto> {
    Ok(wit::Ingresso {
        adesso: verso_istante(c.adesso)?,
        servizio: c.servizio.nome(),
        plesso: &i.plesso,
        ordine: verso_ordine(i.ordine),
        classe: i.classe.as_deref(),
        vicini: &elenchi.vicini,
        giorni: &elenchi.giorni,
    })
}

fn vicino(s: &SceltaDelGiorno) -> Result<wit::SceltaDelGiorno, Guasto> {
    Ok(wit::SceltaDelGiorno {
        giorno: verso_giorno(s.giorno)?,
        scelta: verso_scelta(s.scelta),
    })
}

fn chiesto(g: &GiornoChiesto) -> Result<wit::GiornoChiesto<'_>, Guasto> {
    Ok(wit::GiornoChiesto {
        giorno: verso_giorno(g.giorno)?,
        calendario: match &g.calendario {
            Calendario::DiServizio => wit::Calendario::DiServizio,
            Calendario::Chiuso(perche) => wit::Calendario::Chiuso(perche),
        },
        predefinita: verso_scelta(g.predefinita),
    })
}

const fn verso_scelta(scelta: Scelta) -> wit::Scelta {
    match scelta {
        Scelta::PastoBase => wit::Scelta::PastoBase,
        Scelta::Assenza => wit::Scelta::Assenza,
        Scelta::PastoBianco => wit::Scelta::PastoBianco,
    }
}

fn esito(
    esito: Result<Vec<wit::Giornata>, tipi::Rifiuto>,
) -> Result<EsitoRegola<Vec<Risposta>>, Guasto> {
    match esito {
        Err(r) => Ok(Err(rifiuto(r))),
        Ok(giornate) => giornate
            .into_iter()
            .map(risposta)
            .collect::<Result<_, _>>()
            .map(Ok),
    }
}

fn risposta(g: wit::Giornata) -> Result<Risposta, Guasto> {
    Ok(Risposta {
        giorno: da_giorno(g.giorno)?,
        scelte: g.scelte.into_iter().map(possibile).collect(),
        fino_a: g.fino_a.map(da_istante).transpose()?,
        motivazione: passi(g.motivazione),
    })
}

fn possibile(s: wit::SceltaPossibile) -> SceltaPossibile {
    SceltaPossibile {
        scelta: match s.scelta {
            wit::Scelta::PastoBase => Scelta::PastoBase,
            wit::Scelta::Assenza => Scelta::Assenza,
            wit::Scelta::PastoBianco => Scelta::PastoBianco,
        },
        divieto: s.divieto.map(messaggio),
    }
}
