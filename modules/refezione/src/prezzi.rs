//! What meals cost: the facts for the rule, its answers, and the rows that keep them.

use std::collections::HashMap;

use campanella_anagrafe::{Iscritto, IscrizioneId, fatti_per_tariffa, ingresso_tariffa};
use campanella_kernel::{Ctx, Giorno, Importo, Servizio};
use campanella_plugins_host::tariffa::{DaVerificare, Esito, Tariffa};
use campanella_plugins_host::{Passo, Provenienza, Regole};
use sea_orm::ActiveValue::Set;

use crate::entities::consumo::{ActiveModel, Motivazione};
use crate::errore::Errore;
use crate::stato::StatoConsumo;

/// The tariff of a meal on `giorno` for each of `iscritti`: one batch, by the regulation in force
/// on that day.
pub(crate) async fn prezzi(
    ctx: &Ctx,
    iscritti: &[&Iscritto],
    giorno: Giorno,
) -> Result<HashMap<IscrizioneId, Esito>, Errore> {
    let fatti = fatti_per_tariffa(ctx, iscritti.iter().copied(), giorno).await?;
    let (ids, ingressi): (Vec<_>, Vec<_>) = iscritti
        .iter()
        .filter_map(|i| {
            let fatti = fatti.get(&i.iscrizione.id)?;
            Some((i.iscrizione.id, ingresso_tariffa(i, fatti, giorno)))
        })
        .unzip();
    let esiti = ctx
        .service::<Regole>()?
        .tariffa(ctx, Servizio::Refezione, giorno, &ingressi)
        .await?;
    Ok(ids.into_iter().zip(esiti).collect())
}

/// The charge of the presence `presenza_id`. Without an answer it waits for the office: what was
/// not computed is never taken for zero.
pub(crate) fn consumo(ctx: &Ctx, presenza_id: i64, esito: Option<&Esito>) -> ActiveModel {
    let mut riga = ActiveModel {
        presenza_id: Set(presenza_id),
        prezzo_unitario: Set(None),
        importo: Set(None),
        fascia: Set(None),
        motivazione: Set(Motivazione::default()),
        digest: Set(None),
        attivazione_id: Set(None),
        decisione: Set(None),
        stato: Set(StatoConsumo::DaVerificare),
        calcolato_il: Set(ctx.now()),
        ..Default::default()
    };
    match esito {
        Some(Esito::Calcolata {
            tariffa,
            provenienza,
            traccia,
        }) => {
            calcolato(&mut riga, tariffa, provenienza);
            riga.decisione = Set(Some(traccia.impronta().to_owned()));
        }
        Some(Esito::DaVerificare(perche)) => da_verificare(&mut riga, perche),
        None => {}
    }
    riga
}

fn calcolato(riga: &mut ActiveModel, tariffa: &Tariffa, provenienza: &Provenienza) {
    riga.stato = Set(StatoConsumo::Calcolato);
    riga.prezzo_unitario = Set(tariffa.prezzo);
    // A regulation that has only a quota says that the single meal costs nothing.
    let importo = tariffa
        .prezzo
        .map_or(Importo::ZERO, |p| p.riga(1, tariffa.arrotondamento));
    riga.importo = Set(Some(importo));
    riga.fascia = Set(Some(tariffa.fascia.clone()));
    riga.motivazione = Set(Motivazione(tariffa.motivazione.clone()));
    firma(riga, provenienza);
}

fn da_verificare(riga: &mut ActiveModel, perche: &DaVerificare) {
    riga.motivazione = Set(Motivazione(vec![Passo {
        codice: perche.motivo.codice.clone(),
        testo: perche.motivo.testo.clone(),
        articolo: None,
        dati: Vec::new(),
        parametro: None,
        dopo: None,
    }]));
    if let Some(provenienza) = &perche.provenienza {
        firma(riga, provenienza);
    }
}

fn firma(riga: &mut ActiveModel, provenienza: &Provenienza) {
    riga.digest = Set(Some(provenienza.digest.clone()));
    riga.attivazione_id = Set(Some(provenienza.attivazione.key()));
}
