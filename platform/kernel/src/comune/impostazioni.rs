//! The settings of a comune, typed and validated once, when they are read or changed.

use serde::{Deserialize, Serialize};

use super::Colore;

/// Who the comune is, how it looks, where it answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Grezze")]
pub struct Impostazioni {
    /// Full name, `Comune di …`.
    pub nome: String,
    /// Address of the coat of arms: a path of this site or an `https` address.
    pub logo: Option<String>,
    /// Colour of headings and buttons.
    pub colore_primario: Colore,
    /// ISTAT code, six digits.
    pub codice_istat: String,
    /// Belfiore code, a letter and three digits.
    pub codice_belfiore: String,
    /// IPA code, as the index of the administrations has it.
    pub codice_ipa: String,
    /// Tax code of the body, eleven digits.
    pub codice_fiscale: String,
    /// Where families can ask.
    pub contatti: Contatti,
    /// Links that the law asks for.
    pub collegamenti: Collegamenti,
}

/// Where families can ask.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contatti {
    /// E-mail of the school office.
    pub email: Option<String>,
    /// Telephone.
    pub telefono: Option<String>,
    /// Street address.
    pub indirizzo: Option<String>,
    /// Certified e-mail.
    pub pec: Option<String>,
}

/// Links that the law asks for (L. 4/2004; GDPR art. 13).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Collegamenti {
    /// Accessibility statement, on `form.agid.gov.it`.
    pub accessibilita: Option<String>,
    /// Privacy notice.
    pub privacy: Option<String>,
}

/// Why settings are refused: the field and the reason, in Italian.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{campo}: {perche}")]
pub struct ImpostazioniError {
    /// The setting.
    pub campo: &'static str,
    /// Why.
    pub perche: &'static str,
}

/// What the comune's own administrator may change. The rest of [`Impostazioni`] says which body
/// the comune is (codes ISTAT, Belfiore and IPA, codice fiscale): like hosts and modules it is
/// the vendor's alone, because contracts, payments and registers of the State hang on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modifiche {
    /// Full name.
    pub nome: String,
    /// Address of the coat of arms.
    pub logo: Option<String>,
    /// Colour of headings and buttons, not yet checked.
    pub colore_primario: String,
    /// Where families can ask.
    pub contatti: Contatti,
    /// Links that the law asks for.
    pub collegamenti: Collegamenti,
}

impl Impostazioni {
    /// These settings with what its administrator changed.
    ///
    /// # Errors
    /// The first setting that is not valid, and what to write there.
    pub fn con(&self, modifiche: Modifiche) -> Result<Self, ImpostazioniError> {
        Self::try_from(Grezze {
            nome: modifiche.nome,
            logo: modifiche.logo,
            colore_primario: modifiche.colore_primario,
            codice_istat: self.codice_istat.clone(),
            codice_belfiore: self.codice_belfiore.clone(),
            codice_ipa: self.codice_ipa.clone(),
            codice_fiscale: self.codice_fiscale.clone(),
            contatti: modifiche.contatti,
            collegamenti: modifiche.collegamenti,
        })
    }
}

/// Settings as written, before they are checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grezze {
    nome: String,
    logo: Option<String>,
    colore_primario: String,
    codice_istat: String,
    codice_belfiore: String,
    codice_ipa: String,
    codice_fiscale: String,
    #[serde(default)]
    contatti: Contatti,
    #[serde(default)]
    collegamenti: Collegamenti,
}

