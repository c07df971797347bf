//! A family says how its weeks usually are, e.g. «pranza solo lunedì e mercoledì».

use std::collections::BTreeMap;

use campanella_anagrafe::IscrizioneFiglio;
use campanella_kernel::{Ctx, Giorno, GraphqlInput, Rifiuto};
use campanella_plugins_host::prenotazione::Giornata;
use sea_orm::ActiveValue::Set;
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait};
use serde_json::json;

use crate::avviso::Avviso;
use crate::entities::settimana;
use crate::errore::{Divieto, Errore};
use crate::giornata::GiornoCalendario;
use crate::periodo::{Periodo, fine};
use crate::prenota::DELLA_FAMIGLIA;
use crate::prenota_periodo::{EsitoPeriodo, GiornoRifiutato};
use crate::regola;
use crate::scelta::Scelta;
use crate::scelte::Scelte;
use crate::scrivi::{Cambio, TENTATIVI, inizia, registra, storia};
use crate::vincolo;

/// Che cosa vale di solito in un giorno della settimana.
#[derive(Debug, Clone, Copy, GraphqlInput)]
pub struct GiornoSettimanaInput {
    /// Da 1 (lunedì) a 7 (domenica).
    pub giorno_settimana: i32,
    /// La scelta: pasto base o assenza.
    pub scelta: Scelta,
}

/// Sets the weekly pattern from `dal`, or from the first day that may still be changed, to `al`,
/// or until further notice. Days of the week that `giorni` does not name stay as they are, and so
/// do single days that were chosen by themselves.
///
/// # Errors
/// When `giorni` or the range make no sense, or the choices change all the time.
pub async fn imposta_settimana(
    ctx: &Ctx,
    iscrizione: &IscrizioneFiglio,
    dal: Giorno,
    al: Option<Giorno>,
    giorni: &[GiornoSettimanaInput],
) -> Result<EsitoPeriodo, Errore> {
    let modello = Modello::leggi(giorni)?;
    let dal = dal.max(ctx.oggi());
    let ultimo = fine(iscrizione).min(al.unwrap_or(fine(iscrizione)));
    if al.is_some_and(|al| al < dal) {
        return Err(Rifiuto::dato("al", "la fine viene prima dell'inizio").into());
    }
    let periodo = Periodo::carica(ctx, iscrizione, dal, ultimo.max(dal)).await?;
    for _ in 0..TENTATIVI {
        let letto = Scelte::leggi(ctx.db(), iscrizione, periodo.dal(), periodo.al()).await?;
        let toccati: Vec<Giorno> = periodo
            .di_servizio(dal, ultimo)
            .filter(|g| modello.scelta(*g).is_some())
            .collect();
        let risposte = regola::chiedi(ctx, &periodo, &letto, &toccati).await?;
        let deciso = decidi(ctx, &modello, &letto, dal, &risposte);
        if let Some(pasto) = deciso.cambi.iter().find(|c| c.a != Scelta::Assenza) {
            vincolo::verifica(ctx, iscrizione, pasto.giorno(), pasto.a).await?;
        }
        let Some(tx) = inizia(ctx, &periodo, &letto).await? else {
            continue;
        };
        scrivi_modello(&tx, iscrizione, &modello, deciso.inizio, al).await?;
        storia(ctx, &tx, iscrizione, &letto, &deciso.cambi, &DELLA_FAMIGLIA).await?;
        let dettaglio = json!({ "dal": deciso.inizio, "al": al, "giorni": modello.0.iter()
            .map(|(g, s)| (g.to_string(), s.nome()))
            .collect::<BTreeMap<_, _>>() });
        registra(ctx, &tx, iscrizione, "imposta_settimana", dettaglio).await?;
        tx.commit().await?;
        let cambiati: Vec<Giorno> = deciso.cambi.iter().map(Cambio::giorno).collect();
        let scelte = Scelte::leggi(ctx.db(), iscrizione, periodo.dal(), periodo.al()).await?;
        let esito = EsitoPeriodo {
            cambiati: risposte
                .iter()
                .filter(|g| cambiati.contains(&g.giorno))
                .map(|g| GiornoCalendario::di_servizio(&periodo, &scelte, g))
                .collect(),
            rifiutati: deciso.rifiutati,
        };
        if !cambiati.is_empty() {
            Avviso::invia(ctx, iscrizione, cambiati).await;
        }
        return Ok(esito);
    }
    let letto = Scelte::leggi(ctx.db(), iscrizione, periodo.dal(), periodo.al()).await?;
    Err(Errore::conflitto(letto.stato_attuale(dal)))
}

