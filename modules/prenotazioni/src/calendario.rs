//! The calendar of a child: what holds, what may be chosen, until when.

use campanella_anagrafe::Iscritto;
use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Rifiuto};
use campanella_plugins_host::prenotazione::{Giornata, Origine};

use crate::errore::Errore;
use crate::giornata::{GiornoCalendario, giornate};
use crate::periodo::{Periodo, fine};
use crate::regola;
use crate::scelta::Scelta;
use crate::scelte::Scelte;

/// Days of one calendar at the most: two months.
pub const GIORNI_MASSIMI: i64 = 62;

/// Il calendario delle prenotazioni di un bambino.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct Calendario {
    /// I giorni chiesti, uno per uno.
    pub giorni: Vec<GiornoCalendario>,
    /// Ultimo giorno per il quale oggi si può scegliere.
    pub finestra_fino: Giorno,
    /// Vero se il regolamento prevede il pasto in bianco.
    pub offre_pasto_bianco: bool,
    /// Il regolamento che decide, con l'atto che lo approva.
    pub regolamento: String,
}

/// The calendar of `iscritto` from `dal` to `al`.
///
/// # Errors
/// When the range is empty or longer than [`GIORNI_MASSIMI`].
pub async fn calendario(
    ctx: &Ctx,
    iscritto: &Iscritto,
    dal: Giorno,
    al: Giorno,
) -> Result<Calendario, Errore> {
    verifica_periodo(dal, al)?;
    let oggi = ctx.oggi();
    let ultimo = fine(iscritto);
    let periodo = Periodo::carica(ctx, iscritto, dal.min(oggi), al.max(ultimo)).await?;
    let scelte = Scelte::leggi(ctx.db(), iscritto, periodo.dal(), periodo.al()).await?;
    let (giorni, mut risposte) = giornate(ctx, &periodo, &scelte, dal, al).await?;
    if risposte.is_empty() {
        // A range without service: the regulation is that of the next day of service.
        let prossimo: Vec<Giorno> = periodo.di_servizio(oggi, ultimo).take(1).collect();
        risposte = regola::chiedi(ctx, &periodo, &scelte, &prossimo).await?;
    }
    Ok(Calendario {
        giorni,
        finestra_fino: finestra_fino(ctx, &periodo, &scelte, oggi, ultimo).await?,
        offre_pasto_bianco: risposte
            .iter()
            .any(|g| g.voce(Scelta::PastoBianco.into()).is_some()),
        regolamento: risposte.last().map(regolamento).unwrap_or_default(),
    })
}

/// Refuses a range that is empty or too long.
pub(crate) fn verifica_periodo(dal: Giorno, al: Giorno) -> Result<(), Rifiuto> {
    match dal.distanza(al) + 1 {
        ..=0 => Err(Rifiuto::dato("al", "la fine viene prima dell'inizio")),
        1..=GIORNI_MASSIMI => Ok(()),
        _ => Err(Rifiuto::dato(
            "al",
            format!("si possono chiedere al massimo {GIORNI_MASSIMI} giorni"),
        )),
    }
}

/// The last day for which something may be chosen now. A regulation opens days from today on, so
/// halving finds its end in few questions, however far ahead it is.
async fn finestra_fino(
    ctx: &Ctx,
    periodo: &Periodo<'_>,
    scelte: &Scelte,
    oggi: Giorno,
    ultimo: Giorno,
) -> Result<Giorno, Errore> {
    let giorni: Vec<Giorno> = periodo.di_servizio(oggi, ultimo).collect();
    let (mut entro, mut oltre) = (0, giorni.len());
    while entro < oltre {
        let mezzo = usize::midpoint(entro, oltre);
        let risposta = regola::chiedi(ctx, periodo, scelte, &giorni[mezzo..=mezzo]).await?;
        let raggiunto = |g: &Giornata| regola::aperta(g) || regola::scaduta(ctx, g);
        if risposta.first().is_some_and(raggiunto) {
            entro = mezzo + 1;
        } else {
            oltre = mezzo;
        }
    }
    Ok(entro.checked_sub(1).map_or(oggi, |i| giorni[i]))
}

/// Which regulation decided, in words.
fn regolamento(giornata: &Giornata) -> String {
    match &giornata.origine {
        Origine::Regola(consulto) => consulto.provenienza.atto.clone(),
        Origine::Predefinita(_) => "Regole predefinite: il regolamento del comune non è al \
                                    momento consultabile"
            .to_owned(),
    }
}
