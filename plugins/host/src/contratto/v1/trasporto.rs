//! A rule on stops and tickets under contract 1.0.0.

use wasmtime::Engine;

use super::comune::{
    messaggio, passi, rifiuto, verso_anno, verso_dati, verso_giorno, verso_ordine, verso_residenza,
};
use super::legami_trasporto::TrasportoPre;
use super::legami_trasporto::exports::campanella::regole::regola_trasporto as wit;
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
    let ingressi: Vec<wit::Ingresso> = ingressi
        .iter()
        .map(|i| ingresso(contesto, i))
        .collect::<Result<_, _>>()?;
    let esiti = match ingressi.as_slice() {
        [uno] => vec![regola.call_scegli(&mut store, parametri, uno)?],
        molti => regola.call_scegli_molti(&mut store, parametri, molti)?,
    };
    Ok(esiti
        .into_iter()
        .map(|e| e.map(possibilita).map_err(rifiuto))
        .collect())
}

fn ingresso(c: Contesto, i: &Ingresso) -> Result<wit::Ingresso, Guasto> {
    Ok(wit::Ingresso {
        anno_scolastico: verso_anno(c.giorno)?,
        giorno: verso_giorno(c.giorno)?,
        plesso: i.plesso.clone(),
        ordine: verso_ordine(i.ordine),
        classe: i.classe.clone(),
        residenza_bambino: verso_residenza(&i.residenza_bambino),
        disabilita: i.disabilita,
        zona: i.zona.clone(),
        distanza_scuola_metri: i.distanza_scuola_metri,
        delegati: i.delegati,
        rientro_autonomo: i.rientro_autonomo,
        fermate: i.fermate.iter().map(fermata).collect(),
        titoli: i.titoli.clone(),
        altri_dati: verso_dati(&i.altri_dati),
    })
}

fn fermata(f: &Fermata) -> wit::Fermata {
    wit::Fermata {
        codice: f.codice.clone(),
        linea: f.linea.clone(),
        zona: f.zona.clone(),
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
