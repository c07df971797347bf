//! Class roll-over: the children of a school year go to their classes of the next.

use std::collections::{BTreeMap, HashMap, HashSet};

use campanella_kernel::{AnnoScolastico, Ctx, Giorno, GraphqlOutput, PlessoId, Servizio, audit};
use chrono::Datelike;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::entities::iscrizione::StatoIscrizione;
use crate::entities::scuola::OrdineScuola;
use crate::entities::{alunno, calendario, classe, iscrizione, plesso, scuola};
use crate::errore::Errore;
use crate::inserisci::inserisci_molti;
use crate::permessi::SCUOLE_GESTISCI;
use crate::scuole::doppione;
use crate::{AlunnoId, ClasseId};

/// The age that a child reaches in the calendar year in which the school of childhood ends
/// (d.lgs. 59/2004, art. 6).
const ETA_PRIMARIA: i32 = 6;

/// Che cosa ha fatto, o farebbe, il passaggio di classe.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct EsitoPassaggio {
    /// Vero se non è stato scritto nulla.
    prova: bool,
    /// Classi nuove.
    classi_create: i32,
    /// Iscrizioni fatte per il nuovo anno.
    passati: i32,
    /// Iscrizioni che c'erano già.
    gia_presenti: i32,
    /// Iscrizioni di chi lascia la scuola.
    in_uscita: i32,
    /// Iscrizioni cessate o disattive, che non passano.
    non_attivi: i32,
    /// Classe per classe.
    classi: Vec<PassaggioDiClasse>,
}

/// I bambini che da una classe vanno in un'altra.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, GraphqlOutput)]
pub struct PassaggioDiClasse {
    plesso: String,
    da: String,
    /// Assente per chi lascia la scuola.
    a: Option<String>,
    iscrizioni: i32,
}

/// Where the children of a class go.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Destinazione {
    Classe { livello: i32, nome: String },
    Uscita,
}

/// Where a child born on `nascita` goes from the class `nome` at `livello`, for the year `a`.
/// A class of mixed ages (level 0) keeps its children until they go to the next school.
fn destinazione(
    ordine: OrdineScuola,
    livello: i32,
    nome: &str,
    nascita: Giorno,
    a: AnnoScolastico,
) -> Destinazione {
    if livello == 0 {
        let turns = a.anno_inizio() - nascita.date().year();
        return if turns >= ETA_PRIMARIA {
            Destinazione::Uscita
        } else {
            Destinazione::Classe {
                livello,
                nome: nome.to_owned(),
            }
        };
    }
    if livello >= ordine.ultimo_livello() {
        return Destinazione::Uscita;
    }
    let section = nome.trim_start_matches(|c: char| c.is_ascii_digit());
    let next = livello + 1;
    Destinazione::Classe {
        livello: next,
        nome: if section.len() == nome.len() {
            nome.to_owned()
        } else {
            format!("{next}{section}")
        },
    }
}

/// An enrolment of the old year with what decides where it goes.
struct Uscente {
    iscrizione: iscrizione::Model,
    alunno: alunno::Model,
    classe: classe::Model,
    plesso: plesso::Model,
    ordine: OrdineScuola,
}

