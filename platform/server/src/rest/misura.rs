//! How large a request may be. The length must be declared, so that a body without end is never
//! begun; the HTTP library holds the sender to it.

use poem::error::SizedLimitError;
use poem::http::header;
use poem::web::headers::{ContentLength, HeaderMapExt};
use poem::{Endpoint, Middleware, Request};

/// Refuses bodies larger than so many bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Massimo(pub(super) u64);

impl<E: Endpoint> Middleware<E> for Massimo {
    type Output = MassimoEndpoint<E>;

    fn transform(&self, inner: E) -> Self::Output {
        MassimoEndpoint {
            inner,
            bytes: self.0,
        }
    }
}

pub(super) struct MassimoEndpoint<E> {
    inner: E,
    bytes: u64,
}

impl<E: Endpoint> Endpoint for MassimoEndpoint<E> {
    type Output = E::Output;

    async fn call(&self, request: Request) -> poem::Result<E::Output> {
        let headers = request.headers();
        match headers.typed_get::<ContentLength>() {
            Some(ContentLength(bytes)) if bytes > self.bytes => {
                Err(SizedLimitError::PayloadTooLarge.into())
            }
            None if headers.contains_key(header::TRANSFER_ENCODING) => {
                Err(SizedLimitError::MissingContentLength.into())
            }
            _ => self.inner.call(request).await,
        }
    }
}
