//! The types that the worlds share, from and to the domain's.

use std::collections::BTreeMap;

use campanella_kernel::{AnnoScolastico, Giorno, Importo, Istante, PrezzoUnitario};
use chrono::{Datelike, NaiveTime, Timelike};

use super::tipi;
use crate::fatti::{Isee, OrdineScuola, Residenza, TipoIsee};
use crate::guasto::Guasto;
use crate::manifesto::Manifesto;
use crate::messaggio::Messaggio;
use crate::passo::{Dato, Passo, Valore};

pub(super) fn manifesto(m: tipi::Manifesto) -> Result<Manifesto, Guasto> {
    let schema_parametri = serde_json::from_str(&m.schema_parametri)
        .map_err(|_| Guasto::risposta("lo schema dei parametri non è JSON"))?;
    Ok(Manifesto {
        id: m.id,
        versione: m.versione,
        contratto: m.contratto,
        titolo: m.titolo,
        schema_parametri,
        schema_testo: m.schema_parametri,
        atto: m.atto,
    })
}

pub(super) fn messaggio(m: tipi::Messaggio) -> Messaggio {
    Messaggio {
        codice: m.codice,
        testo: m.testo,
    }
}

/// The three kinds of refusal differ by who can mend them; the office reads code and sentence.
pub(super) fn rifiuto(r: tipi::Rifiuto) -> Messaggio {
    match r {
        tipi::Rifiuto::ParametriNonValidi(m)
        | tipi::Rifiuto::DatoMancante(m)
        | tipi::Rifiuto::CasoNonPrevisto(m) => messaggio(m),
    }
}

pub(super) fn passi(passi: Vec<tipi::Passo>) -> Vec<Passo> {
    passi.into_iter().map(passo).collect()
}

fn passo(p: tipi::Passo) -> Passo {
    Passo {
        codice: p.codice,
        testo: p.testo,
        articolo: p.articolo,
        dati: p.dati.into_iter().map(dato).collect(),
        parametro: p.parametro.map(dato),
        dopo: p.dopo.map(|v| match v {
            tipi::Valore::Importo(i) => Valore::Importo(Importo::from_cents(i)),
            tipi::Valore::Prezzo(p) => Valore::Prezzo(PrezzoUnitario::from_decimillesimi(p)),
            tipi::Valore::Testo(t) => Valore::Testo(t),
        }),
    }
}

fn dato(d: tipi::DatoResult) -> Dato {
    Dato {
        nome: d.nome,
        valore: d.valore,
    }
}

/// Year, month and day fit their fields: a day outside the years 0 to 65535 is no day of a comune.
pub(super) fn verso_giorno(giorno: Giorno) -> Result<tipi::Giorno, Guasto> {
    let data = giorno.date();
    let parti = (
        u16::try_from(data.year()),
        u8::try_from(data.month()),
        u8::try_from(data.day()),
    );
    let (Ok(anno), Ok(mese), Ok(giorno)) = parti else {
        return Err(Guasto::Piattaforma("data fuori dal calendario".to_owned()));
    };
    Ok(tipi::Giorno { anno, mese, giorno })
}

pub(super) fn da_giorno(g: tipi::Giorno) -> Result<Giorno, Guasto> {
    Giorno::new(g.anno.into(), g.mese.into(), g.giorno.into())
        .map_err(|_| Guasto::risposta("una data che non esiste"))
}

pub(super) fn verso_istante(istante: Istante) -> Result<tipi::Istante, Guasto> {
    let locale = istante.ora_locale();
    let stretto = |n: u32| {
        u8::try_from(n).map_err(|_| Guasto::Piattaforma("ora fuori dal quadrante".to_owned()))
    };
    Ok(tipi::Istante {
        giorno: verso_giorno(locale.date().into())?,
        ora: stretto(locale.hour())?,
        minuto: stretto(locale.minute())?,
        secondo: stretto(locale.second())?,
    })
}

pub(super) fn da_istante(i: tipi::Istante) -> Result<Istante, Guasto> {
    let ora = NaiveTime::from_hms_opt(i.ora.into(), i.minuto.into(), i.secondo.into())
        .ok_or_else(|| Guasto::risposta("un'ora che non esiste"))?;
    Ok(Istante::da_ora_locale(da_giorno(i.giorno)?, ora))
}

pub(super) const fn verso_ordine(ordine: OrdineScuola) -> tipi::OrdineScuola {
    match ordine {
        OrdineScuola::Nido => tipi::OrdineScuola::Nido,
        OrdineScuola::Infanzia => tipi::OrdineScuola::Infanzia,
        OrdineScuola::Primaria => tipi::OrdineScuola::Primaria,
        OrdineScuola::SecondariaPrimoGrado => tipi::OrdineScuola::SecondariaPrimoGrado,
        OrdineScuola::SecondariaSecondoGrado => tipi::OrdineScuola::SecondariaSecondoGrado,
    }
}

pub(super) fn verso_anno(giorno: Giorno) -> Result<u16, Guasto> {
    verso_anno_scolastico(AnnoScolastico::del(giorno))
}

pub(super) fn verso_anno_scolastico(anno: AnnoScolastico) -> Result<u16, Guasto> {
    u16::try_from(anno.anno_inizio())
        .map_err(|_| Guasto::Piattaforma("anno fuori dal calendario".to_owned()))
}

pub(super) fn verso_residenza(dove: &Residenza) -> tipi::Residenza<'_> {
    match dove {
        Residenza::NelComune => tipi::Residenza::NelComune,
        Residenza::AltroComune(codice) => tipi::Residenza::AltroComune(codice.as_deref()),
    }
}

pub(super) fn verso_isee(isee: &Isee) -> Result<tipi::Isee, Guasto> {
    Ok(tipi::Isee {
        valore: isee.valore.cents(),
        dal: verso_giorno(isee.dal)?,
        al: verso_giorno(isee.al)?,
        tipo: match isee.tipo {
            TipoIsee::Ordinario => tipi::TipoIsee::Ordinario,
            TipoIsee::Minorenni => tipi::TipoIsee::Minorenni,
            TipoIsee::Corrente => tipi::TipoIsee::Corrente,
        },
        presentata: isee.presentata.map(verso_giorno).transpose()?,
    })
}

pub(super) fn verso_dati(dati: &BTreeMap<String, String>) -> Vec<tipi::DatoParam<'_>> {
    dati.iter()
        .map(|(nome, valore)| tipi::DatoParam { nome, valore })
        .collect()
}
