//! The SOAP 1.1 envelope.

use crate::xml::{Elemento, Scrittore, Sintassi, leggi};

pub(crate) const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
pub(crate) const PA_FOR_NODE: &str = "http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd";

/// The one element in the body of an envelope. Headers are passed over, unless one says that it
/// must be understood: we understand none.
pub(crate) fn apri(bytes: &[u8]) -> Result<Elemento, Sintassi> {
    let busta = leggi(bytes)?;
    if !busta.nome.e(Some(SOAP), "Envelope") {
        return Err(NON_SOAP);
    }
    let mut parti = busta.figli.into_iter().peekable();
    let header = parti.next_if(|parte| parte.nome.e(Some(SOAP), "Header"));
    if header.is_some_and(|header| header.figli.iter().any(obbligatorio)) {
        return Err(Sintassi::Documento("ha un'intestazione SOAP obbligatoria"));
    }
    let body = parti
        .next()
        .filter(|parte| parte.nome.e(Some(SOAP), "Body"));
    let mut figli = body.ok_or(NON_SOAP)?.figli.into_iter();
    match (figli.next(), figli.next(), parti.next()) {
        (Some(solo), None, None) => Ok(solo),
        _ => Err(NON_SOAP),
    }
}

const NON_SOAP: Sintassi = Sintassi::Documento("non è una busta SOAP");

fn obbligatorio(intestazione: &Elemento) -> bool {
    intestazione
        .attributi
        .iter()
        .any(|(nome, valore)| nome.e(Some(SOAP), "mustUnderstand") && valore == "1")
}

/// An envelope around one element of paForNode.xsd. The elements inside have no namespace.
pub(crate) fn imbusta(nome: &str, dentro: impl FnOnce(&mut Scrittore)) -> Vec<u8> {
    in_busta(|w| w.elemento(&format!("pafn:{nome} xmlns:pafn=\"{PA_FOR_NODE}\""), dentro))
}

/// An envelope that says that the message is at fault.
pub(crate) fn soap_fault(perche: &str) -> Vec<u8> {
    in_busta(|w| {
        w.elemento("soapenv:Fault", |w| {
            w.campo("faultcode", "soapenv:Client");
            w.campo("faultstring", perche);
        });
    })
}

fn in_busta(dentro: impl FnOnce(&mut Scrittore)) -> Vec<u8> {
    let mut w = Scrittore::documento();
    w.elemento(&format!("soapenv:Envelope xmlns:soapenv=\"{SOAP}\""), |w| {
        w.elemento("soapenv:Body", dentro);
    });
    w.fine()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn busta(dentro: &str) -> String {
        format!("<s:Envelope xmlns:s='{SOAP}'>{dentro}</s:Envelope>")
    }

    #[test]
    fn the_body_holds_one_element() {
        let aperta = apri(busta("<s:Header/><s:Body><a/></s:Body>").as_bytes());
        assert_eq!(aperta.map(|e| e.nome.locale), Ok("a".into()));
        for dentro in [
            "",
            "<s:Header/>",
            "<s:Body/>",
            "<s:Body><a/><b/></s:Body>",
            "<s:Body><a/></s:Body><s:Body/>",
            "<Body><a/></Body>",
            "<s:Header><h s:mustUnderstand='1'/></s:Header><s:Body><a/></s:Body>",
        ] {
            assert!(apri(busta(dentro).as_bytes()).is_err(), "{dentro}");
        }
        assert!(apri(b"<a/>").is_err());
    }

    #[test]
    fn what_is_put_in_comes_out() {
        let bytes = imbusta("x", |w| w.campo("y", 1));
        let aperta = apri(&bytes).expect("an envelope");
        assert!(aperta.nome.e(Some(PA_FOR_NODE), "x"));
        assert!(aperta.figli[0].nome.e(None, "y"));
    }
}
