//! What may be chosen on one day, and why not.

use campanella_sdk::prenotazione::{
    Calendario, Giornata, GiornoChiesto, Ingresso, Scelta, SceltaPossibile,
};
use campanella_sdk::tipi::{Istante, Messaggio, Passo, Rifiuto};
use campanella_sdk::{PassoNuovo, data_italiana, messaggio, ora_italiana};

use crate::di_fila::{assenza_prolungata, troppi_bianchi};
use crate::limite::istante;
use crate::parametri::{Limite, Parametri, PastoBianco};
use crate::tempo::{fuori_tempo, tardi};

/// One answer for each day asked.
pub fn tutte(parametri: &Parametri, ingresso: &Ingresso) -> Result<Vec<Giornata>, Rifiuto> {
    ingresso
        .giorni
        .iter()
        .map(|g| giornata(parametri, ingresso, g))
        .collect()
}

fn giornata(
    parametri: &Parametri,
    ingresso: &Ingresso,
    chiesto: &GiornoChiesto,
) -> Result<Giornata, Rifiuto> {
    if let Calendario::Chiuso(perche) = &chiesto.calendario {
        return Ok(chiusa(parametri, chiesto, perche));
    }
    let giorno = &chiesto.giorno;
    let limite = entro(
        parametri.limite_di(&ingresso.plesso, ingresso.ordine),
        chiesto,
    )?;
    let mut passi = vec![passo_limite(parametri, &limite)];
    let divieto = fuori_tempo(parametri, &ingresso.adesso, giorno, &limite);
    if let Some(divieto) = &divieto {
        passi.push(PassoNuovo::new(&divieto.codice, &*divieto.testo).decisione("non permesso"));
    }
    if let Some(regola) = &parametri.assenza_prolungata {
        let articolo = parametri.articolo.as_deref();
        passi.extend(assenza_prolungata(regola, articolo, ingresso, giorno));
    }
    let mut scelte: Vec<SceltaPossibile> = previste(parametri)
        .into_iter()
        .map(|scelta| SceltaPossibile {
            scelta,
            divieto: divieto.clone(),
        })
        .collect();
    if let Some(bianco) = &parametri.pasto_bianco {
        let divieto_bianco = divieto_bianco(bianco, ingresso, chiesto, &mut passi, parametri)?;
        for voce in scelte
            .iter_mut()
            .filter(|s| s.scelta == Scelta::PastoBianco)
        {
            voce.divieto = divieto.clone().or_else(|| divieto_bianco.clone());
        }
    }
    Ok(Giornata {
        giorno: *giorno,
        scelte,
        fino_a: Some(limite),
        motivazione: passi,
    })
}

/// The choices that the regulation provides for.
fn previste(parametri: &Parametri) -> Vec<Scelta> {
    let mut scelte = vec![Scelta::PastoBase];
    if parametri.assenze_dalla_famiglia {
        scelte.push(Scelta::Assenza);
    }
    if parametri.pasto_bianco.is_some() {
        scelte.push(Scelta::PastoBianco);
    }
    scelte
}

/// A day without service: the choices are there, each refused with the reason of the calendar.
fn chiusa(parametri: &Parametri, chiesto: &GiornoChiesto, perche: &str) -> Giornata {
    let divieto = messaggio(
        "GIORNO_SENZA_SERVIZIO",
        format!(
            "Il {} il servizio non c'è: {perche}.",
            data_italiana(&chiesto.giorno)
        ),
    );
    let passo = PassoNuovo::new(&divieto.codice, &*divieto.testo)
        .articolo(parametri.articolo.as_deref())
        .dato("calendario", perche)
        .decisione("non permesso");
    Giornata {
        giorno: chiesto.giorno,
        scelte: previste(parametri)
            .into_iter()
            .map(|scelta| SceltaPossibile {
                scelta,
                divieto: Some(divieto.clone()),
            })
            .collect(),
        fino_a: None,
        motivazione: vec![passo],
    }
}

fn entro(limite: &Limite, chiesto: &GiornoChiesto) -> Result<Istante, Rifiuto> {
    istante(limite, &chiesto.giorno).ok_or_else(|| {
        Rifiuto::CasoNonPrevisto(messaggio(
            "GIORNO_FUORI_CALENDARIO",
            "Il limite cade fuori dal calendario.",
        ))
    })
}

/// Why the pasto bianco cannot be chosen, besides what holds for every choice; and its steps.
fn divieto_bianco(
    bianco: &PastoBianco,
    ingresso: &Ingresso,
    chiesto: &GiornoChiesto,
    passi: &mut Vec<Passo>,
    parametri: &Parametri,
) -> Result<Option<Messaggio>, Rifiuto> {
    let giorno = &chiesto.giorno;
    let articolo = bianco.articolo.as_deref().or(parametri.articolo.as_deref());
    let mut divieto = None;
    if let Some(limite) = &bianco.limite {
        let limite = entro(limite, chiesto)?;
        divieto = tardi(
            &ingresso.adesso,
            giorno,
            &limite,
            "il pasto in bianco si poteva chiedere",
        );
        let fino_a = quando(&limite);
        let testo = format!("Pasto in bianco: si può chiedere fino alle {fino_a}.");
        let passo = PassoNuovo::new("ORARIO_PASTO_BIANCO", testo)
            .articolo(articolo)
            .parametro("limite", ora_italiana(&limite))
            .decisione(fino_a);
        passi.push(passo);
    }
    if let Some(massimo) = bianco.massimo_consecutivi {
        let testo = format!("Pasto in bianco: al massimo {massimo} giorni di servizio di seguito.");
        let passo = PassoNuovo::new("PASTO_BIANCO", testo)
            .articolo(articolo)
            .parametro("massimo_consecutivi", massimo.to_string())
            .decisione("previsto");
        passi.push(passo);
    }
    Ok(divieto.or_else(|| troppi_bianchi(bianco, ingresso, giorno)))
}

fn passo_limite(parametri: &Parametri, limite: &Istante) -> Passo {
    let fino_a = quando(limite);
    PassoNuovo::new(
        "ORARIO_LIMITE",
        format!("Si può cambiare fino alle {fino_a}."),
    )
    .articolo(parametri.articolo.as_deref())
    .parametro("limite", ora_italiana(limite))
    .decisione(fino_a)
}

fn quando(istante: &Istante) -> String {
    format!(
        "{} del {}",
        ora_italiana(istante),
        data_italiana(&istante.giorno)
    )
}
