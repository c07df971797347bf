//! The roll call of a class, on a tablet.

use campanella_anagrafe::{
    ClasseAutorizzata, ClasseBreve, Iscritto, IscrizioneId, giorno_di_servizio,
    iscrizioni_della_classe,
};
use campanella_kernel::{Ctx, Giorno, GraphqlInput, GraphqlOutput, Rifiuto, Servizio, audit};
use campanella_prenotazioni::{Scelta, riserva_plesso, scelte_effettive};
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

/// L'appello di una classe.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct Appello {
    /// La classe.
    pub classe: ClasseBreve,
    /// Il giorno.
    pub giorno: Giorno,
    /// Vero se le prenotazioni sono chiuse.
    pub chiuso: bool,
    /// Una voce per bambino, per cognome e nome.
    pub voci: Vec<VoceAppello>,
}

/// Un bambino nell'appello.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct VoceAppello {
    /// L'iscrizione.
    pub iscrizione: IscrizioneId,
    /// Il nome.
    pub nome: String,
    /// Il cognome.
    pub cognome: String,
    /// Che cosa è prenotato.
    pub scelta: Scelta,
    /// Che cosa è registrato, se lo è già.
    pub presenza: Option<StatoPresenza>,
    /// Vero se il bambino ha una dieta: chi serve il pasto deve saperlo.
    pub dieta_speciale: bool,
    /// Quante volte è stata registrata; 0 se non lo è ancora.
    pub versione: i32,
}

/// Una voce da segnare.
#[derive(Debug, Clone, Copy, GraphqlInput)]
pub struct VoceAppelloInput {
    /// L'iscrizione.
    pub iscrizione: IscrizioneId,
    /// Che cosa si registra.
    pub stato: StatoPresenza,
    /// La versione che si era vista: se nel frattempo è cambiata, niente è registrato.
    pub versione: Option<i32>,
}

/// The roll call of `classe` on `giorno`. It shows who has a diet, so that the reading is logged.
///
/// # Errors
/// [`Errore::GiornoChiuso`] without service.
pub async fn appello(
    ctx: &Ctx,
    classe: &ClasseAutorizzata,
    giorno: Giorno,
) -> Result<Appello, Errore> {
    let iscritti = iscritti(ctx, classe, giorno).await?;
    let dettaglio = json!({ "giorno": giorno });
    let id = Some(classe.classe.id.key());
    audit::record(ctx, ctx.db(), "leggi_appello", "classe", id, dettaglio).await?;
    let ids: Vec<IscrizioneId> = iscritti.iter().map(|i| i.iscrizione.id).collect();
    let scelte = scelte_effettive(ctx, ctx.db(), &ids, giorno).await?;
    let presenze = leggi(ctx.db(), ids, giorno).await?;
    let diete = Diete::del_giorno(ctx.db(), giorno).await?;
    let voce = |i: Iscritto| {
        let presenza = presenze.get(&i.iscrizione.id);
        VoceAppello {
            iscrizione: i.iscrizione.id,
            nome: i.alunno.nome,
            cognome: i.alunno.cognome,
            scelta: scelte
                .get(&i.iscrizione.id)
                .copied()
                .unwrap_or(Scelta::PREDEFINITA),
            presenza: presenza.map(|p| p.stato),
            dieta_speciale: diete.codice(i.alunno.id).is_some(),
            versione: presenza.map_or(0, |p| p.versione),
        }
    };
    Ok(Appello {
        classe: ClasseBreve::new(&classe.classe),
        giorno,
        chiuso: chiuso(ctx.db(), classe.plesso.id, giorno).await?,
        voci: iscritti.into_iter().map(voce).collect(),
    })
}

