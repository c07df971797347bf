//! Reading a document into a tree, with limits.
//!
//! What arrives comes from the network: DTDs, entities other than the five of XML, and processing
//! instructions are refused, not ignored, and nothing is ever fetched.

use quick_xml::NsReader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;

use super::Sintassi;

/// The largest document: a flow of reconciliation has thousands of rows.
const BYTE_MASSIMI: usize = 16 * 1024 * 1024;
const PROFONDITA_MASSIMA: usize = 16;
const ELEMENTI_MASSIMI: usize = 400_000;
const ATTRIBUTI_MASSIMI: usize = 16;

/// An element: name, its attributes but the declarations of namespaces, what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Elemento {
    pub(crate) nome: Nome,
    pub(crate) attributi: Vec<(Nome, String)>,
    pub(crate) testo: String,
    pub(crate) figli: Vec<Elemento>,
}

/// A name with its namespace, if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Nome {
    pub(crate) spazio: Option<String>,
    pub(crate) locale: String,
}

impl Nome {
    pub(crate) fn e(&self, spazio: Option<&str>, locale: &str) -> bool {
        self.spazio.as_deref() == spazio && self.locale == locale
    }
}

/// Reads a whole document.
pub(crate) fn leggi(bytes: &[u8]) -> Result<Elemento, Sintassi> {
    if bytes.len() > BYTE_MASSIMI {
        return Err(Sintassi::Documento("troppo grande"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Sintassi::Documento("non è UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    Albero::default().cresci(&mut reader)
}

/// The tree while it grows.
#[derive(Default)]
struct Albero {
    aperti: Vec<Elemento>,
    radice: Option<Elemento>,
    elementi: usize,
}

impl Albero {
    fn cresci(mut self, reader: &mut NsReader<&[u8]>) -> Result<Elemento, Sintassi> {
        loop {
            match reader.read_event().map_err(|_| MAL_FORMATO)? {
                Event::Start(start) => self.apri(reader, &start)?,
                Event::End(_) => self.chiudi()?,
                Event::Text(text) => self.testo(&text.xml10_content().map_err(|_| MAL_FORMATO)?)?,
                Event::CData(text) => {
                    self.testo(&text.xml10_content().map_err(|_| MAL_FORMATO)?)?;
                }
                Event::GeneralRef(reference) => self.testo(&risolvi(&reference)?)?,
                Event::Comment(_) => {}
                Event::Decl(declaration) => utf8(declaration.encoding())?,
                Event::DocType(_) => return Err(Sintassi::Documento("ha un DTD")),
                Event::PI(_) => return Err(Sintassi::Documento("ha un'istruzione")),
                Event::Empty(_) => return Err(MAL_FORMATO),
                Event::Eof if self.aperti.is_empty() => return self.radice.ok_or(MAL_FORMATO),
                Event::Eof => return Err(MAL_FORMATO),
            }
        }
    }

    fn apri(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<(), Sintassi> {
        self.elementi += 1;
        if self.radice.is_some() {
            return Err(MAL_FORMATO);
        }
        if self.elementi > ELEMENTI_MASSIMI || self.aperti.len() >= PROFONDITA_MASSIMA {
            return Err(Sintassi::Documento("troppo grande"));
        }
        let (spazio, locale) = reader.resolve_element(start.name());
        self.aperti.push(Elemento {
            nome: nome(spazio, locale.as_ref())?,
            attributi: attributi(reader, start)?,
            testo: String::new(),
            figli: Vec::new(),
        });
        Ok(())
    }

    fn chiudi(&mut self) -> Result<(), Sintassi> {
        let chiuso = self.aperti.pop().ok_or(MAL_FORMATO)?;
        match self.aperti.last_mut() {
            Some(padre) => padre.figli.push(chiuso),
            None => self.radice = Some(chiuso),
        }
        Ok(())
    }

    fn testo(&mut self, text: &str) -> Result<(), Sintassi> {
        if !text.chars().all(carattere_xml) {
            return Err(Sintassi::Documento("ha un carattere non ammesso"));
        }
        match self.aperti.last_mut() {
            Some(elemento) => elemento.testo.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err(MAL_FORMATO),
        }
        Ok(())
    }
}

const MAL_FORMATO: Sintassi = Sintassi::Documento("non è ben formato");

fn nome(spazio: ResolveResult<'_>, locale: &[u8]) -> Result<Nome, Sintassi> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_| MAL_FORMATO);
    let spazio = match spazio {
        ResolveResult::Unbound => None,
        ResolveResult::Bound(namespace) => Some(text(namespace.as_ref())?),
        ResolveResult::Unknown(_) => return Err(MAL_FORMATO),
    };
    Ok(Nome {
        spazio,
        locale: text(locale)?,
    })
}

fn attributi(
    reader: &NsReader<&[u8]>,
    start: &BytesStart<'_>,
) -> Result<Vec<(Nome, String)>, Sintassi> {
    let mut read = Vec::new();
    for (n, attribute) in start.attributes().enumerate() {
        let attribute = attribute.map_err(|_| MAL_FORMATO)?;
        if n >= ATTRIBUTI_MASSIMI {
            return Err(Sintassi::Documento("troppo grande"));
        }
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let (spazio, locale) = reader.resolve_attribute(attribute.key);
        let value = std::str::from_utf8(&attribute.value).map_err(|_| MAL_FORMATO)?;
        let value = unescape(value).map_err(|_| MAL_FORMATO)?;
        read.push((nome(spazio, locale.as_ref())?, value.into_owned()));
    }
    Ok(read)
}

/// The character for which a reference stands: one by number, or one of the five of XML.
fn risolvi(reference: &BytesRef<'_>) -> Result<String, Sintassi> {
    if let Some(c) = reference.resolve_char_ref().map_err(|_| MAL_FORMATO)? {
        return Ok(c.to_string());
    }
    let name = reference.decode().map_err(|_| MAL_FORMATO)?;
    resolve_xml_entity(&name)
        .map(str::to_owned)
        .ok_or(Sintassi::Documento("ha un'entità"))
}

fn utf8<E>(encoding: Option<Result<std::borrow::Cow<'_, [u8]>, E>>) -> Result<(), Sintassi> {
    match encoding {
        None => Ok(()),
        Some(Ok(name)) if name.eq_ignore_ascii_case(b"utf-8") => Ok(()),
        Some(_) => Err(Sintassi::Documento("non è UTF-8")),
    }
}

/// The production Char of XML 1.0.
fn carattere_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}'
        | '\u{10000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_text_are_read() {
        let xml = "\u{feff}<?xml version='1.0' encoding=\"UTF-8\"?><!-- c -->\n\
            <p:a xmlns:p='urn:x'><b k='1'>1 &lt; 2 &#233;<![CDATA[ & c]]></b><c/></p:a>";
        let radice = leggi(xml.as_bytes()).expect("well formed");
        assert!(radice.nome.e(Some("urn:x"), "a"));
        assert!(radice.figli[0].nome.e(None, "b"));
        assert_eq!(radice.figli[0].testo, "1 < 2 é & c");
        assert_eq!(radice.figli[0].attributi[0].1, "1");
        assert!(radice.figli[1].nome.e(None, "c"));
    }

    #[test]
    fn what_messages_have_no_use_for_is_refused() {
        for xml in [
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
            "<a>&nbsp;</a>",
            "<a><?php x?></a>",
            "<a>&#0;</a>",
            "<a>\u{1}</a>",
            "<?xml version='1.0' encoding='latin1'?><a/>",
        ] {
            let refused = leggi(xml.as_bytes());
            assert!(matches!(refused, Err(Sintassi::Documento(_))), "{xml}");
        }
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for xml in [
            "",
            "a",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>c",
            "<p:a/>",
            "<a b='1' b='2'/>",
            "<a b=\"<\"/><",
            "</a>",
        ] {
            assert!(leggi(xml.as_bytes()).is_err(), "{xml}");
        }
        assert!(leggi(b"<a>\xff</a>").is_err());
    }

    #[test]
    fn size_and_depth_have_limits() {
        let deep = "<a>".repeat(PROFONDITA_MASSIMA) + &"</a>".repeat(PROFONDITA_MASSIMA);
        assert!(leggi(deep.as_bytes()).is_ok());
        let deeper = format!("<a>{deep}</a>");
        assert_eq!(
            leggi(deeper.as_bytes()),
            Err(Sintassi::Documento("troppo grande"))
        );
        let many = format!("<a>{}</a>", "<b/>".repeat(ELEMENTI_MASSIMI));
        assert!(leggi(many.as_bytes()).is_err());
        let attributes: String = (0..=ATTRIBUTI_MASSIMI)
            .map(|n| format!(" a{n}=''"))
            .collect();
        assert!(leggi(format!("<a{attributes}/>").as_bytes()).is_err());
        assert!(leggi(&vec![b' '; BYTE_MASSIMI + 1]).is_err());
    }
}
