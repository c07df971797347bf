//! The regulations in the API of the offices: what is in force, what could be, proposing it,
//! putting it in force, what went wrong.

use std::sync::Arc;

use campanella_kernel::eventi::Ascolto;
use campanella_kernel::graphql::Api;
use campanella_kernel::jobs::JobHandler;
use campanella_kernel::module::PermissionInfo;
use campanella_kernel::{
    Ctx, Giorno, GraphqlInput, GraphqlOutput, InternalError, Istante, Module, Rifiuto, Servizio,
    graphql_root,
};

use crate::attiva::{APPROVA, AttivazioneRifiutata, GESTISCI, LEGGI, NuovaAttivazione, PERMESSI};
use crate::attivazione::{self, AttivazioneId};
use crate::componente::Regola;
use crate::estensione::Estensione;
use crate::proposte::{self, PropostaId, PropostaRifiutata, StatoProposta};
use crate::prova::{DaProvare, EsitoProva};
use crate::regole::Regole;
use crate::riga_esito::RigaEsito;
use crate::{guasti, pacchetti, schema_domanda, spiegazione};

/// The module.
pub struct Regolamenti;

impl Module for Regolamenti {
    fn name(&self) -> &'static str {
        "regolamenti"
    }

    fn permissions(&self) -> &'static [PermissionInfo] {
        PERMESSI
    }

    fn portale(&self, _api: &mut Api) {}

    fn ufficio(&self, api: &mut Api) {
        api.output::<Attivazione>()
            .output::<RegolaDisponibile>()
            .output::<Proposta>()
            .output::<GuastoRegola>()
            .output::<DecisioneRipetuta>()
            .output::<EsitoProva>()
            .output::<RigaEsito>()
            .output::<spiegazione::Passo>()
            .output::<spiegazione::Dato>()
            .input::<AttivaRegolaInput>()
            .enumeration::<Estensione>()
            .enumeration::<StatoProposta>()
            .query::<RegolamentiQuery>()
            .mutation::<RegolamentiMutation>();
    }

    fn jobs(&self) -> Vec<Arc<dyn JobHandler>> {
        vec![]
    }

    fn ascolta(&self) -> &'static [Ascolto] {
        &[]
    }
}

/// Un regolamento in vigore da un giorno a un giorno.
#[derive(Debug, Clone, GraphqlOutput)]
struct Attivazione {
    id: AttivazioneId,
    /// Che cosa decide.
    estensione: Estensione,
    /// Per quale servizio.
    servizio: Servizio,
    /// Impronta SHA-256 del componente.
    digest: String,
    /// Parametri.
    parametri: serde_json::Value,
    /// Primo giorno.
    dal: Giorno,
    /// Ultimo giorno; nessuno finché non comincia il successivo.
    al: Option<Giorno>,
    /// Atto che lo approva.
    atto: String,
    /// Chi lo ha messo in vigore.
    approvata_da: String,
    /// Quando.
    creata_il: Istante,
}

impl From<attivazione::Model> for Attivazione {
    fn from(m: attivazione::Model) -> Self {
        Self {
            id: m.attivazione(),
            estensione: m.estensione,
            servizio: m.servizio,
            digest: m.digest,
            parametri: m.parametri,
            dal: m.dal,
            al: m.al,
            atto: m.atto,
            approvata_da: m.approvata_da,
            creata_il: m.creata_il,
        }
    }
}

/// Un regolamento che si può mettere in vigore.
#[derive(Debug, Clone, GraphqlOutput)]
struct RegolaDisponibile {
    /// Impronta SHA-256 del componente.
    digest: String,
    /// Nome stabile.
    nome: String,
    /// Versione.
    versione: String,
    /// Titolo.
    titolo: String,
    /// Che cosa decide.
    estensione: Estensione,
    /// Schema JSON dei parametri, con titoli in italiano, come l'ha scritto il suo autore: i campi
    /// si chiedono in quest'ordine.
    schema_testo: String,
    /// Schema JSON di un caso su cui provarlo.
    schema_caso: String,
    /// Chi l'ha caricato; nessuno se è fornito con la piattaforma.
    caricato_da: Option<String>,
    /// Quando è stato caricato.
    caricato_il: Option<Istante>,
    /// Casi di prova superati, se è stato caricato.
    casi: Option<i32>,
}

/// Un regolamento proposto.
#[derive(Debug, Clone, GraphqlOutput)]
struct Proposta {
    id: PropostaId,
    /// Che cosa decide.
    estensione: Estensione,
    /// Per quale servizio.
    servizio: Servizio,
    /// Impronta SHA-256 del componente.
    digest: String,
    /// Parametri.
    parametri: serde_json::Value,
    /// Primo giorno.
    dal: Giorno,
    /// Atto che lo approva.
    atto: String,
    /// A che punto è.
    stato: StatoProposta,
    /// Chi l'ha proposto.
    proposta_da: String,
    /// Quando.
    proposta_il: Istante,
    /// Chi ha deciso.
    decisa_da: Option<String>,
    /// Quando.
    decisa_il: Option<Istante>,
    /// Perché è stato respinto.
    motivo: Option<String>,
}

