//! Which ISEE counts on the day, and the step that says why it does not.

use campanella_sdk::tariffa::Ingresso;
use campanella_sdk::tipi::Passo;
use campanella_sdk::{PassoNuovo, data_italiana, euro, giorni_dal_1970};

use crate::parametri::Parametri;

/// The value that counts, in cents, or the step that explains its absence.
pub fn valore(parametri: &Parametri, ingresso: &Ingresso) -> Result<i64, Box<Passo>> {
    let articolo = parametri.articolo.as_deref();
    let Some(isee) = &ingresso.isee else {
        return Err(Box::new(
            PassoNuovo::new("ISEE_NON_PRESENTATO", "Non risulta presentato un ISEE.")
                .articolo(articolo)
                .decisione("senza ISEE"),
        ));
    };
    let giorno = giorni_dal_1970(&ingresso.giorno);
    let fuori = giorno < giorni_dal_1970(&isee.dal) || giorno > giorni_dal_1970(&isee.al);
    let vale = parametri.isee_ammessi.is_empty()
        || parametri.isee_ammessi.iter().any(|a| a.vale(isee.tipo));
    if fuori {
        let testo = format!(
            "L'ISEE presentato vale dal {} al {}: non copre il {}.",
            data_italiana(&isee.dal),
            data_italiana(&isee.al),
            data_italiana(&ingresso.giorno),
        );
        return Err(Box::new(
            PassoNuovo::new("ISEE_NON_IN_CORSO", testo)
                .articolo(articolo)
                .dato("isee", euro(isee.valore))
                .decisione("senza ISEE"),
        ));
    }
    if !vale || isee.valore < 0 {
        return Err(Box::new(
            PassoNuovo::new(
                "ISEE_NON_AMMESSO",
                "L'ISEE presentato non è del tipo richiesto dal regolamento.",
            )
            .articolo(articolo)
            .decisione("senza ISEE"),
        ));
    }
    Ok(isee.valore)
}
