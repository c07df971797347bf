//! Bands without gaps or overlaps, and amounts that do not fall as the ISEE rises.

use campanella_sdk::euro;

use super::{Esame, pretendi};
use crate::conto::Voce;
use crate::parametri::{Fascia, FasciaMassima, Metodo, Punto};

/// Looks at a method; `dove` names its table.
pub fn esamina(metodo: &Metodo, voce: Voce, dove: &dyn Fn() -> String) -> Esame {
    match metodo {
        Metodo::Unico(massima) => importi(&massima.nome, &massima.prezzi, dove),
        Metodo::Fasce { fasce, oltre } => {
            ordine(fasce, dove)?;
            limiti_inferiori(fasce, oltre, dove)?;
            verso(fasce, oltre, voce, dove)
        }
        Metodo::Tratti { punti, .. } => tratti(punti, voce, dove),
        Metodo::Proporzionale {
            ogni_mille_euro,
            minimo,
            massimo,
            ..
        } => {
            pretendi(*minimo >= 0 && *ogni_mille_euro >= 0, || negativo(dove))?;
            pretendi(minimo <= massimo, || {
                format!(
                    "{}: il minimo ({}) supera il massimo ({}).",
                    dove(),
                    voce.scritto(*minimo),
                    voce.scritto(*massimo)
                )
            })
        }
        Metodo::Pasti { pasti, prezzo } => {
            pretendi(voce == Voce::Quota, || {
                format!(
                    "{}: un numero di pasti può essere una quota, non un prezzo.",
                    dove()
                )
            })?;
            pretendi(*pasti > 0, || {
                format!("{}: il numero di pasti deve essere positivo.", dove())
            })?;
            esamina(prezzo, Voce::Pasto, dove)
        }
    }
}

fn negativo(dove: &dyn Fn() -> String) -> String {
    format!("{}: nessun importo può essere negativo.", dove())
}

fn importi(nome: &str, prezzi: &[i64], dove: &dyn Fn() -> String) -> Esame {
    pretendi(!prezzi.is_empty(), || {
        format!("{}: la fascia «{nome}» non ha importi.", dove())
    })?;
    pretendi(prezzi.iter().all(|p| *p >= 0), || negativo(dove))
}

fn ordine(fasce: &[Fascia], dove: &dyn Fn() -> String) -> Esame {
    if let Some(prima) = fasce.first() {
        pretendi(prima.fino_a >= 0, || negativo(dove))?;
    }
    for coppia in fasce.windows(2) {
        let [a, b] = coppia else { continue };
        pretendi(a.fino_a != b.fino_a, || {
            format!(
                "{}: le fasce «{}» e «{}» si sovrappongono: arrivano entrambe a {}.",
                dove(),
                a.nome,
                b.nome,
                euro(a.fino_a)
            )
        })?;
        pretendi(a.fino_a < b.fino_a, || {
            format!(
                "{}: la fascia «{}» (fino a {}) è scritta dopo la fascia «{}» (fino a {}): le \
                 fasce vanno in ordine di ISEE.",
                dove(),
                b.nome,
                euro(b.fino_a),
                a.nome,
                euro(a.fino_a)
            )
        })?;
    }
    Ok(())
}

/// A lower limit, where the office wrote it, is a cent above the band before.
fn limiti_inferiori(fasce: &[Fascia], oltre: &FasciaMassima, dove: &dyn Fn() -> String) -> Esame {
    let limiti = fasce.iter().map(|f| (f.nome.as_str(), f.da));
    let limiti = limiti.chain([(oltre.nome.as_str(), oltre.da)]);
    let mut atteso = 0;
    for (i, (nome, da)) in limiti.enumerate() {
        if let Some(da) = da {
            pretendi(da <= atteso, || {
                format!(
                    "{}: prima della fascia «{nome}» resta scoperto l'ISEE da {} a {}.",
                    dove(),
                    euro(atteso),
                    euro(da - 1)
                )
            })?;
            pretendi(da == atteso, || {
                format!(
                    "{}: la fascia «{nome}» si sovrappone a quella precedente per l'ISEE da {} a {}.",
                    dove(),
                    euro(da),
                    euro(atteso - 1)
                )
            })?;
        }
        atteso = fasce.get(i).map_or(atteso, |f| f.fino_a.saturating_add(1));
    }
    Ok(())
}

fn verso(fasce: &[Fascia], oltre: &FasciaMassima, voce: Voce, dove: &dyn Fn() -> String) -> Esame {
    let mut prima: Option<(&str, &[i64])> = None;
    let tutte = fasce.iter().map(|f| (f.nome.as_str(), f.prezzi.as_slice()));
    for (nome, prezzi) in tutte.chain([(oltre.nome.as_str(), oltre.prezzi.as_slice())]) {
        importi(nome, prezzi, dove)?;
        if let Some((nome_prima, prezzi_prima)) = prima {
            for figlio in 0..prezzi.len().max(prezzi_prima.len()) {
                let (p, q) = (del_figlio(prezzi_prima, figlio), del_figlio(prezzi, figlio));
                pretendi(p <= q, || {
                    format!(
                        "{}: la fascia «{nome}» costa meno della fascia «{nome_prima}», che ha un \
                         ISEE più basso ({} contro {}, {}° figlio).",
                        dove(),
                        voce.scritto(q),
                        voce.scritto(p),
                        figlio + 1
                    )
                })?;
            }
        }
        prima = Some((nome, prezzi));
    }
    Ok(())
}

fn del_figlio(prezzi: &[i64], figlio: usize) -> i64 {
    let prezzo = prezzi.get(figlio).or(prezzi.last());
    prezzo.copied().unwrap_or_default()
}

fn tratti(punti: &[Punto], voce: Voce, dove: &dyn Fn() -> String) -> Esame {
    pretendi(punti.len() >= 2, || {
        format!("{}: servono almeno due punti.", dove())
    })?;
    let primo = &punti[0];
    pretendi(primo.isee >= 0 && primo.prezzo >= 0, || negativo(dove))?;
    for coppia in punti.windows(2) {
        let [a, b] = coppia else { continue };
        pretendi(a.isee < b.isee, || {
            format!(
                "{}: l'ISEE di {} deve essere più alto di quello che lo precede, {}.",
                dove(),
                euro(b.isee),
                euro(a.isee)
            )
        })?;
        pretendi(a.prezzo <= b.prezzo, || {
            format!(
                "{}: la tariffa scende mentre l'ISEE sale, da {} (ISEE {}) a {} (ISEE {}).",
                dove(),
                voce.scritto(a.prezzo),
                euro(a.isee),
                voce.scritto(b.prezzo),
                euro(b.isee)
            )
        })?;
    }
    Ok(())
}
