//! Reading the children of an element in the order of an `xsd:sequence`.

use super::{Elemento, Sintassi, Valore};

/// Attributes that say how to read and nothing of what is said.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The children of an element, taken one after the other in the order of the definitions.
pub(crate) struct Sequenza<'a> {
    padre: &'a Elemento,
    spazio: Option<&'static str>,
    posto: usize,
}

impl<'a> Sequenza<'a> {
    /// The children of `padre`, whose names have no namespace.
    pub(crate) fn di(padre: &'a Elemento) -> Result<Self, Sintassi> {
        Self::nello_spazio(padre, None)
    }

    /// The children of `padre`, whose names are of that namespace.
    pub(crate) fn nello_spazio(
        padre: &'a Elemento,
        spazio: Option<&'static str>,
    ) -> Result<Self, Sintassi> {
        senza_attributi(padre)?;
        if !padre.testo.trim().is_empty() {
            return Err(Sintassi::Valore {
                elemento: padre.nome.locale.clone(),
            });
        }
        Ok(Self {
            padre,
            spazio,
            posto: 0,
        })
    }

    /// The next child, if it has that name.
    pub(crate) fn se_c_e(&mut self, nome: &'static str) -> Option<&'a Elemento> {
        let figlio = self.padre.figli.get(self.posto)?;
        if !figlio.nome.e(self.spazio, nome) {
            return None;
        }
        self.posto += 1;
        Some(figlio)
    }

    /// The next child, which must have that name.
    pub(crate) fn elemento(&mut self, nome: &'static str) -> Result<&'a Elemento, Sintassi> {
        self.se_c_e(nome).ok_or_else(|| Sintassi::Manca {
            padre: self.padre.nome.locale.clone(),
            atteso: nome,
        })
    }

    /// The next children, as long as they have that name; at least one, at most `massimo`.
    pub(crate) fn elementi(
        &mut self,
        nome: &'static str,
        massimo: usize,
    ) -> Result<Vec<&'a Elemento>, Sintassi> {
        let mut elementi = vec![self.elemento(nome)?];
        while elementi.len() < massimo {
            match self.se_c_e(nome) {
                Some(elemento) => elementi.push(elemento),
                None => break,
            }
        }
        Ok(elementi)
    }

    /// The value of the next child, which must have that name.
    pub(crate) fn leggi<T: Valore>(&mut self, nome: &'static str) -> Result<T, Sintassi> {
        valore(self.elemento(nome)?)
    }

    /// The value of the next child, if it has that name.
    pub(crate) fn leggi_se_c_e<T: Valore>(
        &mut self,
        nome: &'static str,
    ) -> Result<Option<T>, Sintassi> {
        self.se_c_e(nome).map(valore).transpose()
    }

    /// Ends: nothing may follow.
    pub(crate) fn fine(self) -> Result<(), Sintassi> {
        match self.padre.figli.get(self.posto) {
            None => Ok(()),
            Some(figlio) => Err(Sintassi::NonPrevisto {
                padre: self.padre.nome.locale.clone(),
                trovato: figlio.nome.locale.clone(),
            }),
        }
    }
}

fn valore<T: Valore>(elemento: &Elemento) -> Result<T, Sintassi> {
    senza_attributi(elemento)?;
    if let Some(figlio) = elemento.figli.first() {
        return Err(Sintassi::NonPrevisto {
            padre: elemento.nome.locale.clone(),
            trovato: figlio.nome.locale.clone(),
        });
    }
    T::da_testo(&elemento.testo).ok_or_else(|| Sintassi::Valore {
        elemento: elemento.nome.locale.clone(),
    })
}

fn senza_attributi(elemento: &Elemento) -> Result<(), Sintassi> {
    let foreign = |spazio: &Option<String>| spazio.as_deref() != Some(XSI);
    match elemento
        .attributi
        .iter()
        .find(|(nome, _)| foreign(&nome.spazio))
    {
        None => Ok(()),
        Some((nome, _)) => Err(Sintassi::NonPrevisto {
            padre: elemento.nome.locale.clone(),
            trovato: nome.locale.clone(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::leggi;
    use super::*;

    fn nomi(xml: &str) -> Result<(i32, Option<bool>), Sintassi> {
        let radice = leggi(xml.as_bytes())?;
        let mut seq = Sequenza::di(&radice)?;
        let read = (seq.leggi("n")?, seq.leggi_se_c_e("b")?);
        seq.fine()?;
        Ok(read)
    }

    #[test]
    fn order_is_that_of_the_definitions() {
        assert_eq!(nomi("<a><n> 1 </n><b>true</b></a>"), Ok((1, Some(true))));
        assert_eq!(nomi("<a>\n<n>1</n>\n</a>"), Ok((1, None)));
        for xml in [
            "<a><b>true</b><n>1</n></a>",
            "<a><n>1</n><n>1</n></a>",
            "<a><n>1</n><c/></a>",
            "<a><n>x</n></a>",
            "<a><n>1<b/></n></a>",
            "<a k='1'><n>1</n></a>",
            "<a><n k='1'>1</n></a>",
            "<a>testo<n>1</n></a>",
            "<a xmlns='urn:x'><n>1</n></a>",
            "<a/>",
        ] {
            assert!(nomi(xml).is_err(), "{xml}");
        }
    }
}
