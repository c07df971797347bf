//! An answer in the words that a parent reads.

use campanella_kernel::Istante;
use campanella_plugins_host::ammissione::{Ammissibilita, Valutazione};
use campanella_plugins_host::penale::Conseguenze;
use campanella_plugins_host::prenotazione::{Risposta, Scelta, SceltaPossibile};
use campanella_plugins_host::tariffa::Tariffa;
use campanella_plugins_host::trasporto::{Possibilita, Voce};
use campanella_plugins_host::{Dato, Estensione, Passo, Valore};
use serde_json::Value;

/// The lines.
pub(super) fn racconta(estensione: Estensione, risposta: Value) -> serde_json::Result<Vec<String>> {
    Ok(match estensione {
        Estensione::Tariffa => tariffa(&serde_json::from_value(risposta)?),
        Estensione::Prenotazione => {
            let giorni: Vec<Risposta> = serde_json::from_value(risposta)?;
            giorni.iter().flat_map(giornata).collect()
        }
        Estensione::Ammissione => ammissione(&serde_json::from_value(risposta)?),
        Estensione::Penale => penale(&serde_json::from_value(risposta)?),
        Estensione::Trasporto => trasporto(&serde_json::from_value(risposta)?),
    })
}

fn tariffa(t: &Tariffa) -> Vec<String> {
    let mut righe = vec![format!("Fascia: {}", t.fascia)];
    righe.extend(t.prezzo.map(|p| format!("Prezzo: {p}")));
    righe.extend(t.quota.map(|q| format!("Quota del mese: {q}")));
    con_passi(righe, "Perché questo importo?", &t.motivazione)
}

fn giornata(r: &Risposta) -> Vec<String> {
    let mut righe = vec![format!("{}", r.giorno)];
    righe.extend(
        r.fino_a
            .map(|limite| format!("Si sceglie fino a: {}", ora(limite))),
    );
    righe.extend(r.scelte.iter().map(possibile));
    con_passi(righe, "Perché?", &r.motivazione)
}

fn possibile(s: &SceltaPossibile) -> String {
    let nome = match s.scelta {
        Scelta::PastoBase => "pasto base",
        Scelta::Assenza => "assenza",
        Scelta::PastoBianco => "pasto in bianco",
    };
    match &s.divieto {
        None => format!("  {nome}: si può"),
        Some(divieto) => format!("  {nome}: no. {}", divieto.testo),
    }
}

fn ora(istante: Istante) -> String {
    istante
        .ora_locale()
        .format("%d/%m/%Y alle %H:%M")
        .to_string()
}

fn ammissione(v: &Valutazione) -> Vec<String> {
    let righe = match &v.ammissibilita {
        Ammissibilita::Ammessa { punti, .. } => {
            let segno = if *punti < 0 { "-" } else { "" };
            let assoluto = punti.unsigned_abs();
            vec![format!(
                "Domanda ammessa con punti {segno}{},{:02}",
                assoluto / 100,
                assoluto % 100
            )]
        }
        Ammissibilita::NonAmmessa(motivi) => motivi
            .iter()
            .map(|m| format!("Domanda non ammessa: {}", m.testo))
            .collect(),
    };
    con_passi(righe, "Perché?", &v.motivazione)
}

fn penale(c: &Conseguenze) -> Vec<String> {
    let mut righe = vec![
        format!("Penale: {}", c.penale),
        format!("Spese: {}", c.spese),
    ];
    righe.extend(c.sollecito.as_ref().map(|s| {
        let (titolo, dal) = (&s.titolo, s.dal);
        format!(
            "Da inviare dal {dal}: {titolo} ({} giorni per pagare)",
            s.giorni_per_pagare
        )
    }));
    if c.blocca_iscrizioni {
        righe.push("Le nuove iscrizioni attendono il pagamento".to_owned());
    }
    if c.riscossione_coattiva {
        righe.push("Va alla riscossione coattiva".to_owned());
    }
    con_passi(righe, "Perché questo importo?", &c.motivazione)
}

fn trasporto(p: &Possibilita) -> Vec<String> {
    let voce = |v: &Voce| match &v.divieto {
        None => format!("  {}: si può", v.codice),
        Some(divieto) => format!("  {}: no. {}", v.codice, divieto.testo),
    };
    let mut righe = vec!["Fermate".to_owned()];
    righe.extend(p.fermate.iter().map(voce));
    righe.push("Titoli di viaggio".to_owned());
    righe.extend(p.titoli.iter().map(voce));
    con_passi(righe, "Perché?", &p.motivazione)
}

fn con_passi(mut righe: Vec<String>, domanda: &str, passi: &[Passo]) -> Vec<String> {
    righe.push(String::new());
    righe.push(domanda.to_owned());
    for (n, passo) in passi.iter().enumerate() {
        righe.extend(racconta_passo(n + 1, passo));
    }
    righe
}

fn racconta_passo(numero: usize, passo: &Passo) -> Vec<String> {
    let articolo = passo.articolo.as_ref();
    let articolo = articolo.map_or_else(String::new, |a| format!(" ({a})"));
    let mut righe = vec![format!("{numero}. {}{articolo}", passo.testo)];
    let dato = |d: &Dato| format!("   {}: {}", d.nome, d.valore);
    righe.extend(passo.dati.iter().map(dato));
    righe.extend(passo.parametro.iter().map(dato));
    righe.extend(passo.dopo.as_ref().map(|v| format!("   → {}", valore(v))));
    righe
}

fn valore(v: &Valore) -> String {
    match v {
        Valore::Importo(importo) => importo.to_string(),
        Valore::Prezzo(prezzo) => prezzo.to_string(),
        Valore::Testo(testo) => testo.clone(),
    }
}
