//! How many meals to cook, by building, class and diet, without names.

use std::collections::{BTreeMap, HashMap, HashSet};

use campanella_anagrafe::{
    ClasseBreve, ClasseId, GiorniDiServizio, IscrizioneId, PlessoAutorizzato, PlessoBreve, classe,
    iscrizioni_dei_plessi, plessi_autorizzati, plesso_autorizzato,
};
use campanella_kernel::{AnnoScolastico, Ctx, Giorno, GraphqlOutput, Istante, PlessoId, Servizio};
use campanella_prenotazioni::scelte_effettive;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::diete::Diete;
use crate::entities::{chiusura_giorno, presenza};
use crate::errore::Errore;
use crate::permessi::CONTEGGI;
use crate::stato::StatoPresenza;

/// I pasti di un giorno.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct ConteggioGiorno {
    /// Il giorno.
    pub giorno: Giorno,
    /// Vero se le prenotazioni sono chiuse in tutti i plessi con il servizio.
    pub chiuso: bool,
    /// Quando è stato letto.
    pub aggiornato: Istante,
    /// Pasti da cucinare.
    pub totale: i32,
    /// Una riga per classe.
    pub righe: Vec<RigaConteggio>,
}

/// I pasti di una classe.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct RigaConteggio {
    /// Il plesso.
    pub plesso: PlessoBreve,
    /// La classe.
    pub classe: ClasseBreve,
    /// Pasti base, comprese le diete.
    pub pasto_base: i32,
    /// Pasti in bianco, compresi quelli di chi ha una dieta.
    pub pasto_bianco: i32,
    /// Assenti.
    pub assenti: i32,
    /// I pasti che richiedono una dieta, fra quelli contati sopra.
    pub diete: Vec<ConteggioDieta>,
    /// Names, for the documents.
    #[graphql(skip)]
    pub(crate) luogo: Luogo,
}

/// Where the children of a row eat, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Luogo {
    pub(crate) plesso_id: PlessoId,
    pub(crate) plesso: String,
    pub(crate) scuola: String,
    pub(crate) classe: String,
}

/// I pasti di una dieta.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct ConteggioDieta {
    /// Codice della dieta; con `-B` se il pasto è in bianco.
    pub codice: String,
    /// Che cosa si cucina.
    pub descrizione: String,
    /// Quanti.
    pub pasti: i32,
}

impl RigaConteggio {
    /// Meals to cook.
    #[must_use]
    pub const fn pasti(&self) -> i32 {
        self.pasto_base + self.pasto_bianco
    }
}

/// The meals of `giorno` in `plesso`, or in every building of the person: from the bookings while
/// they are open, from the presences once they are produced. The number of queries does not
/// depend on that of the children.
///
/// # Errors
/// [`campanella_kernel::Rifiuto::NonTrovato`] for a building that is not the person's.
pub async fn conteggi(
    ctx: &Ctx,
    giorno: Giorno,
    plesso: Option<PlessoId>,
) -> Result<ConteggioGiorno, Errore> {
    let plessi = match plesso {
        Some(id) => vec![plesso_autorizzato(ctx, CONTEGGI, id).await?],
        None => plessi_autorizzati(ctx, CONTEGGI).await?,
    };
    conteggi_dei_plessi(ctx, &plessi, giorno).await
}

/// The meals of `giorno` in `plessi`.
pub(crate) async fn conteggi_dei_plessi(
    ctx: &Ctx,
    plessi: &[PlessoAutorizzato],
    giorno: Giorno,
) -> Result<ConteggioGiorno, Errore> {
    let ids: Vec<PlessoId> = plessi.iter().map(|p| p.plesso.id).collect();
    let chiusi: HashSet<PlessoId> = chiusura_giorno::Entity::find()
        .filter(chiusura_giorno::Column::Giorno.eq(giorno))
        .filter(chiusura_giorno::Column::PlessoId.is_in(ids.iter().copied()))
        .all(ctx.db())
        .await?
        .into_iter()
        .map(|c| c.plesso_id)
        .collect();
    let diete = Diete::del_giorno(ctx.db(), giorno).await?;
    let mut conti: BTreeMap<ClasseId, Conto> = BTreeMap::new();
    let registrate = presenza::Entity::find()
        .filter(presenza::Column::Giorno.eq(giorno))
        .filter(presenza::Column::PlessoId.is_in(ids.iter().copied()))
        .all(ctx.db())
        .await?;
    let con_presenza: HashSet<IscrizioneId> = registrate.iter().map(|p| p.iscrizione_id).collect();
    for presenza in registrate {
        let conto = conti.entry(presenza.classe_id).or_default();
        conto.aggiungi(presenza.stato, presenza.dieta_codice);
    }
    let servizio = GiorniDiServizio::carica(ctx, giorno, giorno).await?;
    let mut attesi = iscrizioni_dei_plessi(ctx, plessi, Servizio::Refezione, giorno).await?;
    attesi.retain(|i| {
        !chiusi.contains(&i.plesso.id)
            && !con_presenza.contains(&i.iscrizione.id)
            && servizio.stato(i.plesso.id, i.classe.id, giorno).aperto()
    });
    let aperti: HashSet<PlessoId> = attesi.iter().map(|i| i.plesso.id).collect();
    let iscrizioni: Vec<IscrizioneId> = attesi.iter().map(|i| i.iscrizione.id).collect();
    let scelte = scelte_effettive(ctx, ctx.db(), &iscrizioni, giorno).await?;
    for iscritto in attesi {
        if let Some(scelta) = scelte.get(&iscritto.iscrizione.id) {
            let conto = conti.entry(iscritto.classe.id).or_default();
            conto.aggiungi((*scelta).into(), diete.codice(iscritto.alunno.id));
        }
    }
    let classi = classi(ctx, &ids, giorno).await?;
    let righe = righe(plessi, &classi, &mut conti, &diete);
    Ok(ConteggioGiorno {
        giorno,
        chiuso: aperti.is_empty() && !chiusi.is_empty(),
        aggiornato: ctx.now(),
        totale: righe.iter().map(RigaConteggio::pasti).sum(),
        righe,
    })
}

