//! What each child pays and from when: asked once of the regulation, not once a meal.

use std::collections::{BTreeMap, HashMap};

use campanella_anagrafe::isee::TipoIsee;
use campanella_anagrafe::scuola::OrdineScuola;
use campanella_kernel::{Ctx, Giorno, Servizio};
use campanella_plugins_host::decisione::Traccia;
use campanella_plugins_host::fatti::{self, Residenza};
use campanella_plugins_host::tariffa::{Esito, Ingresso, Tariffa};
use campanella_plugins_host::{Provenienza, Regole};

use super::famiglie::{Bambino, Famiglia, Isee};
use super::piano::{Iscrizione, Piano};

/// A price, and the days on which it holds.
pub struct Periodo {
    pub iscrizione: i64,
    pub dal: Giorno,
    pub al: Giorno,
    pub tariffa: Tariffa,
    pub provenienza: Provenienza,
    pub traccia: Box<Traccia>,
}

/// The prices of every child on the meal service, in order of enrolment and day.
#[derive(Default)]
pub struct Prezzi {
    pub periodi: Vec<Periodo>,
}

impl Prezzi {
    /// The latest price of an enrolment.
    pub fn attuale(&self, iscrizione: i64) -> Option<&Tariffa> {
        let dopo = self.periodi.partition_point(|p| p.iscrizione <= iscrizione);
        let ultimo = self.periodi[..dopo].last()?;
        (ultimo.iscrizione == iscrizione).then_some(&ultimo.tariffa)
    }

    /// Asks the regulation in force what each child pays, for each stretch of days on which
    /// nothing changes.
    ///
    /// # Errors
    /// When the store fails, or the regulation does not answer for somebody.
    pub async fn chiedi(ctx: &Ctx, piano: &Piano<'_>) -> anyhow::Result<Self> {
        let regole = ctx.service::<Regole>()?;
        let mut periodi = Vec::new();
        for (dal, domande) in domande(piano) {
            let ingressi: Vec<_> = domande.iter().map(|d| d.ingresso.clone()).collect();
            let esiti = regole
                .tariffa(ctx, Servizio::Refezione, dal, &ingressi)
                .await?;
            for (Domanda { iscrizione, al, .. }, esito) in domande.into_iter().zip(esiti) {
                match esito {
                    Esito::Calcolata {
                        tariffa,
                        provenienza,
                        traccia,
                    } => {
                        periodi.push(Periodo {
                            iscrizione,
                            dal,
                            al,
                            tariffa,
                            provenienza,
                            traccia,
                        });
                    }
                    Esito::DaVerificare(perche) => anyhow::bail!(
                        "il regolamento di {} non risponde: {}",
                        piano.profilo.nome,
                        perche.motivo.testo
                    ),
                }
            }
        }
        periodi.sort_by_key(|p| (p.iscrizione, p.dal));
        Ok(Self { periodi })
    }
}

/// What is asked for one child, and until when the answer holds.
struct Domanda {
    iscrizione: i64,
    al: Giorno,
    ingresso: Ingresso,
}

/// The questions, by the day from which the answer holds.
fn domande(piano: &Piano<'_>) -> BTreeMap<Giorno, Vec<Domanda>> {
    let refezione = |i: &&Iscrizione| i.servizio == Servizio::Refezione;
    let iscritti: HashMap<i64, &Iscrizione> = piano
        .iscrizioni
        .iter()
        .filter(refezione)
        .map(|i| (i.bambino, i))
        .collect();
    let mut domande: BTreeMap<Giorno, Vec<Domanda>> = BTreeMap::new();
    for famiglia in &piano.famiglie {
        for (dal, al) in tratti(piano, famiglia, &iscritti) {
            for bambino in &famiglia.figli {
                let Some(iscrizione) = iscritti.get(&bambino.id) else {
                    continue;
                };
                let rango = rango(famiglia, bambino, &iscritti, dal);
                let ingresso = ingresso(piano, famiglia, bambino, iscrizione, dal, rango);
                let domanda = Domanda {
                    iscrizione: iscrizione.id,
                    al,
                    ingresso,
                };
                domande.entry(dal).or_default().push(domanda);
            }
        }
    }
    domande
}

