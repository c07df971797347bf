//! This module's part of the API of the offices.

mod regolamenti;

use async_graphql::dynamic::{InputValue, ResolverContext, TypeRef};
use campanella_anagrafe::{
    AlunnoId, ClasseId, IscrizioneId, alunno_autorizzato, classe_autorizzata,
    iscrizione_autorizzata, plesso_autorizzato,
};
use campanella_kernel::graphql::{Api, GraphqlScalar, bad_argument};
use campanella_kernel::{Ctx, Giorno, PlessoId, graphql_root};

use crate::appello::{Appello, VoceAppello, VoceAppelloInput};
use crate::conteggi::{ConteggioDieta, ConteggioGiorno, RigaConteggio};
use crate::correggi_presenza::PresenzaUfficio;
use crate::cucine::{CentroCottura, TipoDieta};
use crate::dieta_alunno::{Dieta, DietaId, DietaInput, alunno_della_dieta};
use crate::errore::Errore;
use crate::menu::{MenuDelGiorno, MenuInput, Portata, PortataInput};
use crate::permessi::{
    CHIUDI, CONTEGGI, CORREGGI, LEGGI_APPELLO, LEGGI_DIETE, LEGGI_MENU, PUBBLICA_MENU,
    SCRIVI_DIETE, SEGNA_APPELLO,
};
use crate::stato::StatoPresenza;

/// Adds types and root fields.
pub(crate) fn register(api: &mut Api) {
    crate::registri::register(api);
    api.enumeration::<StatoPresenza>()
        .output::<ConteggioGiorno>()
        .output::<RigaConteggio>()
        .output::<ConteggioDieta>()
        .output::<Appello>()
        .output::<VoceAppello>()
        .output::<PresenzaUfficio>()
        .output::<Dieta>()
        .output::<TipoDieta>()
        .output::<CentroCottura>()
        .output::<MenuDelGiorno>()
        .output::<Portata>()
        .input::<VoceAppelloInput>()
        .input::<DietaInput>()
        .input::<MenuInput>()
        .input::<PortataInput>()
        .query::<Query>()
        .mutation::<Mutation>();
    regolamenti::register(api);
    api.subscription::<Giorno, ConteggioGiorno, Errore, _, _>(
        (
            "conteggiCambiati",
            "I conteggi di un giorno: subito, e di nuovo a ogni cambiamento.",
        ),
        CONTEGGI,
        vec![InputValue::new("giorno", TypeRef::named_nn(Giorno::NAME))],
        leggi_giorno,
        crate::conteggi_cambiati,
    );
}

fn leggi_giorno(ctx: &ResolverContext<'_>) -> Result<Giorno, async_graphql::Error> {
    let argomento = ctx.args.try_get("giorno")?;
    Giorno::parse(argomento.as_value()).map_err(|e| bad_argument("giorno", e))
}

struct Query;

#[graphql_root]
impl Query {
    /// I pasti da cucinare, per plesso, classe e dieta, senza nomi.
    #[permission(CONTEGGI)]
    async fn conteggi(
        ctx: &Ctx,
        giorno: Giorno,
        plesso: Option<PlessoId>,
    ) -> Result<ConteggioGiorno, Errore> {
        crate::conteggi(ctx, giorno, plesso).await
    }

    /// L'appello di una classe. La lettura è registrata, perché mostra chi ha una dieta.
    #[permission(LEGGI_APPELLO)]
    async fn appello(ctx: &Ctx, classe: ClasseId, giorno: Giorno) -> Result<Appello, Errore> {
        let classe = classe_autorizzata(ctx, LEGGI_APPELLO, classe).await?;
        crate::appello(ctx, &classe, giorno).await
    }

    /// Le diete di un alunno. Ogni lettura è registrata.
    #[permission(LEGGI_DIETE)]
    async fn diete(ctx: &Ctx, alunno: AlunnoId) -> Result<Vec<Dieta>, Errore> {
        let alunno = alunno_autorizzato(ctx, LEGGI_DIETE, alunno).await?;
        crate::diete(ctx, &alunno).await
    }

