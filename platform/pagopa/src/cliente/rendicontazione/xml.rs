//! The flow as XML (`FlussoRiversamento`, versions 1.0 and 1.1).

use campanella_kernel::{Giorno, Importo, Istante};

use super::{EsitoRiga, Flusso, FlussoError, RigaFlusso};
use crate::Testo;
use crate::dovuto::decimale;
use crate::xml::{Elemento, Scrittore, Sequenza, Sintassi, Valore, leggi};

const PAGAMENTI: &str = "http://www.digitpa.gov.it/schemas/2011/Pagamenti/";
const RIGHE_MASSIME: usize = 100_000;

fn figli(padre: &Elemento) -> Result<Sequenza<'_>, Sintassi> {
    Sequenza::nello_spazio(padre, Some(PAGAMENTI))
}

impl Flusso {
    /// Reads the XML of a flow.
    ///
    /// # Errors
    /// When it is not what the definition says.
    pub fn da_xml(bytes: &[u8]) -> Result<Self, FlussoError> {
        let radice = leggi(bytes)?;
        if !radice.nome.e(Some(PAGAMENTI), "FlussoRiversamento") {
            return Err(Sintassi::Documento("non è un FlussoRiversamento").into());
        }
        let mut seq = figli(&radice)?;
        seq.leggi::<Testo<16>>("versioneOggetto")?;
        let id = seq.leggi("identificativoFlusso")?;
        let fatto = seq.leggi("dataOraFlusso")?;
        let regolamento = seq.leggi("identificativoUnivocoRegolamento")?;
        let data_regolamento = seq.leggi("dataRegolamento")?;
        let mittente = istituto(seq.elemento("istitutoMittente")?, "Mittente")?;
        seq.leggi_se_c_e::<Testo<35>>("codiceBicBancaDiRiversamento")?;
        let ricevente = istituto(seq.elemento("istitutoRicevente")?, "Ricevente")?;
        let flusso = Self {
            id,
            fatto,
            regolamento,
            data_regolamento,
            mittente: mittente.0,
            nome_mittente: mittente
                .1
                .and_then(|nome| Testo::tronca(nome.as_str()).ok()),
            ricevente: ricevente.0,
            numero_dichiarato: seq.leggi("numeroTotalePagamenti")?,
            importo_dichiarato: seq.leggi("importoTotalePagamenti")?,
            righe: seq
                .elementi("datiSingoliPagamenti", RIGHE_MASSIME)?
                .into_iter()
                .map(riga)
                .collect::<Result<_, _>>()?,
        };
        seq.fine()?;
        Ok(flusso)
    }

    /// Writes the XML of a flow.
    #[must_use]
    pub fn xml(&self) -> Vec<u8> {
        let mut w = Scrittore::documento();
        w.elemento(&format!("FlussoRiversamento xmlns=\"{PAGAMENTI}\""), |w| {
            w.campo("versioneOggetto", "1.1");
            w.campo("identificativoFlusso", &self.id);
            w.campo("dataOraFlusso", istante(self.fatto));
            w.campo("identificativoUnivocoRegolamento", &self.regolamento);
            w.campo("dataRegolamento", self.data_regolamento.date());
            w.elemento("istitutoMittente", |w| {
                identificativo(w, "Mittente", "B", &self.mittente);
                w.campo_se_c_e("denominazioneMittente", self.nome_mittente.as_ref());
            });
            w.elemento("istitutoRicevente", |w| {
                identificativo(w, "Ricevente", "G", &self.ricevente);
            });
            w.campo("numeroTotalePagamenti", self.numero_dichiarato);
            w.campo("importoTotalePagamenti", decimale(self.importo_dichiarato));
            self.righe.iter().for_each(|riga| riga.scrivi(w));
        });
        w.fine()
    }
}

fn istante(istante: Istante) -> String {
    istante.utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn identificativo(w: &mut Scrittore, chi: &str, tipo: &str, codice: &Testo<35>) {
    w.elemento(&format!("identificativoUnivoco{chi}"), |w| {
        w.campo("tipoIdentificativoUnivoco", tipo);
        w.campo("codiceIdentificativoUnivoco", codice);
    });
}

/// Code and name of the bank or of the creditor.
fn istituto(elemento: &Elemento, chi: &str) -> Result<(Testo<35>, Option<Testo<140>>), Sintassi> {
    let (codice, nome) = match chi {
        "Mittente" => ("identificativoUnivocoMittente", "denominazioneMittente"),
        _ => ("identificativoUnivocoRicevente", "denominazioneRicevente"),
    };
    let mut seq = figli(elemento)?;
    let mut id = figli(seq.elemento(codice)?)?;
    id.leggi::<Testo<1>>("tipoIdentificativoUnivoco")?;
    let letto = id.leggi("codiceIdentificativoUnivoco")?;
    id.fine()?;
    let nome = seq.leggi_se_c_e(nome)?;
    seq.fine()?;
    Ok((letto, nome))
}

fn riga(elemento: &Elemento) -> Result<RigaFlusso, Sintassi> {
    let mut seq = figli(elemento)?;
    let riga = RigaFlusso {
        iuv: seq.leggi("identificativoUnivocoVersamento")?,
        iur: seq.leggi("identificativoUnivocoRiscossione")?,
        posto: seq
            .leggi_se_c_e::<Posto>("indiceDatiSingoloPagamento")?
            .map_or(1, |p| p.0),
        importo: seq.leggi::<Importo>("singoloImportoPagato")?,
        esito: seq.leggi("codiceEsitoSingoloPagamento")?,
        data: seq.leggi::<Giorno>("dataEsitoSingoloPagamento")?,
    };
    seq.fine()?;
    Ok(riga)
}

impl RigaFlusso {
    fn scrivi(&self, w: &mut Scrittore) {
        w.elemento("datiSingoliPagamenti", |w| {
            w.campo("identificativoUnivocoVersamento", &self.iuv);
            w.campo("identificativoUnivocoRiscossione", &self.iur);
            w.campo("indiceDatiSingoloPagamento", self.posto);
            w.campo("singoloImportoPagato", decimale(self.importo));
            w.campo("codiceEsitoSingoloPagamento", self.esito.codice());
            w.campo("dataEsitoSingoloPagamento", self.data.date());
        });
    }
}

impl EsitoRiga {
    fn codice(self) -> &'static str {
        let found = Self::TUTTI.iter().find(|voce| voce.0 == self);
        found.map_or("0", |voce| voce.1)
    }
}

