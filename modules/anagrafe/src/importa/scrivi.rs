//! Writes what differs, in the order in which rows refer to each other.

use std::collections::{BTreeSet, HashMap, HashSet};

use campanella_kernel::{CodiceFiscale, Ctx, PersonaId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::campi::chiave;
use super::confronta::{Archivio, Risolta, risolvi};
use super::controlla::{Letto, RigaLetta};
use super::{Rapporto, Segnalazioni};
use crate::cambia::cambia;
use crate::entities::alunno::Sesso;
use crate::entities::iscrizione::{ARTICOLO_BASE, StatoIscrizione};
use crate::entities::{alunno, classe, famiglia, iscrizione, persona};
use crate::errore::Errore;
use crate::inserisci::{RIGHE_PER_VOLTA, inserisci_molti};
use crate::iscrivi::tessera_di;
use crate::persona::{NuovaPersona, riga as riga_persona};
use crate::{AlunnoId, FamigliaId};

/// Writes `letto` through `db`, unless a row has an error.
pub(super) async fn scrivi(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    letto: &Letto,
    rapporto: &mut Rapporto,
    segnalazioni: &mut Segnalazioni,
) -> Result<(), Errore> {
    let years: BTreeSet<_> = letto.righe.iter().map(|r| r.anno).collect();
    let mut archivio = Archivio::carica(db, years).await?;
    let risolte = risolvi(letto, &archivio, segnalazioni);
    if !segnalazioni.errori.is_empty() {
        return Ok(());
    }
    persone(ctx, db, letto, &mut archivio).await?;
    rapporto.famiglie_create = famiglie(ctx, db, letto, &mut archivio).await?;
    rapporto.classi_create = classi(db, &risolte, &mut archivio).await?;
    let alunni = self::alunni(ctx, db, &risolte, &archivio, rapporto).await?;
    iscrizioni(ctx, db, &risolte, &alunni, &archivio, rapporto).await
}

fn conta(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Enters parents whom the store does not have, and fills in contacts that it lacks. A contact
/// that is there is the person's own to change.
async fn persone(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    letto: &Letto,
    archivio: &mut Archivio,
) -> Result<(), Errore> {
    let mut nuove: HashMap<CodiceFiscale, persona::ActiveModel> = HashMap::new();
    for genitore in letto.righe.iter().filter_map(|r| r.genitore.as_ref()) {
        let codice = &genitore.codice_fiscale;
        if let Some(known) = archivio.persone.get_mut(codice) {
            let email = known
                .email
                .is_none()
                .then(|| genitore.email.clone())
                .flatten();
            let telefono = known
                .telefono
                .is_none()
                .then(|| genitore.telefono.clone())
                .flatten();
            if email.is_some() || telefono.is_some() {
                known.email = known.email.take().or(email);
                known.telefono = known.telefono.take().or(telefono);
                let changed = persona::ActiveModel {
                    id: Set(known.id),
                    email: Set(known.email.clone()),
                    telefono: Set(known.telefono.clone()),
                    ..Default::default()
                };
                persona::Entity::update(changed).exec(db).await?;
            }
        } else if let (Some(cognome), Some(nome)) = (&genitore.cognome, &genitore.nome) {
            nuove.entry(codice.clone()).or_insert_with(|| {
                let nuova = NuovaPersona {
                    codice_fiscale: Some(genitore.codice_fiscale.clone()),
                    nome: nome.clone(),
                    cognome: cognome.clone(),
                    email: genitore.email.clone(),
                    telefono: genitore.telefono.clone(),
                    indirizzo: None,
                    verificata: true,
                };
                riga_persona(ctx, nuova)
            });
        }
    }
    let (codici, nuove): (Vec<CodiceFiscale>, Vec<_>) = nuove.into_iter().unzip();
    inserisci_molti::<persona::Entity>(db, nuove).await?;
    for some in codici.chunks(RIGHE_PER_VOLTA) {
        let entered = persona::Entity::find()
            .filter(persona::Column::CodiceFiscale.is_in(some.iter().cloned()))
            .all(db)
            .await?;
        let keyed = entered
            .into_iter()
            .filter_map(|p| Some((p.codice_fiscale.clone()?, p)));
        archivio.persone.extend(keyed);
    }
    Ok(())
}

async fn famiglie(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    letto: &Letto,
    archivio: &mut Archivio,
) -> Result<u32, Errore> {
    let tutori: BTreeSet<PersonaId> = letto
        .righe
        .iter()
        .filter_map(|r| tutore(r, archivio))
        .filter(|id| !archivio.famiglie.contains_key(id))
        .collect();
    let tutori: Vec<PersonaId> = tutori.into_iter().collect();
    let nuove = tutori.iter().copied().map(|tutore| famiglia::ActiveModel {
        tutore_id: Set(tutore),
        residente: Set(true),
        esente_servizi_sociali: Set(false),
        minori: Set(0),
        creata_il: Set(ctx.now()),
        ..Default::default()
    });
    inserisci_molti::<famiglia::Entity>(db, nuove.collect()).await?;
    for some in tutori.chunks(RIGHE_PER_VOLTA) {
        let entered = famiglia::Entity::find()
            .filter(famiglia::Column::TutoreId.is_in(some.iter().copied()))
            .all(db)
            .await?;
        let keyed = entered.into_iter().map(|f| (f.tutore_id, f.id));
        archivio.famiglie.extend(keyed);
    }
    Ok(conta(tutori.len()))
}

fn tutore(riga: &RigaLetta, archivio: &Archivio) -> Option<PersonaId> {
    let codice = &riga.genitore.as_ref()?.codice_fiscale;
    Some(archivio.persone.get(codice)?.id)
}

async fn classi(
    db: &impl ConnectionTrait,
    risolte: &[Risolta<'_>],
    archivio: &mut Archivio,
) -> Result<u32, Errore> {
    let mut nuove = HashMap::new();
    for r in risolte {
        let key = (r.plesso, r.riga.anno, chiave(&r.riga.classe.nome));
        if !archivio.classi.contains_key(&key) {
            nuove.entry(key).or_insert_with(|| classe::ActiveModel {
                plesso_id: Set(r.plesso),
                anno: Set(r.riga.anno),
                nome: Set(r.riga.classe.nome.clone()),
                livello: Set(r.riga.classe.livello),
                tempo: Set(None),
                ..Default::default()
            });
        }
    }
    let quante = conta(nuove.len());
    let years: BTreeSet<_> = nuove.keys().map(|(_, anno, _)| *anno).collect();
    inserisci_molti::<classe::Entity>(db, nuove.into_values().collect()).await?;
    archivio.rileggi_classi(db, years).await?;
    Ok(quante)
}

/// Enters and corrects children; the answer has the key of each, under that of its rows.
async fn alunni(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    risolte: &[Risolta<'_>],
    archivio: &Archivio,
    rapporto: &mut Rapporto,
) -> Result<HashMap<String, AlunnoId>, Errore> {
    let mut keys = HashMap::new();
    let mut seen = HashSet::new();
    let mut nuovi = Vec::new();
    for r in risolte {
        let key = r.riga.chiave_alunno();
        if !seen.insert(key.clone()) {
            continue;
        }
        let famiglia = tutore(r.riga, archivio).and_then(|t| archivio.famiglie.get(&t).copied());
        match r.alunno.and_then(|id| archivio.alunni.get(&id)) {
            Some(known) => {
                let updated = alunno_aggiornato(known, r.riga, famiglia);
                let changed = cambia::<alunno::Entity>(db, known.clone(), updated).await?;
                rapporto.alunni.conta(!changed.is_empty());
                keys.insert(key, known.id);
            }
            None => {
                if let Some(famiglia) = famiglia {
                    nuovi.push(alunno_nuovo(ctx, r.riga, famiglia));
                }
            }
        }
    }
    rapporto.alunni.creati = conta(nuovi.len());
    inserisci_molti::<alunno::Entity>(db, nuovi).await?;
    // Keys only grow: whatever is above those that were there is what was entered just now.
    let last = archivio
        .alunni
        .keys()
        .max()
        .copied()
        .unwrap_or(AlunnoId::new(0));
    let entered = alunno::Entity::find()
        .filter(alunno::Column::Id.gt(last))
        .all(db)
        .await?;
    for a in entered {
        if let Some(codice) = &a.codice_esterno {
            keys.insert(format!("codice {codice}"), a.id);
        }
        if let Some(cf) = &a.codice_fiscale {
            keys.entry(format!("cf {cf}")).or_insert(a.id);
        }
    }
    Ok(keys)
}

fn alunno_nuovo(ctx: &Ctx, riga: &RigaLetta, famiglia: FamigliaId) -> alunno::ActiveModel {
    let cf = riga.codice_fiscale.as_ref();
    alunno::ActiveModel {
        famiglia_id: Set(famiglia),
        codice_fiscale: Set(cf.cloned()),
        cf_chiave: Set(cf.map(CodiceFiscale::senza_omocodia)),
        codice_esterno: Set(riga.codice_esterno.clone()),
        nome: Set(riga.nome.clone()),
        cognome: Set(riga.cognome.clone()),
        data_nascita: Set(riga.data_nascita),
        luogo_nascita: Set(riga.luogo_nascita.clone()),
        belfiore_nascita: Set(cf.and_then(CodiceFiscale::luogo_nascita)),
        sesso: Set(riga
            .sesso
            .or_else(|| cf.and_then(CodiceFiscale::sesso).map(Sesso::from))),
        residente: Set(riga.residente.unwrap_or(true)),
        indirizzo: Set(riga.indirizzo.clone()),
        disabilita: Set(false),
        creato_il: Set(ctx.now()),
        ..Default::default()
    }
}

/// The child as the row has it, where it says something.
fn alunno_aggiornato(
    known: &alunno::Model,
    riga: &RigaLetta,
    famiglia: Option<FamigliaId>,
) -> alunno::Model {
    let mut a = known.clone();
    // A new code of a child whom the office's own code names: it also says where they were born.
    if let Some(cf) = &riga.codice_fiscale
        && a.codice_fiscale.as_ref() != Some(cf)
    {
        a.codice_fiscale = Some(cf.clone());
        a.cf_chiave = Some(cf.senza_omocodia());
        a.belfiore_nascita = cf.luogo_nascita().or(a.belfiore_nascita);
    }
    a.famiglia_id = famiglia.unwrap_or(a.famiglia_id);
    a.codice_esterno = riga.codice_esterno.clone().or(a.codice_esterno);
    a.nome.clone_from(&riga.nome);
    a.cognome.clone_from(&riga.cognome);
    a.data_nascita = riga.data_nascita;
    a.luogo_nascita = riga.luogo_nascita.clone().or(a.luogo_nascita);
    a.sesso = riga.sesso.or(a.sesso);
    a.residente = riga.residente.unwrap_or(a.residente);
    a.indirizzo = riga.indirizzo.clone().or(a.indirizzo);
    a
}

async fn iscrizioni(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    risolte: &[Risolta<'_>],
    alunni: &HashMap<String, AlunnoId>,
    archivio: &Archivio,
    rapporto: &mut Rapporto,
) -> Result<(), Errore> {
    let mut nuove = Vec::new();
    for r in risolte {
        let riga = r.riga;
        let class_key = (r.plesso, riga.anno, chiave(&riga.classe.nome));
        let (Some(alunno), Some(classe)) = (
            alunni.get(&riga.chiave_alunno()).copied(),
            archivio.classi.get(&class_key).copied(),
        ) else {
            continue;
        };
        match archivio.iscrizioni.get(&(alunno, riga.servizio, riga.anno)) {
            Some(known) => {
                let mut i = known.clone();
                i.classe_id = classe;
                i.tessera = riga.tessera.clone().unwrap_or(i.tessera);
                i.fascia = riga.fascia.clone().or(i.fascia);
                i.importo_quota = riga.importo_quota.or(i.importo_quota);
                i.importo_unitario = riga.importo_unitario.or(i.importo_unitario);
                i.articolo = riga.articolo.clone().unwrap_or(i.articolo);
                i.stato = riga.stato.unwrap_or(i.stato);
                i.dal = riga.dal.unwrap_or(i.dal);
                i.al = riga.al.or(i.al);
                let changed = cambia::<iscrizione::Entity>(db, known.clone(), i).await?;
                rapporto.iscrizioni.conta(!changed.is_empty());
            }
            None => nuove.push(iscrizione::ActiveModel {
                alunno_id: Set(alunno),
                servizio: Set(riga.servizio),
                anno: Set(riga.anno),
                tessera: Set(riga.tessera.clone().unwrap_or_else(|| tessera_di(alunno))),
                classe_id: Set(classe),
                fascia: Set(riga.fascia.clone()),
                importo_quota: Set(riga.importo_quota),
                importo_unitario: Set(riga.importo_unitario),
                articolo: Set(riga
                    .articolo
                    .clone()
                    .unwrap_or_else(|| ARTICOLO_BASE.to_owned())),
                stato: Set(riga.stato.unwrap_or(StatoIscrizione::Attiva)),
                dal: Set(riga.dal.unwrap_or_else(|| riga.anno.inizio())),
                al: Set(riga.al),
                creata_il: Set(ctx.now()),
                ..Default::default()
            }),
        }
    }
    rapporto.iscrizioni.creati = conta(nuove.len());
    inserisci_molti::<iscrizione::Entity>(db, nuove).await?;
    Ok(())
}