/// Enrols those who were enrolled to the end of `da` for the year `a`, each in the class that
/// follows in the same building; the last class of a school leaves. Done twice it does nothing
/// the second time; with `prova` it only says what it would do. Amounts and bands are not carried
/// over: the regulation gives them anew.
///
/// # Errors
/// [`Errore::AnniNonConsecutivi`]; [`campanella_kernel::Rifiuto::NonPermesso`] for who is limited
/// to some buildings.
pub async fn passaggio_classe(
    ctx: &Ctx,
    da: AnnoScolastico,
    a: AnnoScolastico,
    prova: bool,
) -> Result<EsitoPassaggio, Errore> {
    ctx.tutto_il_comune(SCUOLE_GESTISCI)?;
    if a != da.successivo() {
        return Err(Errore::AnniNonConsecutivi);
    }
    let db = ctx.begin().await?;
    let fine_lezioni = calendario_del_comune(&db, da)
        .await?
        .map_or(da.fine(), |c| c.fine);
    let inizio = calendario_del_comune(&db, a)
        .await?
        .map_or(a.inizio(), |c| c.inizio);
    let mut piano = Piano::new(prova, a, gia_iscritti(&db, a).await?, classi(&db, a).await?);
    for u in uscenti(&db, da).await? {
        piano.aggiungi(u, fine_lezioni);
    }
    let esito = piano.esito();
    if prova {
        return Ok(esito);
    }

    let new_classes = piano.da_creare.into_values().collect();
    inserisci_molti::<classe::Entity>(&db, new_classes).await?;
    let classes = classi(&db, a).await?;
    let rows = piano.passaggi.into_iter().filter_map(|(old, key)| {
        let classe = *classes.get(&key)?;
        Some(nuova_iscrizione(ctx, old, a, classe, inizio))
    });
    inserisci_molti::<iscrizione::Entity>(&db, rows.collect())
        .await
        .map_err(doppione(
            "Nel nuovo anno una tessera è già di un altro bambino: controllare le iscrizioni.",
        ))?;
    let dettaglio = json!({
        "da": da, "a": a, "passati": esito.passati, "inUscita": esito.in_uscita,
        "classiCreate": esito.classi_create,
    });
    audit::record(ctx, &db, "passaggioClasse", "classe", None, dettaglio).await?;
    db.commit().await?;
    Ok(esito)
}

/// A class of the new year, by building and name.
type Chiave = (PlessoId, String);

/// Who goes where, before anything is written.
struct Piano {
    a: AnnoScolastico,
    iscritti: HashSet<(AlunnoId, Servizio)>,
    classi: HashMap<Chiave, ClasseId>,
    esito: EsitoPassaggio,
    per_classe: BTreeMap<(String, String, Option<String>), i32>,
    passaggi: Vec<(iscrizione::Model, Chiave)>,
    da_creare: BTreeMap<Chiave, classe::ActiveModel>,
}

impl Piano {
    /// For the year `a`, in which `iscritti` and `classi` are there already.
    fn new(
        prova: bool,
        a: AnnoScolastico,
        iscritti: HashSet<(AlunnoId, Servizio)>,
        classi: HashMap<Chiave, ClasseId>,
    ) -> Self {
        let esito = EsitoPassaggio {
            prova,
            classi_create: 0,
            passati: 0,
            gia_presenti: 0,
            in_uscita: 0,
            non_attivi: 0,
            classi: Vec::new(),
        };
        Self {
            a,
            iscritti,
            classi,
            esito,
            per_classe: BTreeMap::new(),
            passaggi: Vec::new(),
            da_creare: BTreeMap::new(),
        }
    }

    /// Decides for one enrolment; one that ended before `fine_lezioni` goes nowhere.
    fn aggiungi(&mut self, u: Uscente, fine_lezioni: Giorno) {
        let i = &u.iscrizione;
        if i.stato != StatoIscrizione::Attiva || i.al.is_some_and(|al| al < fine_lezioni) {
            self.esito.non_attivi += 1;
            return;
        }
        let (nome, nato) = (&u.classe.nome, u.alunno.data_nascita);
        let to = destinazione(u.ordine, u.classe.livello, nome, nato, self.a);
        let named = match &to {
            Destinazione::Classe { nome, .. } => Some(nome.clone()),
            Destinazione::Uscita => None,
        };
        let counted = (u.plesso.nome.clone(), nome.clone(), named);
        *self.per_classe.entry(counted).or_default() += 1;
        let Destinazione::Classe { livello, nome } = to else {
            self.esito.in_uscita += 1;
            return;
        };
        if self.iscritti.contains(&(i.alunno_id, i.servizio)) {
            self.esito.gia_presenti += 1;
            return;
        }
        let key = (u.plesso.id, nome);
        if !self.classi.contains_key(&key) {
            self.da_creare.insert(
                key.clone(),
                classe::ActiveModel {
                    plesso_id: Set(u.plesso.id),
                    anno: Set(self.a),
                    nome: Set(key.1.clone()),
                    livello: Set(livello),
                    tempo: Set(u.classe.tempo),
                    ..Default::default()
                },
            );
        }
        self.esito.passati += 1;
        self.passaggi.push((u.iscrizione, key));
    }