impl Valore for EsitoRiga {
    fn da_testo(text: &str) -> Option<Self> {
        let found = Self::TUTTI.iter().find(|voce| voce.1 == text);
        found.map(|voce| voce.0)
    }
}

/// `stIndice`: 1 to 5.
struct Posto(u8);

impl Valore for Posto {
    fn da_testo(text: &str) -> Option<Self> {
        let posto = text.trim().parse().ok()?;
        (1..=5).contains(&posto).then_some(Self(posto))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flusso() -> Flusso {
        let testo = |text: &str| Testo::new(text).expect("it fits");
        let riga = |iuv: &str, cents, esito| RigaFlusso {
            iuv: testo(iuv),
            iur: testo("r1"),
            posto: 1,
            importo: Importo::from_cents(cents),
            esito,
            data: Giorno::new(2026, 11, 23).expect("a day"),
        };
        Flusso {
            id: testo("2026-11-24BANCA01-0001"),
            fatto: chrono::DateTime::UNIX_EPOCH.into(),
            regolamento: testo("TRN123"),
            data_regolamento: Giorno::new(2026, 11, 24).expect("a day"),
            mittente: testo("BANCITMM"),
            nome_mittente: Testo::new("Banca di Prova").ok(),
            ricevente: testo("77777777777"),
            numero_dichiarato: 3,
            importo_dichiarato: Importo::from_cents(1400),
            righe: vec![
                riga("02012387654312386", 1000, EsitoRiga::Eseguito),
                riga("01000000000000144", 500, EsitoRiga::SenzaRpt),
                riga("00000000000000104", 100, EsitoRiga::Revocato),
            ],
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        assert_eq!(Flusso::da_xml(&flusso().xml()), Ok(flusso()));
    }

    #[test]
    fn a_flow_of_another_producer_is_read() {
        let xml = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <p:FlussoRiversamento xmlns:p="http://www.digitpa.gov.it/schemas/2011/Pagamenti/">
              <p:versioneOggetto>1.0</p:versioneOggetto>
              <p:identificativoFlusso>2026-11-24BANCA01-7</p:identificativoFlusso>
              <p:dataOraFlusso>2026-11-24T08:00:00</p:dataOraFlusso>
              <p:identificativoUnivocoRegolamento>TRN</p:identificativoUnivocoRegolamento>
              <p:dataRegolamento>2026-11-24</p:dataRegolamento>
              <p:istitutoMittente><p:identificativoUnivocoMittente>
                <p:tipoIdentificativoUnivoco>B</p:tipoIdentificativoUnivoco>
                <p:codiceIdentificativoUnivoco>BANCITMM</p:codiceIdentificativoUnivoco>
              </p:identificativoUnivocoMittente></p:istitutoMittente>
              <p:codiceBicBancaDiRiversamento>BANCITMM</p:codiceBicBancaDiRiversamento>
              <p:istitutoRicevente><p:identificativoUnivocoRicevente>
                <p:tipoIdentificativoUnivoco>G</p:tipoIdentificativoUnivoco>
                <p:codiceIdentificativoUnivoco>77777777777</p:codiceIdentificativoUnivoco>
              </p:identificativoUnivocoRicevente></p:istitutoRicevente>
              <p:numeroTotalePagamenti>1</p:numeroTotalePagamenti>
              <p:importoTotalePagamenti>4.80</p:importoTotalePagamenti>
              <p:datiSingoliPagamenti>
                <p:identificativoUnivocoVersamento>02012387654312386</p:identificativoUnivocoVersamento>
                <p:identificativoUnivocoRiscossione>r1</p:identificativoUnivocoRiscossione>
                <p:singoloImportoPagato>4.80</p:singoloImportoPagato>
                <p:codiceEsitoSingoloPagamento>0</p:codiceEsitoSingoloPagamento>
                <p:dataEsitoSingoloPagamento>2026-11-23</p:dataEsitoSingoloPagamento>
              </p:datiSingoliPagamenti>
            </p:FlussoRiversamento>"#;
        let flusso = Flusso::da_xml(xml.as_bytes()).expect("a flow");
        assert!(flusso.quadra());
        assert_eq!(flusso.righe[0].posto, 1);
        let broken = xml.replace(">0</p:codiceEsito", ">7</p:codiceEsito");
        assert!(Flusso::da_xml(broken.as_bytes()).is_err());
        assert!(Flusso::da_xml(xml.replace("4.80", "4,80").as_bytes()).is_err());
    }

    #[test]
    fn a_flow_that_does_not_add_up_says_so() {
        assert!(flusso().quadra());
        let mut wrong = flusso();
        wrong.importo_dichiarato = Importo::from_cents(1600);
        assert!(!wrong.quadra());
        let mut wrong = flusso();
        wrong.numero_dichiarato = 2;
        assert!(!wrong.quadra());
    }
}
