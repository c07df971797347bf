//! An office chooses on behalf of a family, which telephoned or came to the counter.

use campanella_anagrafe::Iscritto;
use campanella_kernel::{Ctx, Giorno, Rifiuto};

use crate::avviso::Avviso;
use crate::errore::{Divieto, Errore};
use crate::giornata::GiornoCalendario;
use crate::periodo::Periodo;
use crate::prenota::giornata;
use crate::scelta::{Origine, Scelta};
use crate::scelte::Scelte;
use crate::scrivi::{Cambio, Firma, TENTATIVI, scrivi};

/// Chooses `scelta` for `giorno` because of `motivo`. The time limits of families do not bind an
/// office; the calendar, the choices that the regulation provides for, and a day whose presences
/// have been produced do.
///
/// # Errors
/// [`Errore::NonPermessa`]; [`Errore::Conflitto`] when the day changes all the time.
pub async fn prenota_per_conto(
    ctx: &Ctx,
    iscritto: &Iscritto,
    giorno: Giorno,
    scelta: Scelta,
    motivo: &str,
) -> Result<GiornoCalendario, Errore> {
    let motivo = motivo.trim();
    if motivo.is_empty() {
        return Err(Rifiuto::dato("motivo", "indicare il motivo").into());
    }
    let firma = Firma {
        azione: "prenota_per_conto",
        origine: Origine::Ufficio,
        motivo: Some(motivo),
    };
    let periodo = Periodo::carica(ctx, iscritto, giorno, giorno).await?;
    for _ in 0..TENTATIVI {
        let letto = Scelte::leggi(ctx.db(), iscritto, periodo.dal(), periodo.al()).await?;
        let giornata = giornata(ctx, &periodo, &letto, giorno).await?;
        if giornata.voce(scelta.into()).is_none() {
            return Err(Divieto::non_prevista(scelta).into());
        }
        if letto.effettiva(giorno) == scelta {
            return Ok(GiornoCalendario::di_servizio(&periodo, &letto, &giornata));
        }
        let cambi = [Cambio {
            giornata,
            a: scelta,
        }];
        if let Some(scelte) = scrivi(ctx, &periodo, &letto, &cambi, &firma).await? {
            Avviso::invia(ctx, iscritto, vec![giorno]).await;
            let [Cambio { giornata, .. }] = &cambi;
            return Ok(GiornoCalendario::di_servizio(&periodo, &scelte, giornata));
        }
    }
    let letto = Scelte::leggi(ctx.db(), iscritto, periodo.dal(), periodo.al()).await?;
    Err(Errore::conflitto(letto.stato_attuale(giorno)))
}
