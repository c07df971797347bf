//! The presences of a building and a day are produced from the bookings: once, all together.

use std::collections::{HashMap, HashSet};

use campanella_anagrafe::{
    GiorniDiServizio, Iscritto, IscrizioneId, PlessoAutorizzato, iscrizione, iscrizioni_del_plesso,
};
use campanella_kernel::{Ctx, Giorno, PlessoId, Servizio, audit};
use campanella_plugins_host::decisione::conserva;
use campanella_plugins_host::tariffa::Esito;
use campanella_prenotazioni::{Scelta, chiudi_prenotazioni, scelte_effettive};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter, TryInsertResult,
};
use serde_json::json;

use crate::annuncia_consumi::annuncia_consumi;
use crate::avviso;
use crate::conteggi::{ConteggioGiorno, conteggi_dei_plessi};
use crate::diete::Diete;
use crate::entities::{chiusura_giorno, consumo, presenza};
use crate::errore::Errore;
use crate::prezzi::{self, prezzi};
use crate::stato::{OriginePresenza, StatoPresenza};

/// Rows of one insert: below the parameters that any of the stores takes.
const RIGHE: usize = 500;

/// What became of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chiusura {
    /// Its presences were produced now.
    Prodotta,
    /// They had been produced before: nothing was done.
    GiaProdotta,
    /// Nobody in the building has the service on that day.
    SenzaServizio,
}

/// Ends the bookings of `plesso` for `giorno` and produces its presences, with the charge of each
/// meal. Whatever asks again, or was killed half-way, finds it done or not begun.
///
/// # Errors
/// When the store fails.
pub async fn chiudi_giorno(
    ctx: &Ctx,
    plesso: &PlessoAutorizzato,
    giorno: Giorno,
) -> Result<Chiusura, Errore> {
    let id = plesso.plesso.id;
    if chiuso(ctx.db(), id, giorno).await? {
        return Ok(Chiusura::GiaProdotta);
    }
    let servizio = GiorniDiServizio::carica(ctx, giorno, giorno).await?;
    let mut iscritti = iscrizioni_del_plesso(ctx, plesso, Servizio::Refezione, giorno).await?;
    iscritti.retain(|i| servizio.stato(id, i.classe.id, giorno).aperto());
    if iscritti.is_empty() {
        return Ok(Chiusura::SenzaServizio);
    }
    // All that needs the store or a rule comes before the transaction, which is then short.
    let giornata = Giornata {
        giorno,
        plesso: id,
        diete: Diete::del_giorno(ctx.db(), giorno).await?,
        esiti: prezzi(ctx, &iscritti.iter().collect::<Vec<_>>(), giorno).await?,
        iscritti,
    };
    let tx = ctx.begin().await?;
    chiudi_prenotazioni(ctx, &tx, plesso, giorno).await?;
    if !giornata.produci(ctx, &tx).await? {
        return Ok(Chiusura::GiaProdotta);
    }
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    avviso::invia(ctx, Some(id), Some(giorno)).await;
    Ok(Chiusura::Prodotta)
}

/// Closes a day by hand and answers with its counts.
///
/// # Errors
/// [`Errore::GiornoChiuso`] without service; [`Errore::GiornoFuturo`] for a day to come, whose
/// bookings families may still rely on.
pub async fn chiudi_a_mano(
    ctx: &Ctx,
    plesso: &PlessoAutorizzato,
    giorno: Giorno,
) -> Result<ConteggioGiorno, Errore> {
    if giorno > ctx.oggi() {
        return Err(Errore::GiornoFuturo(giorno));
    }
    if chiudi_giorno(ctx, plesso, giorno).await? == Chiusura::SenzaServizio {
        return Err(Errore::GiornoChiuso {
            giorno,
            motivo: "in questo plesso nessuno ha il servizio".to_owned(),
        });
    }
    conteggi_dei_plessi(ctx, std::slice::from_ref(plesso), giorno).await
}

/// True when the presences of `plesso` and `giorno` have been produced.
pub(crate) async fn chiuso(
    db: &impl ConnectionTrait,
    plesso: PlessoId,
    giorno: Giorno,
) -> Result<bool, DbErr> {
    let riga = chiusura_giorno::Entity::find()
        .filter(chiusura_giorno::Column::PlessoId.eq(plesso))
        .filter(chiusura_giorno::Column::Giorno.eq(giorno))
        .one(db)
        .await?;
    Ok(riga.is_some())
}

/// A building on a day of service, with all that its presences depend on but the bookings.
struct Giornata {
    giorno: Giorno,
    plesso: PlessoId,
    iscritti: Vec<Iscritto>,
    diete: Diete,
    esiti: HashMap<IscrizioneId, Esito>,
}

