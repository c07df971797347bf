//! Enrolments, entered and changed by the office one by one.

use campanella_kernel::vincoli::Vincoli;
use campanella_kernel::{
    AnnoScolastico, Ctx, Giorno, GraphqlInput, Importo, PrezzoUnitario, Rifiuto, Servizio, audit,
};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use serde_json::json;

use crate::autorizzati::{ClasseAutorizzata, classe_autorizzata};
use crate::cambia::cambia;
use crate::contatto::{leggi_testo, leggi_testo_facoltativo};
use crate::entities::alunno;
use crate::entities::iscrizione::{self, ARTICOLO_BASE, StatoIscrizione};
use crate::errore::Errore;
use crate::iscritti::iscrizione_autorizzata;
use crate::permessi::ISCRIZIONI_SCRIVI;
use crate::scuole::doppione;
use crate::{AlunnoId, ClasseId, IscrizioneId};

const DOPPIONE: &str =
    "Il bambino è già iscritto a questo servizio per quest'anno, o la tessera è di un altro.";

/// I dati di un'iscrizione che l'ufficio può cambiare.
#[derive(Debug, Clone, GraphqlInput)]
pub struct IscrizioneInput {
    /// La classe, dell'anno dell'iscrizione.
    pub classe: ClasseId,
    /// Codice del badge; se assente resta quello che c'è, o se ne assegna uno.
    pub tessera: Option<String>,
    /// Fascia.
    pub fascia: Option<String>,
    /// Quota fissa, in centesimi.
    pub importo_quota: Option<Importo>,
    /// Prezzo di un pasto o di una corsa, in decimillesimi di euro.
    pub importo_unitario: Option<PrezzoUnitario>,
    /// Tipo di biglietto; se assente, quello comune.
    pub articolo: Option<String>,
    /// Stato.
    pub stato: StatoIscrizione,
    /// Primo giorno.
    pub dal: Giorno,
    /// Ultimo giorno, compreso; se assente, fino alla fine dell'anno.
    pub al: Option<Giorno>,
}

impl IscrizioneInput {
    fn controlla(&self, anno: AnnoScolastico, classe: &ClasseAutorizzata) -> Result<(), Rifiuto> {
        if classe.classe.anno != anno {
            let perche = format!("la classe non è dell'anno scolastico {anno}");
            return Err(Rifiuto::dato("classe", perche));
        }
        for (campo, giorno) in [("dal", Some(self.dal)), ("al", self.al)] {
            if giorno.is_some_and(|g| !anno.contiene(g)) {
                let perche = format!("la data non è dell'anno scolastico {anno}");
                return Err(Rifiuto::dato(campo, perche));
            }
        }
        if self.al.is_some_and(|al| al < self.dal) {
            return Err(Rifiuto::dato("al", "la fine viene prima dell'inizio"));
        }
        Ok(())
    }
}

/// The badge of a child who brings none.
pub(crate) fn tessera_di(alunno: AlunnoId) -> String {
    format!("A{:06}", alunno.key())
}

/// Enrols a child on a service for the year of the class.
///
/// # Errors
/// [`Errore::GiaPresente`], [`Errore::Impedita`], [`Rifiuto::NonTrovato`], or data that are not
/// valid.
pub async fn iscrivi(
    ctx: &Ctx,
    alunno: AlunnoId,
    servizio: Servizio,
    dati: IscrizioneInput,
) -> Result<iscrizione::Model, Errore> {
    let classe = classe_autorizzata(ctx, ISCRIZIONI_SCRIVI, dati.classe).await?;
    let anno = classe.classe.anno;
    dati.controlla(anno, &classe)?;
    let tessera = leggi_testo_facoltativo("tessera", dati.tessera, 30)?;
    let articolo = leggi_testo_facoltativo("articolo", dati.articolo, 50)?;
    let row = iscrizione::ActiveModel {
        alunno_id: Set(alunno),
        servizio: Set(servizio),
        anno: Set(anno),
        tessera: Set(tessera.unwrap_or_else(|| tessera_di(alunno))),
        classe_id: Set(classe.classe.id),
        fascia: Set(leggi_testo_facoltativo("fascia", dati.fascia, 50)?),
        importo_quota: Set(dati.importo_quota),
        importo_unitario: Set(dati.importo_unitario),
        articolo: Set(articolo.unwrap_or_else(|| ARTICOLO_BASE.to_owned())),
        stato: Set(dati.stato),
        dal: Set(dati.dal),
        al: Set(dati.al),
        creata_il: Set(ctx.now()),
        ..Default::default()
    };
    let figlio = alunno::Entity::find_by_id(alunno)
        .one(ctx.db())
        .await?
        .ok_or(Rifiuto::NonTrovato("Alunno"))?;
    let impedimento = ctx
        .service::<Vincoli>()?
        .impedimento_a_iscrivere(ctx, figlio.famiglia_id.key())
        .await?;
    if let Some(impedimento) = impedimento {
        return Err(Errore::Impedita(impedimento));
    }
    let db = ctx.begin().await?;
    let row = iscrizione::Entity::insert(row)
        .exec_with_returning(&db)
        .await
        .map_err(doppione(DOPPIONE))?;
    let dettaglio = json!({ "alunno": alunno, "servizio": servizio, "anno": anno });
    let key = Some(row.id.key());
    audit::record(ctx, &db, "iscrivi", "iscrizione", key, dettaglio).await?;
    db.commit().await?;
    Ok(row)
}

/// Changes an enrolment: class, badge, amounts, state, days.
///
/// # Errors
/// [`Errore::GiaPresente`], [`Rifiuto::NonTrovato`], or data that are not valid.
pub async fn modifica_iscrizione(
    ctx: &Ctx,
    id: IscrizioneId,
    dati: IscrizioneInput,
) -> Result<iscrizione::Model, Errore> {
    let before = iscrizione_autorizzata(ctx, ISCRIZIONI_SCRIVI, id)
        .await?
        .iscrizione;
    let classe = classe_autorizzata(ctx, ISCRIZIONI_SCRIVI, dati.classe).await?;
    dati.controlla(before.anno, &classe)?;
    let mut after = before.clone();
    if let Some(tessera) = dati.tessera {
        after.tessera = leggi_testo("tessera", &tessera, 30)?;
    }
    if let Some(articolo) = dati.articolo {
        after.articolo = leggi_testo("articolo", &articolo, 50)?;
    }
    after.classe_id = classe.classe.id;
    after.fascia = leggi_testo_facoltativo("fascia", dati.fascia, 50)?;
    after.importo_quota = dati.importo_quota;
    after.importo_unitario = dati.importo_unitario;
    after.stato = dati.stato;
    after.dal = dati.dal;
    after.al = dati.al;
    let db = ctx.begin().await?;
    let changed = cambia::<iscrizione::Entity>(&db, before, after.clone())
        .await
        .map_err(doppione(DOPPIONE))?;
    let dettaglio = json!({ "campi": changed });
    let key = Some(id.key());
    audit::record(ctx, &db, "modificaIscrizione", "iscrizione", key, dettaglio).await?;
    db.commit().await?;
    Ok(after)
}