/// The year up to today, cut where an ISEE begins or ends and where a sibling is enrolled.
fn tratti(
    piano: &Piano<'_>,
    famiglia: &Famiglia,
    iscritti: &HashMap<i64, &Iscrizione>,
) -> Vec<(Giorno, Giorno)> {
    let (inizio, fine) = (piano.anno.inizio(), piano.anno.fine());
    let oggi = piano.adesso.giorno().min(fine);
    let isee = famiglia.isee.iter().flat_map(|i| [i.dal, i.al.dopo(1)]);
    let fratelli = famiglia
        .figli
        .iter()
        .filter_map(|f| iscritti.get(&f.id))
        .map(|i| i.dal);
    let cambi = isee.chain(fratelli).filter(|g| *g > inizio && *g <= oggi);
    let mut inizi: Vec<Giorno> = cambi.chain([inizio]).collect();
    inizi.sort_unstable();
    inizi.dedup();
    let fini: Vec<Giorno> = inizi
        .iter()
        .skip(1)
        .map(|g| g.prima(1))
        .chain([fine])
        .collect();
    inizi.into_iter().zip(fini).collect()
}

/// 1 for the eldest of the siblings on the service, as `anagrafe` counts: who is not on it comes
/// after them.
fn rango(
    famiglia: &Famiglia,
    bambino: &Bambino,
    iscritti: &HashMap<i64, &Iscrizione>,
    giorno: Giorno,
) -> u32 {
    let attivo = |b: &&Bambino| {
        iscritti
            .get(&b.id)
            .is_some_and(|i| i.dal <= giorno && i.al.is_none())
    };
    let eta = |b: &Bambino| (b.nascita, b.id);
    let fila = famiglia.figli.iter().filter(attivo);
    let prima = if attivo(&bambino) {
        fila.filter(|b| eta(b) < eta(bambino)).count()
    } else {
        fila.count()
    };
    u32::try_from(prima + 1).unwrap_or(1)
}

/// The attestation in force, or else the last that was.
fn isee(presentati: &[Isee], giorno: Giorno) -> Option<fatti::Isee> {
    let presentato = presentati.iter().filter(|i| i.dal <= giorno);
    let migliore = presentato.max_by_key(|i| (i.al >= giorno, i.dal))?;
    Some(fatti::Isee {
        valore: migliore.valore,
        dal: migliore.dal,
        al: migliore.al,
        presentata: Some(migliore.dal),
        tipo: match migliore.tipo {
            TipoIsee::Ordinario => fatti::TipoIsee::Ordinario,
            TipoIsee::Minorenni => fatti::TipoIsee::Minorenni,
            TipoIsee::Corrente => fatti::TipoIsee::Corrente,
        },
    })
}

fn ingresso(
    piano: &Piano<'_>,
    famiglia: &Famiglia,
    bambino: &Bambino,
    iscrizione: &Iscrizione,
    giorno: Giorno,
    rango_fratelli: u32,
) -> Ingresso {
    let residenza = |qui| {
        if qui {
            Residenza::NelComune
        } else {
            Residenza::AltroComune(None)
        }
    };
    Ingresso {
        plesso: piano.plesso(iscrizione.classe).profilo.codice.to_owned(),
        ordine: match bambino.coorte.ordine() {
            OrdineScuola::Infanzia => fatti::OrdineScuola::Infanzia,
            OrdineScuola::Primaria => fatti::OrdineScuola::Primaria,
            OrdineScuola::Secondaria => fatti::OrdineScuola::SecondariaPrimoGrado,
        },
        classe: Some(piano.classi[iscrizione.classe].nome.clone()),
        residenza_bambino: residenza(bambino.residente),
        residenza_pagante: residenza(famiglia.residente),
        isee: isee(&famiglia.isee, giorno),
        minori_nel_nucleo: famiglia.minori,
        rango_fratelli,
        disabilita: bambino.disabilita,
        esenzione_servizi_sociali: famiglia.esente,
        articolo: Some(iscrizione.articolo.to_owned()),
        personale: false,
        anticipatario: false,
        iscritto_dal: Some(iscrizione.dal),
        iscritto_al: iscrizione.al,
        presenze_del_mese: None,
        altri_dati: BTreeMap::new(),
    }
}

/// What is asked for each child on a day, for the test that compares it with `anagrafe`.
#[cfg(test)]
pub fn domande_del(piano: &Piano<'_>, giorno: Giorno) -> Vec<(i64, Ingresso)> {
    let in_vigore = domande(piano).into_iter().filter(|(dal, _)| *dal <= giorno);
    let domande = in_vigore.flat_map(|(_, domande)| domande);
    domande
        .filter(|d| d.al >= giorno)
        .map(|d| (d.iscrizione, d.ingresso))
        .collect()
}
