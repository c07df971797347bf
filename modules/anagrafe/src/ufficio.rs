//! This module's part of the API of the offices.

use campanella_kernel::graphql::{Api, FlatRegister, Write};
use campanella_kernel::{
    AnnoScolastico, Ctx, GraphqlOutput, PersonaId, PlessoId, Servizio, graphql_root,
};

use sea_orm::entity::prelude::*;

use crate::alunni::AlunnoInput;
use crate::chiusure::ChiusuraInput;
use crate::entities::chiusura::TipoChiusura;
use crate::entities::iscrizione::StatoIscrizione;
use crate::entities::isee::TipoIsee;
use crate::entities::scuola::OrdineScuola;
use crate::entities::{
    alunno, calendario, chiusura, classe, famiglia, iscrizione, isee, plesso, scuola,
};
use crate::errore::Errore;
use crate::famiglie::{FamigliaInput, PersonaInput};
use crate::imposta_calendario::CalendarioInput;
use crate::iscrivi::IscrizioneInput;
use crate::passaggio::{EsitoPassaggio, PassaggioDiClasse};
use crate::permessi::{
    CALENDARIO_GESTISCI, CALENDARIO_LEGGI, CALENDARIO_SCRIVI, FAMIGLIE_LEGGI, FAMIGLIE_SCRIVI,
    ISCRIZIONI_LEGGI, ISCRIZIONI_SCRIVI, ISEE_LEGGI, ISEE_SCRIVI, SCUOLE_GESTISCI, SCUOLE_LEGGI,
};
use crate::registra_isee::IseeInput;
use crate::scuole::{ClasseInput, PlessoInput, ScuolaInput};
use crate::{
    AlunnoId, ChiusuraId, ClasseId, FamigliaId, IscrizioneId, classi_del_plesso,
    plessi_autorizzati, plesso_autorizzato,
};

// Verbs answer with the types of the generated reads.
seaography::impl_custom_output_type_for_entities!([
    alunno, calendario, chiusura, classe, famiglia, iscrizione, isee, plesso, scuola
]);

/// Adds types and root fields.
pub(crate) fn register(api: &mut Api) {
    // Persons and delegations have hand-written types, of the same names, in both schemas.
    api.entity::<famiglia::Entity, RelazioniFamiglia>(FAMIGLIE_LEGGI)
        .entity::<alunno::Entity, alunno::RelatedEntity>(FAMIGLIE_LEGGI)
        .entity::<isee::Entity, isee::RelatedEntity>(ISEE_LEGGI)
        .entity::<scuola::Entity, scuola::RelatedEntity>(SCUOLE_LEGGI)
        .entity::<plesso::Entity, plesso::RelatedEntity>(SCUOLE_LEGGI)
        .entity::<classe::Entity, classe::RelatedEntity>(SCUOLE_LEGGI)
        .entity::<iscrizione::Entity, iscrizione::RelatedEntity>(ISCRIZIONI_LEGGI)
        .entity::<calendario::Entity, calendario::RelatedEntity>(CALENDARIO_LEGGI)
        .entity::<chiusura::Entity, chiusura::RelatedEntity>(CALENDARIO_LEGGI);
    // A code is written in capitals and found by imports, the order of a school decides on the
    // levels of its classes: those are of the verbs.
    api.register(FlatRegister::<scuola::Entity> {
        name: "Scuola",
        permission: SCUOLE_GESTISCI,
        writes: &[Write::Update, Write::Delete],
        columns: &[scuola::Column::Nome],
        duplicate: "C'è già una scuola uguale.",
        in_use: "Questa scuola ha dei plessi: eliminare prima quelli.",
    });
    api.register(FlatRegister::<plesso::Entity> {
        name: "Plesso",
        permission: SCUOLE_GESTISCI,
        writes: &[Write::Update, Write::Delete],
        columns: &[plesso::Column::Nome, plesso::Column::Indirizzo],
        duplicate: "C'è già un plesso uguale.",
        in_use: "Questo plesso è in uso (classi, chiusure o centri di cottura): non si può \
                 eliminare.",
    });
    api.enumeration::<Servizio>()
        .enumeration::<StatoIscrizione>()
        .enumeration::<TipoChiusura>()
        .enumeration::<TipoIsee>()
        .enumeration::<OrdineScuola>()
        .output::<crate::Delega>()
        .output::<PlessoBreve>()
        .output::<ClasseBreve>()
        .output::<EsitoPassaggio>()
        .output::<PassaggioDiClasse>()
        .input::<PersonaInput>()
        .input::<FamigliaInput>()
        .input::<AlunnoInput>()
        .input::<IscrizioneInput>()
        .input::<IseeInput>()
        .input::<ChiusuraInput>()
        .input::<CalendarioInput>()
        .input::<ScuolaInput>()
        .input::<PlessoInput>()
        .input::<ClasseInput>()
        .query::<Query>()
        .mutation::<Mutation>();
}

