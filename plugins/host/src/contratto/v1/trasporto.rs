//! A rule on stops and tickets under contract 1.0.0.

use wasmtime::Engine;

use super::comune::{
    messaggio, passi, rifiuto, verso_anno, verso_dati, verso_giorno, verso_ordine, verso_residenza,
};
use super::legami_trasporto::TrasportoPre;
use super::legami_trasporto::exports::campanella::regole::regola_trasporto as wit;
use super::tipi;
use crate::guasto::Guasto;
use crate::motore::{Stato, store};
use crate::punto::{EsitoRegola, Punto};
use crate::trasporto::{Contesto, Fermata, Ingresso, Possibilita, PuntoTrasporto, Voce};

/// Asks a fresh instance about some children.
pub(crate) fn scegli(
    engine: &Engine,
    pre: &TrasportoPre<Stato>,
    parametri: &str,
    contesto: Contesto,
    ingressi: &[Ingresso],
) -> Result<Vec<EsitoRegola<Possibilita>>, Guasto> {
    let voci = ingressi.iter().map(PuntoTrasporto::voci).sum();
    let mut store = store(engine, voci)?;
    let istanza = pre.instantiate(&mut store)?;
    let regola = istanza.campanella_regole_regola_trasporto();
    let elenchi: Vec<_> = ingressi.iter().map(Elenchi::di).collect();
    let ingressi: Vec<_> = ingressi
        .iter()
        .zip(&elenchi)
        .map(|(i, elenchi)| ingresso(contesto, i, elenchi))
        .collect::<Result<_, _>>()?;
    let esiti = match ingressi.as_slice() {
        [uno] => vec![regola.call_scegli(&mut store, parametri, uno.clone())?],
        molti => regola.call_scegli_molti(&mut store, parametri, molti)?,
    };
    Ok(esiti
        .into_iter()
        .map(|e| e.map(possibilita).map_err(rifiuto))
        .collect())
}

/// The lists of one child, which what goes to the guest borrows.
struct Elenchi<'i> {
    fermate: Vec<wit::Fermata<'i>>,
    titoli: Vec<&'i str>,
    altri_dati: Vec<tipi::DatoParam<'i>>,
}

impl<'i> Elenchi<'i> {
    fn di(i: &'i Ingresso) -> Self {
        Self {
            fermate: i.fermate.iter().map(fermata).collect(),
            titoli: i.titoli.iter().map(String::as_str).collect(),
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
        anno_scolastico: verso_anno(c.giorno)?,
        giorno: verso_giorno(c.giorno)?,
        plesso: &i.plesso,
        ordine: verso_ordine(i.ordine),
        classe: i.classe.as_deref(),
        residenza_bambino: verso_residenza(&i.residenza_bambino),
        disabilita: i.disabilita,
        zona: i.zona.as_deref(),
        distanza_scuola_metri: i.distanza_scuola_metri,
        delegati: i.delegati,
        rientro_autonomo: i.rientro_autonomo,
        fermate: &elenchi.fermate,
        titoli: &elenchi.titoli,
        altri_dati: &elenchi.altri_dati,
    })
}

fn fermata(f: &Fermata) -> wit::Fermata<'_> {
    wit::Fermata {
        codice: &f.codice,
        linea: &f.linea,
        zona: f.zona.as_deref(),
        distanza_casa_metri: f.distanza_casa_metri,
        posti_liberi: f.posti_liberi,
    }
}

fn possibilita(esito: wit::Esito) -> Possibilita {
    Possibilita {
        fermate: esito.fermate.into_iter().map(voce).collect(),
        titoli: esito.titoli.into_iter().map(voce).collect(),
        motivazione: passi(esito.motivazione),
    }
}

fn voce(v: wit::Voce) -> Voce {
    Voce {
        codice: v.codice,
        divieto: v.divieto.map(messaggio),
    }
}
