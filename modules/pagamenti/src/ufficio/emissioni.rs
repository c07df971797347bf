//! Bill runs.

use campanella_kernel::graphql::{Api, PageRequest};
use campanella_kernel::{Ctx, Giorno, GraphqlInput, Importo, PlessoId, Servizio, graphql_root};

use crate::emissione::leggi::{AnomaliaEmissione, Emissione};
use crate::emissione::leggi_rette::RettaConnection;
use crate::entities::anomalia_emissione::TipoAnomalia;
use crate::entities::emissione::StatoEmissione;
use crate::errore::Errore;
use crate::permessi::{LEGGI_EMISSIONI, SCRIVI_EMISSIONI};
use crate::{ConsumiDaEmettere, EmissioneId, RettaId, RichiestaEmissione};

/// Adds types and root fields.
pub(super) fn register(api: &mut Api) {
    api.enumeration::<StatoEmissione>()
        .enumeration::<TipoAnomalia>()
        .output::<Emissione>()
        .output::<AnomaliaEmissione>()
        .output::<ConsumiDaEmettere>()
        .input::<EmissioneInput>()
        .query::<Query>()
        .mutation::<Mutation>();
}

/// Un'emissione da preparare.
#[derive(Debug, Clone, GraphqlInput)]
struct EmissioneInput {
    /// Il servizio.
    servizio: Servizio,
    /// Come la leggeranno le famiglie.
    descrizione: String,
    /// Primo giorno del periodo.
    dal: Giorno,
    /// Ultimo giorno del periodo, nello stesso anno scolastico.
    al: Giorno,
    /// Se comprende la quota dei mesi del periodo.
    con_quota: bool,
    /// I plessi; nessuno significa tutti.
    plessi: Vec<PlessoId>,
    /// Le scadenze delle rate, in ordine.
    scadenze: Vec<Giorno>,
}

struct Query;

#[graphql_root]
impl Query {
    /// Le emissioni, dalla più recente.
    #[permission(LEGGI_EMISSIONI)]
    async fn emissioni(ctx: &Ctx) -> Result<Vec<Emissione>, Errore> {
        crate::emissioni(ctx).await
    }

    /// Un'emissione, con totali e avanzamento.
    #[permission(LEGGI_EMISSIONI)]
    async fn emissione(ctx: &Ctx, id: EmissioneId) -> Result<Emissione, Errore> {
        crate::emissione(ctx, id).await
    }

    /// Le cose da guardare prima di confermare un'emissione.
    #[permission(LEGGI_EMISSIONI)]
    async fn anomalie_emissione(
        ctx: &Ctx,
        id: EmissioneId,
    ) -> Result<Vec<AnomaliaEmissione>, Errore> {
        crate::anomalie(ctx, id).await
    }

    /// I consumi di un servizio che non sono ancora su una retta, mese per mese.
    #[permission(LEGGI_EMISSIONI)]
    async fn consumi_da_emettere(
        ctx: &Ctx,
        servizio: Servizio,
    ) -> Result<Vec<ConsumiDaEmettere>, Errore> {
        crate::consumi_da_emettere(ctx, servizio).await
    }

    /// Le rette di un'emissione.
    #[permission(LEGGI_EMISSIONI)]
    async fn rette_emissione(
        ctx: &Ctx,
        id: EmissioneId,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<RettaConnection, Errore> {
        let pagina = PageRequest::new(first, after)?;
        crate::rette_dell_emissione(ctx, id, pagina).await
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Calcola le rette di un periodo, che poi aspettano la conferma.
    #[permission(SCRIVI_EMISSIONI)]
    async fn prepara_emissione(ctx: &Ctx, dati: EmissioneInput) -> Result<EmissioneId, Errore> {
        let richiesta = RichiestaEmissione {
            servizio: dati.servizio,
            descrizione: dati.descrizione,
            dal: dati.dal,
            al: dati.al,
            con_quota: dati.con_quota,
            plessi: dati.plessi.into_iter().collect(),
            scadenze: dati.scadenze,
        };
        crate::prepara_emissione(ctx, richiesta).await
    }

    /// Conferma un'emissione: le sue rette sono emesse.
    #[permission(SCRIVI_EMISSIONI)]
    async fn conferma_emissione(ctx: &Ctx, id: EmissioneId) -> Result<bool, Errore> {
        crate::conferma_emissione(ctx, id).await?;
        Ok(true)
    }

    /// Riprende un'emissione a cui il programma si è fermato, da dove è.
    #[permission(SCRIVI_EMISSIONI)]
    async fn riprendi_emissione(ctx: &Ctx, id: EmissioneId) -> Result<bool, Errore> {
        crate::riprendi_emissione(ctx, id).await?;
        Ok(true)
    }

    /// Scarta un'emissione non confermata.
    #[permission(SCRIVI_EMISSIONI)]
    async fn scarta_emissione(ctx: &Ctx, id: EmissioneId) -> Result<bool, Errore> {
        crate::scarta_emissione(ctx, id).await?;
        Ok(true)
    }

    /// Lascia una retta fuori da un'emissione non confermata, indicando il motivo.
    #[permission(SCRIVI_EMISSIONI)]
    async fn escludi_retta(ctx: &Ctx, id: RettaId, motivo: String) -> Result<bool, Errore> {
        crate::escludi_retta(ctx, id, &motivo).await?;
        Ok(true)
    }

    /// Corregge una retta emessa, in più o in meno, indicando il motivo. Ripetere la stessa chiave
    /// non la corregge due volte.
    #[permission(SCRIVI_EMISSIONI)]
    async fn correggi_retta(
        ctx: &Ctx,
        id: RettaId,
        importo: Importo,
        motivo: String,
        chiave: String,
    ) -> Result<bool, Errore> {
        crate::correggi_retta(ctx, id, importo, (&chiave, &motivo)).await?;
        Ok(true)
    }

    /// Annulla una retta non pagata, indicando il motivo: ciò che pagava aspetta un'altra
    /// emissione.
    #[permission(SCRIVI_EMISSIONI)]
    async fn annulla_retta(ctx: &Ctx, id: RettaId, motivo: String) -> Result<bool, Errore> {
        crate::annulla_retta(ctx, id, &motivo).await?;
        Ok(true)
    }
}