/// Relations of a family whose other end is a generated type.
#[derive(Debug, Clone, Copy, EnumIter, DeriveRelatedEntity)]
#[sea_orm(entity = "famiglia::Entity")]
enum RelazioniFamiglia {
    #[sea_orm(entity = "alunno::Entity")]
    Alunno,
}

/// Un plesso.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct PlessoBreve {
    id: PlessoId,
    nome: String,
    /// Nome della scuola.
    scuola: String,
}

/// Una classe.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct ClasseBreve {
    id: ClasseId,
    nome: String,
    plesso: PlessoId,
}

impl PlessoBreve {
    /// The building as the API of the offices shows it.
    #[must_use]
    pub fn new(plesso: &plesso::Model, scuola: &scuola::Model) -> Self {
        Self {
            id: plesso.id,
            nome: plesso.nome.clone(),
            scuola: scuola.nome.clone(),
        }
    }
}

impl ClasseBreve {
    /// The class as the API of the offices shows it.
    #[must_use]
    pub fn new(classe: &classe::Model) -> Self {
        Self {
            id: classe.id,
            nome: classe.nome.clone(),
            plesso: classe.plesso_id,
        }
    }
}

struct Query;

#[graphql_root]
impl Query {
    /// I plessi di propria competenza.
    #[permission(SCUOLE_LEGGI)]
    async fn plessi(ctx: &Ctx) -> Result<Vec<PlessoBreve>, Errore> {
        let plessi = plessi_autorizzati(ctx, SCUOLE_LEGGI).await?;
        let breve = plessi
            .iter()
            .map(|p| PlessoBreve::new(&p.plesso, &p.scuola));
        Ok(breve.collect())
    }

