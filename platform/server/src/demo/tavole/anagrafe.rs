//! Schools, families, calendars, enrolments.

use campanella_anagrafe::chiusura::TipoChiusura;
use campanella_anagrafe::isee::TipoIsee;
use campanella_anagrafe::scuola::OrdineScuola;
use campanella_kernel::{CodiceFiscale, Giorno, Istante, Servizio, Sesso};
use sea_orm::Value;

use super::{UFFICIO, chiave, ordine};
use crate::demo::calendario;
use crate::demo::famiglie::{Bambino, Famiglia, Persona};
use crate::demo::piano::Piano;
use crate::demo::profilo::MATTINA;
use crate::demo::righe::Righe;
use crate::demo::tariffe::Prezzi;

/// Schools, buildings, classes.
pub fn scuole(piano: &Piano<'_>) -> Vec<Righe> {
    let mut scuole = Righe::new("scuola", &["id", "codice", "nome", "ordine"]);
    for (id, scuola) in (1_i64..).zip(&piano.profilo.scuole) {
        let ordine = ordine(scuola.ordine);
        scuole.push([
            id.into(),
            scuola.codice.into(),
            scuola.nome.into(),
            ordine.into(),
        ]);
    }
    let mut plessi = Righe::new(
        "plesso",
        &["id", "scuola_id", "codice", "nome", "indirizzo"],
    );
    for plesso in &piano.plessi {
        let profilo = plesso.profilo;
        plessi.push([
            plesso.id.into(),
            plesso.scuola_id.into(),
            profilo.codice.into(),
            profilo.nome.into(),
            profilo.indirizzo.into(),
        ]);
    }
    let colonne = &["id", "plesso_id", "anno", "nome", "livello", "tempo"];
    let mut classi = Righe::new("classe", colonne);
    for classe in &piano.classi {
        classi.push([
            classe.id.into(),
            piano.plessi[classe.plesso].id.into(),
            piano.anno.into(),
            classe.nome.clone().into(),
            i32::try_from(classe.livello).unwrap_or(1).into(),
            classe.tempo().into(),
        ]);
    }
    vec![scuole, plessi, classi]
}

/// Persons, families, ISEE, delegates, children. Whoever is known was known before the year.
pub fn famiglie(piano: &Piano<'_>) -> Vec<Righe> {
    let prima = mattina(piano.anno.inizio().prima(60));
    let mut persone = Righe::new(
        "persona",
        &[
            "id",
            "codice_fiscale",
            "cf_chiave",
            "codice_persona",
            "nome",
            "cognome",
            "email",
            "email_confermata",
            "telefono",
            "indirizzo",
            "verificata",
            "creata_il",
        ],
    );
    let mut famiglie = Righe::new(
        "famiglia",
        &[
            "id",
            "tutore_id",
            "residente",
            "esente_servizi_sociali",
            "minori",
            "creata_il",
        ],
    );
    let colonne = &[
        "id",
        "famiglia_id",
        "valore",
        "tipo",
        "dal",
        "al",
        "presentato_il",
        "creato_il",
    ];
    let mut isee = Righe::new("isee", colonne);
    let colonne = &["id", "famiglia_id", "persona_id", "dal", "al", "creata_il"];
    let mut deleghe = Righe::new("delega", colonne);
    let mut alunni = Righe::new(
        "alunno",
        &[
            "id",
            "famiglia_id",
            "codice_fiscale",
            "cf_chiave",
            "codice_esterno",
            "nome",
            "cognome",
            "data_nascita",
            "luogo_nascita",
            "belfiore_nascita",
            "sesso",
            "residente",
            "indirizzo",
            "disabilita",
            "creato_il",
        ],
    );
    for famiglia in &piano.famiglie {
        persone.push(persona(&famiglia.tutore, prima));
        famiglie.push([
            famiglia.id.into(),
            famiglia.tutore.id.into(),
            famiglia.residente.into(),
            famiglia.esente.into(),
            i32::try_from(famiglia.minori).unwrap_or(1).into(),
            prima.into(),
        ]);
        for attestazione in &famiglia.isee {
            isee.push([
                chiave(isee.valori.len() + 1).into(),
                famiglia.id.into(),
                attestazione.valore.into(),
                tipo_isee(attestazione.tipo).into(),
                attestazione.dal.into(),
                attestazione.al.into(),
                attestazione.dal.into(),
                mattina(attestazione.dal).min(piano.adesso).into(),
            ]);
        }
        if let Some(delegato) = &famiglia.delegato {
            persone.push(persona(delegato, prima));
            deleghe.push([
                chiave(deleghe.valori.len() + 1).into(),
                famiglia.id.into(),
                delegato.id.into(),
                piano.anno.inizio().into(),
                None::<Giorno>.into(),
                prima.into(),
            ]);
        }
        for bambino in &famiglia.figli {
            alunni.push(alunno(famiglia, bambino, prima));
        }
    }
    for addetto in &piano.personale {
        persone.push(persona(&addetto.persona, prima));
    }
    vec![persone, famiglie, isee, deleghe, alunni]
}

fn persona(persona: &Persona, creata: Istante) -> [Value; 12] {
    [
        persona.id.into(),
        persona.codice_fiscale.clone().into(),
        persona.codice_fiscale.senza_omocodia().into(),
        persona.codice_persona.clone().into(),
        persona.nome.clone().into(),
        persona.cognome.clone().into(),
        persona.email.clone().into(),
        persona.email.is_some().into(),
        persona.telefono.clone().into(),
        persona.indirizzo.clone().into(),
        persona.verificata.into(),
        creata.into(),
    ]
}

