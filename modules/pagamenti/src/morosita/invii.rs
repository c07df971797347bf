//! Sendings of reminders as offices see them.

use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Istante, Servizio};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use super::lavoro::{SOLLECITA, prefisso};
use crate::InvioId;
use crate::entities::invio_solleciti::{self, StatoInvio};
use crate::errore::Errore;
use crate::permessi::LEGGI_EMISSIONI;
use crate::ripresa::InAttesa;

/// Sendings that a page lists.
const MOSTRATI: u64 = 20;

/// Un invio di solleciti.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct InvioSolleciti {
    /// La chiave.
    pub id: InvioId,
    /// Il servizio.
    pub servizio: Servizio,
    /// Il giorno a cui si guarda.
    pub giorno: Giorno,
    /// A che punto è.
    pub stato: StatoInvio,
    /// Vero se il programma si è fermato prima della fine: inviando di nuovo riprende da dove è.
    pub fermo: bool,
    /// Rate scadute da percorrere.
    pub rate: i32,
    /// Rate già percorse.
    pub fatte: i32,
    /// Solleciti inviati.
    pub inviati: i32,
    /// Rate per cui il regolamento non ha risposto.
    pub da_verificare: i32,
    /// Chi l'ha chiesto.
    pub chiesto_da: String,
    /// Quando.
    pub chiesto_il: Istante,
}

/// The latest sendings.
///
/// # Errors
/// When the store fails.
pub async fn invii_solleciti(ctx: &Ctx) -> Result<Vec<InvioSolleciti>, Errore> {
    ctx.tutto_il_comune(LEGGI_EMISSIONI)?;
    let righe = invio_solleciti::Entity::find()
        .order_by_desc(invio_solleciti::Column::Id)
        .limit(MOSTRATI)
        .all(ctx.db())
        .await?;
    let lavori = InAttesa::di(ctx.db(), SOLLECITA).await?;
    let numero = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
    let invio = |r: invio_solleciti::Model| InvioSolleciti {
        id: r.id,
        servizio: r.servizio,
        giorno: r.giorno,
        stato: r.stato,
        fermo: r.stato == StatoInvio::InCorso && lavori.manca(&prefisso(r.id)),
        rate: numero(r.rate),
        fatte: numero(r.fatte),
        inviati: numero(r.inviati),
        da_verificare: numero(r.da_verificare),
        chiesto_da: r.chiesto_da,
        chiesto_il: r.chiesto_il,
    };
    Ok(righe.into_iter().map(invio).collect())
}
