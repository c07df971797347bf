//! The rows of a file against what the store has.

use std::collections::{BTreeSet, HashMap};

use campanella_kernel::{AnnoScolastico, CodiceFiscale, PersonaId, PlessoId, Servizio};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::Segnalazioni;
use super::campi::{Campo, chiave};
use super::controlla::{Letto, RigaLetta};
use crate::entities::{alunno, classe, famiglia, iscrizione, persona, plesso, scuola};
use crate::{AlunnoId, ClasseId, FamigliaId};

/// What the store has of the things that a file may name. Read once: a look-up for each row would
/// take minutes on a large file.
pub(super) struct Archivio {
    plessi: Vec<(plesso::Model, scuola::Model)>,
    pub classi: HashMap<(PlessoId, AnnoScolastico, String), ClasseId>,
    pub alunni: HashMap<AlunnoId, alunno::Model>,
    per_codice: HashMap<String, AlunnoId>,
    per_cf: HashMap<CodiceFiscale, AlunnoId>,
    /// Children and persons by their code without omocodia.
    alunni_simili: HashMap<String, Vec<AlunnoId>>,
    persone_simili: HashMap<String, Vec<CodiceFiscale>>,
    pub persone: HashMap<CodiceFiscale, persona::Model>,
    pub famiglie: HashMap<PersonaId, FamigliaId>,
    pub iscrizioni: HashMap<(AlunnoId, Servizio, AnnoScolastico), iscrizione::Model>,
    tessere: HashMap<(String, Servizio, AnnoScolastico), AlunnoId>,
}

/// A row of which everything is known that does not depend on other rows.
pub(super) struct Risolta<'a> {
    pub riga: &'a RigaLetta,
    pub plesso: PlessoId,
    /// The child, when the store has it.
    pub alunno: Option<AlunnoId>,
}

impl Archivio {
    pub async fn carica(
        db: &impl ConnectionTrait,
        anni: BTreeSet<AnnoScolastico>,
    ) -> Result<Self, DbErr> {
        let plessi = plesso::Entity::find()
            .find_also_related(scuola::Entity)
            .all(db)
            .await?;
        let iscrizioni = iscrizione::Entity::find()
            .filter(iscrizione::Column::Anno.is_in(anni.iter().copied()))
            .all(db)
            .await?;
        let alunni = alunno::Entity::find().all(db).await?;
        let persone = persona::Entity::find()
            .filter(persona::Column::CodiceFiscale.is_not_null())
            .all(db)
            .await?;
        let famiglie = famiglia::Entity::find().all(db).await?;

        let mut alunni_simili: HashMap<_, Vec<_>> = HashMap::new();
        for a in &alunni {
            if let Some(key) = &a.cf_chiave {
                alunni_simili.entry(key.clone()).or_default().push(a.id);
            }
        }
        let mut persone_simili: HashMap<_, Vec<_>> = HashMap::new();
        for cf in persone.iter().filter_map(|p| p.codice_fiscale.as_ref()) {
            let key = cf.senza_omocodia();
            persone_simili.entry(key).or_default().push(cf.clone());
        }
        let mut archivio = Self {
            plessi: plessi
                .into_iter()
                .filter_map(|(plesso, scuola)| Some((plesso, scuola?)))
                .collect(),
            classi: HashMap::new(),
            per_codice: alunni
                .iter()
                .filter_map(|a| Some((a.codice_esterno.clone()?, a.id)))
                .collect(),
            per_cf: alunni
                .iter()
                .filter_map(|a| Some((a.codice_fiscale.clone()?, a.id)))
                .collect(),
            alunni_simili,
            persone_simili,
            alunni: alunni.into_iter().map(|a| (a.id, a)).collect(),
            persone: persone
                .into_iter()
                .filter_map(|p| Some((p.codice_fiscale.clone()?, p)))
                .collect(),
            famiglie: famiglie.into_iter().map(|f| (f.tutore_id, f.id)).collect(),
            tessere: iscrizioni
                .iter()
                .map(|i| ((i.tessera.clone(), i.servizio, i.anno), i.alunno_id))
                .collect(),
            iscrizioni: iscrizioni
                .into_iter()
                .map(|i| ((i.alunno_id, i.servizio, i.anno), i))
                .collect(),
        };
        archivio.rileggi_classi(db, anni).await?;
        Ok(archivio)
    }

