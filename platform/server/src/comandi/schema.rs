//! `campanella schema`: writes the schemas that are committed and that the portal is typed from.

use std::path::Path;

use anyhow::Context as _;
use campanella_graphql::{SchemaKind, Schemas};

use crate::{moduli, rest};

/// Writes `portale.graphql`, `ufficio.graphql` and `openapi.json` into `dir`.
///
/// # Errors
/// When a schema cannot be built or a file not written.
pub async fn esegui(dir: &Path) -> anyhow::Result<()> {
    for (file, text) in documenti().await? {
        let path = dir.join(file);
        std::fs::write(&path, text).with_context(|| format!("{} non si scrive", path.display()))?;
        println!("scritto {}", path.display());
    }
    Ok(())
}

/// The committed documents, by file name, with every module enabled.
///
/// # Errors
/// When a schema cannot be built.
pub async fn documenti() -> anyhow::Result<Vec<(&'static str, String)>> {
    let schemas = Schemas::new(moduli::tutti()).await?;
    let all = moduli::NOMI.iter().map(ToString::to_string).collect();
    let sdl = |kind| schemas.get(kind, &all).map(|c| c.schema.sdl());
    Ok(vec![
        ("portale.graphql", sdl(SchemaKind::Portale)?),
        ("ufficio.graphql", sdl(SchemaKind::Ufficio)?),
        ("openapi.json", rest::openapi_json()?),
    ])
}
