//! The days of service of each class, as `anagrafe` reads them from calendars and closures.

use campanella_anagrafe::{ClasseId, GiorniDiServizio};
use campanella_kernel::{Ctx, Giorno, PlessoId};

use super::calendario;
use super::piano::Piano;

/// Days of service of the year.
pub struct GiorniDelleClassi(Vec<Vec<Giorno>>);

impl GiorniDelleClassi {
    /// Reads them from the store.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn carica(ctx: &Ctx, piano: &Piano<'_>) -> anyhow::Result<Self> {
        let (dal, al) = (
            calendario::inizio(piano.anno),
            calendario::fine_infanzia(piano.anno),
        );
        let servizio = GiorniDiServizio::carica(ctx, dal, al).await?;
        let giorni = piano.classi.iter().map(|classe| {
            let plesso = PlessoId::new(piano.plessi[classe.plesso].id);
            let classe = ClasseId::new(classe.id);
            let aperto = |g: &Giorno| servizio.stato(plesso, classe, *g).aperto();
            dal.fino_a(al).filter(aperto).collect()
        });
        Ok(Self(giorni.collect()))
    }

    /// Those of a class, in order.
    pub fn della_classe(&self, classe: usize) -> &[Giorno] {
        &self.0[classe]
    }

    /// The classes that are served on a day.
    pub fn servite(&self, giorno: Giorno) -> Vec<usize> {
        let aperta = |classe: &usize| self.0[*classe].binary_search(&giorno).is_ok();
        (0..self.0.len()).filter(aperta).collect()
    }

    /// Every day on which somebody is served, in order.
    pub fn tutti(&self) -> Vec<Giorno> {
        let mut tutti: Vec<Giorno> = self.0.iter().flatten().copied().collect();
        tutti.sort_unstable();
        tutti.dedup();
        tutti
    }
}