    /// Reads the classes of `anni`, also those entered meanwhile.
    pub async fn rileggi_classi(
        &mut self,
        db: &impl ConnectionTrait,
        anni: BTreeSet<AnnoScolastico>,
    ) -> Result<(), DbErr> {
        let classi = classe::Entity::find()
            .filter(classe::Column::Anno.is_in(anni))
            .all(db)
            .await?;
        let keyed = classi
            .into_iter()
            .map(|c| ((c.plesso_id, c.anno, chiave(&c.nome)), c.id));
        self.classi.extend(keyed);
        Ok(())
    }

    /// The building that a row names, by code or by name.
    fn plesso(&self, riga: &RigaLetta) -> Result<PlessoId, (Campo, String)> {
        let is = |cell: &str, codice: &str, nome: &str| {
            let key = chiave(cell);
            key == chiave(codice) || key == chiave(nome)
        };
        let of_school = |text: &str| -> Vec<&(plesso::Model, scuola::Model)> {
            let matching = self
                .plessi
                .iter()
                .filter(|(p, s)| is(text, &s.codice, &s.nome) || is(text, &p.codice, &p.nome));
            matching.collect()
        };
        let candidates = match &riga.scuola {
            Some(text) => of_school(text),
            None => self.plessi.iter().collect(),
        };
        if let (Some(text), true) = (&riga.scuola, candidates.is_empty()) {
            return Err((
                Campo::Scuola,
                format!("la scuola «{text}» non esiste: inserirla prima, o correggere il nome"),
            ));
        }
        let candidates: Vec<_> = match &riga.plesso {
            Some(text) => candidates
                .into_iter()
                .filter(|(p, _)| is(text, &p.codice, &p.nome))
                .collect(),
            None => candidates,
        };
        match (candidates.as_slice(), &riga.plesso) {
            ([(plesso, _)], _) => Ok(plesso.id),
            ([], Some(text)) => Err((
                Campo::Plesso,
                format!("il plesso «{text}» non esiste: inserirlo prima, o correggere il nome"),
            )),
            ([], None) => Err((Campo::Plesso, "inserire prima scuole e plessi".to_owned())),
            (_, Some(text)) => Err((
                Campo::Plesso,
                format!("ci sono più plessi «{text}»: indicare il codice del plesso"),
            )),
            (_, None) => Err((
                Campo::Plesso,
                "indicare il plesso: ce n'è più di uno".to_owned(),
            )),
        }
    }

    /// The child that a row names: by the office's code, then by codice fiscale as written. One
    /// that differs by omocodia alone is the same child written otherwise, or another child: a
    /// file does not say which.
    fn alunno(&self, riga: &RigaLetta) -> Result<Option<AlunnoId>, (Campo, String)> {
        let by_code = riga
            .codice_esterno
            .as_ref()
            .and_then(|c| self.per_codice.get(c));
        let by_cf = riga
            .codice_fiscale
            .as_ref()
            .and_then(|cf| self.per_cf.get(cf));
        if let (None, Some(cf)) = (by_cf, &riga.codice_fiscale)
            && let Some(other) = self
                .alunni_simili
                .get(&cf.senza_omocodia())
                .and_then(|ids| ids.iter().find(|id| Some(*id) != by_code))
                .and_then(|id| self.alunni.get(id))
        {
            let chi = format!("{} {} è in archivio con", other.cognome, other.nome);
            return Err((Campo::CodiceFiscale, omocodia(&chi)));
        }
        match (by_code, by_cf) {
            (Some(a), Some(b)) if a != b => Err((
                Campo::CodiceFiscale,
                "il codice fiscale è di un bambino che in archivio ha un altro codice".to_owned(),
            )),
            (a, b) => Ok(a.or(b).copied()),
        }
    }
}

/// What is said of a code that is the same as another but for omocodia.
fn omocodia(chi_altro: &str) -> String {
    format!(
        "{chi_altro} un codice fiscale che differisce da questo solo per omocodia: se è la stessa \
         persona scrivere lo stesso codice; se sono due persone diverse inserire prima questa \
         dall'anagrafe, poi ripetere l'importazione"
    )
}

/// The codes of those whom earlier rows add, to find them again and what differs from them by
/// omocodia alone.
#[derive(Default)]
struct Nuovi(HashMap<String, CodiceFiscale>);

impl Nuovi {
    fn conosce(&self, codice: &CodiceFiscale) -> bool {
        self.0.get(&codice.senza_omocodia()) == Some(codice)
    }

