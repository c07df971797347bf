//! Kitchens, the buildings they cook for, diets.

use campanella_kernel::{Giorno, Istante};

use super::{UFFICIO, chiave};
use crate::demo::diete::TIPI;
use crate::demo::piano::Piano;
use crate::demo::profilo::MATTINA;
use crate::demo::righe::Righe;

/// Kitchens and diets.
pub fn cucina(piano: &Piano<'_>) -> Vec<Righe> {
    let mut centri = Righe::new("centro_cottura", &["id", "nome"]);
    for (id, nome) in (1_i64..).zip(piano.profilo.centri) {
        centri.push([id.into(), (*nome).into()]);
    }
    let mut serviti = Righe::new("centro_plesso", &["id", "centro_id", "plesso_id"]);
    for plesso in &piano.plessi {
        let centro = chiave(plesso.profilo.centro + 1);
        serviti.push([plesso.id.into(), centro.into(), plesso.id.into()]);
    }
    let mut tipi = Righe::new("dieta_tipo", &["id", "codice", "descrizione", "sanitaria"]);
    for (id, tipo) in (1_i64..).zip(TIPI) {
        tipi.push([
            id.into(),
            tipo.codice.into(),
            tipo.descrizione.into(),
            tipo.sanitaria.into(),
        ]);
    }
    let mut diete = Righe::new(
        "dieta",
        &[
            "id",
            "alunno_id",
            "tipo_id",
            "dal",
            "al",
            "certificato",
            "nota",
            "concessa_da",
            "creata_il",
        ],
    );
    let inizio = piano.anno.inizio();
    for (id, dieta) in (1_i64..).zip(&piano.diete) {
        let sanitaria = TIPI[dieta.tipo].sanitaria;
        let certificato =
            sanitaria.then(|| format!("Certificato medico, prot. {}", 1_000 + id * 3));
        diete.push([
            id.into(),
            dieta.bambino.into(),
            chiave(dieta.tipo + 1).into(),
            inizio.into(),
            None::<Giorno>.into(),
            certificato.into(),
            None::<String>.into(),
            UFFICIO.into(),
            Istante::da_ora_locale(inizio, MATTINA).into(),
        ]);
    }
    vec![centri, serviti, tipi, diete]
}
