//! What is not paid: reminders, plans, coercive collection, enrolments that wait.

use campanella_anagrafe::{FamigliaId, famiglia_autorizzata};
use campanella_kernel::graphql::{Api, PageRequest};
use campanella_kernel::{Ctx, Giorno, GraphqlInput, Servizio, graphql_root};

use crate::entities::invio_solleciti::StatoInvio;
use crate::entities::piano::StatoPiano;
use crate::errore::Errore;
use crate::morosita::{
    Affidamento, Deroga, InvioSolleciti, NuovoPiano, Piano, RataScaduta, RataScadutaConnection,
    RataScadutaEdge, Sollecito,
};
use crate::permessi::{LEGGI_EMISSIONI, SCRIVI_EMISSIONI};
use crate::{AffidamentoId, DerogaId, InvioId, PianoId, RataId, SollecitoId};

/// Adds types and root fields.
pub(super) fn register(api: &mut Api) {
    api.enumeration::<StatoInvio>()
        .enumeration::<StatoPiano>()
        .output::<RataScadutaConnection>()
        .output::<RataScadutaEdge>()
        .output::<RataScaduta>()
        .output::<InvioSolleciti>()
        .output::<Piano>()
        .output::<Affidamento>()
        .output::<Deroga>()
        .input::<PianoInput>()
        .query::<Query>()
        .mutation::<Mutation>();
}

/// Un piano di rateizzazione da concedere.
#[derive(Debug, Clone, GraphqlInput)]
struct PianoInput {
    /// Ripetere la stessa chiave non lo concede due volte.
    chiave: String,
    /// Il servizio.
    servizio: Servizio,
    /// Le rate di cui si divide quanto resta da pagare.
    rate: Vec<RataId>,
    /// Le scadenze concordate, in ordine.
    scadenze: Vec<Giorno>,
    /// Quando la famiglia l'ha firmato.
    firmato_il: Giorno,
}

struct Query;