impl Giornata {
    /// Writes presences, charges, cards and the log; false when somebody else has.
    async fn produci(&self, ctx: &Ctx, tx: &DatabaseTransaction) -> Result<bool, Errore> {
        let ids: Vec<IscrizioneId> = self.iscritti.iter().map(|i| i.iscrizione.id).collect();
        let scelte = scelte_effettive(ctx, tx, &ids, self.giorno).await?;
        // The roll call of a class may have come before.
        let segnate: HashSet<IscrizioneId> = presenze(tx, self.plesso, self.giorno)
            .await?
            .into_iter()
            .map(|p| p.iscrizione_id)
            .collect();
        let nuove: Vec<_> = self
            .iscritti
            .iter()
            .filter(|i| !segnate.contains(&i.iscrizione.id))
            .map(|i| self.presenza(ctx, i, scelte.get(&i.iscrizione.id).copied()))
            .collect();
        for alcune in nuove.chunks(RIGHE) {
            presenza::Entity::insert_many(alcune.to_vec())
                .exec_without_returning(tx)
                .await?;
        }
        let prodotte = presenze(tx, self.plesso, self.giorno).await?;
        let pasti = || prodotte.iter().filter(|p| p.stato.con_pasto());
        let totale = i32::try_from(pasti().count()).unwrap_or(i32::MAX);
        if !self.segna_chiuso(ctx, tx, totale).await? {
            return Ok(false);
        }
        let tracce = pasti().filter_map(|p| self.esiti.get(&p.iscrizione_id)?.traccia());
        conserva(ctx, tx, tracce).await?;
        let consumi: Vec<_> = pasti()
            .map(|p| prezzi::consumo(ctx, p.id, self.esiti.get(&p.iscrizione_id)))
            .collect();
        for alcuni in consumi.chunks(RIGHE) {
            consumo::Entity::insert_many(alcuni.to_vec())
                .exec_without_returning(tx)
                .await?;
        }
        self.aggiorna_schede(tx).await?;
        let (plesso, giorno) = (self.plesso, self.giorno.date());
        let chiave = format!("refezione:{plesso}:{giorno}");
        annuncia_consumi(ctx, tx, &chiave, &con_pasto(prodotte), &self.esiti).await?;
        let dettaglio = json!({ "giorno": self.giorno, "pasti": totale });
        let plesso = Some(self.plesso.key());
        audit::record(ctx, tx, "chiudi_giorno", "plesso", plesso, dettaglio).await?;
        Ok(true)
    }

    fn presenza(
        &self,
        ctx: &Ctx,
        iscritto: &Iscritto,
        scelta: Option<Scelta>,
    ) -> presenza::ActiveModel {
        presenza::ActiveModel {
            iscrizione_id: Set(iscritto.iscrizione.id),
            giorno: Set(self.giorno),
            plesso_id: Set(self.plesso),
            classe_id: Set(iscritto.classe.id),
            stato: Set(StatoPresenza::from(scelta.unwrap_or(Scelta::PREDEFINITA))),
            articolo: Set(iscritto.iscrizione.articolo.clone()),
            dieta_codice: Set(self.diete.codice(iscritto.alunno.id)),
            origine: Set(OriginePresenza::Chiusura),
            motivo: Set(None),
            versione: Set(1),
            registrata_da: Set(ctx.actor().descrizione()),
            registrata_il: Set(ctx.now()),
            ..Default::default()
        }
    }

    /// The row that makes a second production impossible.
    async fn segna_chiuso(
        &self,
        ctx: &Ctx,
        tx: &DatabaseTransaction,
        totale: i32,
    ) -> Result<bool, DbErr> {
        let riga = chiusura_giorno::ActiveModel {
            giorno: Set(self.giorno),
            plesso_id: Set(self.plesso),
            chiuso_il: Set(ctx.now()),
            totale: Set(totale),
            ..Default::default()
        };
        let esito = chiusura_giorno::Entity::insert(riga)
            .on_conflict_do_nothing_on([
                chiusura_giorno::Column::Giorno,
                chiusura_giorno::Column::PlessoId,
            ])
            .exec_without_returning(tx)
            .await?;
        Ok(matches!(esito, TryInsertResult::Inserted(1..)))
    }

    /// Puts band and prices of the regulation on the cards that show others.
    async fn aggiorna_schede(&self, tx: &DatabaseTransaction) -> Result<(), DbErr> {
        for iscritto in &self.iscritti {
            let scheda = &iscritto.iscrizione;
            let esito = self.esiti.get(&scheda.id);
            let Some(tariffa) = esito.and_then(Esito::tariffa) else {
                continue;
            };
            let fascia = Some(tariffa.fascia.clone());
            if (
                &scheda.fascia,
                scheda.importo_unitario,
                scheda.importo_quota,
            ) == (&fascia, tariffa.prezzo, tariffa.quota)
            {
                continue;
            }
            let mut riga: iscrizione::ActiveModel = scheda.clone().into_active_model();
            riga.fascia = Set(fascia);
            riga.importo_unitario = Set(tariffa.prezzo);
            riga.importo_quota = Set(tariffa.quota);
            riga.update(tx).await?;
        }
        Ok(())
    }
}

/// Those with a meal to charge.
fn con_pasto(mut presenze: Vec<presenza::Model>) -> Vec<presenza::Model> {
    presenze.retain(|p| p.stato.con_pasto());
    presenze
}

/// The presences of a building and a day.
async fn presenze(
    db: &impl ConnectionTrait,
    plesso: PlessoId,
    giorno: Giorno,
) -> Result<Vec<presenza::Model>, DbErr> {
    presenza::Entity::find()
        .filter(presenza::Column::Giorno.eq(giorno))
        .filter(presenza::Column::PlessoId.eq(plesso))
        .all(db)
        .await
}