/// A choice for some days of the week.
struct Modello(BTreeMap<u8, Scelta>);

impl Modello {
    fn leggi(giorni: &[GiornoSettimanaInput]) -> Result<Self, Rifiuto> {
        let rifiuta = |perche: &str| Rifiuto::dato("giorni", perche);
        let mut scelte = BTreeMap::new();
        for voce in giorni {
            let giorno = u8::try_from(voce.giorno_settimana)
                .ok()
                .filter(|g| (1..=7).contains(g))
                .ok_or_else(|| rifiuta("i giorni vanno da 1 (lunedì) a 7 (domenica)"))?;
            if voce.scelta == Scelta::PastoBianco {
                return Err(rifiuta(
                    "il pasto in bianco si chiede per giorni precisi, non per ogni settimana",
                ));
            }
            if scelte.insert(giorno, voce.scelta).is_some() {
                return Err(rifiuta("lo stesso giorno è indicato due volte"));
            }
        }
        if scelte.is_empty() {
            return Err(rifiuta("indicare almeno un giorno della settimana"));
        }
        Ok(Self(scelte))
    }

    fn scelta(&self, giorno: Giorno) -> Option<Scelta> {
        self.0.get(&giorno.giorno_settimana()).copied()
    }
}

/// From when the pattern holds, and what it changes.
struct Deciso {
    inizio: Giorno,
    cambi: Vec<Cambio>,
    rifiutati: Vec<GiornoRifiutato>,
}

/// The pattern begins after the last day that can no longer be changed: what such a day holds
/// must stay. A day too far ahead to be chosen today follows the pattern: it is how weeks are.
fn decidi(
    ctx: &Ctx,
    modello: &Modello,
    letto: &Scelte,
    dal: Giorno,
    risposte: &[Giornata],
) -> Deciso {
    let chiusa = |g: &Giornata| letto.prodotto(g.giorno) || regola::scaduta(ctx, g);
    let inizio = risposte
        .iter()
        .filter(|g| chiusa(g))
        .map(|g| g.giorno.dopo(1))
        .max()
        .unwrap_or(dal);
    let mut deciso = Deciso {
        inizio,
        cambi: Vec::new(),
        rifiutati: Vec::new(),
    };
    for giornata in risposte {
        let giorno = giornata.giorno;
        let Some(a) = modello
            .scelta(giorno)
            .filter(|s| *s != letto.effettiva(giorno))
        else {
            continue;
        };
        if giorno < inizio {
            let divieto = non_piu(letto, giornata, a);
            deciso.rifiutati.push(GiornoRifiutato::new(giorno, divieto));
        } else if let Some(detto) = letto.del_giorno(giorno) {
            let divieto = Divieto::giorno_scelto(giorno, detto.scelta);
            deciso.rifiutati.push(GiornoRifiutato::new(giorno, divieto));
        } else {
            deciso.cambi.push(Cambio {
                giornata: giornata.clone(),
                a,
            });
        }
    }
    deciso
}

/// Why a day before the beginning of the pattern keeps what it holds.
fn non_piu(letto: &Scelte, giornata: &Giornata, scelta: Scelta) -> Divieto {
    let giorno = giornata.giorno;
    if letto.prodotto(giorno) {
        return Divieto::gia_prodotta(giorno);
    }
    regola::verifica(giornata, scelta)
        .err()
        .unwrap_or_else(|| Divieto::giorno_scelto(giorno, letto.effettiva(giorno)))
}

async fn scrivi_modello(
    tx: &DatabaseTransaction,
    iscrizione: &IscrizioneFiglio,
    modello: &Modello,
    dal: Giorno,
    al: Option<Giorno>,
) -> Result<(), DbErr> {
    let righe = modello
        .0
        .iter()
        .map(|(giorno, scelta)| settimana::ActiveModel {
            iscrizione_id: Set(iscrizione.iscrizione.id),
            giorno_settimana: Set(i16::from(*giorno)),
            scelta: Set(*scelta),
            dal: Set(dal),
            al: Set(al),
            ..Default::default()
        });
    settimana::Entity::insert_many(righe)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
