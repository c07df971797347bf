//! What one child could choose under a booking rule, in force or not.

use campanella_anagrafe::{Iscritto, StatoGiorno};
use campanella_kernel::{Ctx, Giorno, Istante};
use campanella_plugins_host::{DaProvare, Domanda, EsitoProva, Estensione, Regole, prenotazione};
use serde_json::{Value, json};

use crate::errore::{Divieto, Errore};
use crate::periodo::Periodo;
use crate::regola;
use crate::scelte::Scelte;

/// Tries a rule with parameters on one child, for `giorno`, as if the family asked at `quando`.
/// What holds on the days around is what holds now. It writes nothing.
///
/// # Errors
/// A day without service; a rule or parameters that could not be put in force.
pub async fn prova_prenotazione(
    ctx: &Ctx,
    iscritto: &Iscritto,
    (giorno, quando): (Giorno, Istante),
    (digest, parametri): (String, &Value),
) -> Result<EsitoProva, Errore> {
    let periodo = Periodo::carica(ctx, iscritto, giorno, giorno).await?;
    if let StatoGiorno::Chiuso { motivo } = periodo.stato(giorno) {
        return Err(Divieto::giorno_chiuso(giorno, &motivo).into());
    }
    let scelte = Scelte::leggi(ctx.db(), iscritto, periodo.dal(), periodo.al()).await?;
    let contesto = prenotazione::Contesto {
        servizio: iscritto.iscrizione.servizio,
        adesso: quando.al_secondo(),
    };
    let domanda = Domanda {
        contesto: json!(contesto),
        ingresso: json!(regola::ingresso(
            &periodo,
            &scelte,
            (giorno, giorno),
            &[giorno]
        )),
    };
    let regola = DaProvare::DelComune(digest);
    let esito = ctx
        .service::<Regole>()?
        .prova(ctx, Estensione::Prenotazione, (&regola, parametri), domanda)
        .await?;
    Ok(esito)
}
