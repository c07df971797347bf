//! What a module of the platform brings. Nothing has a default: a module says each thing.

use std::sync::Arc;

use crate::Permission;
use crate::eventi::Ascolto;
use crate::graphql::Api;
use crate::jobs::JobHandler;

/// A permission with its meaning, in words for the administrator who gives roles.
#[derive(Debug, Clone, Copy)]
pub struct PermissionInfo {
    /// The permission.
    pub permission: Permission,
    /// What it allows, in Italian, e.g. «Vedere le diete speciali».
    pub descrizione: &'static str,
}

/// A module: a service of the platform with its own tables and its part of the two schemas.
pub trait Module: Send + Sync {
    /// Its name: that of its PostgreSQL schema and of its folder of migrations.
    fn name(&self) -> &'static str;

    /// The permissions that its fields ask for.
    fn permissions(&self) -> &'static [PermissionInfo];

    /// Adds its part of the API of the families.
    fn portale(&self, api: &mut Api);

    /// Adds its part of the API of the offices.
    fn ufficio(&self, api: &mut Api);

    /// The jobs that it does.
    fn jobs(&self) -> Vec<Arc<dyn JobHandler>>;

    /// The events of other modules that it hears.
    fn ascolta(&self) -> &'static [Ascolto];
}
