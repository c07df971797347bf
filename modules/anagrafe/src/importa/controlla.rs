//! From cells to values, each row by itself and the rows against each other; no store is asked.

use std::collections::HashMap;
use std::fmt::Display;

use campanella_kernel::{AnnoScolastico, CodiceFiscale, Giorno, Importo, PrezzoUnitario, Servizio};

use super::campi::{Campo, chiave, intesta};
use super::leggi::{Riga, Tabella};
use super::valori::{self, NomeClasse};
use super::{Segnalazioni, campi};
use crate::contatto::leggi_email;
use crate::entities::alunno::Sesso;
use crate::entities::iscrizione::StatoIscrizione;
use crate::nome_e_codice::corrispondono;

/// A child older than this is a wrong date.
const ETA_MAX: i32 = 20;

/// What a file says, as far as it can be known without the store.
#[derive(Debug, Default)]
pub(super) struct Letto {
    pub righe: Vec<RigaLetta>,
    pub colonne: Colonne,
    pub colonne_ignorate: Vec<String>,
    pub segnalazioni: Segnalazioni,
}

/// Where each field is, and under which heading.
#[derive(Debug, Default)]
pub(super) struct Colonne(HashMap<u8, (usize, String)>);

impl Colonne {
    fn indice(&self, campo: Campo) -> Option<usize> {
        self.0.get(&(campo as u8)).map(|(index, _)| *index)
    }

    /// The heading of the column, as the file has it.
    pub fn titolo(&self, campo: Campo) -> Option<&str> {
        self.0
            .get(&(campo as u8))
            .map(|(_, heading)| heading.as_str())
    }
}

/// A row, read. A value that is missing leaves what the store has.
#[derive(Debug)]
pub(super) struct RigaLetta {
    pub numero: u32,
    pub codice_esterno: Option<String>,
    pub codice_fiscale: Option<CodiceFiscale>,
    pub cognome: String,
    pub nome: String,
    pub data_nascita: Giorno,
    pub luogo_nascita: Option<String>,
    pub sesso: Option<Sesso>,
    pub residente: Option<bool>,
    pub indirizzo: Option<String>,
    pub scuola: Option<String>,
    pub plesso: Option<String>,
    pub classe: NomeClasse,
    pub servizio: Servizio,
    pub anno: AnnoScolastico,
    pub tessera: Option<String>,
    pub fascia: Option<String>,
    pub importo_quota: Option<Importo>,
    pub importo_unitario: Option<PrezzoUnitario>,
    pub articolo: Option<String>,
    pub stato: Option<StatoIscrizione>,
    pub dal: Option<Giorno>,
    pub al: Option<Giorno>,
    pub genitore: Option<Genitore>,
}

/// Who pays, as the row has it.
#[derive(Debug)]
pub(super) struct Genitore {
    pub codice_fiscale: CodiceFiscale,
    pub cognome: Option<String>,
    pub nome: Option<String>,
    pub email: Option<String>,
    pub telefono: Option<String>,
}

impl RigaLetta {
    /// What tells one child from another: the office's code, or else the codice fiscale.
    pub fn chiave_alunno(&self) -> String {
        match (&self.codice_esterno, &self.codice_fiscale) {
            (Some(codice), _) => format!("codice {codice}"),
            (None, Some(cf)) => format!("cf {cf}"),
            (None, None) => format!("riga {}", self.numero),
        }
    }
}

/// Reads every row of `tabella`.
pub(super) fn controlla(tabella: Tabella, oggi: Giorno) -> Letto {
    let mut letto = Letto::default();
    let Some(intestata) = intesta(tabella) else {
        letto.segnalazioni.errore_del_file(
            "non trovo la riga con i nomi delle colonne (per esempio: Codice fiscale; Cognome; \
             Nome; Data di nascita; Plesso; Classe; CF genitore)",
        );
        return letto;
    };
    letto.colonne_ignorate = intestata.ignorate;
    for heading in intestata.doppie {
        letto
            .segnalazioni
            .errore_del_file(format!("la colonna «{heading}» c'è due volte"));
    }
    for (campo, index, heading) in intestata.colonne {
        letto.colonne.0.insert(campo as u8, (index, heading));
    }
    for (campo, nome) in [
        (Campo::Cognome, "Cognome"),
        (Campo::Nome, "Nome"),
        (Campo::Classe, "Classe"),
    ] {
        if letto.colonne.indice(campo).is_none() {
            letto
                .segnalazioni
                .errore_del_file(format!("manca la colonna «{nome}»"));
        }
    }
    if !letto.segnalazioni.errori.is_empty() {
        return letto;
    }
    if intestata.righe.is_empty() {
        letto
            .segnalazioni
            .errore_del_file("sotto i nomi delle colonne non c'è nessuna riga");
    }
    for riga in intestata.righe {
        let mut cells = Celle {
            riga: &riga,
            colonne: &letto.colonne,
            segnalazioni: &mut letto.segnalazioni,
            valida: true,
        };
        if let Some(riga) = cells.leggi(oggi) {
            letto.righe.push(riga);
        }
    }
    confronta_fra_loro(&letto.righe, &letto.colonne, &mut letto.segnalazioni);
    letto
}