/// Registers `voci` of the roll call: all of them, or none. Before the cut-off they take the
/// place of the bookings; afterwards the charges follow.
///
/// # Errors
/// [`Errore::Conflitto`] when a presence is no longer what the tablet saw;
/// [`Errore::GiornoFuturo`], [`Errore::GiornoChiuso`].
pub async fn segna_appello(
    ctx: &Ctx,
    classe: &ClasseAutorizzata,
    giorno: Giorno,
    voci: &[VoceAppelloInput],
) -> Result<Appello, Errore> {
    if giorno > ctx.oggi() {
        return Err(Errore::GiornoFuturo(giorno));
    }
    let iscritti = iscritti(ctx, classe, giorno).await?;
    let della_voce =
        |v: &VoceAppelloInput| iscritti.iter().find(|i| i.iscrizione.id == v.iscrizione);
    let segnati: Option<Vec<&Iscritto>> = voci.iter().map(della_voce).collect();
    let segnati = segnati.ok_or(Rifiuto::NonTrovato("Iscrizione"))?;
    let esiti = prezzi(ctx, &segnati, giorno).await?;
    let diete = Diete::del_giorno(ctx.db(), giorno).await?;
    let plesso = classe.plesso.id;
    let tx = ctx.begin().await?;
    riserva_plesso(&tx, plesso).await?;
    let chiuso = chiuso(&tx, plesso, giorno).await?;
    let prima = leggi(&tx, voci.iter().map(|v| v.iscrizione), giorno).await?;
    let (mut cambiate, mut corrette) = (Vec::new(), Vec::new());
    for (voce, iscritto) in voci.iter().zip(&segnati) {
        let prima = prima.get(&voce.iscrizione);
        verifica_versione(voce, prima, iscritto)?;
        if prima.is_some_and(|p| p.stato == voce.stato) {
            continue;
        }
        let registrazione = Registrazione {
            iscritto,
            giorno,
            stato: voce.stato,
            origine: OriginePresenza::Appello,
            motivo: "appello",
            dieta: diete.codice(iscritto.alunno.id),
        };
        let dopo = registra(ctx, &tx, prima, &registrazione).await?;
        if chiuso {
            addebita(ctx, &tx, &dopo, esiti.get(&voce.iscrizione)).await?;
            corrette.push(dopo);
        }
        let da = prima.map(|p| p.stato.nome());
        cambiate.push(json!({ "iscrizione": voce.iscrizione, "da": da, "a": voce.stato.nome() }));
    }
    if let Some(prima) = corrette.first() {
        let chiave = chiave_della_correzione(prima);
        annuncia_consumi(ctx, &tx, &chiave, &corrette, &esiti).await?;
    }
    let dettaglio = json!({ "giorno": giorno, "voci": cambiate });
    let id = Some(classe.classe.id.key());
    audit::record(ctx, &tx, "segna_appello", "classe", id, dettaglio).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    avviso::invia(ctx, Some(plesso), Some(giorno)).await;
    appello(ctx, classe, giorno).await
}

/// The children of the class on a day of service.
async fn iscritti(
    ctx: &Ctx,
    classe: &ClasseAutorizzata,
    giorno: Giorno,
) -> Result<Vec<Iscritto>, Errore> {
    let stato = giorno_di_servizio(ctx, classe.plesso.id, classe.classe.id, giorno).await?;
    if let Some(motivo) = stato.motivo() {
        let motivo = motivo.to_owned();
        return Err(Errore::GiornoChiuso { giorno, motivo });
    }
    Ok(iscrizioni_della_classe(ctx, classe, Servizio::Refezione, giorno).await?)
}

fn verifica_versione(
    voce: &VoceAppelloInput,
    prima: Option<&presenza::Model>,
    iscritto: &Iscritto,
) -> Result<(), Errore> {
    let versione = prima.map_or(0, |p| p.versione);
    match (voce.versione, prima) {
        (Some(vista), Some(prima)) if vista != versione => Err(Errore::Conflitto {
            chi: format!("{} {}", iscritto.alunno.nome, iscritto.alunno.cognome),
            stato: prima.stato,
            versione,
        }),
        _ => Ok(()),
    }
}
