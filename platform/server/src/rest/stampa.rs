//! Documents of payments on paper.

use campanella_pagamenti::Foglio as Disegnato;
use poem_openapi::ApiResponse;
use poem_openapi::payload::{Attachment, AttachmentType};

#[derive(ApiResponse)]
pub(super) enum Foglio {
    /// Il documento.
    #[oai(status = 200, content_type = "application/pdf")]
    Si(Attachment<Vec<u8>>),
}

impl From<Disegnato> for Foglio {
    fn from(foglio: Disegnato) -> Self {
        let allegato = Attachment::new(foglio.bytes)
            .attachment_type(AttachmentType::Attachment)
            .filename(foglio.nome);
        Self::Si(allegato)
    }
}
