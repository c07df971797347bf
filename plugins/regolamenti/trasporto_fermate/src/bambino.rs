//! Why a child has no bus at all, whatever the stop.

use campanella_sdk::messaggio;
use campanella_sdk::parametri::{Ordine, elenco, nel_comune};
use campanella_sdk::tipi::{Messaggio, Rifiuto};
use campanella_sdk::trasporto::Ingresso;

use crate::parametri::{Ammessi, Delegati, DistanzaMinima, Parametri, RientroAutonomo};

/// A reason, and the article that gives it.
pub struct Motivo<'p> {
    /// For the family.
    pub messaggio: Messaggio,
    /// Citation.
    pub articolo: Option<&'p str>,
}

/// Whether the child counts as resident.
pub fn residente(p: &Parametri, ingresso: &Ingresso) -> bool {
    nel_comune(&ingresso.residenza_bambino, &p.comuni_convenzionati)
}

/// Every reason for which the child has no bus.
pub fn esclusioni<'p>(p: &'p Parametri, ingresso: &Ingresso) -> Result<Vec<Motivo<'p>>, Rifiuto> {
    let mut motivi = Vec::new();
    if p.solo_residenti && !residente(p, ingresso) {
        motivi.push(Motivo {
            messaggio: messaggio(
                "NON_RESIDENTE",
                "Il trasporto è riservato a chi risiede nel comune.",
            ),
            articolo: None,
        });
    }
    let minima = p
        .distanze_minime
        .iter()
        .find(|d| Ordine::tra(&d.ordini, ingresso.ordine));
    if let Some(minima) = minima {
        motivi.extend(troppo_vicino(minima, ingresso)?);
    }
    let mut da_solo = ingresso.rientro_autonomo;
    if let Some(rientro) = &p.rientro_autonomo
        && da_solo
        && let Some(motivo) = non_da_solo(rientro, ingresso)
    {
        da_solo = false;
        motivi.push(motivo);
    }
    if let Some(delegati) = &p.delegati {
        motivi.extend(delegati_sbagliati(delegati, ingresso.delegati, da_solo));
    }
    Ok(motivi)
}

/// Never guessed: a child whose distance is not known is neither near nor far.
fn troppo_vicino<'p>(
    minima: &'p DistanzaMinima,
    ingresso: &Ingresso,
) -> Result<Option<Motivo<'p>>, Rifiuto> {
    if ingresso.disabilita {
        return Ok(None);
    }
    let Some(metri) = ingresso.distanza_scuola_metri else {
        return Err(Rifiuto::DatoMancante(messaggio(
            "DISTANZA_NON_NOTA",
            "Il regolamento guarda la distanza tra casa e scuola, che non è nota.",
        )));
    };
    Ok((metri < minima.metri).then(|| Motivo {
        messaggio: messaggio(
            "SCUOLA_VICINA",
            format!(
                "Il trasporto è per chi abita ad almeno {} metri dalla scuola: la distanza è di \
                 {metri} metri.",
                minima.metri
            ),
        ),
        articolo: minima.articolo.as_deref(),
    }))
}

fn non_da_solo<'p>(rientro: &'p RientroAutonomo, ingresso: &Ingresso) -> Option<Motivo<'p>> {
    if rientro.ammessi.iter().any(|a| ammette(a, ingresso)) {
        return None;
    }
    let testo = if rientro.ammessi.is_empty() {
        "Il regolamento non ammette il rientro a casa da soli: scegliere chi aspetta il bambino."
            .to_owned()
    } else {
        let nomi: Vec<String> = rientro.ammessi.iter().map(descrivi).collect();
        let nomi: Vec<&str> = nomi.iter().map(String::as_str).collect();
        format!(
            "Il rientro a casa da soli è ammesso solo per: {}.",
            elenco(&nomi)
        )
    };
    Some(Motivo {
        messaggio: messaggio("RIENTRO_AUTONOMO_NON_AMMESSO", testo),
        articolo: rientro.articolo.as_deref(),
    })
}

fn ammette(ammessi: &Ammessi, ingresso: &Ingresso) -> bool {
    let anno = ingresso.classe.as_deref().and_then(anno_di_corso);
    ammessi.ordine.vale(ingresso.ordine)
        && (ammessi.anni.is_empty() || anno.is_some_and(|a| ammessi.anni.contains(&a)))
}

/// The number with which the school writes a class begin: `5` of `5A`.
fn anno_di_corso(classe: &str) -> Option<u8> {
    let classe = classe.trim_start();
    let fine = classe
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(classe.len());
    classe[..fine].parse().ok()
}

fn descrivi(ammessi: &Ammessi) -> String {
    let anni: Vec<String> = ammessi.anni.iter().map(|a| format!("{a}ª")).collect();
    let anni: Vec<&str> = anni.iter().map(String::as_str).collect();
    match anni.as_slice() {
        [] => ammessi.ordine.nome().to_owned(),
        anni => format!("{} (classe {})", ammessi.ordine.nome(), elenco(anni)),
    }
}

fn delegati_sbagliati(regola: &Delegati, quanti: u32, da_solo: bool) -> Option<Motivo<'_>> {
    let messaggio = if quanti < regola.minimo && !da_solo {
        messaggio(
            "DELEGATI_MANCANTI",
            format!(
                "Alla fermata deve esserci un adulto: indicarne almeno {}, ora sono {quanti}.",
                regola.minimo
            ),
        )
    } else {
        let massimo = regola.massimo.filter(|massimo| quanti > *massimo)?;
        messaggio(
            "TROPPI_DELEGATI",
            format!(
                "Si possono indicare al massimo {massimo} adulti per la fermata: sono {quanti}."
            ),
        )
    };
    Some(Motivo {
        messaggio,
        articolo: regola.articolo.as_deref(),
    })
}
