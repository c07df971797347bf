//! Months and instalments of a quota.

use super::{Esame, pretendi};
use crate::calendario::{nome_del_mese, posto_nell_anno_scolastico};
use crate::parametri::{Piano, Quando};

/// Looks at when a quota is due; `dove` names its table.
pub fn esamina(quando: &Quando, dove: &dyn Fn() -> String) -> Esame {
    match quando {
        Quando::Mensile { mesi, .. } => {
            for (i, voce) in mesi.iter().enumerate() {
                let ripetuto = mesi[..i].iter().any(|m| m.mese == voce.mese);
                pretendi(!ripetuto, || {
                    format!(
                        "{}: il mese di {} è scritto due volte.",
                        dove(),
                        nome_del_mese(voce.mese)
                    )
                })?;
            }
            Ok(())
        }
        Quando::Annuale { piani, .. } => {
            pretendi(!piani.is_empty(), || {
                format!("{}: manca quando si paga la quota dell'anno.", dove())
            })?;
            for (i, piano) in piani.iter().enumerate() {
                rate(piano, dove)?;
                scelta(&piani[..i], piano, piani.len(), dove)?;
            }
            Ok(())
        }
    }
}

fn rate(piano: &Piano, dove: &dyn Fn() -> String) -> Esame {
    let nome = &piano.nome;
    pretendi(!piano.rate.is_empty(), || {
        format!("{}: il piano «{nome}» non ha rate.", dove())
    })?;
    pretendi(piano.rate.iter().all(|r| r.parti > 0), || {
        format!(
            "{}: le parti delle rate di «{nome}» devono essere positive.",
            dove()
        )
    })?;
    let posti = piano
        .rate
        .iter()
        .map(|r| posto_nell_anno_scolastico(r.mese));
    let in_ordine = posti.is_sorted_by(|prima, dopo| prima < dopo);
    pretendi(in_ordine, || {
        format!(
            "{}: le rate di «{nome}» vanno in ordine di mese, da settembre ad agosto, senza \
             ripetizioni.",
            dove()
        )
    })
}

fn scelta(prima: &[Piano], piano: &Piano, quanti: usize, dove: &dyn Fn() -> String) -> Esame {
    let nome = &piano.nome;
    pretendi(quanti == 1 || !piano.valori.is_empty(), || {
        format!(
            "{}: manca la scelta con cui si prende il piano «{nome}».",
            dove()
        )
    })?;
    let altro = prima
        .iter()
        .find(|p| p.valori.iter().any(|v| piano.valori.contains(v)));
    altro.map_or(Ok(()), |altro| {
        Err(format!(
            "{}: la stessa scelta indica sia «{}» sia «{nome}».",
            dove(),
            altro.nome
        ))
    })
}
