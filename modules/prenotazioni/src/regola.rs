//! What the regulation of the comune allows now.

use campanella_kernel::{Ctx, Giorno};
use campanella_plugins_host::Regole;
use campanella_plugins_host::fatti::OrdineScuola;
use campanella_plugins_host::prenotazione::{
    Calendario, Giornata, GiornoChiesto, Ingresso, SceltaDelGiorno,
};

use crate::errore::{Divieto, Errore};
use crate::periodo::Periodo;
use crate::scelta::Scelta;
use crate::scelte::Scelte;

/// Asks about `giorni`, all of service and in order, in one call. One answer for each.
pub(crate) async fn chiedi(
    ctx: &Ctx,
    periodo: &Periodo<'_>,
    scelte: &Scelte,
    giorni: &[Giorno],
) -> Result<Vec<Giornata>, Errore> {
    let (Some(primo), Some(ultimo)) = (giorni.first(), giorni.last()) else {
        return Ok(Vec::new());
    };
    let ingresso = ingresso(periodo, scelte, (*primo, *ultimo), giorni);
    let regole = ctx.service::<Regole>()?;
    let servizio = periodo.iscritto.iscrizione.servizio;
    let mut risposte = regole.prenotazione(ctx, servizio, &[ingresso]).await?;
    Ok(risposte.pop().unwrap_or_default())
}

/// The question about `giorni`, all of service and in order, from `primo` to `ultimo`.
pub(crate) fn ingresso(
    periodo: &Periodo<'_>,
    scelte: &Scelte,
    (primo, ultimo): (Giorno, Giorno),
    giorni: &[Giorno],
) -> Ingresso {
    let iscritto = periodo.iscritto;
    Ingresso {
        plesso: iscritto.plesso.codice.clone(),
        ordine: ordine(iscritto.scuola.ordine),
        classe: Some(iscritto.classe.nome.clone()),
        vicini: periodo
            .vicini(primo, ultimo)
            .map(|giorno| SceltaDelGiorno {
                giorno,
                scelta: scelte.effettiva(giorno).into(),
            })
            .collect(),
        giorni: giorni
            .iter()
            .map(|giorno| GiornoChiesto {
                giorno: *giorno,
                calendario: Calendario::DiServizio,
                predefinita: Scelta::PREDEFINITA.into(),
            })
            .collect(),
    }
}

/// Refuses `scelta` on the day of `giornata`, with the reason of the regulation.
pub(crate) fn verifica(giornata: &Giornata, scelta: Scelta) -> Result<(), Divieto> {
    match giornata.voce(scelta.into()) {
        None => Err(Divieto::non_prevista(scelta)),
        Some(voce) => match &voce.divieto {
            Some(perche) => Err(Divieto {
                codice: perche.codice.clone(),
                perche: perche.testo.clone(),
            }),
            None => Ok(()),
        },
    }
}

/// True when the time to choose for the day of `giornata` is over.
pub(crate) fn scaduta(ctx: &Ctx, giornata: &Giornata) -> bool {
    giornata
        .fino_a
        .is_none_or(|limite| limite < ctx.now().al_secondo())
}

/// True when something may be chosen on the day of `giornata` now.
pub(crate) fn aperta(giornata: &Giornata) -> bool {
    giornata.scelte.iter().any(|s| s.divieto.is_none())
}

/// The order of school, in the words of the contract of the rules.
pub(crate) const fn ordine(ordine: campanella_anagrafe::scuola::OrdineScuola) -> OrdineScuola {
    use campanella_anagrafe::scuola::OrdineScuola as DellaScuola;
    match ordine {
        DellaScuola::Infanzia => OrdineScuola::Infanzia,
        DellaScuola::Primaria => OrdineScuola::Primaria,
        DellaScuola::Secondaria => OrdineScuola::SecondariaPrimoGrado,
    }
}
