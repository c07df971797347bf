//! The days of service of one child, around the days that somebody asks about.

use campanella_anagrafe::{GiorniDiServizio, Iscritto, StatoGiorno};
use campanella_kernel::{Ctx, Giorno};

use crate::errore::Errore;

/// Calendar days on either side in which a rule finds its ten neighbouring days of service, also
/// across the two weeks of Christmas.
const MARGINE: u64 = 35;

/// Days of service of one child.
pub(crate) struct Periodo<'a> {
    pub(crate) iscritto: &'a Iscritto,
    giorni: GiorniDiServizio,
    dal: Giorno,
    al: Giorno,
}

impl<'a> Periodo<'a> {
    /// Reads the days from `dal` to `al` and their neighbours, in two queries.
    pub(crate) async fn carica(
        ctx: &Ctx,
        iscritto: &'a Iscritto,
        dal: Giorno,
        al: Giorno,
    ) -> Result<Self, Errore> {
        let (dal, al) = (dal.prima(MARGINE), al.dopo(MARGINE));
        Ok(Self {
            iscritto,
            giorni: GiorniDiServizio::carica(ctx, dal, al).await?,
            dal,
            al,
        })
    }

    /// First day that was read, neighbours included.
    pub(crate) const fn dal(&self) -> Giorno {
        self.dal
    }

    /// Last day that was read, neighbours included.
    pub(crate) const fn al(&self) -> Giorno {
        self.al
    }

    /// Whether this child has the service on `giorno`.
    pub(crate) fn stato(&self, giorno: Giorno) -> StatoGiorno {
        let stato = self
            .giorni
            .stato(self.iscritto.plesso.id, self.iscritto.classe.id, giorno);
        if stato.aperto() && !self.iscritto.attivo_il(giorno) {
            return StatoGiorno::Chiuso {
                motivo: "in quel giorno non è iscritto al servizio".to_owned(),
            };
        }
        stato
    }

    /// The days of service from `dal` to `al`.
    pub(crate) fn di_servizio(&self, dal: Giorno, al: Giorno) -> impl Iterator<Item = Giorno> {
        dal.fino_a(al).filter(|g| self.stato(*g).aperto())
    }

    /// The days of service from `dal` to `al` and around them: what a rule may look at.
    pub(crate) fn vicini(&self, dal: Giorno, al: Giorno) -> impl Iterator<Item = Giorno> {
        self.di_servizio(dal.prima(MARGINE), al.dopo(MARGINE))
    }
}

/// The last day on which the child is on the service.
pub(crate) fn fine(iscritto: &Iscritto) -> Giorno {
    let iscrizione = &iscritto.iscrizione;
    let anno = iscrizione.anno.fine();
    iscrizione.al.map_or(anno, |al| al.min(anno))
}