    /// I tipi di dieta che le cucine preparano.
    #[permission(LEGGI_MENU)]
    async fn tipi_dieta(ctx: &Ctx) -> Result<Vec<TipoDieta>, Errore> {
        crate::tipi_dieta(ctx).await
    }

    /// I centri di cottura, con i plessi che servono.
    #[permission(LEGGI_MENU)]
    async fn centri_cottura(ctx: &Ctx) -> Result<Vec<CentroCottura>, Errore> {
        crate::centri_cottura(ctx).await
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Registra l'appello di una classe: tutte le voci o nessuna.
    #[permission(SEGNA_APPELLO)]
    async fn segna_appello(
        ctx: &Ctx,
        classe: ClasseId,
        giorno: Giorno,
        voci: Vec<VoceAppelloInput>,
    ) -> Result<Appello, Errore> {
        let classe = classe_autorizzata(ctx, SEGNA_APPELLO, classe).await?;
        crate::segna_appello(ctx, &classe, giorno, &voci).await
    }

    /// Corregge una presenza registrata, indicando il motivo; l'importo è ricalcolato.
    #[permission(CORREGGI)]
    async fn correggi_presenza(
        ctx: &Ctx,
        iscrizione: IscrizioneId,
        giorno: Giorno,
        stato: StatoPresenza,
        motivo: String,
    ) -> Result<PresenzaUfficio, Errore> {
        let iscritto = iscrizione_autorizzata(ctx, CORREGGI, iscrizione).await?;
        crate::correggi_presenza(ctx, &iscritto, giorno, stato, &motivo).await
    }

    /// Chiude le prenotazioni di un plesso e ne registra le presenze; se è già fatto, non fa
    /// altro.
    #[permission(CHIUDI)]
    async fn chiudi_giorno(
        ctx: &Ctx,
        giorno: Giorno,
        plesso: PlessoId,
    ) -> Result<ConteggioGiorno, Errore> {
        let plesso = plesso_autorizzato(ctx, CHIUDI, plesso).await?;
        crate::chiudi_a_mano(ctx, &plesso, giorno).await
    }

    /// Concede una dieta a un alunno.
    #[permission(SCRIVI_DIETE)]
    async fn concedi_dieta(ctx: &Ctx, dati: DietaInput) -> Result<Dieta, Errore> {
        let alunno = alunno_autorizzato(ctx, SCRIVI_DIETE, dati.alunno).await?;
        crate::concedi_dieta(ctx, &alunno, dati).await
    }

    /// Revoca una dieta da oggi.
    #[permission(SCRIVI_DIETE)]
    async fn revoca_dieta(ctx: &Ctx, id: DietaId) -> Result<bool, Errore> {
        let alunno = alunno_della_dieta(ctx, id).await?;
        let alunno = alunno_autorizzato(ctx, SCRIVI_DIETE, alunno).await?;
        crate::revoca_dieta(ctx, &alunno, id).await?;
        Ok(true)
    }

    /// Aggiunge un tipo di dieta.
    #[permission(SCRIVI_DIETE)]
    async fn crea_tipo_dieta(
        ctx: &Ctx,
        codice: String,
        descrizione: String,
        sanitaria: bool,
    ) -> Result<TipoDieta, Errore> {
        let tipo = TipoDieta {
            codice,
            descrizione,
            sanitaria,
        };
        crate::crea_tipo_dieta(ctx, tipo).await
    }

    /// Aggiunge un centro di cottura e gli affida dei plessi.
    #[permission(PUBBLICA_MENU)]
    async fn crea_centro_cottura(
        ctx: &Ctx,
        nome: String,
        plessi: Vec<PlessoId>,
    ) -> Result<CentroCottura, Errore> {
        crate::crea_centro_cottura(ctx, &nome, &plessi).await
    }

    /// Pubblica il menù di un giorno al posto di quello che c'era.
    #[permission(PUBBLICA_MENU)]
    async fn pubblica_menu(ctx: &Ctx, dati: MenuInput) -> Result<MenuDelGiorno, Errore> {
        crate::pubblica_menu(ctx, dati).await
    }
}
