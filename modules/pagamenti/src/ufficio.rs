//! This module's part of the API of the offices.

mod documenti;
mod emissioni;
mod morosita;

use campanella_anagrafe::{FamigliaId, famiglia_autorizzata};
use campanella_kernel::graphql::{Api, PageRequest};
use campanella_kernel::{Ctx, Giorno, GraphqlInput, Importo, Rifiuto, Servizio, graphql_root};
use campanella_ledger::{chiudi_periodo, ultimo_chiuso};

use crate::attestazione::Attestazione;
use crate::capitoli::{Capitolo, TotaleDelCapitolo};
use crate::emissione::leggi_rette::RettaConnection;
use crate::entities::capitolo::Voce;
use crate::entities::gestione::AZero;
use crate::entities::incasso::Mezzo;
use crate::entities::rimborso::StatoRimborso;
use crate::errore::Errore;
use crate::imposta_gestione::{Gestione, GestioneInput};
use crate::incassa::NuovoIncasso;
use crate::movimenti::{MovimentoConnection, QualeConto};
use crate::permessi::{GESTISCI_CONTABILITA, LEGGI_CONTI, SCRIVI_CONTI};
use crate::portale::tipi;
use crate::riepilogo::IncassiDelGiorno;
use crate::rimborsi::Rimborso;
use crate::stato_contabile::StatoServizio;
use crate::trasferisci::Capo;
use crate::{IncassoId, RataId, RimborsoId};

/// Adds types and root fields.
pub(crate) fn register(api: &mut Api) {
    tipi(api);
    api.enumeration::<AZero>()
        .output::<Gestione>()
        .output::<StatoServizio>()
        .enumeration::<Voce>()
        .output::<Capitolo>()
        .output::<TotaleDelCapitolo>()
        .output::<IncassiDelGiorno>()
        .input::<GestioneInput>()
        .input::<IncassoInput>()
        .input::<TrasferimentoInput>()
        .query::<Query>()
        .mutation::<Mutation>();
    documenti::register(api);
    emissioni::register(api);
    morosita::register(api);
}

/// Un pagamento da registrare.
#[derive(Debug, Clone, GraphqlInput)]
struct IncassoInput {
    /// Ripetere la stessa chiave non lo registra due volte.
    chiave: String,
    /// Il servizio.
    servizio: Servizio,
    /// Quanto.
    importo: Importo,
    /// Come è stato pagato.
    mezzo: Mezzo,
    /// Il giorno del pagamento.
    giorno: Giorno,
    /// Una nota dell'ufficio.
    nota: Option<String>,
    /// La rata che paga; assente per una ricarica.
    rata: Option<RataId>,
}

/// Credito da trasferire.
#[derive(Debug, Clone, GraphqlInput)]
struct TrasferimentoInput {
    /// Ripetere la stessa chiave non lo trasferisce due volte.
    chiave: String,
    /// Il servizio dal cui conto parte.
    da: Servizio,
    /// La famiglia che lo riceve, che può essere la stessa.
    a_famiglia: FamigliaId,
    /// Il servizio sul cui conto arriva.
    a: Servizio,
    /// Quanto.
    importo: Importo,
    /// Perché: resta nel registro, le famiglie non lo leggono.
    motivo: String,
}

struct Query;

#[graphql_root]
impl Query {
    /// Lo stato contabile di una famiglia, servizio per servizio.
    #[permission(LEGGI_CONTI)]
    async fn conti_famiglia(ctx: &Ctx, famiglia: FamigliaId) -> Result<Vec<StatoServizio>, Errore> {
        let famiglia = famiglia_autorizzata(ctx, LEGGI_CONTI, famiglia).await?;
        crate::stato_contabile(ctx, &famiglia).await
    }