impl From<proposte::Model> for Proposta {
    fn from(m: proposte::Model) -> Self {
        Self {
            id: PropostaId::new(m.id),
            estensione: m.estensione,
            servizio: m.servizio,
            digest: m.digest,
            parametri: m.parametri,
            dal: m.dal,
            atto: m.atto,
            stato: m.stato,
            proposta_da: m.proposta_da,
            proposta_il: m.proposta_il,
            decisa_da: m.decisa_da,
            decisa_il: m.decisa_il,
            motivo: m.motivo,
        }
    }
}

/// Domande rimaste senza risposta sotto un regolamento, per lo stesso motivo.
#[derive(Debug, Clone, GraphqlOutput)]
struct GuastoRegola {
    /// Il regolamento in vigore.
    attivazione: AttivazioneId,
    /// Codice del motivo.
    codice: String,
    /// Il motivo.
    testo: String,
    /// Quante domande.
    quanti: i32,
    /// La prima volta.
    primo_il: Istante,
    /// L'ultima.
    ultimo_il: Istante,
}

impl From<guasti::Model> for GuastoRegola {
    fn from(m: guasti::Model) -> Self {
        Self {
            attivazione: AttivazioneId::new(m.attivazione_id),
            codice: m.codice,
            testo: m.testo,
            quanti: i32::try_from(m.quanti).unwrap_or(i32::MAX),
            primo_il: m.primo_il,
            ultimo_il: m.ultimo_il,
        }
    }
}

/// Una decisione presa di nuovo con il regolamento e i dati di allora.
#[derive(Debug, Clone, GraphqlOutput)]
struct DecisioneRipetuta {
    /// Vero se il risultato è identico a quello di allora.
    uguale: bool,
    /// La domanda, senza ciò che direbbe di chi era.
    domanda: serde_json::Value,
    /// Il risultato di adesso.
    risultato: serde_json::Value,
    /// Il motore di allora.
    motore_allora: String,
    /// Il motore di adesso.
    motore_adesso: String,
}

/// Il regolamento da mettere in vigore.
#[derive(Debug, Clone, GraphqlInput)]
struct AttivaRegolaInput {
    /// Che cosa decide.
    estensione: Estensione,
    /// Per quale servizio.
    servizio: Servizio,
    /// Impronta SHA-256 del componente.
    digest: String,
    /// Parametri, secondo lo schema del componente.
    parametri: serde_json::Value,
    /// Primo giorno: da domani in poi, se un altro è in vigore.
    dal: Giorno,
    /// Atto che lo approva.
    atto: String,
}

struct RegolamentiQuery;

#[graphql_root]
impl RegolamentiQuery {
    /// I regolamenti del comune, dal più recente.
    #[permission(LEGGI)]
    async fn attivazioni(ctx: &Ctx) -> Result<Vec<Attivazione>, Rifiuto> {
        let rows = attivazione::tutte(ctx.db()).await?;
        Ok(rows.into_iter().map(Attivazione::from).collect())
    }

    /// I regolamenti che si possono mettere in vigore, con i loro parametri: quelli forniti con la
    /// piattaforma e quelli caricati dal comune.
    #[permission(LEGGI)]
    async fn regole_disponibili(ctx: &Ctx) -> Result<Vec<RegolaDisponibile>, Rifiuto> {
        let regole = ctx.service::<Regole>()?;
        let mut disponibili = Vec::new();
        for regola in &regole.spedite().await? {
            disponibili.push(RegolaDisponibile::nuova(regola, None));
        }
        let caricati = pacchetti::elenco(ctx.db()).await?;
        let digest = caricati.iter().map(|c| c.digest.clone());
        regole.rendi_note(ctx, digest).await?;
        for caricato in caricati {
            // One that no longer passes its cases cannot be put in force, and is not offered.
            if let Ok(regola) = regole.host().regola(&caricato.digest) {
                disponibili.push(RegolaDisponibile::nuova(&regola, Some(caricato)));
            }
        }
        Ok(disponibili)
    }

    /// I regolamenti proposti, dal più recente.
    #[permission(LEGGI)]
    async fn proposte(ctx: &Ctx) -> Result<Vec<Proposta>, Rifiuto> {
        let righe = proposte::elenco(ctx.db()).await?;
        Ok(righe.into_iter().map(Proposta::from).collect())
    }

    /// Vero se chi propone un regolamento non può approvarlo.
    #[permission(LEGGI)]
    async fn approvazione_a_due(ctx: &Ctx) -> Result<bool, Rifiuto> {
        Ok(proposte::due_persone(ctx.db()).await?)
    }

