//! Writing a document.

use std::fmt::Display;

use quick_xml::escape::escape;

/// A document that grows element by element. Names are ours and are not escaped; text is.
pub(crate) struct Scrittore {
    testo: String,
}

impl Scrittore {
    /// A document with its declaration.
    pub(crate) fn documento() -> Self {
        Self {
            testo: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned(),
        }
    }

    /// An element that holds what `dentro` writes; `nome` may be followed by attributes.
    pub(crate) fn elemento(&mut self, nome: &str, dentro: impl FnOnce(&mut Self)) {
        self.testo.push('<');
        self.testo.push_str(nome);
        self.testo.push('>');
        dentro(self);
        let tag = nome.split(' ').next().unwrap_or(nome);
        self.testo.push_str("</");
        self.testo.push_str(tag);
        self.testo.push('>');
    }

    /// An element that holds a text.
    pub(crate) fn campo(&mut self, nome: &str, valore: impl Display) {
        let text = valore.to_string();
        self.elemento(nome, |w| w.testo.push_str(&escape(text.as_str())));
    }

    /// The same, if there is a text.
    pub(crate) fn campo_se_c_e(&mut self, nome: &str, valore: Option<&impl Display>) {
        if let Some(valore) = valore {
            self.campo(nome, valore);
        }
    }

    /// The document.
    pub(crate) fn fine(self) -> Vec<u8> {
        self.testo.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::super::leggi;
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut w = Scrittore::documento();
        w.elemento("p:a xmlns:p=\"urn:x\"", |w| {
            w.campo("b", "<&>\"'é");
            w.campo_se_c_e("c", None::<&str>.as_ref());
        });
        let radice = leggi(&w.fine()).expect("well formed");
        assert!(radice.nome.e(Some("urn:x"), "a"));
        assert_eq!(radice.figli.len(), 1);
        assert_eq!(radice.figli[0].testo, "<&>\"'é");
    }
}
