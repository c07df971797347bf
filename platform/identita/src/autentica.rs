//! Who is behind a request: a session's cookie, a program's token, or the vendor's.

mod programma;
mod sessione;
mod supporto;

use std::sync::Arc;

use campanella_kernel::ctx::ScopeParts;
use campanella_kernel::{Actor, Ctx, InternalError, PermissionSet, Scope};

use crate::sessioni::COOKIE;

pub(crate) use sessione::{attore, contesto};

/// How tokens of programs begin, so that people and scanners of leaked secrets recognise them.
pub(crate) const PREFISSO_PROGRAMMA: &str = "cmp_";
/// How tokens of the vendor's support begin.
pub(crate) const PREFISSO_SUPPORTO: &str = "cms_";

/// What a request shows of itself. Nothing of it has been checked.
#[derive(Clone, Default)]
pub struct Credenziali {
    cookie: Option<String>,
    bearer: Option<String>,
}

impl Credenziali {
    /// Reads the headers `Cookie` and `Authorization`.
    #[must_use]
    pub fn da_intestazioni(cookie: Option<&str>, authorization: Option<&str>) -> Self {
        let cookie = cookie
            .unwrap_or_default()
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == COOKIE)
            .map(|(_, value)| value.to_owned());
        let bearer = authorization
            .and_then(|header| header.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim().to_owned());
        Self { cookie, bearer }
    }
}

/// Somebody who was recognised.
struct Riconosciuto {
    actor: Actor,
    permessi: Arc<PermissionSet>,
    sessione: Option<i64>,
}

/// The scope of a request to the comune of `parts`, and its context when the request shows a
/// session or a token that holds in that comune. What does not hold is as nothing: the request
/// is a stranger's. A token, if there is one, counts alone.
///
/// # Errors
/// When the store fails.
pub async fn autentica(
    mut parts: ScopeParts,
    credenziali: &Credenziali,
) -> Result<(Scope, Option<Ctx>), InternalError> {
    let recognised = riconosci(&parts, credenziali, Uso::Nuovo).await?;
    parts.client.sessione = recognised.as_ref().and_then(|r| r.sessione);
    let scope = Scope::new(parts);
    let ctx = recognised.map(|r| scope.authenticated(r.actor, r.permessi));
    Ok((scope, ctx))
}

/// The context that [`autentica()`] would make now, for a connection that is still open: to leave
/// a page open is no use of a session, and does not make it last longer.
///
/// # Errors
/// When the store fails.
pub async fn riconosci_ancora(
    parts: ScopeParts,
    credenziali: &Credenziali,
) -> Result<Option<Ctx>, InternalError> {
    let recognised = riconosci(&parts, credenziali, Uso::Nessuno).await?;
    let scope = Scope::new(parts);
    Ok(recognised.map(|r| scope.authenticated(r.actor, r.permessi)))
}

/// Whether somebody is using what they are recognised by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Uso {
    Nuovo,
    Nessuno,
}

async fn riconosci(
    parts: &ScopeParts,
    credenziali: &Credenziali,
    uso: Uso,
) -> Result<Option<Riconosciuto>, InternalError> {
    match (&credenziali.bearer, &credenziali.cookie) {
        (Some(token), _) if token.starts_with(PREFISSO_PROGRAMMA) => {
            programma::riconosci(parts, token, uso).await
        }
        (Some(token), _) | (None, Some(token)) if token.starts_with(PREFISSO_SUPPORTO) => {
            supporto::riconosci(parts, token).await
        }
        (Some(_), _) | (None, None) => Ok(None),
        (None, Some(secret)) => sessione::riconosci(parts, secret, uso).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_strictly() {
        let read = |cookie, auth| {
            let c = Credenziali::da_intestazioni(cookie, auth);
            (c.cookie, c.bearer)
        };
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(
            read(Some("a=1; __Host-campanella=xyz; b=2"), None),
            (some("xyz"), None)
        );
        assert_eq!(
            read(Some("campanella=xyz; x__Host-campanella=1"), None),
            (None, None)
        );
        assert_eq!(read(None, Some("Bearer cmp_abc ")), (None, some("cmp_abc")));
        assert_eq!(read(None, Some("Basic cmp_abc")), (None, None));
    }
}
