//! The question of a case as the input of each extension point.

use campanella_sdk::ammissione as dom;
use campanella_sdk::penale as pen;
use campanella_sdk::prenotazione as pre;
use campanella_sdk::trasporto as tra;

use crate::Campi;

/// An application.
#[must_use]
pub fn ammissione(c: &Campi) -> dom::Ingresso {
    dom::Ingresso {
        servizio: c.certo("servizio"),
        anno_scolastico: c.anno("anno"),
        giorno: c.giorno("giorno"),
        presentata: c.istante("presentata"),
        termine: c.istante("termine"),
        nascita: c.giorno("nascita"),
        plesso: c.forse("plesso"),
        ordine: c.ordine(),
        classe: c.forse("classe"),
        residenza_bambino: c.residenza("residenza_bambino"),
        residenza_pagante: c.residenza("residenza_pagante"),
        isee: c.isee(),
        minori_nel_nucleo: c.certo("minori_nel_nucleo"),
        fratelli_iscritti: c.o_vuoto("fratelli_iscritti"),
        genitori: c.parti("genitori").iter().map(genitore).collect(),
        disabilita: c.o_vuoto("disabilita"),
        servizi_sociali: c.o_vuoto("servizi_sociali"),
        iscritto_anno_precedente: c.o_vuoto("iscritto_anno_precedente"),
        distanza_scuola_metri: c.forse("distanza_scuola_metri"),
        morosita: c.parte("morosita").map(|m| dom::Morosita {
            importo: m.certo("importo"),
            piano_rispettato: m.o_vuoto("piano_rispettato"),
        }),
        altri_dati: c.altri_dati(),
    }
}

fn genitore(c: &Campi) -> dom::Genitore {
    dom::Genitore {
        lavora: c.certo("lavora"),
        ore_settimanali: c.forse("ore_settimanali"),
        distanza_lavoro_km: c.forse("distanza_lavoro_km"),
        disabilita: c.o_vuoto("disabilita"),
    }
}

/// An unpaid amount.
#[must_use]
pub fn penale(c: &Campi) -> pen::Ingresso {
    pen::Ingresso {
        servizio: c.certo("servizio"),
        giorno: c.giorno("giorno"),
        residuo: c.certo("residuo"),
        scadenza: c.giorno("scadenza"),
        solleciti: c
            .parti("solleciti")
            .iter()
            .map(|s| pen::Sollecito {
                codice: s.certo("codice"),
                inviato: s.giorno("inviato"),
                ricevuto: s.forse_giorno("ricevuto"),
            })
            .collect(),
        piano_rispettato: c.o_vuoto("piano_rispettato"),
        servizi_sociali: c.o_vuoto("servizi_sociali"),
        altri_dati: c.altri_dati(),
    }
}

/// A child's bookings.
#[must_use]
pub fn prenotazione(c: &Campi) -> pre::Ingresso {
    pre::Ingresso {
        adesso: c.istante("adesso"),
        servizio: c.certo("servizio"),
        plesso: c.certo("plesso"),
        ordine: c.ordine(),
        classe: c.forse("classe"),
        vicini: c
            .parti("vicini")
            .iter()
            .map(|v| pre::SceltaDelGiorno {
                giorno: v.giorno("giorno"),
                scelta: scelta(v, "scelta"),
            })
            .collect(),
        giorni: c
            .parti("giorni")
            .iter()
            .map(|g| pre::GiornoChiesto {
                giorno: g.giorno("giorno"),
                calendario: calendario(g),
                predefinita: scelta(g, "predefinita"),
            })
            .collect(),
    }
}

fn calendario(c: &Campi) -> pre::Calendario {
    match c.parte_o_testo("calendario") {
        Ok(chiuso) => pre::Calendario::Chiuso(chiuso.certo("chiuso")),
        Err(testo) if testo == "di_servizio" => pre::Calendario::DiServizio,
        Err(altro) => panic!("calendario: {altro}"),
    }
}

fn scelta(c: &Campi, nome: &str) -> pre::Scelta {
    match c.certo::<String>(nome).as_str() {
        "pasto_base" => pre::Scelta::PastoBase,
        "assenza" => pre::Scelta::Assenza,
        "pasto_bianco" => pre::Scelta::PastoBianco,
        altro => panic!("{nome}: {altro}"),
    }
}

/// A child who would ride.
#[must_use]
pub fn trasporto(c: &Campi) -> tra::Ingresso {
    let giorno = c.giorno("giorno");
    tra::Ingresso {
        anno_scolastico: giorno.anno - u16::from(giorno.mese < 9),
        giorno,
        plesso: c.certo("plesso"),
        ordine: c.ordine(),
        classe: c.forse("classe"),
        residenza_bambino: c.residenza("residenza_bambino"),
        disabilita: c.o_vuoto("disabilita"),
        zona: c.forse("zona"),
        distanza_scuola_metri: c.forse("distanza_scuola_metri"),
        delegati: c.o_vuoto("delegati"),
        rientro_autonomo: c.o_vuoto("rientro_autonomo"),
        fermate: c
            .parti("fermate")
            .iter()
            .map(|f| tra::Fermata {
                codice: f.certo("codice"),
                linea: f.certo("linea"),
                zona: f.forse("zona"),
                distanza_casa_metri: f.forse("distanza_casa_metri"),
                posti_liberi: f.forse("posti_liberi"),
            })
            .collect(),
        titoli: c.certo("titoli"),
        altri_dati: c.altri_dati(),
    }
}