#[graphql_root]
impl Query {
    /// Le rate scadute e non pagate di un servizio, con ciò che il regolamento ne dice oggi.
    #[permission(LEGGI_EMISSIONI)]
    async fn rate_scadute(
        ctx: &Ctx,
        servizio: Servizio,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<RataScadutaConnection, Errore> {
        let pagina = PageRequest::new(first, after)?;
        crate::rate_scadute(ctx, servizio, pagina).await
    }

    /// Le rate scadute e non pagate di una famiglia.
    #[permission(LEGGI_EMISSIONI)]
    async fn rate_scadute_famiglia(
        ctx: &Ctx,
        famiglia: FamigliaId,
    ) -> Result<Vec<RataScaduta>, Errore> {
        let famiglia = famiglia_autorizzata(ctx, LEGGI_EMISSIONI, famiglia).await?;
        crate::rate_scadute_della_famiglia(ctx, &famiglia).await
    }

    /// Gli ultimi invii di solleciti, con l'avanzamento.
    #[permission(LEGGI_EMISSIONI)]
    async fn invii_solleciti(ctx: &Ctx) -> Result<Vec<InvioSolleciti>, Errore> {
        crate::invii_solleciti(ctx).await
    }

    /// I solleciti inviati a una famiglia, dal più recente; anche quelli annullati.
    #[permission(LEGGI_EMISSIONI)]
    async fn solleciti_famiglia(ctx: &Ctx, famiglia: FamigliaId) -> Result<Vec<Sollecito>, Errore> {
        let famiglia = famiglia_autorizzata(ctx, LEGGI_EMISSIONI, famiglia).await?;
        crate::solleciti_della_famiglia(ctx, &famiglia).await
    }

    /// I piani di rateizzazione di una famiglia, dal più recente.
    #[permission(LEGGI_EMISSIONI)]
    async fn piani_famiglia(ctx: &Ctx, famiglia: FamigliaId) -> Result<Vec<Piano>, Errore> {
        let famiglia = famiglia_autorizzata(ctx, LEGGI_EMISSIONI, famiglia).await?;
        crate::piani_della_famiglia(ctx, &famiglia).await
    }

    /// Perché le nuove iscrizioni di una famiglia aspettano; assente se non aspettano.
    #[permission(LEGGI_EMISSIONI)]
    async fn blocco_iscrizioni(ctx: &Ctx, famiglia: FamigliaId) -> Result<Option<String>, Errore> {
        let famiglia = famiglia_autorizzata(ctx, LEGGI_EMISSIONI, famiglia).await?;
        crate::blocco_iscrizioni(ctx, famiglia.famiglia.id).await
    }

    /// Le deroghe al blocco delle nuove iscrizioni concesse a una famiglia.
    #[permission(LEGGI_EMISSIONI)]
    async fn deroghe_famiglia(ctx: &Ctx, famiglia: FamigliaId) -> Result<Vec<Deroga>, Errore> {
        let famiglia = famiglia_autorizzata(ctx, LEGGI_EMISSIONI, famiglia).await?;
        crate::deroghe(ctx, &famiglia).await
    }

    /// Le rate affidate alla riscossione coattiva.
    #[permission(LEGGI_EMISSIONI)]
    async fn affidamenti(ctx: &Ctx) -> Result<Vec<Affidamento>, Errore> {
        crate::affidamenti(ctx).await
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Invia i solleciti che il regolamento di un servizio vuole oggi: il programma percorre le rate
    /// scadute.
    #[permission(SCRIVI_EMISSIONI)]
    async fn sollecita(ctx: &Ctx, servizio: Servizio) -> Result<InvioId, Errore> {
        crate::sollecita(ctx, servizio).await
    }

    /// Segna il giorno in cui la famiglia ha ricevuto un sollecito.
    #[permission(SCRIVI_EMISSIONI)]
    async fn segna_ricevuto(ctx: &Ctx, id: SollecitoId, giorno: Giorno) -> Result<bool, Errore> {
        crate::segna_ricevuto(ctx, id, giorno).await?;
        Ok(true)
    }

    /// Annulla un sollecito, indicando il motivo: penale e spese non sono più dovute.
    #[permission(SCRIVI_EMISSIONI)]
    async fn annulla_sollecito(ctx: &Ctx, id: SollecitoId, motivo: String) -> Result<bool, Errore> {
        crate::annulla_sollecito(ctx, id, &motivo).await?;
        Ok(true)
    }

    /// Concede a una famiglia un piano di rateizzazione: quanto resta delle rate passa a una retta
    /// nuova, con le scadenze concordate.
    #[permission(SCRIVI_EMISSIONI)]
    async fn concedi_piano(
        ctx: &Ctx,
        famiglia: FamigliaId,
        dati: PianoInput,
    ) -> Result<PianoId, Errore> {
        let famiglia = famiglia_autorizzata(ctx, SCRIVI_EMISSIONI, famiglia).await?;
        let nuovo = NuovoPiano {
            chiave: format!("ufficio:{}", dati.chiave),
            servizio: dati.servizio,
            rate: dati.rate.into_iter().collect(),
            scadenze: dati.scadenze,
            firmato_il: dati.firmato_il,
        };
        crate::concedi_piano(ctx, &famiglia, nuovo).await
    }

    /// Dichiara decaduto un piano non rispettato, indicando il motivo: quanto resta è da pagare oggi.
    #[permission(SCRIVI_EMISSIONI)]
    async fn decadi_piano(ctx: &Ctx, id: PianoId, motivo: String) -> Result<bool, Errore> {
        crate::decadi_piano(ctx, id, &motivo).await?;
        Ok(true)
    }

    /// Fa valere di nuovo un piano decaduto, con le scadenze concordate, indicando il motivo.
    #[permission(SCRIVI_EMISSIONI)]
    async fn ripristina_piano(ctx: &Ctx, id: PianoId, motivo: String) -> Result<bool, Errore> {
        crate::ripristina_piano(ctx, id, &motivo).await?;
        Ok(true)
    }

    /// Annulla un piano di cui non è stato pagato nulla, indicando il motivo: si paga come prima.
    #[permission(SCRIVI_EMISSIONI)]
    async fn annulla_piano(ctx: &Ctx, id: PianoId, motivo: String) -> Result<bool, Errore> {
        crate::annulla_piano(ctx, id, &motivo).await?;
        Ok(true)
    }

    /// Affida delle rate alla riscossione coattiva, dove il regolamento lo prevede, indicando il
    /// motivo: tutte o nessuna.
    #[permission(SCRIVI_EMISSIONI)]
    async fn affida_riscossione(
        ctx: &Ctx,
        rate: Vec<RataId>,
        motivo: String,
    ) -> Result<bool, Errore> {
        crate::affida_riscossione(ctx, &rate, &motivo).await?;
        Ok(true)
    }

    /// Ritira una rata dalla riscossione coattiva, indicando il motivo.
    #[permission(SCRIVI_EMISSIONI)]
    async fn ritira_affidamento(
        ctx: &Ctx,
        id: AffidamentoId,
        motivo: String,
    ) -> Result<bool, Errore> {
        crate::ritira_affidamento(ctx, id, &motivo).await?;
        Ok(true)
    }

    /// Permette a una famiglia che deve ancora pagare di iscrivere i figli, fino a un giorno,
    /// indicando il motivo.
    #[permission(SCRIVI_EMISSIONI)]
    async fn concedi_deroga(
        ctx: &Ctx,
        famiglia: FamigliaId,
        fino_al: Giorno,
        motivo: String,
    ) -> Result<DerogaId, Errore> {
        let famiglia = famiglia_autorizzata(ctx, SCRIVI_EMISSIONI, famiglia).await?;
        crate::concedi_deroga(ctx, &famiglia, fino_al, &motivo).await
    }

    /// Revoca una deroga, indicando il motivo.
    #[permission(SCRIVI_EMISSIONI)]
    async fn revoca_deroga(ctx: &Ctx, id: DerogaId, motivo: String) -> Result<bool, Errore> {
        crate::revoca_deroga(ctx, id, &motivo).await?;
        Ok(true)
    }
}
