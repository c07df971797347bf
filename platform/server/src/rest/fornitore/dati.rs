//! What goes in and out of the vendor's interface.

use campanella_anagrafe::{NuovaPersona, leggi_email};
use campanella_identita::CodiceAttivazione;
use campanella_kernel::{CodiceFiscale, ComuneId, Impostazioni};
use campanella_tenants::{NomeHost, NuovoComune, Scheda};
use chrono::{DateTime, Utc};
use poem_openapi::Object;
use poem_openapi::types::ToJSON;

use crate::moduli;
use crate::rest::problema::{Problema, Rifiutata};

/// Un comune, come lo conosce il catalogo.
#[derive(Object)]
pub(super) struct SchedaComune {
    /// Identificativo.
    id: String,
    /// Nome per esteso.
    nome: String,
    /// `attivo`, `sospeso`, `in creazione`, `in eliminazione` o `eliminato`.
    stato: String,
    /// Nomi di host su cui risponde.
    host: Vec<String>,
    /// Moduli abilitati.
    moduli: Vec<String>,
    /// Dove sta il suo archivio.
    archivio: String,
    /// Versione dell'archivio.
    versione_schema: String,
    /// Quando è stato creato.
    creato_il: DateTime<Utc>,
}

impl From<Scheda> for SchedaComune {
    fn from(s: Scheda) -> Self {
        Self {
            id: s.id.to_string(),
            nome: s.nome,
            stato: s.stato.to_string(),
            host: s.host.iter().map(ToString::to_string).collect(),
            moduli: s.moduli.into_iter().collect(),
            archivio: s.archivio,
            versione_schema: s.versione_schema,
            creato_il: s.creato_il.utc(),
        }
    }
}

/// Un comune da creare.
#[derive(Object)]
pub(super) struct ComuneDaCreare {
    /// Identificativo: da 2 a 40 lettere minuscole, cifre e trattini.
    id: String,
    /// Nomi di host su cui risponderà.
    host: Vec<String>,
    /// Moduli da abilitare, oltre a quelli indispensabili.
    moduli: Vec<String>,
    /// Le sue impostazioni.
    impostazioni: ImpostazioniComune,
}

/// Impostazioni di un comune.
#[derive(Object)]
struct ImpostazioniComune {
    /// Nome per esteso.
    nome: String,
    /// Stemma: un percorso del sito o un indirizzo https.
    logo: Option<String>,
    /// Colore di intestazioni e pulsanti, `#rrggbb`.
    colore_primario: String,
    /// Codice ISTAT, sei cifre.
    codice_istat: String,
    /// Codice Belfiore.
    codice_belfiore: String,
    /// Codice IPA.
    codice_ipa: String,
    /// Codice fiscale dell'ente, undici cifre.
    codice_fiscale: String,
    /// Recapiti per le famiglie.
    #[oai(default)]
    contatti: ContattiComune,
    /// Collegamenti previsti dalla legge.
    #[oai(default)]
    collegamenti: CollegamentiComune,
}

/// Recapiti per le famiglie.
#[derive(Object, Default)]
struct ContattiComune {
    /// E-mail dell'ufficio scuola.
    email: Option<String>,
    /// Telefono.
    telefono: Option<String>,
    /// Indirizzo.
    indirizzo: Option<String>,
    /// Posta certificata.
    pec: Option<String>,
}

/// Collegamenti previsti dalla legge.
#[derive(Object, Default)]
struct CollegamentiComune {
    /// Dichiarazione di accessibilità.
    accessibilita: Option<String>,
    /// Informativa sulla privacy.
    privacy: Option<String>,
}

impl ComuneDaCreare {
    /// Reads what was sent, each part by its own rule.
    pub(super) fn leggi(self) -> Result<NuovoComune, Rifiutata> {
        let id = ComuneId::parse(&self.id).map_err(|e| refuse("id", &e))?;
        let host: Result<_, _> = self.host.iter().map(|h| NomeHost::parse(h)).collect();
        let settings = self.impostazioni.to_json().unwrap_or_default();
        let impostazioni: Impostazioni =
            serde_json::from_value(settings).map_err(|e| refuse("impostazioni", &e))?;
        let needed = moduli::INDISPENSABILI.iter().map(ToString::to_string);
        Ok(NuovoComune {
            id,
            host: host.map_err(|e| refuse("host", &e))?,
            moduli: self.moduli.into_iter().chain(needed).collect(),
            impostazioni,
        })
    }
}

/// Una persona che amministrerà il comune.
#[derive(Object)]
pub(super) struct Amministratore {
    /// Codice fiscale.
    codice_fiscale: String,
    /// Nome.
    #[oai(validator(min_length = 1, max_length = 100))]
    nome: String,
    /// Cognome.
    #[oai(validator(min_length = 1, max_length = 100))]
    cognome: String,
    /// E-mail.
    email: String,
}

impl Amministratore {
    /// Reads what was sent, each part by its own rule.
    pub(super) fn leggi(self) -> Result<NuovaPersona, Rifiutata> {
        let codice = CodiceFiscale::parse(&self.codice_fiscale);
        Ok(NuovaPersona {
            codice_fiscale: Some(codice.map_err(|e| refuse("codice_fiscale", &e))?),
            nome: self.nome,
            cognome: self.cognome,
            email: Some(leggi_email("email", &self.email).map_err(|e| refuse("email", &e))?),
            verificata: true,
            ..NuovaPersona::default()
        })
    }
}

fn refuse(campo: &str, perche: &impl std::fmt::Display) -> Rifiutata {
    let mut problem = Problema::new("DATO_NON_VALIDO", perche.to_string());
    problem.campo = Some(campo.to_owned());
    Rifiutata::NonValida(problem)
}

/// Il codice con cui una persona si registra.
#[derive(Object)]
pub(super) struct CodiceConsegnato {
    /// Il codice: si vede soltanto ora.
    codice: String,
    /// Fino a quando vale.
    scade: DateTime<Utc>,
}

impl From<CodiceAttivazione> for CodiceConsegnato {
    fn from(c: CodiceAttivazione) -> Self {
        Self {
            codice: c.codice,
            scade: c.scade.utc(),
        }
    }
}

/// Perché un comune è sospeso.
#[derive(Object)]
pub(super) struct Sospensione {
    /// Il motivo, per il registro del fornitore.
    #[oai(validator(min_length = 3, max_length = 500))]
    pub(super) motivo: String,
}

/// Che cosa ne è stato di un archivio.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub(super) struct Migrazione {
    /// Il comune.
    pub(super) comune: String,
    /// `già aggiornato`, `aggiornato` o `fallito`.
    pub(super) esito: String,
    /// Le migrazioni eseguite.
    pub(super) migrazioni: Vec<String>,
    /// Perché non è riuscito.
    pub(super) errore: Option<String>,
}

/// Un ingresso dell'assistenza.
#[derive(Object)]
pub(super) struct Ingresso {
    /// Il motivo, che il comune legge: da 10 a 500 caratteri.
    pub(super) motivo: String,
    /// Durata in minuti, al massimo otto ore.
    pub(super) minuti: u32,
}

/// Un ingresso concesso.
#[derive(Object)]
pub(super) struct AccessoConcesso {
    /// Il segreto con cui l'operatore entra: si vede soltanto ora.
    pub(super) token: String,
    /// Fino a quando vale.
    pub(super) al: DateTime<Utc>,
}
