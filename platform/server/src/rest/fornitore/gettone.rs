//! The token of the vendor.

use std::sync::Arc;

use poem::Request;
use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer;

use crate::app::App;
use crate::segreto::uguali;

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
