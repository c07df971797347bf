//! Instants on or before a day: from when, and until when, a family may choose.

use campanella_sdk::tipi::{Giorno, Istante};
use campanella_sdk::{giorni_dal_1970, giorno_dal_1970, giorno_feriale};

use crate::parametri::{Conta, Limite};

/// The instant for a day. `None` for a day before the calendar begins.
pub fn istante(limite: &Limite, giorno: &Giorno) -> Option<Istante> {
    let (ora, minuto) = limite.ora_e_minuto()?;
    let mut n = giorni_dal_1970(giorno);
    let mut mancano = limite.giorni_prima;
    while mancano > 0 {
        n -= 1;
        if limite.conta == Conta::Solari || giorno_feriale(n) {
            mancano -= 1;
        }
    }
    Some(Istante {
        giorno: giorno_dal_1970(n)?,
        ora,
        minuto,
        secondo: 0,
    })
}

/// Orders two local instants.
pub fn dopo(a: &Istante, b: &Istante) -> bool {
    let chiave = |i: &Istante| (giorni_dal_1970(&i.giorno), i.ora, i.minuto, i.secondo);
    chiave(a) > chiave(b)
}
