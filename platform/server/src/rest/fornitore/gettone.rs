//! The token of the vendor.

use std::sync::Arc;

use poem::Request;
use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer;
use subtle::ConstantTimeEq;

use crate::app::App;

/// Proof that the caller has the vendor's token.
pub(super) struct Noto;

/// Il token del fornitore, dalla configurazione.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", rename = "fornitore", checker = "riconosci")]
pub(super) struct Gettone(Noto);

async fn riconosci(request: &Request, bearer: Bearer) -> Option<Noto> {
    let app = request.data::<Arc<App>>()?;
    // Without a token in the configuration this interface answers nobody.
    let expected = app
        .config
        .token_fornitore
        .as_deref()
        .filter(|t| !t.is_empty())?;
    uguali(expected, &bearer.token).then_some(Noto)
}

/// Compares without telling by the time taken how much of a guess was right.
fn uguali(expected: &str, given: &str) -> bool {
    expected.as_bytes().ct_eq(given.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::uguali;

    #[test]
    fn only_the_whole_token_is_the_token() {
        assert!(uguali("segreto", "segreto"));
        for guess in ["", "segret", "segretoo", "Segreto"] {
            assert!(!uguali("segreto", guess), "{guess}");
        }
    }
}
