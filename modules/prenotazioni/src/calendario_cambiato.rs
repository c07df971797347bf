//! A calendar that is open on a page follows the changes made elsewhere.

use campanella_anagrafe::{IscrizioneId, TOPIC_CALENDARIO, iscrizione_del_figlio};
use campanella_kernel::{Ctx, Giorno};
use futures_util::stream::{self, BoxStream};
use futures_util::{Stream, StreamExt};

use crate::avviso::{ARGOMENTO, Avviso};
use crate::calendario::GIORNI_MASSIMI;
use crate::errore::Errore;
use crate::giornata::{GiornoCalendario, giornate};
use crate::periodo::Periodo;
use crate::scelte::Scelte;

/// The days of `iscrizione` that change from now on. That it is a child of the person is checked
/// at the beginning and again at each change: a delegation may have been revoked.
///
/// # Errors
/// When the child is not the person's.
pub async fn calendario_cambiato(
    ctx: Ctx,
    iscrizione: IscrizioneId,
) -> Result<impl Stream<Item = Result<GiornoCalendario, Errore>> + Send + 'static, Errore> {
    // Watch first, check after: a change in between is not missed.
    let avvisi = ctx.bus().subscribe(&ctx.topic(ARGOMENTO));
    iscrizione_del_figlio(&ctx, iscrizione).await?;
    // A closure may touch any day.
    let chiusure = ctx.bus().subscribe(&ctx.topic(TOPIC_CALENDARIO));
    let cambiati = stream::select(avvisi, chiusure.map(|_| String::new()))
        .filter_map(move |messaggio| async move { giorni(&messaggio, iscrizione) })
        .then(move |giorni| {
            let ctx = ctx.clone();
            async move { rileggi(&ctx, iscrizione, giorni).await }
        })
        .flat_map(|letti| -> BoxStream<'static, _> {
            match letti {
                Ok(giorni) => stream::iter(giorni.into_iter().map(Ok)).boxed(),
                Err(e) => stream::once(async { Err(e) }).boxed(),
            }
        });
    Ok(cambiati)
}

/// What a hint says of this child: nothing, some days, or (an empty list) that any may have
/// changed.
fn giorni(messaggio: &str, iscrizione: IscrizioneId) -> Option<Vec<Giorno>> {
    match Avviso::leggi(messaggio) {
        Some(avviso) if avviso.iscrizione == iscrizione => Some(avviso.giorni),
        Some(_) => None,
        None => Some(Vec::new()),
    }
}

async fn rileggi(
    ctx: &Ctx,
    iscrizione: IscrizioneId,
    giorni: Vec<Giorno>,
) -> Result<Vec<GiornoCalendario>, Errore> {
    let figlio = iscrizione_del_figlio(ctx, iscrizione).await?;
    let oggi = ctx.oggi();
    let due_mesi = oggi.dopo(GIORNI_MASSIMI.unsigned_abs());
    let dal = giorni.iter().min().copied().unwrap_or(oggi);
    let al = giorni.iter().max().copied().unwrap_or(due_mesi);
    let periodo = Periodo::carica(ctx, &figlio, dal, al).await?;
    let scelte = Scelte::leggi(ctx.db(), &figlio, periodo.dal(), periodo.al()).await?;
    let (mut letti, _) = giornate(ctx, &periodo, &scelte, dal, al).await?;
    if !giorni.is_empty() {
        letti.retain(|g| giorni.contains(&g.giorno()));
    }
    Ok(letti)
}
