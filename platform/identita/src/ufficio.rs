//! This module's part of the API of the offices.

use campanella_kernel::graphql::{Api, PageRequest};
use campanella_kernel::{Ctx, Giorno, PersonaId, PlessoId, Rifiuto, Scope, graphql_root};

use crate::attivazione::{self, CodiceAttivazione};
use crate::impostazioni::{self, Impostazioni, ImpostazioniInput};
use crate::io::{IoUfficio, IoUfficioQuery};
use crate::permessi::{
    ACCESSI_SUPPORTO_GESTISCI, ACCESSI_SUPPORTO_LEGGI, CODICI_ATTIVAZIONE_SCRIVI,
    IMPOSTAZIONI_GESTISCI, PERSONE_LEGGI, REGISTRO_LEGGI, RUOLI_GESTISCI, RUOLI_LEGGI,
    TOKEN_API_GESTISCI,
};
use crate::persone::{self, Persona, PersonaConnection, PersonaEdge, RuoloAssegnato};
use crate::programmi::{self, TokenApi, TokenApiCreato};
use crate::registro::{self, VoceRegistro, VoceRegistroConnection, VoceRegistroEdge};
use crate::ruoli::{self, Ruolo};
use crate::supporto::{self, AccessoSupporto};
use crate::{AccessoSupportoId, Hasher, Result, TokenApiId, accedi, sessioni};

/// Adds types and root fields.
pub(crate) fn register(api: &mut Api) {
    api.output::<IoUfficio>()
        .output::<Ruolo>()
        .output::<RuoloAssegnato>()
        .output::<Persona>()
        .output::<PersonaEdge>()
        .output::<PersonaConnection>()
        .output::<TokenApi>()
        .output::<TokenApiCreato>()
        .output::<CodiceAttivazione>()
        .output::<AccessoSupporto>()
        .output::<VoceRegistro>()
        .output::<VoceRegistroEdge>()
        .output::<VoceRegistroConnection>()
        .output::<Impostazioni>()
        .input::<ImpostazioniInput>()
        .query::<IoUfficioQuery>()
        .query::<Query>()
        .mutation::<Mutation>();
}

struct Query;

#[graphql_root]
impl Query {
    /// I ruoli del comune e ciò che permettono.
    #[permission(RUOLI_LEGGI)]
    async fn ruoli(ctx: &Ctx) -> Result<Vec<Ruolo>> {
        ruoli::ruoli(ctx).await
    }

