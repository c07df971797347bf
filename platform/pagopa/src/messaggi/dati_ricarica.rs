//! What a payer at a counter says to top up without a notice: `datiSpecificiServizioRequest`.

use campanella_kernel::CodiceFiscale;

use crate::dovuto::decimale;
use crate::xml::{Scrittore, Sequenza, Sintassi, leggi};
use crate::{Dovuto, Testo};

const SPAZIO: &str = "urn:campanella:ricarica-mensa:1";
const NOME: &str = "ricaricaMensa";

/// Whose account, and how much. Each service of the catalogue of pagoPA has a schema of its own; the
/// one that a comune registers for school meals is `docs/ricarica-mensa.xsd`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatiRicarica {
    /// Of the child, or of the parent who pays.
    pub codice_fiscale: CodiceFiscale,
    /// How much.
    pub importo: Dovuto,
}

impl DatiRicarica {
    /// Reads the document.
    ///
    /// # Errors
    /// [`Sintassi`]: what the schema does not allow.
    pub fn leggi(bytes: &[u8]) -> Result<Self, Sintassi> {
        let radice = leggi(bytes)?;
        if !radice.nome.e(Some(SPAZIO), NOME) {
            return Err(Sintassi::Manca {
                padre: "datiSpecificiServizioRequest".to_owned(),
                atteso: NOME,
            });
        }
        let mut seq = Sequenza::nello_spazio(&radice, Some(SPAZIO))?;
        let codice: Testo<16> = seq.leggi("codiceFiscale")?;
        let dati = Self {
            codice_fiscale: CodiceFiscale::parse(codice.as_str()).map_err(|_| {
                Sintassi::Valore {
                    elemento: "codiceFiscale".to_owned(),
                }
            })?,
            importo: seq.leggi("importo")?,
        };
        seq.fine()?;
        Ok(dati)
    }

    /// The document.
    #[must_use]
    pub fn documento(&self) -> Vec<u8> {
        let mut w = Scrittore::documento();
        w.elemento(&format!("{NOME} xmlns=\"{SPAZIO}\""), |w| {
            w.campo("codiceFiscale", self.codice_fiscale.as_str());
            w.campo("importo", decimale(self.importo.importo()));
        });
        w.fine()
    }
}

#[cfg(test)]
mod tests {
    use campanella_kernel::Importo;

    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else_is() {
        let dati = DatiRicarica {
            codice_fiscale: CodiceFiscale::parse("RSSMRA85T10A562S").expect("a code"),
            importo: Dovuto::new(Importo::from_cents(2_050)).expect("an amount"),
        };
        let scritti = dati.documento();
        assert_eq!(DatiRicarica::leggi(&scritti), Ok(dati));
        let testo = String::from_utf8(scritti).expect("text");
        for (giusto, sbagliato) in [
            ("RSSMRA85T10A562S", "RSSMRA85T10A562X"),
            ("20.50", "0.00"),
            ("20.50", "20,50"),
            ("urn:campanella:ricarica-mensa:1", "urn:altro"),
            ("ricaricaMensa", "ricaricaBus"),
            ("</importo>", "</importo><altro/>"),
            ("codiceFiscale", "codice"),
        ] {
            let altro = testo.replace(giusto, sbagliato);
            assert!(DatiRicarica::leggi(altro.as_bytes()).is_err(), "{altro}");
        }
    }
}