async fn classi(
    ctx: &Ctx,
    plessi: &[PlessoId],
    giorno: Giorno,
) -> Result<HashMap<PlessoId, Vec<classe::Model>>, Errore> {
    let mut righe = classe::Entity::find()
        .filter(classe::Column::PlessoId.is_in(plessi.iter().copied()))
        .filter(classe::Column::Anno.eq(AnnoScolastico::del(giorno)))
        .all(ctx.db())
        .await?;
    righe.sort_by(|a, b| (&a.nome, a.id).cmp(&(&b.nome, b.id)));
    let mut classi: HashMap<PlessoId, Vec<classe::Model>> = HashMap::new();
    for classe in righe {
        classi.entry(classe.plesso_id).or_default().push(classe);
    }
    Ok(classi)
}

/// One row for each class that has somebody, building by building.
fn righe(
    plessi: &[PlessoAutorizzato],
    classi: &HashMap<PlessoId, Vec<classe::Model>>,
    conti: &mut BTreeMap<ClasseId, Conto>,
    diete: &Diete,
) -> Vec<RigaConteggio> {
    let mut righe = Vec::new();
    for plesso in plessi {
        for classe in classi.get(&plesso.plesso.id).into_iter().flatten() {
            if let Some(conto) = conti.remove(&classe.id) {
                righe.push(conto.riga(plesso, classe, diete));
            }
        }
    }
    righe
}

/// The children of a class, counted.
#[derive(Debug, Default)]
struct Conto {
    pasto_base: i32,
    pasto_bianco: i32,
    assenti: i32,
    /// By code, and whether in bianco: a diet holds for a pasto bianco too.
    diete: BTreeMap<(String, bool), i32>,
}

impl Conto {
    fn aggiungi(&mut self, stato: StatoPresenza, dieta: Option<String>) {
        *match stato {
            StatoPresenza::Presente => &mut self.pasto_base,
            StatoPresenza::PastoBianco => &mut self.pasto_bianco,
            StatoPresenza::Assente => &mut self.assenti,
        } += 1;
        if let Some(codice) = dieta.filter(|_| stato.con_pasto()) {
            let in_bianco = stato == StatoPresenza::PastoBianco;
            *self.diete.entry((codice, in_bianco)).or_default() += 1;
        }
    }

    fn riga(
        self,
        plesso: &PlessoAutorizzato,
        classe: &classe::Model,
        diete: &Diete,
    ) -> RigaConteggio {
        let dieta = |((codice, in_bianco), pasti): ((String, bool), i32)| {
            let descrizione = diete.descrizione(&codice);
            if in_bianco {
                ConteggioDieta {
                    codice: format!("{codice}-B"),
                    descrizione: format!("{descrizione}, in bianco"),
                    pasti,
                }
            } else {
                ConteggioDieta {
                    codice,
                    descrizione,
                    pasti,
                }
            }
        };
        RigaConteggio {
            plesso: PlessoBreve::new(&plesso.plesso, &plesso.scuola),
            classe: ClasseBreve::new(classe),
            luogo: Luogo {
                plesso_id: plesso.plesso.id,
                plesso: plesso.plesso.nome.clone(),
                scuola: plesso.scuola.nome.clone(),
                classe: classe.nome.clone(),
            },
            pasto_base: self.pasto_base,
            pasto_bianco: self.pasto_bianco,
            assenti: self.assenti,
            diete: self.diete.into_iter().map(dieta).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diet_is_kept_in_bianco_and_not_cooked_for_who_is_absent() {
        let mut conto = Conto::default();
        conto.aggiungi(StatoPresenza::Presente, None);
        conto.aggiungi(StatoPresenza::Presente, Some("D01".into()));
        conto.aggiungi(StatoPresenza::PastoBianco, Some("D01".into()));
        conto.aggiungi(StatoPresenza::Assente, Some("D02".into()));
        assert_eq!(
            (conto.pasto_base, conto.pasto_bianco, conto.assenti),
            (2, 1, 1)
        );
        let diete: Vec<_> = conto.diete.into_iter().collect();
        assert_eq!(
            diete,
            [(("D01".into(), false), 1), (("D01".into(), true), 1)]
        );
    }
}