/// The cells of a row while they are read; an error marks the row and reading goes on, so that
/// all of its errors are told at once.
struct Celle<'a> {
    riga: &'a Riga,
    colonne: &'a Colonne,
    segnalazioni: &'a mut Segnalazioni,
    valida: bool,
}

impl Celle<'_> {
    fn leggi(&mut self, oggi: Giorno) -> Option<RigaLetta> {
        let codice_fiscale = self.parse(Campo::CodiceFiscale, CodiceFiscale::parse);
        let codice_esterno = self.testo(Campo::CodiceEsterno);
        if codice_fiscale.is_none() && codice_esterno.is_none() && self.valida {
            let perche =
                "per riconoscere il bambino serve il codice fiscale, o il codice dell'ufficio";
            self.errore(Campo::CodiceFiscale, perche);
        }
        let cognome = self.obbligatorio(Campo::Cognome);
        let nome = self.obbligatorio(Campo::Nome);
        let data_nascita = self.data_nascita(codice_fiscale.as_ref(), oggi);
        let classe = self.classe();
        let servizio = self.parse_o(Campo::Servizio, Servizio::Refezione, valori::servizio);
        let anno = self.parse_o(
            Campo::Anno,
            AnnoScolastico::del(oggi),
            AnnoScolastico::parse,
        );
        let (dal, al) = self.periodo(anno);
        let letta = RigaLetta {
            numero: self.riga.numero,
            codice_esterno,
            luogo_nascita: self.testo(Campo::LuogoNascita),
            sesso: self.parse(Campo::Sesso, valori::sesso),
            residente: self.parse(Campo::Residente, valori::si_no),
            indirizzo: self.testo(Campo::Indirizzo),
            scuola: self.testo(Campo::Scuola),
            plesso: self.testo(Campo::Plesso),
            classe: classe.unwrap_or(NomeClasse {
                livello: 0,
                nome: String::new(),
            }),
            servizio,
            anno,
            tessera: self.testo(Campo::Tessera),
            fascia: self.testo(Campo::Fascia),
            importo_quota: self.parse(Campo::ImportoQuota, Importo::parse_italiano),
            importo_unitario: self.parse(Campo::ImportoUnitario, valori::prezzo),
            articolo: self.testo(Campo::Articolo),
            stato: self.parse(Campo::Stato, valori::stato),
            dal,
            al,
            genitore: self.genitore(codice_fiscale.as_ref()),
            cognome: cognome.unwrap_or_default(),
            nome: nome.unwrap_or_default(),
            data_nascita: data_nascita.unwrap_or(oggi),
            codice_fiscale,
        };
        if !self.valida {
            return None;
        }
        if let Some(cf) = &letta.codice_fiscale
            && !corrispondono(cf, &letta.cognome, &letta.nome)
        {
            let perche = "il codice fiscale non corrisponde al cognome e al nome: controllare";
            self.avviso(Campo::CodiceFiscale, perche);
        }
        Some(letta)
    }

    /// The text of a cell; none when it is empty or there is no such column.
    fn testo(&self, campo: Campo) -> Option<String> {
        let cell = self.riga.celle.get(self.colonne.indice(campo)?)?;
        (!cell.is_empty()).then(|| cell.clone())
    }

    fn parse<T, E: Display>(
        &mut self,
        campo: Campo,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.testo(campo)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(why) => {
                self.errore(campo, why);
                None
            }
        }
    }

    fn parse_o<T, E: Display>(
        &mut self,
        campo: Campo,
        altrimenti: T,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> T {
        self.parse(campo, parse).unwrap_or(altrimenti)
    }

    fn obbligatorio(&mut self, campo: Campo) -> Option<String> {
        let text = self.testo(campo);
        if text.is_none() {
            self.errore(campo, "questo dato è obbligatorio");
        }
        text
    }

    /// The day of birth, or what the codice fiscale says of it.
    fn data_nascita(&mut self, cf: Option<&CodiceFiscale>, oggi: Giorno) -> Option<Giorno> {
        let written = self.testo(Campo::DataNascita);
        let of_code = cf.and_then(|cf| cf.data_nascita(oggi));
        let day = match (&written, of_code) {
            (None, Some(day)) => return Some(day),
            (None, None) => {
                self.errore(Campo::DataNascita, "questo dato è obbligatorio");
                return None;
            }
            (Some(_), _) => self.parse(Campo::DataNascita, Giorno::parse_italiano)?,
        };
        let oldest = oggi.prima(u64::try_from(ETA_MAX * 366).unwrap_or(u64::MAX));
        if day > oggi || day < oldest {
            self.errore(
                Campo::DataNascita,
                format!("{day}: non è la data di nascita di un alunno"),
            );
            return None;
        }
        if of_code.is_some_and(|of_code| of_code != day) {
            let perche = "la data di nascita non corrisponde al codice fiscale: controllare";
            self.avviso(Campo::DataNascita, perche);
        }
        Some(day)
    }

    fn classe(&mut self) -> Option<NomeClasse> {
        let sezione = self.testo(Campo::Sezione).unwrap_or_default();
        let classe = self.testo(Campo::Classe).unwrap_or_default();
        match valori::classe(&classe, &sezione) {
            Ok(classe) => Some(classe),
            Err(why) => {
                self.errore(Campo::Classe, why);
                None
            }
        }
    }

    fn periodo(&mut self, anno: AnnoScolastico) -> (Option<Giorno>, Option<Giorno>) {
        let dal = self.parse(Campo::Dal, Giorno::parse_italiano);
        let al = self.parse(Campo::Al, Giorno::parse_italiano);
        for (campo, giorno) in [(Campo::Dal, dal), (Campo::Al, al)] {
            if giorno.is_some_and(|g| !anno.contiene(g)) {
                self.errore(campo, format!("la data non è dell'anno scolastico {anno}"));
            }
        }
        if al.is_some_and(|al| al < dal.unwrap_or_else(|| anno.inizio())) {
            self.errore(Campo::Al, "la data di fine viene prima di quella di inizio");
        }
        (dal, al)
    }

    fn genitore(&mut self, figlio: Option<&CodiceFiscale>) -> Option<Genitore> {
        let codice_fiscale = self.parse(Campo::CfGenitore, CodiceFiscale::parse)?;
        if figlio.is_some_and(|f| f.senza_omocodia() == codice_fiscale.senza_omocodia()) {
            self.errore(
                Campo::CfGenitore,
                "è il codice fiscale del bambino, non del genitore",
            );
        }
        let genitore = Genitore {
            cognome: self.testo(Campo::CognomeGenitore),
            nome: self.testo(Campo::NomeGenitore),
            email: self.parse(Campo::EmailGenitore, |t| leggi_email("email", t)),
            telefono: self.testo(Campo::TelefonoGenitore),
            codice_fiscale,
        };
        if let (Some(cognome), Some(nome)) = (&genitore.cognome, &genitore.nome)
            && !corrispondono(&genitore.codice_fiscale, cognome, nome)
        {
            let perche = "il codice fiscale non corrisponde al nome del genitore: controllare";
            self.avviso(Campo::CfGenitore, perche);
        }
        Some(genitore)
    }

    fn errore(&mut self, campo: Campo, motivo: impl ToString) {
        self.valida = false;
        let titolo = self.colonne.titolo(campo);
        self.segnalazioni.errore(self.riga.numero, titolo, motivo);
    }

    fn avviso(&mut self, campo: Campo, motivo: impl ToString) {
        let titolo = self.colonne.titolo(campo);
        self.segnalazioni.avviso(self.riga.numero, titolo, motivo);
    }
}

