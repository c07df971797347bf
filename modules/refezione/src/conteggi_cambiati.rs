//! The kitchen's page follows the bookings without being reloaded.

use std::time::Duration;

use campanella_anagrafe::TOPIC_CALENDARIO;
use campanella_kernel::{Ctx, Giorno, PlessoScope};
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream, Stream};

use crate::avviso;
use crate::conteggi::{ConteggioGiorno, conteggi};
use crate::errore::Errore;
use crate::permessi::CONTEGGI;

/// How long changes are gathered before the counts are read again: in the minutes before a
/// cut-off they come in bursts, and a cook reads no faster.
const RACCOLTA: Duration = Duration::from_millis(300);

/// The counts of `giorno`, at once and again after every change in the person's buildings.
///
/// # Errors
/// When the permission is lacking.
pub async fn conteggi_cambiati(
    ctx: Ctx,
    giorno: Giorno,
) -> Result<impl Stream<Item = Result<ConteggioGiorno, Errore>> + Send + 'static, Errore> {
    let plessi = ctx.plessi(CONTEGGI)?.clone();
    let prenotazioni = ctx
        .bus()
        .subscribe(&ctx.topic(campanella_prenotazioni::ARGOMENTO));
    let refezione = ctx.bus().subscribe(&ctx.topic(avviso::ARGOMENTO));
    let calendario = ctx.bus().subscribe(&ctx.topic(TOPIC_CALENDARIO));
    let delle_prenotazioni = plessi.clone();
    let cambi = stream::select_all([
        prenotazioni
            .map(move |m| tocca_prenotazioni(&m, giorno, &delle_prenotazioni))
            .boxed(),
        refezione
            .map(move |m| tocca_refezione(&m, giorno, &plessi))
            .boxed(),
        calendario.map(|_| true).boxed(),
    ]);
    let cambi = cambi.filter(|tocca| std::future::ready(*tocca)).boxed();
    let letture = stream::unfold(
        (ctx, cambi, true),
        move |(ctx, mut cambi, prima)| async move {
            if !prima {
                cambi.next().await?;
                raccogli(&mut cambi).await;
            }
            let letto = conteggi(&ctx, giorno, None).await;
            Some((letto, (ctx, cambi, false)))
        },
    );
    Ok(letture)
}

/// Lets the changes of a moment pass, so that they are read together.
async fn raccogli(cambi: &mut BoxStream<'static, bool>) {
    let silenzio = async { while cambi.next().await.is_some() {} };
    // When the time is over the rest waits for the next reading.
    let _ = tokio::time::timeout(RACCOLTA, silenzio).await;
}

/// Whether a hint of `prenotazioni` speaks of `giorno` in one of `plessi`.
fn tocca_prenotazioni(messaggio: &str, giorno: Giorno, plessi: &PlessoScope) -> bool {
    campanella_prenotazioni::Avviso::leggi(messaggio)
        .is_none_or(|a| a.giorni.contains(&giorno) && plessi.comprende(a.plesso))
}

/// Whether a hint of this module speaks of `giorno` in one of `plessi`.
fn tocca_refezione(messaggio: &str, giorno: Giorno, plessi: &PlessoScope) -> bool {
    serde_json::from_str::<avviso::Avviso>(messaggio).map_or(true, |a| {
        a.giorno.is_none_or(|g| g == giorno) && a.plesso.is_none_or(|p| plessi.comprende(p))
    })
}
