//! An answer in the words that an office reads, and the steps to it.

use campanella_plugins_host::{Dato, Decisione, Passo};

/// The lines.
pub(super) fn racconta(decisione: &Decisione) -> Vec<String> {
    if let Err(motivo) = &decisione.esito {
        return vec![format!("Nessuna risposta: {}", motivo.testo)];
    }
    let risposta = decisione.righe.iter();
    let risposta = risposta.map(|r| format!("{}: {}", r.nome, r.valore));
    let passi = (1..).zip(&decisione.motivazione);
    risposta
        .chain([String::new(), "Perché?".to_owned()])
        .chain(passi.flat_map(|(n, passo)| racconta_passo(n, passo)))
        .collect()
}

fn racconta_passo(numero: usize, passo: &Passo) -> Vec<String> {
    let articolo = passo.articolo.as_ref();
    let articolo = articolo.map_or_else(String::new, |a| format!(" ({a})"));
    let mut righe = vec![format!("{numero}. {}{articolo}", passo.testo)];
    let dato = |d: &Dato| format!("   {}: {}", d.nome, d.valore);
    righe.extend(passo.dati.iter().map(dato));
    righe.extend(passo.parametro.iter().map(dato));
    righe.extend(passo.dopo.as_ref().map(|v| format!("   → {v}")));
    righe
}