/// The same enrolment twice, the same child with other data, the same badge for two children.
fn confronta_fra_loro(righe: &[RigaLetta], colonne: &Colonne, segnalazioni: &mut Segnalazioni) {
    let mut iscrizioni: HashMap<_, u32> = HashMap::new();
    let mut alunni: HashMap<String, &RigaLetta> = HashMap::new();
    let mut codici: HashMap<CodiceFiscale, String> = HashMap::new();
    let mut tessere: HashMap<_, String> = HashMap::new();
    for riga in righe {
        let alunno = riga.chiave_alunno();
        let key = (alunno.clone(), riga.servizio, riga.anno);
        if let Some(first) = iscrizioni.get(&key) {
            let motivo = format!("questa iscrizione c'è già alla riga {first}");
            segnalazioni.errore(riga.numero, None, motivo);
            continue;
        }
        iscrizioni.insert(key, riga.numero);
        let first = *alunni.entry(alunno.clone()).or_insert(riga);
        let data = |r: &RigaLetta| (chiave(&r.cognome), chiave(&r.nome), r.data_nascita);
        if data(first) != data(riga) {
            let motivo = format!(
                "i dati del bambino sono diversi da quelli della riga {}",
                first.numero
            );
            segnalazioni.errore(riga.numero, colonne.titolo(campi::Campo::Cognome), motivo);
        }
        if let Some(cf) = &riga.codice_fiscale {
            let owner = codici.entry(cf.clone()).or_insert_with(|| alunno.clone());
            if *owner != alunno {
                let motivo = "lo stesso codice fiscale è di due bambini con codice diverso";
                segnalazioni.errore(riga.numero, colonne.titolo(Campo::CodiceFiscale), motivo);
            }
        }
        if let Some(tessera) = &riga.tessera {
            let key = (tessera.clone(), riga.servizio, riga.anno);
            let owner = tessere.entry(key).or_insert_with(|| alunno.clone());
            if *owner != alunno {
                let motivo = format!("la tessera «{tessera}» è già di un altro bambino nel file");
                segnalazioni.errore(riga.numero, colonne.titolo(Campo::Tessera), motivo);
            }
        }
    }
}
