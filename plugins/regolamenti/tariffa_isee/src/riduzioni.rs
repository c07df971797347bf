//! What comes after the price of the table: the quota of the month and the reductions.

use campanella_sdk::tariffa::Ingresso;
use campanella_sdk::tipi::Rifiuto;
use campanella_sdk::{Arrotonda, PassoNuovo, data_italiana, euro};

use crate::calcolo::{Conto, fuori_misura};
use crate::parametri::Quota;

impl Conto<'_> {
    /// The fixed quota of the month of the day asked.
    pub(crate) fn quota(
        &mut self,
        quota: Option<&Quota>,
        ingresso: &Ingresso,
    ) -> Result<(), Rifiuto> {
        let Some(quota) = quota else { return Ok(()) };
        let parziale = quota.mesi.iter().find(|m| m.mese == ingresso.giorno.mese);
        let percento = parziale.map_or(100, |m| m.dovuta_percento);
        let importo = quota
            .importo
            .checked_mul(percento)
            .and_then(|n| self.modo().frazione(n, 100, 1))
            .ok_or_else(fuori_misura)?;
        let testo = match parziale {
            Some(_) => format!("Quota fissa del mese, dovuta al {percento}%."),
            None => "Quota fissa del mese.".to_owned(),
        };
        let passo = PassoNuovo::new("QUOTA_MENSILE", testo)
            .articolo(
                quota
                    .articolo
                    .as_deref()
                    .or(self.parametri.articolo.as_deref()),
            )
            .dato("giorno", data_italiana(&ingresso.giorno))
            .parametro("quota", euro(quota.importo))
            .importo(importo);
        self.passi.push(passo);
        self.quota = Some(importo);
        Ok(())
    }

    /// The reduction for brothers and sisters enrolled in the same service.
    pub(crate) fn fratelli(&mut self, ingresso: &Ingresso, residente: bool) -> Result<(), Rifiuto> {
        let Some(fratelli) = &self.parametri.fratelli else {
            return Ok(());
        };
        if fratelli.solo_residenti && !residente {
            return Ok(());
        }
        let riduzione = fratelli
            .riduzioni
            .iter()
            .rfind(|r| r.dal_figlio <= ingresso.rango_fratelli);
        let Some(riduzione) = riduzione else {
            return Ok(());
        };
        let testo = format!(
            "{}° figlio iscritto al servizio: riduzione del {}%.",
            ingresso.rango_fratelli, riduzione.percento
        );
        let passo = PassoNuovo::new("RIDUZIONE_FRATELLI", testo)
            .articolo(
                fratelli
                    .articolo
                    .as_deref()
                    .or(self.parametri.articolo.as_deref()),
            )
            .dato("figlio", ingresso.rango_fratelli.to_string())
            .parametro("riduzione", format!("{}%", riduzione.percento));
        self.riduci(passo, riduzione.percento, fratelli.anche_quota)
    }

    /// The reduction for a disability.
    pub(crate) fn disabilita(&mut self, ingresso: &Ingresso) -> Result<(), Rifiuto> {
        let Some(riduzione) = &self.parametri.disabilita else {
            return Ok(());
        };
        if !ingresso.disabilita {
            return Ok(());
        }
        let testo = format!(
            "Riduzione del {}% prevista dal regolamento.",
            riduzione.percento
        );
        let passo = PassoNuovo::new("RIDUZIONE_DISABILITA", testo)
            .articolo(
                riduzione
                    .articolo
                    .as_deref()
                    .or(self.parametri.articolo.as_deref()),
            )
            .parametro("riduzione", format!("{}%", riduzione.percento));
        self.riduci(passo, riduzione.percento, riduzione.anche_quota)
    }

    fn riduci(&mut self, passo: PassoNuovo, percento: i64, quota: bool) -> Result<(), Rifiuto> {
        self.prezzo = self.parte(self.prezzo, 100 - percento)?;
        self.passi.push(passo.prezzo(self.prezzo));
        if let Some(importo) = self.quota.filter(|_| quota) {
            let ridotta = importo
                .checked_mul(100 - percento)
                .and_then(|n| self.modo().frazione(n, 100, 1))
                .ok_or_else(fuori_misura)?;
            let testo = format!("La riduzione del {percento}% vale anche per la quota.");
            self.passi
                .push(PassoNuovo::new("RIDUZIONE_QUOTA", testo).importo(ridotta));
            self.quota = Some(ridotta);
        }
        Ok(())
    }
}