fn alunno(famiglia: &Famiglia, bambino: &Bambino, creato: Istante) -> [Value; 15] {
    let chiave = bambino
        .codice_fiscale
        .as_ref()
        .map(CodiceFiscale::senza_omocodia);
    let sesso = match bambino.sesso {
        Sesso::Femmina => "F",
        Sesso::Maschio => "M",
    };
    [
        bambino.id.into(),
        famiglia.id.into(),
        bambino.codice_fiscale.clone().into(),
        chiave.into(),
        format!("A{:05}", bambino.id).into(),
        bambino.nome.clone().into(),
        bambino.cognome.clone().into(),
        bambino.nascita.into(),
        bambino.luogo.0.into(),
        bambino.luogo.1.into(),
        sesso.into(),
        bambino.residente.into(),
        famiglia.indirizzo.clone().into(),
        bambino.disabilita.into(),
        creato.into(),
    ]
}

/// The calendar of the comune, those of the buildings that differ, and the closures.
pub fn calendari(piano: &Piano<'_>) -> Vec<Righe> {
    let colonne = &[
        "id",
        "anno",
        "plesso_id",
        "inizio",
        "fine",
        "giorni_settimana",
    ];
    let mut calendari = Righe::new("calendario", colonne);
    let (inizio, fine) = (calendario::inizio(piano.anno), calendario::fine(piano.anno));
    let mut calendario = |plesso: Option<i64>, fine: Giorno, giorni: &str| {
        calendari.push([
            chiave(calendari.valori.len() + 1).into(),
            piano.anno.into(),
            plesso.into(),
            inizio.into(),
            fine.into(),
            giorni.into(),
        ]);
    };
    calendario(None, fine, "12345");
    for plesso in &piano.plessi {
        match plesso.ordine {
            OrdineScuola::Infanzia => {
                calendario(
                    Some(plesso.id),
                    calendario::fine_infanzia(piano.anno),
                    "12345",
                );
            }
            // Two afternoons a week.
            OrdineScuola::Secondaria => calendario(Some(plesso.id), fine, "24"),
            OrdineScuola::Primaria => {}
        }
    }
    let mut chiusure = Righe::new(
        "chiusura",
        &[
            "id",
            "dal",
            "al",
            "plesso_id",
            "classe_id",
            "tipo",
            "motivo",
            "creata_da",
            "creata_il",
        ],
    );
    for (id, chiusura) in (1_i64..).zip(&piano.chiusure) {
        chiusure.push([
            id.into(),
            chiusura.dal.into(),
            chiusura.al.into(),
            chiusura.plesso.map(|p| piano.plessi[p].id).into(),
            chiusura.classe.map(|c| piano.classi[c].id).into(),
            tipo_chiusura(chiusura.tipo).into(),
            chiusura.motivo.into(),
            UFFICIO.into(),
            mattina(chiusura.dal.prima(14)).min(piano.adesso).into(),
        ]);
    }
    vec![calendari, chiusure]
}

/// Enrolments, with the price of today where there is one.
pub fn iscrizioni(piano: &Piano<'_>, prezzi: &Prezzi) -> Righe {
    let mut iscrizioni = Righe::new(
        "iscrizione",
        &[
            "id",
            "alunno_id",
            "servizio",
            "anno",
            "tessera",
            "classe_id",
            "fascia",
            "importo_quota",
            "importo_unitario",
            "articolo",
            "stato",
            "dal",
            "al",
            "creata_il",
        ],
    );
    for iscrizione in &piano.iscrizioni {
        let prezzo = prezzi.attuale(iscrizione.id);
        // The bus has a yearly fee that the office types in: no rule computes it yet.
        let quota = match iscrizione.servizio {
            Servizio::Refezione => prezzo.and_then(|p| p.quota).map(|q| q.cents()),
            Servizio::Trasporto if iscrizione.articolo == "sola_andata" => Some(11_000),
            Servizio::Trasporto => Some(19_000),
        };
        let stato = if iscrizione.al.is_some() {
            "disattiva"
        } else {
            "attiva"
        };
        iscrizioni.push([
            iscrizione.id.into(),
            iscrizione.bambino.into(),
            iscrizione.servizio.nome().into(),
            piano.anno.into(),
            iscrizione.tessera.clone().into(),
            piano.classi[iscrizione.classe].id.into(),
            prezzo.map(|p| p.fascia.clone()).into(),
            quota.into(),
            prezzo.and_then(|p| p.prezzo).into(),
            iscrizione.articolo.into(),
            stato.into(),
            iscrizione.dal.into(),
            iscrizione.al.into(),
            mattina(piano.anno.inizio().prima(30)).into(),
        ]);
    }
    iscrizioni
}

const fn tipo_isee(tipo: TipoIsee) -> &'static str {
    match tipo {
        TipoIsee::Ordinario => "ordinario",
        TipoIsee::Minorenni => "minorenni",
        TipoIsee::Corrente => "corrente",
    }
}

const fn tipo_chiusura(tipo: TipoChiusura) -> &'static str {
    match tipo {
        TipoChiusura::Festivita => "festivita",
        TipoChiusura::Sciopero => "sciopero",
        TipoChiusura::Elezioni => "elezioni",
        TipoChiusura::Gita => "gita",
        TipoChiusura::Altro => "altro",
    }
}

/// Ten in the morning: when offices write things down.
fn mattina(giorno: Giorno) -> Istante {
    Istante::da_ora_locale(giorno, MATTINA)
}