    /// Le classi di un plesso di propria competenza; se l'anno non è indicato, quelle dell'anno
    /// scolastico in corso.
    #[permission(SCUOLE_LEGGI)]
    async fn classi(
        ctx: &Ctx,
        plesso: PlessoId,
        anno: Option<AnnoScolastico>,
    ) -> Result<Vec<ClasseBreve>, Errore> {
        let plesso = plesso_autorizzato(ctx, SCUOLE_LEGGI, plesso).await?;
        let anno = anno.unwrap_or_else(|| AnnoScolastico::del(ctx.oggi()));
        let classi = classi_del_plesso(ctx, &plesso, anno).await?;
        Ok(classi.iter().map(|c| ClasseBreve::new(&c.classe)).collect())
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Inserisce una famiglia.
    #[permission(FAMIGLIE_SCRIVI)]
    async fn crea_famiglia(ctx: &Ctx, dati: FamigliaInput) -> Result<famiglia::Model, Errore> {
        crate::crea_famiglia(ctx, dati).await
    }

    /// Corregge i dati di una famiglia.
    #[permission(FAMIGLIE_SCRIVI)]
    async fn modifica_famiglia(
        ctx: &Ctx,
        id: FamigliaId,
        residente: bool,
        minori: i32,
    ) -> Result<famiglia::Model, Errore> {
        crate::modifica_famiglia(ctx, id, residente, minori).await
    }

    /// Registra o toglie l'esenzione decisa dai servizi sociali.
    #[permission(ISEE_SCRIVI)]
    async fn imposta_esenzione(
        ctx: &Ctx,
        famiglia: FamigliaId,
        esente: bool,
        atto: String,
    ) -> Result<bool, Errore> {
        crate::imposta_esenzione(ctx, famiglia, esente, &atto).await?;
        Ok(true)
    }

    /// Corregge i dati di una persona.
    #[permission(FAMIGLIE_SCRIVI)]
    async fn correggi_persona(
        ctx: &Ctx,
        id: PersonaId,
        dati: PersonaInput,
    ) -> Result<bool, Errore> {
        crate::correggi_persona(ctx, id, dati).await?;
        Ok(true)
    }

    /// Annota che la persona ha mostrato un documento all'ufficio.
    #[permission(FAMIGLIE_SCRIVI)]
    async fn verifica_persona(ctx: &Ctx, id: PersonaId) -> Result<bool, Errore> {
        crate::verifica_persona(ctx, id).await?;
        Ok(true)
    }

    /// Registra un'attestazione ISEE.
    #[permission(ISEE_SCRIVI)]
    async fn registra_isee(ctx: &Ctx, dati: IseeInput) -> Result<isee::Model, Errore> {
        crate::registra_isee(ctx, dati).await
    }

    /// Inserisce un bambino.
    #[permission(FAMIGLIE_SCRIVI)]
    async fn crea_alunno(ctx: &Ctx, dati: AlunnoInput) -> Result<alunno::Model, Errore> {
        crate::crea_alunno(ctx, dati).await
    }

    /// Corregge i dati di un bambino.
    #[permission(FAMIGLIE_SCRIVI)]
    async fn modifica_alunno(
        ctx: &Ctx,
        id: AlunnoId,
        dati: AlunnoInput,
    ) -> Result<alunno::Model, Errore> {
        crate::modifica_alunno(ctx, id, dati).await
    }

    /// Iscrive un bambino a un servizio, per l'anno scolastico della classe.
    #[permission(ISCRIZIONI_SCRIVI)]
    async fn iscrivi(
        ctx: &Ctx,
        alunno: AlunnoId,
        servizio: Servizio,
        dati: IscrizioneInput,
    ) -> Result<iscrizione::Model, Errore> {
        crate::iscrivi(ctx, alunno, servizio, dati).await
    }

    /// Modifica un'iscrizione.
    #[permission(ISCRIZIONI_SCRIVI)]
    async fn modifica_iscrizione(
        ctx: &Ctx,
        id: IscrizioneId,
        dati: IscrizioneInput,
    ) -> Result<iscrizione::Model, Errore> {
        crate::modifica_iscrizione(ctx, id, dati).await
    }

    /// Inserisce giorni senza servizio.
    #[permission(CALENDARIO_SCRIVI)]
    async fn crea_chiusura(ctx: &Ctx, dati: ChiusuraInput) -> Result<chiusura::Model, Errore> {
        crate::crea_chiusura(ctx, dati).await
    }

    /// Annulla una chiusura; di una già iniziata, i giorni da oggi in poi.
    #[permission(CALENDARIO_SCRIVI)]
    async fn annulla_chiusura(ctx: &Ctx, id: ChiusuraId) -> Result<bool, Errore> {
        crate::annulla_chiusura(ctx, id).await?;
        Ok(true)
    }

    /// Imposta il calendario di un anno scolastico.
    #[permission(CALENDARIO_GESTISCI)]
    async fn imposta_calendario(
        ctx: &Ctx,
        dati: CalendarioInput,
    ) -> Result<calendario::Model, Errore> {
        crate::imposta_calendario(ctx, dati).await
    }

    /// Inserisce una scuola.
    #[permission(SCUOLE_GESTISCI)]
    async fn crea_scuola(ctx: &Ctx, dati: ScuolaInput) -> Result<scuola::Model, Errore> {
        crate::crea_scuola(ctx, dati).await
    }

    /// Inserisce un plesso.
    #[permission(SCUOLE_GESTISCI)]
    async fn crea_plesso(ctx: &Ctx, dati: PlessoInput) -> Result<plesso::Model, Errore> {
        crate::crea_plesso(ctx, dati).await
    }

    /// Inserisce una classe.
    #[permission(SCUOLE_GESTISCI)]
    async fn crea_classe(ctx: &Ctx, dati: ClasseInput) -> Result<classe::Model, Errore> {
        crate::crea_classe(ctx, dati).await
    }

    /// Porta i bambini nelle classi dell'anno scolastico successivo; con `prova` dice soltanto che
    /// cosa farebbe.
    #[permission(SCUOLE_GESTISCI)]
    async fn passaggio_classe(
        ctx: &Ctx,
        da: AnnoScolastico,
        a: AnnoScolastico,
        prova: Option<bool>,
    ) -> Result<EsitoPassaggio, Errore> {
        crate::passaggio_classe(ctx, da, a, prova.unwrap_or(false)).await
    }
}