    /// Le domande rimaste senza risposta, dalla più recente.
    #[permission(LEGGI)]
    async fn guasti_regole(ctx: &Ctx) -> Result<Vec<GuastoRegola>, Rifiuto> {
        let righe = guasti::ultimi(ctx.db()).await?;
        Ok(righe.into_iter().map(GuastoRegola::from).collect())
    }

    /// Che cosa risponderebbe un regolamento, in vigore o no, a un caso descritto secondo il suo
    /// `schemaCaso`, e perché.
    #[permission(GESTISCI)]
    async fn prova_regola(
        ctx: &Ctx,
        estensione: Estensione,
        digest: String,
        parametri: serde_json::Value,
        caso: serde_json::Value,
    ) -> Result<EsitoProva, AttivazioneRifiutata> {
        let domanda = schema_domanda::leggi(estensione, caso)?;
        let regola = DaProvare::DelComune(digest);
        ctx.service::<Regole>()?
            .prova(ctx, estensione, (&regola, &parametri), domanda)
            .await
    }

    /// Prende di nuovo una decisione, con il regolamento e i dati di allora.
    #[permission(GESTISCI)]
    async fn riesegui_decisione(ctx: &Ctx, impronta: String) -> Result<DecisioneRipetuta, Rifiuto> {
        let ripetuta = ctx.service::<Regole>()?.riesegui(ctx, &impronta).await?;
        Ok(DecisioneRipetuta {
            uguale: ripetuta.uguale(),
            domanda: serde_json::to_value(ripetuta.pseudonima()).map_err(InternalError::from)?,
            risultato: serde_json::to_value(&ripetuta.decisione.esito)
                .map_err(InternalError::from)?,
            motore_allora: ripetuta.allora.motore,
            motore_adesso: ripetuta.adesso.motore,
        })
    }
}

impl RegolaDisponibile {
    fn nuova(regola: &Regola, caricata: Option<pacchetti::Voce>) -> Self {
        let manifesto = regola.manifesto();
        let (caricato_da, caricato_il, casi) = match caricata {
            Some(c) => (Some(c.caricato_da), Some(c.caricato_il), Some(c.casi)),
            None => (None, None, None),
        };
        Self {
            digest: regola.digest().to_owned(),
            nome: manifesto.id.clone(),
            versione: manifesto.versione.clone(),
            titolo: manifesto.titolo.clone(),
            estensione: regola.estensione(),
            schema_testo: manifesto.schema_testo.clone(),
            schema_caso: schema_domanda::schema(regola.estensione()).to_owned(),
            caricato_da,
            caricato_il,
            casi,
        }
    }
}

impl From<AttivaRegolaInput> for NuovaAttivazione {
    fn from(dati: AttivaRegolaInput) -> Self {
        Self {
            estensione: dati.estensione,
            servizio: dati.servizio,
            digest: dati.digest,
            parametri: dati.parametri,
            dal: dati.dal,
            atto: dati.atto,
        }
    }
}

struct RegolamentiMutation;

#[graphql_root]
impl RegolamentiMutation {
    /// Mette in vigore un regolamento; quello di prima vale fino al giorno precedente.
    #[permission(GESTISCI)]
    async fn attiva_regola(
        ctx: &Ctx,
        dati: AttivaRegolaInput,
    ) -> Result<AttivazioneId, AttivazioneRifiutata> {
        ctx.service::<Regole>()?.attiva(ctx, dati.into()).await
    }

    /// Propone un regolamento, che un'altra persona approverà.
    #[permission(GESTISCI)]
    async fn proponi_regola(
        ctx: &Ctx,
        dati: AttivaRegolaInput,
    ) -> Result<PropostaId, PropostaRifiutata> {
        ctx.service::<Regole>()?.proponi(ctx, dati.into()).await
    }

    /// Approva una proposta e la mette in vigore.
    #[permission(APPROVA)]
    async fn approva_proposta(
        ctx: &Ctx,
        id: PropostaId,
    ) -> Result<AttivazioneId, PropostaRifiutata> {
        ctx.service::<Regole>()?.approva(ctx, id).await
    }

    /// Respinge una proposta, o la ritira: chi può proporre, o chi può approvare.
    #[permission(LEGGI)]
    async fn respingi_proposta(
        ctx: &Ctx,
        id: PropostaId,
        motivo: String,
    ) -> Result<bool, PropostaRifiutata> {
        proposte::respingi(ctx, id, &motivo).await?;
        Ok(true)
    }

    /// Stabilisce se chi propone un regolamento può anche approvarlo.
    #[permission(APPROVA)]
    async fn imposta_approvazione_a_due(ctx: &Ctx, due_persone: bool) -> Result<bool, Rifiuto> {
        proposte::imposta_due_persone(ctx, due_persone).await?;
        Ok(due_persone)
    }
}
