//! This module's part of the API of the families.

use campanella_kernel::graphql::Api;
use campanella_kernel::{Ctx, GraphqlEnum, GraphqlOutput, Rifiuto, Scope, graphql_root};

use crate::io::IoQuery;
use crate::registrati::Registrazione;
use crate::{
    AggiornaDatiInput, Hasher, Io, RegistratiInput, Result, Sessione, accedi, profilo, recupero,
    registrati, sessioni,
};

/// Adds types and root fields.
pub(crate) fn register(api: &mut Api) {
    api.output::<Io>()
        .output::<Sessione>()
        .output::<EsitoRegistrazione>()
        .enumeration::<StatoRegistrazione>()
        .input::<RegistratiInput>()
        .input::<AggiornaDatiInput>()
        .query::<IoQuery>()
        .query::<Query>()
        .mutation::<Mutation>();
}

/// A che punto è una registrazione.
#[derive(Debug, Clone, Copy, GraphqlEnum)]
enum StatoRegistrazione {
    /// Registrazione conclusa, accesso effettuato.
    Completa,
    /// Se i dati corrispondono, un codice è in arrivo all'indirizzo che il comune conosce.
    DaConfermare,
}

/// L'esito di una richiesta di registrazione.
#[derive(Debug, Clone, GraphqlOutput)]
struct EsitoRegistrazione {
    stato: StatoRegistrazione,
    io: Option<Io>,
}

/// Whoever has just logged in.
async fn io(ctx: &Ctx) -> Result<Io> {
    Ok(Io::di(ctx).await?.ok_or(Rifiuto::NonAutenticato)?)
}

struct Query;

#[graphql_root]
impl Query {
    /// I dispositivi su cui si è effettuato l'accesso.
    #[authenticated]
    async fn sessioni(ctx: &Ctx) -> Result<Vec<Sessione>> {
        sessioni::sessioni(ctx).await
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Accede con codice fiscale, o codice persona, e password.
    #[public]
    async fn accedi(scope: &Scope, utente: String, password: String) -> Result<Io> {
        let ctx = accedi::accedi(scope, &Hasher::del_processo()?, &utente, password).await?;
        io(&ctx).await
    }

    /// Si registra al primo accesso, con il codice consegnato dall'ufficio oppure confermando
    /// l'indirizzo e-mail che il comune conosce.
    #[public]
    async fn registrati(scope: &Scope, dati: RegistratiInput) -> Result<EsitoRegistrazione> {
        let esito = registrati::registrati(scope, &Hasher::del_processo()?, dati).await?;
        Ok(match esito {
            Registrazione::Completa(ctx) => EsitoRegistrazione {
                stato: StatoRegistrazione::Completa,
                io: Some(io(&ctx).await?),
            },
            Registrazione::DaConfermare => EsitoRegistrazione {
                stato: StatoRegistrazione::DaConfermare,
                io: None,
            },
        })
    }

    /// Conclude la registrazione con il codice arrivato per e-mail e la password scelta.
    #[public]
    async fn completa_registrazione(scope: &Scope, codice: String, password: String) -> Result<Io> {
        let hasher = Hasher::del_processo()?;
        let ctx = registrati::completa(scope, &hasher, &codice, password).await?;
        io(&ctx).await
    }

    /// Chiede un codice per scegliere una nuova password. La risposta è sempre vera.
    #[public]
    async fn chiedi_recupero(scope: &Scope, utente: String) -> Result<bool> {
        recupero::chiedi_recupero(scope, &utente).await?;
        Ok(true)
    }

    /// Sceglie una nuova password con il codice arrivato per e-mail; chiude tutte le sessioni.
    #[public]
    async fn reimposta_password(scope: &Scope, codice: String, nuova: String) -> Result<bool> {
        recupero::reimposta_password(scope, &Hasher::del_processo()?, &codice, nuova).await?;
        Ok(true)
    }

    /// Esce da questo dispositivo.
    #[authenticated]
    async fn esci(ctx: &Ctx) -> Result<bool> {
        sessioni::esci(ctx).await?;
        Ok(true)
    }

    /// Esce da tutti i dispositivi.
    #[authenticated]
    async fn esci_ovunque(ctx: &Ctx) -> Result<bool> {
        sessioni::esci_ovunque(ctx).await?;
        Ok(true)
    }

    /// Cambia i propri recapiti.
    #[authenticated]
    async fn aggiorna_dati(ctx: &Ctx, dati: AggiornaDatiInput) -> Result<Io> {
        profilo::aggiorna_dati(ctx, dati).await?;
        io(ctx).await
    }

    /// Manda un codice al nuovo indirizzo e-mail, da confermare.
    #[authenticated]
    async fn cambia_email(ctx: &Ctx, email: String, password: String) -> Result<bool> {
        profilo::cambia_email(ctx, &Hasher::del_processo()?, &email, password).await?;
        Ok(true)
    }

    /// Conferma il nuovo indirizzo e-mail con il codice che vi è arrivato.
    #[authenticated]
    async fn conferma_email(ctx: &Ctx, codice: String) -> Result<Io> {
        profilo::conferma_email(ctx, &codice).await?;
        io(ctx).await
    }

    /// Cambia la password; chiude le sessioni sugli altri dispositivi.
    #[authenticated]
    async fn cambia_password(ctx: &Ctx, attuale: String, nuova: String) -> Result<bool> {
        profilo::cambia_password(ctx, &Hasher::del_processo()?, attuale, nuova).await?;
        Ok(true)
    }
}