    /// Le persone conosciute dal comune; `cerca` guarda nome, cognome e codici.
    #[permission(PERSONE_LEGGI)]
    async fn persone(
        ctx: &Ctx,
        cerca: Option<String>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<PersonaConnection> {
        persone::persone(ctx, cerca, PageRequest::new(first, after)?).await
    }

    /// Le chiavi dei programmi degli uffici.
    #[permission(TOKEN_API_GESTISCI)]
    async fn token_api(ctx: &Ctx) -> Result<Vec<TokenApi>> {
        programmi::token_api(ctx).await
    }

    /// Gli ingressi dell'assistenza del fornitore, dal più recente.
    #[permission(ACCESSI_SUPPORTO_LEGGI)]
    async fn accessi_supporto(ctx: &Ctx) -> Result<Vec<AccessoSupporto>> {
        supporto::accessi_supporto(ctx).await
    }

    /// Il registro delle operazioni, dalla più recente; `oggetto` ne sceglie un solo genere.
    #[permission(REGISTRO_LEGGI)]
    async fn registro(
        ctx: &Ctx,
        first: Option<i32>,
        after: Option<String>,
        oggetto: Option<String>,
    ) -> Result<VoceRegistroConnection> {
        registro::registro(ctx, PageRequest::new(first, after)?, oggetto).await
    }

    /// Le impostazioni del comune.
    #[permission(IMPOSTAZIONI_GESTISCI)]
    async fn impostazioni(ctx: &Ctx) -> Result<Impostazioni> {
        impostazioni::impostazioni(ctx).await
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Accede con codice fiscale, o codice persona, e password.
    #[public]
    async fn accedi(scope: &Scope, utente: String, password: String) -> Result<IoUfficio> {
        let ctx = accedi::accedi(scope, &Hasher::del_processo()?, &utente, password).await?;
        let io = IoUfficio::di(&ctx).await?;
        Ok(io.ok_or(Rifiuto::NonAutenticato)?)
    }

    /// Esce da questo dispositivo.
    #[authenticated]
    async fn esci(ctx: &Ctx) -> Result<bool> {
        sessioni::esci(ctx).await?;
        Ok(true)
    }

    /// Crea un codice con cui la persona si registra o sceglie una nuova password.
    #[permission(CODICI_ATTIVAZIONE_SCRIVI)]
    async fn crea_codice_attivazione(ctx: &Ctx, persona: PersonaId) -> Result<CodiceAttivazione> {
        attivazione::crea_codice_attivazione(ctx, persona).await
    }

    /// Assegna un ruolo, in tutto il comune o soltanto in alcuni plessi.
    #[permission(RUOLI_GESTISCI)]
    async fn assegna_ruolo(
        ctx: &Ctx,
        persona: PersonaId,
        ruolo: String,
        plessi: Option<Vec<PlessoId>>,
    ) -> Result<bool> {
        ruoli::assegna(ctx, persona, &ruolo, plessi).await?;
        Ok(true)
    }

    /// Toglie un ruolo: vale subito.
    #[permission(RUOLI_GESTISCI)]
    async fn togli_ruolo(ctx: &Ctx, persona: PersonaId, ruolo: String) -> Result<bool> {
        ruoli::togli(ctx, persona, &ruolo).await?;
        Ok(true)
    }

    /// Crea un ruolo da permessi che si hanno.
    #[permission(RUOLI_GESTISCI)]
    async fn crea_ruolo(
        ctx: &Ctx,
        nome: String,
        descrizione: String,
        permessi: Vec<String>,
    ) -> Result<Ruolo> {
        ruoli::crea(ctx, &nome, &descrizione, permessi).await
    }

    /// Elimina un ruolo creato dal comune, che nessuno ha più.
    #[permission(RUOLI_GESTISCI)]
    async fn elimina_ruolo(ctx: &Ctx, nome: String) -> Result<bool> {
        ruoli::elimina(ctx, &nome).await?;
        Ok(true)
    }

    /// Crea la chiave di un programma: si vede soltanto nella risposta.
    #[permission(TOKEN_API_GESTISCI)]
    async fn crea_token_api(
        ctx: &Ctx,
        nome: String,
        ruolo: String,
        scadenza: Giorno,
    ) -> Result<TokenApiCreato> {
        programmi::crea_token_api(ctx, &nome, &ruolo, scadenza).await
    }

    /// Revoca la chiave di un programma: vale subito.
    #[permission(TOKEN_API_GESTISCI)]
    async fn revoca_token_api(ctx: &Ctx, id: TokenApiId) -> Result<bool> {
        programmi::revoca_token_api(ctx, id).await?;
        Ok(true)
    }

    /// Chiude un ingresso dell'assistenza del fornitore: vale subito.
    #[permission(ACCESSI_SUPPORTO_GESTISCI)]
    async fn revoca_accesso_supporto(ctx: &Ctx, id: AccessoSupportoId) -> Result<bool> {
        supporto::revoca_accesso_supporto(ctx, id).await?;
        Ok(true)
    }
    /// Cambia le impostazioni del comune: valgono subito.
    #[permission(IMPOSTAZIONI_GESTISCI)]
    async fn aggiorna_impostazioni(ctx: &Ctx, dati: ImpostazioniInput) -> Result<Impostazioni> {
        impostazioni::aggiorna_impostazioni(ctx, dati).await
    }
}
