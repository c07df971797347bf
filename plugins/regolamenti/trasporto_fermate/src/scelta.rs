//! The stops and ticket types of one child, step by step.

use campanella_sdk::PassoNuovo;
use campanella_sdk::tipi::{Messaggio, Passo, Rifiuto};
use campanella_sdk::trasporto::{Esito, Ingresso, Voce};

use crate::bambino::esclusioni;
use crate::parametri::Parametri;
use crate::voci::{divieto_fermata, divieto_titolo};

/// Every stop and ticket type that was asked about, allowed or with a reason.
pub fn scegli(p: &Parametri, ingresso: &Ingresso) -> Result<Esito, Rifiuto> {
    let motivi = esclusioni(p, ingresso)?;
    let mut passi: Vec<Passo> = motivi
        .iter()
        .map(|m| {
            PassoNuovo::new(&m.messaggio.codice, &*m.messaggio.testo)
                .articolo(m.articolo.or(p.articolo.as_deref()))
                .decisione("non ammesso")
        })
        .collect();
    // The family reads the first reason on each stop, and all of them in the explanation.
    let escluso = motivi.first().map(|m| &m.messaggio);
    let fermate = voci(
        ingresso.fermate.iter().map(|f| &f.codice),
        ingresso.fermate.iter().map(|f| {
            escluso
                .cloned()
                .or_else(|| divieto_fermata(&p.fermate, ingresso, f))
        }),
    );
    let titoli = voci(
        ingresso.titoli.iter(),
        ingresso
            .titoli
            .iter()
            .map(|t| escluso.cloned().or_else(|| divieto_titolo(p, ingresso, t))),
    );
    if escluso.is_none() {
        passi.push(riassunto(p, &fermate, &titoli));
    }
    Ok(Esito {
        fermate,
        titoli,
        motivazione: passi,
    })
}

fn voci<'a>(
    codici: impl Iterator<Item = &'a String>,
    divieti: impl Iterator<Item = Option<Messaggio>>,
) -> Vec<Voce> {
    codici
        .zip(divieti)
        .map(|(codice, divieto)| Voce {
            codice: codice.clone(),
            divieto,
        })
        .collect()
}

fn riassunto(p: &Parametri, fermate: &[Voce], titoli: &[Voce]) -> Passo {
    let ammesse = |voci: &[Voce]| voci.iter().filter(|v| v.divieto.is_none()).count();
    let decisione = format!(
        "Fermate ammesse: {} su {}. Titoli ammessi: {} su {}.",
        ammesse(fermate),
        fermate.len(),
        ammesse(titoli),
        titoli.len()
    );
    let mut passo = PassoNuovo::new("TRASPORTO", &*decisione)
        .articolo(p.fermate.articolo.as_deref().or(p.articolo.as_deref()));
    if let Some(metri) = p.fermate.distanza_massima {
        passo = passo.parametro("distanza_massima", format!("{metri} metri"));
    }
    passo.decisione(decisione)
}
