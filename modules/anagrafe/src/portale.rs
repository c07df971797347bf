//! This module's part of the API of the families.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use campanella_kernel::ctx::RequestLoader;
use campanella_kernel::graphql::Api;
use campanella_kernel::{
    AnnoScolastico, CodiceFiscale, Ctx, Giorno, GraphqlOutput, Importo, InternalError,
    PrezzoUnitario, Servizio, graphql_fields, graphql_root,
};
use sea_orm::DbErr;

use crate::delega::{Delega, DelegaInput};
use crate::entities::alunno;
use crate::entities::iscrizione::StatoIscrizione;
use crate::errore::Errore;
use crate::iscritti::{self, Iscritto};
use crate::permessi::{FAMIGLIA_LEGGI, FAMIGLIA_SCRIVI};
use crate::{AlunnoId, DelegaId, IscrizioneId};

/// Adds types and root fields.
pub(crate) fn register(api: &mut Api) {
    api.enumeration::<Servizio>()
        .enumeration::<StatoIscrizione>()
        .output_with_fields::<Alunno>()
        .output::<Iscrizione>()
        .output::<Delega>()
        .input::<DelegaInput>()
        .query::<Query>()
        .mutation::<Mutation>();
}

/// Un figlio di chi ha effettuato l'accesso.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct Alunno {
    id: AlunnoId,
    nome: String,
    cognome: String,
    codice_fiscale: Option<CodiceFiscale>,
    data_nascita: Giorno,
    luogo_nascita: Option<String>,
    /// F o M.
    sesso: Option<String>,
    indirizzo: Option<String>,
    /// Vero se il bambino è residente nel comune.
    residente: bool,
}

impl From<alunno::Model> for Alunno {
    fn from(a: alunno::Model) -> Self {
        Self {
            id: a.id,
            nome: a.nome,
            cognome: a.cognome,
            codice_fiscale: a.codice_fiscale,
            data_nascita: a.data_nascita,
            luogo_nascita: a.luogo_nascita,
            sesso: a.sesso.map(|s| format!("{s:?}")),
            indirizzo: a.indirizzo,
            residente: a.residente,
        }
    }
}

#[graphql_fields]
impl Alunno {
    /// Iscrizioni ai servizi, dall'anno scolastico in corso in poi.
    #[permission(FAMIGLIA_LEGGI)]
    async fn iscrizioni(&self, ctx: &Ctx) -> Result<Vec<Iscrizione>, Errore> {
        let found = ctx.loader::<IscrizioniDeiFigli>().load_one(self.id).await;
        let iscritti = found.map_err(InternalError::new)?.unwrap_or_default();
        Ok(iscritti.iter().map(|i| Iscrizione::new(ctx, i)).collect())
    }
}

/// L'iscrizione di un bambino a un servizio per un anno scolastico.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct Iscrizione {
    id: IscrizioneId,
    servizio: Servizio,
    anno: AnnoScolastico,
    /// Codice del badge.
    tessera: String,
    scuola: String,
    plesso: String,
    classe: String,
    /// Fascia assegnata dal regolamento.
    fascia: Option<String>,
    /// Quota fissa, in centesimi.
    importo_quota: Option<Importo>,
    /// Prezzo di un pasto o di una corsa, in decimillesimi di euro.
    importo_unitario: Option<PrezzoUnitario>,
    /// Dieta o tipo di biglietto.
    articolo: String,
    stato: StatoIscrizione,
    dal: Giorno,
    /// Ultimo giorno; assente se l'iscrizione dura fino alla fine dell'anno.
    al: Option<Giorno>,
    /// Vero se il servizio si prenota dal calendario.
    prenotabile: bool,
}

impl Iscrizione {
    fn new(ctx: &Ctx, iscritto: &Iscritto) -> Self {
        let i = &iscritto.iscrizione;
        let last = i.al.unwrap_or_else(|| i.anno.fine());
        let prenotabile = i.servizio == Servizio::Refezione
            && i.stato == StatoIscrizione::Attiva
            && last >= ctx.oggi()
            && ctx.comune().moduli.contains("prenotazioni");
        Self {
            id: i.id,
            servizio: i.servizio,
            anno: i.anno,
            tessera: i.tessera.clone(),
            scuola: iscritto.scuola.nome.clone(),
            plesso: iscritto.plesso.nome.clone(),
            classe: iscritto.classe.nome.clone(),
            fascia: i.fascia.clone(),
            importo_quota: i.importo_quota,
            importo_unitario: i.importo_unitario,
            articolo: i.articolo.clone(),
            stato: i.stato,
            dal: i.dal,
            al: i.al,
            prenotabile,
        }
    }
}

/// Loads the enrolments of children who were shown to be the person's own.
struct IscrizioniDeiFigli(Ctx);

impl RequestLoader for IscrizioniDeiFigli {
    fn for_request(ctx: &Ctx) -> Self {
        Self(ctx.clone())
    }
}

impl Loader<AlunnoId> for IscrizioniDeiFigli {
    type Value = Vec<Iscritto>;
    type Error = Arc<DbErr>;

    async fn load(
        &self,
        alunni: &[AlunnoId],
    ) -> Result<HashMap<AlunnoId, Vec<Iscritto>>, Arc<DbErr>> {
        let from = AnnoScolastico::del(self.0.oggi());
        let found = iscritti::degli_alunni(self.0.db(), alunni, from)
            .await
            .map_err(Arc::new)?;
        let mut by_child: HashMap<AlunnoId, Vec<Iscritto>> = HashMap::new();
        for iscritto in found {
            by_child
                .entry(iscritto.alunno.id)
                .or_default()
                .push(iscritto);
        }
        Ok(by_child)
    }
}

struct Query;

#[graphql_root]
impl Query {
    /// I figli di chi ha effettuato l'accesso, dal più grande.
    #[permission(FAMIGLIA_LEGGI)]
    async fn figli(ctx: &Ctx) -> Result<Vec<Alunno>, Errore> {
        let figli = crate::figli(ctx).await?;
        Ok(figli.into_iter().map(|f| f.alunno.into()).collect())
    }

    /// Un figlio di chi ha effettuato l'accesso.
    #[permission(FAMIGLIA_LEGGI)]
    async fn alunno(ctx: &Ctx, id: AlunnoId) -> Result<Alunno, Errore> {
        Ok(crate::figlio(ctx, id).await?.alunno.into())
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Permette a un altro adulto di vedere e prenotare.
    #[permission(FAMIGLIA_SCRIVI)]
    async fn delega(ctx: &Ctx, dati: DelegaInput) -> Result<Delega, Errore> {
        crate::delega(ctx, dati).await
    }

    /// Revoca una delega data.
    #[permission(FAMIGLIA_SCRIVI)]
    async fn revoca_delega(ctx: &Ctx, id: DelegaId) -> Result<bool, Errore> {
        crate::revoca_delega(ctx, id).await?;
        Ok(true)
    }
}
