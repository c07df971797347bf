//! The tariff, step by step, in the order in which a regulation is read.

use campanella_sdk::tariffa::{Esito, Ingresso};
use campanella_sdk::tipi::Rifiuto;
use campanella_sdk::{PassoNuovo, messaggio, prezzo_in_euro};

use crate::conto::{Caso, Conto};
use crate::parametri::{Parametri, Tabella};
use crate::residenza::residente;

/// Computes one tariff.
pub fn calcola(parametri: &Parametri, ingresso: &Ingresso) -> Result<Esito, Rifiuto> {
    if ingresso.personale {
        return personale(parametri);
    }
    let residente = residente(&parametri.residenza, ingresso);
    let tabella = tabella(parametri, ingresso, residente)?;
    if ingresso.esenzione_servizi_sociali {
        return Ok(esente(parametri, tabella));
    }
    let mut conto = Conto::nuovo(Caso {
        parametri,
        ingresso,
        tabella,
        residente,
    });
    conto.importi_di_base()?;
    conto.riduzioni()?;
    conto.limite_massimo();
    conto.quota_dovuta()?;
    Ok(conto.esito())
}

fn personale(parametri: &Parametri) -> Result<Esito, Rifiuto> {
    let Some(fisso) = &parametri.personale else {
        return Err(Rifiuto::CasoNonPrevisto(messaggio(
            "PERSONALE_NON_PREVISTO",
            "Il regolamento non prevede un prezzo per il personale della scuola.",
        )));
    };
    let passo = PassoNuovo::new("PERSONALE", "Prezzo per il personale della scuola.")
        .articolo(fisso.articolo.as_deref())
        .parametro("personale", prezzo_in_euro(fisso.prezzo))
        .prezzo(fisso.prezzo);
    Ok(Esito {
        prezzo: Some(fisso.prezzo),
        quota: None,
        fascia: "Personale".to_owned(),
        arrotondamento: parametri.arrotondamento.into(),
        motivazione: vec![passo],
    })
}

fn esente(parametri: &Parametri, tabella: &Tabella) -> Esito {
    let passo = PassoNuovo::new(
        "ESENZIONE_SERVIZI_SOCIALI",
        "Il servizio è gratuito: esenzione disposta dai servizi sociali.",
    )
    .articolo(parametri.articolo(parametri.articolo_esenzione.as_deref()));
    let prezzo = tabella.metodo.as_ref().map(|_| 0);
    Esito {
        prezzo,
        quota: tabella.quota.as_ref().map(|_| 0),
        fascia: "Esente".to_owned(),
        arrotondamento: parametri.arrotondamento.into(),
        motivazione: vec![match prezzo {
            Some(_) => passo.prezzo(0),
            None => passo.importo(0),
        }],
    }
}

fn tabella<'p>(
    parametri: &'p Parametri,
    ingresso: &Ingresso,
    residente: bool,
) -> Result<&'p Tabella, Rifiuto> {
    let adatta = parametri
        .tabelle
        .iter()
        .find(|t| t.riguarda(ingresso, residente));
    adatta.ok_or_else(|| {
        Rifiuto::CasoNonPrevisto(messaggio(
            "TABELLA_NON_PREVISTA",
            "Nessuna tabella del regolamento riguarda questo bambino: contano l'ordine di scuola, \
             la residenza, il tipo di servizio scelto e i dati dell'iscrizione.",
        ))
    })
}