    fn aggiungi(&mut self, codice: &CodiceFiscale) -> Result<(), String> {
        let first = self.0.entry(codice.senza_omocodia());
        if first.or_insert_with(|| codice.clone()) == codice {
            Ok(())
        } else {
            Err(omocodia("una riga precedente ha"))
        }
    }
}

/// Finds building, child and family of each row; whatever is not found is an error.
pub(super) fn risolvi<'a>(
    letto: &'a Letto,
    archivio: &Archivio,
    segnalazioni: &mut Segnalazioni,
) -> Vec<Risolta<'a>> {
    let (mut named, mut bambini) = (Nuovi::default(), Nuovi::default());
    let mut seen = HashMap::new();
    let mut risolte = Vec::with_capacity(letto.righe.len());
    for riga in &letto.righe {
        let mut errore = |(campo, motivo): (Campo, String)| {
            segnalazioni.errore(riga.numero, letto.colonne.titolo(campo), motivo);
        };
        let plesso = archivio.plesso(riga).map_err(&mut errore);
        let alunno = archivio.alunno(riga).map_err(&mut errore);
        if let (Ok(None), Some(cf)) = (&alunno, &riga.codice_fiscale)
            && let Err(perche) = bambini.aggiungi(cf)
        {
            errore((Campo::CodiceFiscale, perche));
        }
        if let Ok(alunno) = alunno {
            if let Err(e) = genitore(riga, alunno, archivio, &mut named) {
                errore(e);
            }
            if let Err(e) = tessera(riga, alunno, archivio) {
                errore(e);
            }
        }
        if let Some(g) = &riga.genitore
            && archivio
                .persone
                .get(&g.codice_fiscale)
                .is_some_and(|p| !p.verificata)
        {
            let motivo = "questa persona era conosciuta solo come delegata da un'altra famiglia: \
                          vedrà i figli quando l'ufficio ne avrà verificato l'identità";
            segnalazioni.avviso(riga.numero, letto.colonne.titolo(Campo::CfGenitore), motivo);
        }
        if let Ok(Some(alunno)) = alunno {
            // One row may name the child by its code and another by its codice fiscale.
            let key = (alunno, riga.servizio, riga.anno);
            if let Some(first) = seen.insert(key, riga.numero) {
                let motivo = format!("questa iscrizione c'è già alla riga {first}");
                segnalazioni.errore(riga.numero, None, motivo);
            }
        }
        if let (Ok(plesso), Ok(alunno)) = (plesso, alunno) {
            risolte.push(Risolta {
                riga,
                plesso,
                alunno,
            });
        }
    }
    risolte
}

/// A new child needs a parent, and a new parent a name; `named` has those whom an earlier row
/// names in full.
fn genitore(
    riga: &RigaLetta,
    alunno: Option<AlunnoId>,
    archivio: &Archivio,
    named: &mut Nuovi,
) -> Result<(), (Campo, String)> {
    let Some(genitore) = &riga.genitore else {
        return match alunno {
            Some(_) => Ok(()),
            None => Err((
                Campo::CfGenitore,
                "per un bambino nuovo serve il codice fiscale del genitore che paga".to_owned(),
            )),
        };
    };
    let codice = &genitore.codice_fiscale;
    if archivio.persone.contains_key(codice) || named.conosce(codice) {
        return Ok(());
    }
    let similar = archivio.persone_simili.get(&codice.senza_omocodia());
    if let Some(other) = similar
        .and_then(|codes| codes.first())
        .and_then(|cf| archivio.persone.get(cf))
    {
        let chi = format!("{} {} è in archivio con", other.cognome, other.nome);
        return Err((Campo::CfGenitore, omocodia(&chi)));
    }
    if genitore.cognome.is_none() || genitore.nome.is_none() {
        return Err((
            Campo::CfGenitore,
            "il genitore non è in archivio: servono anche cognome e nome del genitore".to_owned(),
        ));
    }
    named
        .aggiungi(codice)
        .map_err(|perche| (Campo::CfGenitore, perche))
}

fn tessera(
    riga: &RigaLetta,
    alunno: Option<AlunnoId>,
    archivio: &Archivio,
) -> Result<(), (Campo, String)> {
    let Some(tessera) = &riga.tessera else {
        return Ok(());
    };
    match archivio
        .tessere
        .get(&(tessera.clone(), riga.servizio, riga.anno))
    {
        Some(owner) if Some(*owner) != alunno => Err((
            Campo::Tessera,
            format!("la tessera «{tessera}» è già di un altro bambino"),
        )),
        _ => Ok(()),
    }
}
