//! A day of the calendar, as a family reads it.

use campanella_anagrafe::{IscrizioneId, StatoGiorno};
use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Istante, PrezzoUnitario};
use campanella_plugins_host::prenotazione::Giornata;

use crate::errore::{Divieto, Errore};
use crate::periodo::Periodo;
use crate::regola;
use crate::scelta::Scelta;
use crate::scelte::Scelte;

/// Un giorno del calendario di un bambino.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct GiornoCalendario {
    #[graphql(skip)]
    iscrizione: IscrizioneId,
    giorno: Giorno,
    /// Vero se in questo giorno c'è il servizio.
    servizio: bool,
    /// Perché il servizio non c'è.
    motivo_chiusura: Option<String>,
    /// Che cosa vale per questo giorno.
    scelta: Scelta,
    /// Che cosa si può scegliere adesso; nulla se il servizio non c'è.
    scelte: Vec<SceltaPossibile>,
    /// Ultimo istante in cui si può scegliere.
    modificabile_fino: Option<Istante>,
    /// Perché non si può scegliere.
    perche: Option<String>,
    /// Da rimandare con la scelta, per accorgersi se nel frattempo il giorno è cambiato.
    versione: i32,
    /// Prezzo del pasto, dalla scheda dell'iscrizione; assente se il pasto non c'è.
    prezzo: Option<PrezzoUnitario>,
    aggiornata_il: Option<Istante>,
    aggiornata_da: Option<String>,
}

/// Una scelta prevista dal regolamento.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct SceltaPossibile {
    /// La scelta.
    pub scelta: Scelta,
    /// Vero se si può fare adesso.
    pub permessa: bool,
    /// Perché no.
    pub perche: Option<String>,
}

impl GiornoCalendario {
    /// The child on the service.
    #[must_use]
    pub const fn iscrizione(&self) -> IscrizioneId {
        self.iscrizione
    }

    /// The day.
    #[must_use]
    pub const fn giorno(&self) -> Giorno {
        self.giorno
    }

    /// What holds.
    #[must_use]
    pub const fn scelta(&self) -> Scelta {
        self.scelta
    }

    /// How many times the day was changed.
    #[must_use]
    pub const fn versione(&self) -> i32 {
        self.versione
    }

    /// Whether there is service.
    #[must_use]
    pub const fn servizio(&self) -> bool {
        self.servizio
    }

    /// What may be chosen now.
    #[must_use]
    pub fn scelte(&self) -> &[SceltaPossibile] {
        &self.scelte
    }

    /// The last instant at which something may be chosen.
    #[must_use]
    pub const fn modificabile_fino(&self) -> Option<Istante> {
        self.modificabile_fino
    }

    /// Why nothing may be chosen.
    #[must_use]
    pub fn perche(&self) -> Option<&str> {
        self.perche.as_deref()
    }

    /// A day on which there is no service.
    fn chiuso(periodo: &Periodo<'_>, giorno: Giorno, motivo: &str) -> Self {
        Self {
            iscrizione: periodo.iscritto.iscrizione.id,
            giorno,
            servizio: false,
            motivo_chiusura: Some(motivo.to_owned()),
            scelta: Scelta::Assenza,
            scelte: Vec::new(),
            modificabile_fino: None,
            perche: Some(Divieto::giorno_chiuso(giorno, motivo).perche),
            versione: 0,
            prezzo: None,
            aggiornata_il: None,
            aggiornata_da: None,
        }
    }

    /// A day of service, about which the regulation answered `giornata`.
    pub(crate) fn di_servizio(periodo: &Periodo<'_>, scelte: &Scelte, giornata: &Giornata) -> Self {
        let giorno = giornata.giorno;
        let iscrizione = &periodo.iscritto.iscrizione;
        let scelta = scelte.effettiva(giorno);
        let prodotta = scelte
            .prodotto(giorno)
            .then(|| Divieto::gia_prodotta(giorno).perche);
        let possibili: Vec<_> = giornata
            .scelte
            .iter()
            .map(|s| {
                let divieto = s.divieto.as_ref().map(|d| d.testo.clone());
                let perche = prodotta.clone().or(divieto);
                SceltaPossibile {
                    scelta: s.scelta.into(),
                    permessa: perche.is_none(),
                    perche,
                }
            })
            .collect();
        let aperto = possibili.iter().any(|s| s.permessa);
        let detto = scelte.del_giorno(giorno);
        Self {
            iscrizione: iscrizione.id,
            giorno,
            servizio: true,
            motivo_chiusura: None,
            scelta,
            modificabile_fino: giornata.fino_a,
            perche: possibili
                .first()
                .filter(|_| !aperto)
                .and_then(|s| s.perche.clone()),
            scelte: possibili,
            versione: scelte.versione(giorno),
            prezzo: iscrizione.importo_unitario.filter(|_| scelta.con_pasto()),
            aggiornata_il: detto.map(|p| p.aggiornata_il),
            aggiornata_da: detto.map(|p| p.aggiornata_da.clone()),
        }
    }
}

/// The days from `dal` to `al`, in one question to the regulation.
pub(crate) async fn giornate(
    ctx: &Ctx,
    periodo: &Periodo<'_>,
    scelte: &Scelte,
    dal: Giorno,
    al: Giorno,
) -> Result<(Vec<GiornoCalendario>, Vec<Giornata>), Errore> {
    let di_servizio: Vec<Giorno> = periodo.di_servizio(dal, al).collect();
    let risposte = regola::chiedi(ctx, periodo, scelte, &di_servizio).await?;
    let mut aperti = risposte.iter().peekable();
    let giorni = dal
        .fino_a(al)
        .filter_map(|giorno| match periodo.stato(giorno) {
            StatoGiorno::Chiuso { motivo } => {
                Some(GiornoCalendario::chiuso(periodo, giorno, &motivo))
            }
            StatoGiorno::Aperto => aperti
                .next_if(|g| g.giorno == giorno)
                .map(|g| GiornoCalendario::di_servizio(periodo, scelte, g)),
        });
    Ok((giorni.collect(), risposte))
}
