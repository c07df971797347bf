//! On which days there is service, for each building and class.

use campanella_kernel::{AnnoScolastico, Ctx, Giorno, PlessoId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use crate::ClasseId;
use crate::entities::{calendario, chiusura};
use crate::errore::Errore;
use crate::festivita::festivita;

/// Whether there is service on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatoGiorno {
    /// There is.
    Aperto,
    /// There is not.
    Chiuso {
        /// Why, as families read it.
        motivo: String,
    },
}

impl StatoGiorno {
    fn chiuso(motivo: impl Into<String>) -> Self {
        Self::Chiuso {
            motivo: motivo.into(),
        }
    }

    /// True when there is service.
    #[must_use]
    pub fn aperto(&self) -> bool {
        *self == Self::Aperto
    }

    /// Why there is no service.
    #[must_use]
    pub fn motivo(&self) -> Option<&str> {
        match self {
            Self::Aperto => None,
            Self::Chiuso { motivo } => Some(motivo),
        }
    }
}

/// Calendars and closures of a range of days, read once for any number of classes.
#[derive(Debug, Clone)]
pub struct GiorniDiServizio {
    dal: Giorno,
    al: Giorno,
    calendari: Vec<calendario::Model>,
    chiusure: Vec<chiusura::Model>,
}

/// Whether there is service for `classe` of `plesso` on `giorno`.
///
/// # Errors
/// When the store fails.
pub async fn giorno_di_servizio(
    ctx: &Ctx,
    plesso: PlessoId,
    classe: ClasseId,
    giorno: Giorno,
) -> Result<StatoGiorno, Errore> {
    let giorni = GiorniDiServizio::carica(ctx, giorno, giorno).await?;
    Ok(giorni.stato(plesso, classe, giorno))
}

impl GiorniDiServizio {
    /// Reads what is known of the days from `dal` to `al`, in two queries.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn carica(ctx: &Ctx, dal: Giorno, al: Giorno) -> Result<Self, Errore> {
        let years = Condition::all()
            .add(calendario::Column::Anno.gte(AnnoScolastico::del(dal)))
            .add(calendario::Column::Anno.lte(AnnoScolastico::del(al)));
        let calendari = calendario::Entity::find()
            .filter(years)
            .all(ctx.db())
            .await?;
        let overlapping = Condition::all()
            .add(chiusura::Column::Dal.lte(al))
            .add(chiusura::Column::Al.gte(dal));
        let chiusure = chiusura::Entity::find()
            .filter(overlapping)
            .order_by_asc(chiusura::Column::Id)
            .all(ctx.db())
            .await?;
        Ok(Self {
            dal,
            al,
            calendari,
            chiusure,
        })
    }

    /// Whether there is service for `classe` of `plesso` on `giorno`. A day outside the range
    /// that was read is answered as closed: nothing is known of it.
    #[must_use]
    pub fn stato(&self, plesso: PlessoId, classe: ClasseId, giorno: Giorno) -> StatoGiorno {
        if giorno < self.dal || giorno > self.al {
            return StatoGiorno::chiuso("Giorno fuori dal periodo richiesto");
        }
        let anno = AnnoScolastico::del(giorno);
        let Some(calendario) = self.calendario(plesso, anno) else {
            return StatoGiorno::chiuso(format!(
                "Il calendario dell'anno scolastico {anno} non è ancora pubblicato"
            ));
        };
        if giorno < calendario.inizio {
            return StatoGiorno::chiuso(format!("Il servizio inizia il {}", calendario.inizio));
        }
        if giorno > calendario.fine {
            return StatoGiorno::chiuso(format!("Il servizio è finito il {}", calendario.fine));
        }
        if let Some(nome) = festivita(giorno) {
            return StatoGiorno::chiuso(nome);
        }
        let weekday = giorno.giorno_settimana();
        if !calendario.giorni_settimana.contains(&weekday.to_string()) {
            return StatoGiorno::chiuso(format!("Nessun servizio di {}", nome_giorno(weekday)));
        }
        match self.chiusura(plesso, classe, giorno) {
            Some(chiusura) => StatoGiorno::chiuso(&chiusura.motivo),
            None => StatoGiorno::Aperto,
        }
    }

    /// The calendar of the building, or that of the whole comune.
    fn calendario(&self, plesso: PlessoId, anno: AnnoScolastico) -> Option<&calendario::Model> {
        let of = |owner: Option<PlessoId>| {
            self.calendari
                .iter()
                .find(move |c| c.anno == anno && c.plesso_id == owner)
        };
        of(Some(plesso)).or_else(|| of(None))
    }

    fn chiusura(
        &self,
        plesso: PlessoId,
        classe: ClasseId,
        giorno: Giorno,
    ) -> Option<&chiusura::Model> {
        self.chiusure.iter().find(|c| {
            c.dal <= giorno
                && giorno <= c.al
                && c.plesso_id.is_none_or(|p| p == plesso)
                && c.classe_id.is_none_or(|k| k == classe)
        })
    }
}

fn nome_giorno(weekday: u8) -> &'static str {
    match weekday {
        1 => "lunedì",
        2 => "martedì",
        3 => "mercoledì",
        4 => "giovedì",
        5 => "venerdì",
        6 => "sabato",
        _ => "domenica",
    }
}
