//! Which instalments of a yearly quota are due in the month of the day asked.

use campanella_sdk::tipi::Rifiuto;
use campanella_sdk::{Arrotonda, euro, messaggio};

use crate::calendario::{mese_assoluto, nome_del_mese, posto_nell_anno_scolastico};
use crate::conto::{Conto, fuori_misura};
use crate::parametri::{InizioTardivo, Piano, dato};

impl Conto<'_> {
    /// The instalments of `intera` that are due in the month asked.
    pub fn rata(
        &mut self,
        piano: &Piano,
        tardivo: InizioTardivo,
        intera: i64,
    ) -> Result<(), Rifiuto> {
        let mese = self.caso.ingresso.giorno.mese;
        let (posto, inizio) = (posto_nell_anno_scolastico(mese), self.posto_di_inizio());
        let tutte: i64 = piano.rate.iter().map(|r| r.parti).sum();
        let (mut parti, mut fin_qui, mut dovuta, mut quante) = (0, 0, 0, 0);
        for (i, rata) in piano.rate.iter().enumerate() {
            // Rounded on what is paid so far, so that the instalments sum up to the whole.
            parti += rata.parti;
            let prima = fin_qui;
            fin_qui = intera
                .checked_mul(parti)
                .and_then(|n| self.modo().frazione(n, tutte, 1))
                .ok_or_else(fuori_misura)?;
            let prossima = piano.rate.get(i + 1);
            let coperta = tardivo == InizioTardivo::AnnoIntero
                || prossima.is_none_or(|r| posto_nell_anno_scolastico(r.mese) > inizio);
            // What has fallen due before the start is paid in the month of the start.
            if coperta && posto_nell_anno_scolastico(rata.mese).max(inizio) == posto {
                dovuta += fin_qui - prima;
                quante += 1;
            }
        }
        let (nome, in_mese) = (&piano.nome, nome_del_mese(mese));
        if quante == 0 {
            let testo = format!("«{nome}»: nel mese di {in_mese} non scade nessuna rata.");
            self.dovuta("RATA_NON_DOVUTA", testo, 0);
            return Ok(());
        }
        let mut testo = format!(
            "«{nome}»: nel mese di {in_mese} si pagano {} di {}.",
            euro(dovuta),
            euro(intera)
        );
        if quante > 1 {
            testo.push_str(" Sono comprese le rate scadute prima dell'inizio dell'iscrizione.");
        }
        self.dovuta("RATA", testo, dovuta);
        Ok(())
    }

    /// The way to pay that the family chose.
    pub fn piano<'a>(
        &self,
        piani: &'a [Piano],
        scelta: Option<&str>,
    ) -> Result<&'a Piano, Rifiuto> {
        let ingresso = self.caso.ingresso;
        let valore = match scelta {
            Some(nome) => dato(ingresso, nome),
            None => ingresso.articolo.as_deref(),
        };
        let piano = match (piani, valore) {
            ([unico], _) => Some(unico),
            (_, None) => piani.first(),
            (_, Some(v)) => piani.iter().find(|p| p.valori.iter().any(|a| a == v)),
        };
        piano.ok_or_else(|| {
            Rifiuto::CasoNonPrevisto(messaggio(
                "RATE_NON_PREVISTE",
                format!(
                    "Il regolamento non prevede il modo di pagare «{}».",
                    valore.unwrap_or_default()
                ),
            ))
        })
    }

    /// The place in the school year of the month in which the enrolment starts: 12 after it.
    fn posto_di_inizio(&self) -> u8 {
        let ingresso = self.caso.ingresso;
        let settembre = i32::from(ingresso.anno_scolastico) * 12 + 8;
        let inizio = ingresso
            .iscritto_dal
            .map_or(0, |g| mese_assoluto(&g) - settembre);
        u8::try_from(inizio.clamp(0, 12)).unwrap_or_default()
    }
}
