//! The office corrects a presence after the fact, and says why.

use campanella_anagrafe::{GiorniDiServizio, Iscritto, IscrizioneId};
use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Istante, Rifiuto, audit};
use campanella_prenotazioni::riserva_plesso;
use serde_json::json;

use crate::annuncia_consumi::annuncia_consumi;
use crate::avviso;
use crate::chiudi_giorno::chiuso;
use crate::diete::Diete;
use crate::entities::presenza;
use crate::errore::Errore;
use crate::prezzi::prezzi;
use crate::registra::{Registrazione, addebita, chiave_della_correzione, leggi, registra};
use crate::stato::{OriginePresenza, StatoPresenza};

/// La presenza di un alunno, per l'ufficio.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct PresenzaUfficio {
    /// L'iscrizione.
    pub iscrizione: IscrizioneId,
    /// Il giorno.
    pub giorno: Giorno,
    /// Che cosa è registrato.
    pub stato: StatoPresenza,
    /// Quante volte è stata registrata.
    pub versione: i32,
    /// Perché è stata corretta.
    pub motivo: Option<String>,
    /// Chi l'ha registrata per ultimo.
    pub registrata_da: String,
    /// Quando.
    pub registrata_il: Istante,
}

impl From<presenza::Model> for PresenzaUfficio {
    fn from(p: presenza::Model) -> Self {
        Self {
            iscrizione: p.iscrizione_id,
            giorno: p.giorno,
            stato: p.stato,
            versione: p.versione,
            motivo: p.motivo,
            registrata_da: p.registrata_da,
            registrata_il: p.registrata_il,
        }
    }
}

/// Registers `stato` for `giorno` because of `motivo`, and computes the charge with the
/// regulation that was in force on that day. A child who was not expected may be added.
///
/// # Errors
/// [`Errore::PresenzeNonRegistrate`] while the bookings of the day are open,
/// [`Errore::GiornoChiuso`] without service.
pub async fn correggi_presenza(
    ctx: &Ctx,
    iscritto: &Iscritto,
    giorno: Giorno,
    stato: StatoPresenza,
    motivo: &str,
) -> Result<PresenzaUfficio, Errore> {
    let motivo = motivo.trim();
    if motivo.is_empty() {
        return Err(Rifiuto::dato("motivo", "indicare il motivo della correzione").into());
    }
    let id = iscritto.iscrizione.id;
    let prima = leggi(ctx.db(), [id], giorno).await?.remove(&id);
    // A child may have changed building since: the presence stays where the meal was.
    let plesso = prima.as_ref().map_or(iscritto.plesso.id, |p| p.plesso_id);
    if prima.is_none() {
        let servizio = GiorniDiServizio::carica(ctx, giorno, giorno).await?;
        if let Some(motivo) = servizio.stato(plesso, iscritto.classe.id, giorno).motivo() {
            let motivo = motivo.to_owned();
            return Err(Errore::GiornoChiuso { giorno, motivo });
        }
        if !iscritto.attivo_il(giorno) {
            return Err(Rifiuto::NonTrovato("Iscrizione in quel giorno").into());
        }
    }
    if !chiuso(ctx.db(), plesso, giorno).await? {
        return Err(Errore::PresenzeNonRegistrate(giorno));
    }
    let esiti = prezzi(ctx, &[iscritto], giorno).await?;
    let diete = Diete::del_giorno(ctx.db(), giorno).await?;
    let registrazione = Registrazione {
        iscritto,
        giorno,
        stato,
        origine: OriginePresenza::Correzione,
        motivo,
        dieta: diete.codice(iscritto.alunno.id),
    };
    let tx = ctx.begin().await?;
    riserva_plesso(&tx, plesso).await?;
    let prima = leggi(&tx, [id], giorno).await?.remove(&id);
    let dopo = registra(ctx, &tx, prima.as_ref(), &registrazione).await?;
    addebita(ctx, &tx, &dopo, esiti.get(&id)).await?;
    let chiave = chiave_della_correzione(&dopo);
    annuncia_consumi(ctx, &tx, &chiave, std::slice::from_ref(&dopo), &esiti).await?;
    let dettaglio = json!({
        "giorno": giorno,
        "da": prima.map(|p| p.stato.nome()),
        "a": stato.nome(),
        "motivo": motivo,
    });
    audit::record(
        ctx,
        &tx,
        "correggi_presenza",
        "iscrizione",
        Some(id.key()),
        dettaglio,
    )
    .await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    avviso::invia(ctx, Some(plesso), Some(giorno)).await;
    Ok(dopo.into())
}
