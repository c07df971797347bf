//! What happens to one unpaid amount, step by step.

use campanella_sdk::parametri::giorni;
use campanella_sdk::penale::{Esito, Ingresso};
use campanella_sdk::tipi::{Passo, Rifiuto};
use campanella_sdk::{
    PassoNuovo, data_italiana, euro, giorni_dal_1970, giorno_dal_1970, messaggio,
};

use crate::inviati::{Inviato, riconosci};
use crate::parametri::Parametri;
use crate::{avvisi, conseguenze, mora};

/// Fee, expenses, reminder and consequences on the day asked.
pub fn calcola(p: &Parametri, ingresso: &Ingresso) -> Result<Esito, Rifiuto> {
    let inviati = riconosci(p, ingresso)?;
    let ritardo = giorni_dal_1970(&ingresso.giorno) - giorni_dal_1970(&ingresso.scadenza);
    let mut esito = Esito {
        penale: 0,
        spese: 0,
        sollecito: None,
        blocca_iscrizioni: false,
        riscossione_coattiva: false,
        motivazione: Vec::with_capacity(6),
    };
    if let Some(passo) = senza_conseguenze(p, ingresso, ritardo)? {
        esito.motivazione.push(passo);
        esito.spese = spese(&inviati, None, &mut esito.motivazione)?;
        return Ok(esito);
    }
    let passi = &mut esito.motivazione;
    passi.push(passo_ritardo(p, ingresso, ritardo));
    let sospeso = sospeso(p, ingresso, passi);
    if !(sospeso && p.sospensione.anche_penale) {
        esito.penale = mora::penale(p, ingresso, ritardo, passi)?;
    }
    if !sospeso {
        esito.sollecito = avvisi::dovuto(p, ingresso, &inviati, passi)?;
        esito.riscossione_coattiva =
            conseguenze::riscossione_coattiva(p, ingresso, &inviati, passi)?;
    }
    let dovuto = esito.sollecito.as_ref().and_then(|s| {
        let avviso = p.solleciti.iter().find(|a| a.codice == s.codice)?;
        Some(avviso.spese)
    });
    esito.spese = spese(&inviati, dovuto, passi)?;
    esito.blocca_iscrizioni = conseguenze::blocca_iscrizioni(p, ingresso, &inviati, passi)?;
    Ok(esito)
}

/// The step that says why nothing happens: all is paid, there is time, or a few days are granted.
fn senza_conseguenze(
    p: &Parametri,
    ingresso: &Ingresso,
    ritardo: i64,
) -> Result<Option<Passo>, Rifiuto> {
    let (codice, testo) = if ingresso.residuo <= 0 {
        ("NULLA_DA_PAGARE", "Non resta nulla da pagare.".to_owned())
    } else if ritardo <= 0 {
        let scadenza = data_italiana(&ingresso.scadenza);
        ("NON_SCADUTO", format!("Si può pagare fino al {scadenza}."))
    } else if ritardo <= i64::from(p.tolleranza_giorni) {
        let fine = giorni_dal_1970(&ingresso.scadenza) + i64::from(p.tolleranza_giorni);
        let fine = giorno_dal_1970(fine).ok_or_else(fuori_calendario)?;
        let testo = format!(
            "La scadenza era il {}: fino al {} ({} di tolleranza) non ci sono conseguenze.",
            data_italiana(&ingresso.scadenza),
            data_italiana(&fine),
            giorni(p.tolleranza_giorni)
        );
        ("TOLLERANZA", testo)
    } else {
        return Ok(None);
    };
    let passo = PassoNuovo::new(codice, testo)
        .articolo(p.articolo.as_deref())
        .dato("residuo", euro(ingresso.residuo))
        .decisione("nessuna conseguenza");
    Ok(Some(passo))
}

fn passo_ritardo(p: &Parametri, ingresso: &Ingresso, ritardo: i64) -> Passo {
    let testo = format!(
        "Restano da pagare {}, scaduti il {}: {} di ritardo.",
        euro(ingresso.residuo),
        data_italiana(&ingresso.scadenza),
        giorni(ritardo)
    );
    PassoNuovo::new("SCADUTO", testo)
        .articolo(p.articolo.as_deref())
        .importo(ingresso.residuo)
}

fn sospeso(p: &Parametri, ingresso: &Ingresso, passi: &mut Vec<Passo>) -> bool {
    let (codice, perche) = if p.sospensione.piano_rispettato && ingresso.piano_rispettato {
        ("SOSPESO_PIANO", "la famiglia rispetta un piano di rate")
    } else if p.sospensione.servizi_sociali && ingresso.servizi_sociali {
        (
            "SOSPESO_SERVIZI_SOCIALI",
            "la famiglia è seguita dai servizi sociali",
        )
    } else {
        return false;
    };
    let che_cosa = if p.sospensione.anche_penale {
        "Penale e solleciti sono sospesi"
    } else {
        "I solleciti sono sospesi"
    };
    let passo = PassoNuovo::new(codice, format!("{che_cosa}: {perche}."))
        .articolo(p.articolo.as_deref())
        .decisione("sospeso");
    passi.push(passo);
    true
}

/// Expenses of the reminders that were sent and of the one due, and their step.
fn spese(inviati: &[Inviato], dovuto: Option<i64>, passi: &mut Vec<Passo>) -> Result<i64, Rifiuto> {
    let singole: Vec<i64> = inviati
        .iter()
        .map(|i| i.avviso.spese)
        .chain(dovuto)
        .collect();
    let somma = singole
        .iter()
        .try_fold(0_i64, |somma, spese| somma.checked_add(*spese))
        .ok_or_else(|| {
            Rifiuto::ParametriNonValidi(messaggio(
                "IMPORTI_FUORI_MISURA",
                "Le spese dei solleciti sono troppo grandi per il calcolo.",
            ))
        })?;
    if somma > 0 {
        let quanti = singole.iter().filter(|s| **s > 0).count();
        let testo = match quanti {
            1 => format!("Spese di un sollecito: {}.", euro(somma)),
            n => format!("Spese di {n} solleciti: {}.", euro(somma)),
        };
        passi.push(PassoNuovo::new("SPESE_SOLLECITI", testo).importo(somma));
    }
    Ok(somma)
}

pub(crate) fn fuori_calendario() -> Rifiuto {
    Rifiuto::CasoNonPrevisto(messaggio(
        "GIORNO_FUORI_CALENDARIO",
        "Una data cade fuori dal calendario.",
    ))
}