/// A text without blanks around; none when nothing is left.
fn testo(text: Option<String>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

fn check(ok: bool, campo: &'static str, perche: &'static str) -> Result<(), ImpostazioniError> {
    if ok {
        Ok(())
    } else {
        Err(ImpostazioniError { campo, perche })
    }
}

fn digits(text: &str, n: usize) -> bool {
    text.len() == n && text.bytes().all(|b| b.is_ascii_digit())
}

/// One line of at most `max` characters.
fn line(text: &str, max: usize) -> bool {
    text.chars().count() <= max && !text.chars().any(char::is_control)
}

/// Written on one line without blanks, as addresses are.
fn address(text: &str) -> bool {
    line(text, 300) && !text.contains(char::is_whitespace)
}

fn https(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .and_then(|rest| rest.split(['/', '?', '#']).next());
    address(text) && host.is_some_and(|h| !h.is_empty())
}

fn site_path(text: &str) -> bool {
    address(text) && text.starts_with('/') && !text.starts_with("//") && !text.contains('\\')
}

fn email(text: &str) -> bool {
    let parts = text.split_once('@');
    address(text) && parts.is_some_and(|(a, b)| !a.is_empty() && b.contains('.'))
}

impl Grezze {
    /// The codes that say which body the comune is.
    fn check_codici(&self) -> Result<(), ImpostazioniError> {
        check(digits(&self.codice_istat, 6), "codice_istat", "sei cifre")?;
        let belfiore = self.codice_belfiore.as_bytes();
        check(
            belfiore.len() == 4
                && belfiore[0].is_ascii_uppercase()
                && digits(&self.codice_belfiore[1..], 3),
            "codice_belfiore",
            "una lettera maiuscola e tre cifre",
        )?;
        let ipa = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        check(
            !self.codice_ipa.is_empty() && self.codice_ipa.bytes().all(ipa),
            "codice_ipa",
            "lettere, cifre e trattini bassi",
        )?;
        check(
            digits(&self.codice_fiscale, 11),
            "codice_fiscale",
            "undici cifre",
        )
    }

    fn check_contatti(&self) -> Result<(), ImpostazioniError> {
        let all = |text: &Option<String>, is: fn(&str) -> bool| text.as_deref().is_none_or(is);
        let c = &self.contatti;
        check(
            all(&c.email, email),
            "contatti.email",
            "scrivere un indirizzo e-mail, per esempio scuola@comune.example.it",
        )?;
        check(
            all(&c.pec, email),
            "contatti.pec",
            "scrivere un indirizzo di posta certificata",
        )?;
        check(
            all(&c.telefono, |t| {
                line(t, 50) && t.contains(|c: char| c.is_ascii_digit())
            }),
            "contatti.telefono",
            "scrivere un numero di telefono, al massimo 50 caratteri",
        )?;
        check(
            all(&c.indirizzo, |t| line(t, 200)),
            "contatti.indirizzo",
            "scrivere l'indirizzo su una riga, al massimo 200 caratteri",
        )?;
        let link = "scrivere un indirizzo che comincia con https://";
        let l = &self.collegamenti;
        check(
            all(&l.accessibilita, https),
            "collegamenti.accessibilita",
            link,
        )?;
        check(all(&l.privacy, https), "collegamenti.privacy", link)
    }
}

impl TryFrom<Grezze> for Impostazioni {
    type Error = ImpostazioniError;

    fn try_from(mut g: Grezze) -> Result<Self, ImpostazioniError> {
        g.nome = g.nome.trim().to_owned();
        g.logo = testo(g.logo);
        g.contatti = Contatti {
            email: testo(g.contatti.email),
            telefono: testo(g.contatti.telefono),
            indirizzo: testo(g.contatti.indirizzo),
            pec: testo(g.contatti.pec),
        };
        g.collegamenti = Collegamenti {
            accessibilita: testo(g.collegamenti.accessibilita),
            privacy: testo(g.collegamenti.privacy),
        };
        check(
            !g.nome.is_empty() && line(&g.nome, 100),
            "nome",
            "scrivere il nome del comune, al massimo 100 caratteri",
        )?;
        check(
            g.logo.as_deref().is_none_or(|l| https(l) || site_path(l)),
            "logo",
            "scrivere un indirizzo che comincia con https://, o un percorso di questo sito che \
             comincia con /",
        )?;
        let colore_primario = Colore::parse(g.colore_primario.trim())?;
        g.check_codici()?;
        g.check_contatti()?;
        Ok(Self {
            nome: g.nome,
            logo: g.logo,
            colore_primario,
            codice_istat: g.codice_istat,
            codice_belfiore: g.codice_belfiore,
            codice_ipa: g.codice_ipa,
            codice_fiscale: g.codice_fiscale,
            contatti: g.contatti,
            collegamenti: g.collegamenti,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json() -> serde_json::Value {
        serde_json::json!({
            "nome": "Comune di Prova", "logo": null, "colore_primario": "#0066CC",
            "codice_istat": "034001", "codice_belfiore": "A123", "codice_ipa": "c_a123",
            "codice_fiscale": "00316820547"
        })
    }

    #[test]
    fn each_setting_is_checked() {
        assert!(serde_json::from_value::<Impostazioni>(json()).is_ok());
        for (campo, value) in [
            ("nome", "  "),
            ("colore_primario", "#ffffff"),
            ("colore_primario", "blu"),
            ("codice_istat", "34001"),
            ("codice_belfiore", "1234"),
            ("codice_belfiore", "àà"),
            ("codice_ipa", "c a"),
            ("codice_fiscale", "ABC"),
            ("logo", "http://example.org/a.png"),
            ("sconosciuto", "x"),
        ] {
            let mut changed = json();
            changed[campo] = value.into();
            let error = serde_json::from_value::<Impostazioni>(changed).expect_err(campo);
            assert!(error.to_string().contains(campo), "{error}");
        }
    }
    fn modifiche() -> Modifiche {
        Modifiche {
            nome: " Comune di Altra Prova ".to_owned(),
            logo: Some("  ".to_owned()),
            colore_primario: "#004D40".to_owned(),
            contatti: Contatti {
                email: Some("scuola@comune.example.it".to_owned()),
                telefono: Some("0742 12 34".to_owned()),
                ..Contatti::default()
            },
            collegamenti: Collegamenti::default(),
        }
    }

    #[test]
    fn an_administrator_does_not_change_which_body_the_comune_is() {
        let before: Impostazioni = serde_json::from_value(json()).expect("valid");
        let after = before.con(modifiche()).expect("valid");
        assert_eq!(after.nome, "Comune di Altra Prova");
        assert_eq!(after.logo, None, "blank is absent");
        assert_eq!(after.colore_primario.as_str(), "#004d40");
        let codes = |i: &Impostazioni| {
            let codes = [&i.codice_istat, &i.codice_belfiore, &i.codice_ipa];
            codes.map(Clone::clone)
        };
        assert_eq!(codes(&after), codes(&before));
        assert_eq!(after.codice_fiscale, before.codice_fiscale);
    }

    #[test]
    fn what_an_administrator_writes_is_checked() {
        let before: Impostazioni = serde_json::from_value(json()).expect("valid");
        type Change = fn(&mut Modifiche, String);
        let refused: [(&str, &str, Change); 11] = [
            ("nome", "", |m, t| m.nome = t),
            ("nome", "Comune\ndi", |m, t| m.nome = t),
            ("colore_primario", "#ffff00", |m, t| m.colore_primario = t),
            ("logo", "//altro.example/a.png", |m, t| m.logo = Some(t)),
            ("logo", "javascript:alert(1)", |m, t| m.logo = Some(t)),
            ("contatti.email", "scuola", |m, t| {
                m.contatti.email = Some(t)
            }),
            ("contatti.pec", "a b@c.it", |m, t| m.contatti.pec = Some(t)),
            ("contatti.telefono", "centralino", |m, t| {
                m.contatti.telefono = Some(t);
            }),
            ("contatti.indirizzo", "Via\nRoma", |m, t| {
                m.contatti.indirizzo = Some(t);
            }),
            (
                "collegamenti.accessibilita",
                "http://form.agid.gov.it",
                |m, t| {
                    m.collegamenti.accessibilita = Some(t);
                },
            ),
            ("collegamenti.privacy", "https:///privacy", |m, t| {
                m.collegamenti.privacy = Some(t);
            }),
        ];
        for (campo, text, change) in refused {
            let mut changed = modifiche();
            change(&mut changed, text.to_owned());
            assert_eq!(before.con(changed).expect_err(text).campo, campo, "{text}");
        }
    }
}
