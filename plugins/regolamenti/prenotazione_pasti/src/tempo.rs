//! Whether it is too late for a day, or too early.

use campanella_sdk::parametri::giorni;
use campanella_sdk::tipi::{Giorno, Istante, Messaggio};
use campanella_sdk::{data_italiana, giorni_dal_1970, giorno_dal_1970, messaggio, ora_italiana};

use crate::limite::{dopo, istante};
use crate::parametri::Parametri;

/// Why nothing may be chosen for a day now.
pub fn fuori_tempo(
    parametri: &Parametri,
    adesso: &Istante,
    giorno: &Giorno,
    limite: &Istante,
) -> Option<Messaggio> {
    if giorni_dal_1970(giorno) < giorni_dal_1970(&adesso.giorno) {
        return Some(messaggio(
            "GIORNO_TRASCORSO",
            format!("Il {} è già trascorso.", data_italiana(giorno)),
        ));
    }
    tardi(adesso, giorno, limite, "si poteva cambiare")
        .or_else(|| presto(parametri, adesso, giorno))
}

/// After the limit. `che_cosa` says what the family could do until then.
pub fn tardi(
    adesso: &Istante,
    giorno: &Giorno,
    limite: &Istante,
    che_cosa: &str,
) -> Option<Messaggio> {
    dopo(adesso, limite).then(|| {
        messaggio(
            "OLTRE_ORARIO_LIMITE",
            format!(
                "Per il {} {che_cosa} fino alle {} del {}.",
                data_italiana(giorno),
                ora_italiana(limite),
                data_italiana(&limite.giorno),
            ),
        )
    })
}

fn presto(parametri: &Parametri, adesso: &Istante, giorno: &Giorno) -> Option<Messaggio> {
    if let Some(apertura) = &parametri.apertura {
        let apre = istante(apertura, giorno)?;
        return dopo(&apre, adesso).then(|| {
            let testo = format!(
                "Per il {} si può scegliere dalle {} del {}.",
                data_italiana(giorno),
                ora_italiana(&apre),
                data_italiana(&apre.giorno),
            );
            messaggio("TROPPO_ANTICIPO", testo)
        });
    }
    let anticipo = parametri.anticipo_massimo_giorni?;
    let dal = giorni_dal_1970(giorno) - i64::from(anticipo);
    if giorni_dal_1970(&adesso.giorno) >= dal {
        return None;
    }
    let testo = format!(
        "Si può scegliere con al massimo {} di anticipo: per il {} dal {}.",
        giorni(anticipo),
        data_italiana(giorno),
        data_italiana(&giorno_dal_1970(dal)?),
    );
    Some(messaggio("TROPPO_ANTICIPO", testo))
}
