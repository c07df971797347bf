//! What families declare of their means.

use campanella_anagrafe::isee::TipoIsee;
use campanella_kernel::{Giorno, Importo};

use super::Anagrafe;

/// An attestation that the family presented.
#[derive(Debug, Clone)]
pub struct Isee {
    pub valore: Importo,
    pub tipo: TipoIsee,
    pub dal: Giorno,
    pub al: Giorno,
}

impl Anagrafe<'_> {
    /// The ISEE of this year, if the family presented one, and that of the next if it did again.
    pub(super) fn isee(&mut self) -> Vec<Isee> {
        if self.chance.percent(22) {
            return Vec::new();
        }
        let anno = self.anno.anno_inizio();
        let (min, max) = *self.chance.weighted(&[
            (15, (0, 5_000)),
            (30, (5_000, 12_000)),
            (25, (12_000, 20_000)),
            (20, (20_000, 35_000)),
            (10, (35_000, 70_000)),
        ]);
        let euro = i64::from(self.chance.between(min, max));
        let valore = euro * 100 + i64::from(self.chance.between(0, 99));
        let tipo = *self.chance.weighted(&[
            (70, TipoIsee::Minorenni),
            (26, TipoIsee::Ordinario),
            (4, TipoIsee::Corrente),
        ]);
        let ritardo = if self.chance.percent(85) {
            (0, 200)
        } else {
            (250, 320)
        };
        let primo = self.attestazione(anno, valore, tipo, ritardo);
        let rinnovo = self.chance.percent(72).then(|| {
            let nuovo = valore * i64::from(self.chance.between(88, 114)) / 100;
            self.attestazione(anno + 1, nuovo, tipo, (1, 60))
        });
        // What will be presented has not been yet.
        let oggi = self.oggi;
        [primo, rinnovo.flatten()]
            .into_iter()
            .flatten()
            .filter(|i| i.dal <= oggi)
            .collect()
    }

    /// An attestation made some days after New Year, which counts until the end of the year.
    fn attestazione(
        &mut self,
        anno: i32,
        valore: i64,
        tipo: TipoIsee,
        giorni: (u32, u32),
    ) -> Option<Isee> {
        let dopo = u64::from(self.chance.between(giorni.0, giorni.1));
        Some(Isee {
            valore: Importo::from_cents(valore),
            tipo,
            dal: Giorno::new(anno, 1, 1).ok()?.dopo(dopo),
            al: Giorno::new(anno, 12, 31).ok()?,
        })
    }
}