    /// I movimenti di un conto di una famiglia, dal più recente.
    #[permission(LEGGI_CONTI)]
    async fn movimenti_famiglia(
        ctx: &Ctx,
        famiglia: FamigliaId,
        servizio: Servizio,
        conto: QualeConto,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<MovimentoConnection, Errore> {
        let famiglia = famiglia_autorizzata(ctx, LEGGI_CONTI, famiglia).await?;
        let pagina = PageRequest::new(first, after)?;
        crate::movimenti(ctx, &famiglia, (servizio, conto), pagina).await
    }

    /// Le rette emesse per una famiglia, dalla più recente, con righe, rate e quanto è stato pagato.
    #[permission(LEGGI_CONTI)]
    async fn rette_famiglia(
        ctx: &Ctx,
        famiglia: FamigliaId,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<RettaConnection, Errore> {
        let famiglia = famiglia_autorizzata(ctx, LEGGI_CONTI, famiglia).await?;
        let pagina = PageRequest::new(first, after)?;
        crate::rette_della_famiglia(ctx, &famiglia, None, pagina).await
    }

    /// Quanto una famiglia ha pagato per ogni bambino, anno per anno, per la dichiarazione dei
    /// redditi.
    #[permission(LEGGI_CONTI)]
    async fn attestazioni_famiglia(
        ctx: &Ctx,
        famiglia: FamigliaId,
    ) -> Result<Vec<Attestazione>, Errore> {
        let famiglia = famiglia_autorizzata(ctx, LEGGI_CONTI, famiglia).await?;
        crate::attestazioni(ctx, &famiglia).await
    }

    /// I rimborsi, dal più recente.
    #[permission(LEGGI_CONTI)]
    async fn rimborsi(
        ctx: &Ctx,
        famiglia: Option<FamigliaId>,
        stato: Option<StatoRimborso>,
    ) -> Result<Vec<Rimborso>, Errore> {
        let famiglia = match famiglia {
            Some(id) => Some(famiglia_autorizzata(ctx, LEGGI_CONTI, id).await?),
            None => None,
        };
        crate::rimborsi(ctx, famiglia.as_ref(), stato).await
    }

    /// Che cosa è stato incassato da un giorno a un altro, per giorno, servizio e mezzo. Non ci sono i
    /// pagamenti stornati, quelli fatti con il credito e quelli di pagoPA ancora da attribuire.
    #[permission(LEGGI_CONTI)]
    async fn riepilogo_incassi(
        ctx: &Ctx,
        dal: Giorno,
        al: Giorno,
    ) -> Result<Vec<IncassiDelGiorno>, Errore> {
        crate::riepilogo_incassi(ctx, (dal, al)).await
    }

    /// Che cosa è entrato da un giorno a un altro, per capitolo del bilancio, servizio e mezzo. Di una
    /// rata con penale e spese, queste si pagano per prime.
    #[permission(LEGGI_CONTI)]
    async fn riepilogo_capitoli(
        ctx: &Ctx,
        dal: Giorno,
        al: Giorno,
    ) -> Result<Vec<TotaleDelCapitolo>, Errore> {
        crate::riepilogo_capitoli(ctx, (dal, al)).await
    }

    /// I capitoli del bilancio su cui si mette ciò che entra.
    #[permission(LEGGI_CONTI)]
    async fn capitoli(ctx: &Ctx) -> Result<Vec<Capitolo>, Errore> {
        crate::capitoli(ctx).await
    }

    /// Come si paga ogni servizio, dall'anno più recente.
    #[permission(LEGGI_CONTI)]
    async fn gestioni(ctx: &Ctx) -> Result<Vec<Gestione>, Errore> {
        crate::gestioni(ctx).await
    }

    /// L'ultimo giorno dell'ultimo periodo contabile chiuso.
    #[permission(LEGGI_CONTI)]
    async fn periodo_chiuso(ctx: &Ctx) -> Result<Option<Giorno>, Errore> {
        Ok(ultimo_chiuso(ctx.db()).await?)
    }
}

struct Mutation;

#[graphql_root]
impl Mutation {
    /// Stabilisce come si paga un servizio in un anno scolastico.
    #[permission(GESTISCI_CONTABILITA)]
    async fn imposta_gestione(ctx: &Ctx, dati: GestioneInput) -> Result<Gestione, Errore> {
        crate::imposta_gestione(ctx, dati).await
    }

    /// Indica il capitolo del bilancio su cui si mette ciò che entra per un servizio; senza codice,
    /// nessuno.
    #[permission(GESTISCI_CONTABILITA)]
    async fn imposta_capitolo(
        ctx: &Ctx,
        servizio: Servizio,
        voce: Voce,
        codice: Option<String>,
    ) -> Result<Vec<Capitolo>, Errore> {
        crate::imposta_capitolo(ctx, servizio, voce, codice.as_deref()).await?;
        crate::capitoli(ctx).await
    }

    /// Chiude i conti fino a un giorno passato: nessuna scrittura potrà più entrarvi.
    #[permission(GESTISCI_CONTABILITA)]
    async fn chiudi_periodo(ctx: &Ctx, al: Giorno) -> Result<bool, Errore> {
        chiudi_periodo(ctx, GESTISCI_CONTABILITA, al).await?;
        Ok(true)
    }

    /// Registra un pagamento: una ricarica o una rata.
    #[permission(SCRIVI_CONTI)]
    async fn registra_incasso(
        ctx: &Ctx,
        famiglia: FamigliaId,
        dati: IncassoInput,
    ) -> Result<IncassoId, Errore> {
        if matches!(dati.mezzo, Mezzo::Pagopa | Mezzo::Credito) {
            let perche = "questi pagamenti si registrano da soli";
            return Err(Rifiuto::dato("mezzo", perche).into());
        }
        let famiglia = famiglia_autorizzata(ctx, SCRIVI_CONTI, famiglia).await?;
        let nuovo = NuovoIncasso {
            chiave: format!("ufficio:{}", dati.chiave),
            servizio: dati.servizio,
            importo: dati.importo,
            mezzo: dati.mezzo,
            giorno: dati.giorno,
            nota: dati.nota,
            rata: dati.rata,
        };
        crate::incassa(ctx, &famiglia, nuovo).await
    }

    /// Storna un pagamento registrato per errore, indicando il motivo.
    #[permission(SCRIVI_CONTI)]
    async fn storna_incasso(
        ctx: &Ctx,
        famiglia: FamigliaId,
        incasso: IncassoId,
        motivo: String,
    ) -> Result<bool, Errore> {
        let famiglia = famiglia_autorizzata(ctx, SCRIVI_CONTI, famiglia).await?;
        crate::storna_incasso(ctx, &famiglia, incasso, &motivo).await?;
        Ok(true)
    }

    /// Trasferisce credito fra i conti di due famiglie, o di due servizi della stessa.
    #[permission(SCRIVI_CONTI)]
    async fn trasferisci_credito(
        ctx: &Ctx,
        famiglia: FamigliaId,
        dati: TrasferimentoInput,
    ) -> Result<Vec<StatoServizio>, Errore> {
        let di = famiglia_autorizzata(ctx, SCRIVI_CONTI, famiglia).await?;
        let verso = famiglia_autorizzata(ctx, SCRIVI_CONTI, dati.a_famiglia).await?;
        let partenza = Capo {
            famiglia: &di,
            servizio: dati.da,
        };
        let arrivo = Capo {
            famiglia: &verso,
            servizio: dati.a,
        };
        crate::trasferisci(
            ctx,
            partenza,
            arrivo,
            dati.importo,
            (&dati.chiave, Some(&dati.motivo)),
        )
        .await?;
        crate::stato_contabile(ctx, &di).await
    }

    /// Corregge il credito di una famiglia, in più o in meno, indicando il motivo.
    #[permission(SCRIVI_CONTI)]
    async fn rettifica_credito(
        ctx: &Ctx,
        famiglia: FamigliaId,
        servizio: Servizio,
        importo: Importo,
        motivo: String,
        chiave: String,
    ) -> Result<Vec<StatoServizio>, Errore> {
        let famiglia = famiglia_autorizzata(ctx, SCRIVI_CONTI, famiglia).await?;
        crate::rettifica_credito(ctx, &famiglia, servizio, importo, (&chiave, &motivo)).await?;
        crate::stato_contabile(ctx, &famiglia).await
    }

    /// Accoglie un rimborso, che toglie il credito dal conto, o lo rifiuta indicando il motivo.
    #[permission(SCRIVI_CONTI)]
    async fn decidi_rimborso(
        ctx: &Ctx,
        rimborso: RimborsoId,
        accogli: bool,
        motivo: Option<String>,
    ) -> Result<Rimborso, Errore> {
        crate::decidi_rimborso(ctx, rimborso, accogli, motivo.as_deref()).await
    }

    /// Registra che un rimborso accolto è stato pagato.
    #[permission(SCRIVI_CONTI)]
    async fn paga_rimborso(ctx: &Ctx, rimborso: RimborsoId) -> Result<Rimborso, Errore> {
        crate::paga_rimborso(ctx, rimborso).await
    }
}
