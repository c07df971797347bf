//! Which part of the quota is due in the month of the day asked.

use campanella_sdk::tipi::Rifiuto;
use campanella_sdk::{PassoNuovo, data_italiana, messaggio};

use crate::calendario::{leggi_data, mese_assoluto, nome_del_mese};
use crate::conto::{Conto, Voce};
use crate::parametri::{DaInizio, Quando, QuotaDelMese, dato};

impl Conto<'_> {
    /// What of the quota is due in the month asked.
    pub fn quota_dovuta(&mut self) -> Result<(), Rifiuto> {
        let Some(intera) = self.quota.filter(|q| *q > 0) else {
            return Ok(());
        };
        match self.caso.tabella.quota.as_ref().map(|q| &q.quando) {
            Some(Quando::Mensile {
                mesi,
                mese_di_inizio,
                anticipatari_da,
            }) => {
                if let Some(testo) = self.non_dovuta(anticipatari_da.as_deref())? {
                    self.dovuta("QUOTA_NON_DOVUTA", testo, 0);
                    return Ok(());
                }
                self.parte_del_mese(mesi)?;
                self.parte_del_mese_di_inizio(mese_di_inizio.as_ref())
            }
            Some(Quando::Annuale {
                piani,
                scelta,
                inizio_tardivo,
            }) => {
                let piano = self.piano(piani, scelta.as_deref())?;
                self.rata(piano, *inizio_tardivo, intera)
            }
            None => Ok(()),
        }
    }

    /// Why nothing is due in a month outside the enrolment.
    fn non_dovuta(&self, anticipatari_da: Option<&str>) -> Result<Option<String>, Rifiuto> {
        let ingresso = self.caso.ingresso;
        let mese = mese_assoluto(&ingresso.giorno);
        if let Some(dal) = ingresso.iscritto_dal.filter(|g| mese < mese_assoluto(g)) {
            let testo = format!(
                "L'iscrizione comincia il {}: la quota non è dovuta.",
                data_italiana(&dal)
            );
            return Ok(Some(testo));
        }
        if let Some(al) = ingresso.iscritto_al.filter(|g| mese > mese_assoluto(g)) {
            let testo = format!(
                "L'iscrizione è finita il {}: la quota non è più dovuta.",
                data_italiana(&al)
            );
            return Ok(Some(testo));
        }
        let Some(nome) = anticipatari_da.filter(|_| ingresso.anticipatario) else {
            return Ok(None);
        };
        let data = dato(ingresso, nome).and_then(leggi_data);
        let dal = data.ok_or_else(|| {
            Rifiuto::DatoMancante(messaggio(
                "DATA_ANTICIPATARIO_MANCANTE",
                format!(
                    "Per un bambino anticipatario serve il dato «{nome}», una data come \
                     2027-02-14."
                ),
            ))
        })?;
        Ok((mese < mese_assoluto(&dal)).then(|| {
            format!(
                "Bambino anticipatario: la quota è dovuta da {} {}.",
                nome_del_mese(dal.mese),
                dal.anno
            )
        }))
    }

    fn parte_del_mese(&mut self, mesi: &[QuotaDelMese]) -> Result<(), Rifiuto> {
        let mese = self.caso.ingresso.giorno.mese;
        let Some(parziale) = mesi.iter().find(|m| m.mese == mese) else {
            return Ok(());
        };
        let quota = self.quota.unwrap_or_default();
        let dovuta = self.parte(Voce::Quota, quota, parziale.dovuta_percento)?;
        let quanto = in_parte(parziale.dovuta_percento);
        let testo = format!("Nel mese di {} la quota {quanto}.", nome_del_mese(mese));
        self.dovuta("QUOTA_MENSILE", testo, dovuta);
        Ok(())
    }

    fn parte_del_mese_di_inizio(&mut self, regola: Option<&DaInizio>) -> Result<(), Rifiuto> {
        let ingresso = self.caso.ingresso;
        let (Some(regola), Some(dal)) = (regola, &ingresso.iscritto_dal) else {
            return Ok(());
        };
        let in_tempo = dal.giorno <= regola.entro_il_giorno;
        let quota = self.quota.unwrap_or_default();
        if in_tempo || mese_assoluto(dal) != mese_assoluto(&ingresso.giorno) || quota == 0 {
            return Ok(());
        }
        let dovuta = self.parte(Voce::Quota, quota, regola.dopo_percento)?;
        let testo = format!(
            "L'iscrizione comincia il {}, dopo il giorno {}: la quota di {} {}.",
            data_italiana(dal),
            regola.entro_il_giorno,
            nome_del_mese(dal.mese),
            in_parte(regola.dopo_percento),
        );
        self.dovuta("MESE_DI_INIZIO", testo, dovuta);
        Ok(())
    }

    pub fn dovuta(&mut self, codice: &str, testo: String, dovuta: i64) {
        let ingresso = self.caso.ingresso;
        let passo = PassoNuovo::new(codice, testo)
            .articolo(self.articolo(Voce::Quota))
            .dato("mese", nome_del_mese(ingresso.giorno.mese));
        self.imposta(Voce::Quota, dovuta, passo);
    }
}

fn in_parte(percento: i64) -> String {
    match percento {
        0 => "non è dovuta".to_owned(),
        p => format!("è dovuta al {p}%"),
    }
}