    fn esito(&self) -> EsitoPassaggio {
        let classi =
            self.per_classe
                .iter()
                .map(|((plesso, da, a), iscrizioni)| PassaggioDiClasse {
                    plesso: plesso.clone(),
                    da: da.clone(),
                    a: a.clone(),
                    iscrizioni: *iscrizioni,
                });
        EsitoPassaggio {
            classi_create: i32::try_from(self.da_creare.len()).unwrap_or(i32::MAX),
            classi: classi.collect(),
            ..self.esito.clone()
        }
    }
}

fn nuova_iscrizione(
    ctx: &Ctx,
    old: iscrizione::Model,
    anno: AnnoScolastico,
    classe: ClasseId,
    dal: Giorno,
) -> iscrizione::ActiveModel {
    iscrizione::ActiveModel {
        alunno_id: Set(old.alunno_id),
        servizio: Set(old.servizio),
        anno: Set(anno),
        tessera: Set(old.tessera),
        classe_id: Set(classe),
        fascia: Set(None),
        importo_quota: Set(None),
        importo_unitario: Set(None),
        articolo: Set(old.articolo),
        stato: Set(StatoIscrizione::Attiva),
        dal: Set(dal),
        al: Set(None),
        creata_il: Set(ctx.now()),
        ..Default::default()
    }
}

async fn calendario_del_comune(
    db: &impl ConnectionTrait,
    anno: AnnoScolastico,
) -> Result<Option<calendario::Model>, Errore> {
    Ok(calendario::Entity::find()
        .filter(calendario::Column::Anno.eq(anno))
        .filter(calendario::Column::PlessoId.is_null())
        .one(db)
        .await?)
}

async fn gia_iscritti(
    db: &impl ConnectionTrait,
    anno: AnnoScolastico,
) -> Result<HashSet<(AlunnoId, Servizio)>, Errore> {
    let rows = iscrizione::Entity::find()
        .filter(iscrizione::Column::Anno.eq(anno))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|i| (i.alunno_id, i.servizio))
        .collect())
}

async fn classi(
    db: &impl ConnectionTrait,
    anno: AnnoScolastico,
) -> Result<HashMap<Chiave, ClasseId>, Errore> {
    let rows = classe::Entity::find()
        .filter(classe::Column::Anno.eq(anno))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|c| ((c.plesso_id, c.nome), c.id))
        .collect())
}

async fn uscenti(db: &impl ConnectionTrait, anno: AnnoScolastico) -> Result<Vec<Uscente>, Errore> {
    let rows = iscrizione::Entity::find()
        .filter(iscrizione::Column::Anno.eq(anno))
        .find_also_related(alunno::Entity)
        .find_also_related(classe::Entity)
        .find_also(classe::Entity, plesso::Entity)
        .find_also(plesso::Entity, scuola::Entity)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(iscrizione, alunno, classe, plesso, scuola)| {
            Some(Uscente {
                iscrizione,
                alunno: alunno?,
                classe: classe?,
                plesso: plesso?,
                ordine: scuola?.ordine,
            })
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_goes_where_it_belongs() {
        let a = AnnoScolastico::parse("2027/2028").expect("a year");
        let va = |ordine, livello, nome: &str, nato: &str| {
            let nato = Giorno::parse_iso(nato).expect("a day");
            match destinazione(ordine, livello, nome, nato, a) {
                Destinazione::Classe { livello, nome } => format!("{livello} {nome}"),
                Destinazione::Uscita => "uscita".to_owned(),
            }
        };
        use OrdineScuola::{Infanzia, Primaria, Secondaria};
        for (ordine, livello, nome, nato, atteso) in [
            (Primaria, 1, "1A", "2020-05-01", "2 2A"),
            (Primaria, 5, "5A", "2016-05-01", "uscita"),
            (Secondaria, 3, "3B", "2013-05-01", "uscita"),
            (Infanzia, 2, "2 Gialla", "2022-05-01", "3 3 Gialla"),
            (Infanzia, 2, "Gialla", "2022-05-01", "3 Gialla"),
            (Infanzia, 0, "Gialla", "2022-12-31", "0 Gialla"),
            (Infanzia, 0, "Gialla", "2021-12-31", "uscita"),
        ] {
            assert_eq!(va(ordine, livello, nome, nato), atteso, "{nome} {nato}");
        }
    }
}
