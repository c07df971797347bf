//! The policy of one comune, for casbin: the default roles and the comune's own.

use campanella_kernel::ComuneId;
use casbin::error::AdapterError;
use casbin::{Adapter, Filter, Model};
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseConnection, QueryOrder};

use crate::entities::ruolo_permesso;

/// The default roles: `ruolo,risorsa,azione` by line.
const RUOLI: &str = include_str!("../../ruoli.csv");

/// The rules of the default roles, in the order of the file: role, resource, action.
pub(crate) fn predefinita() -> impl Iterator<Item = [&'static str; 3]> {
    RUOLI
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .filter_map(|line| {
            let mut parts = line.split(',').map(str::trim);
            match (parts.next(), parts.next(), parts.next(), parts.next()) {
                (Some(role), Some(resource), Some(action), None) => Some([role, resource, action]),
                _ => None,
            }
        })
}

/// Reads the policy of a comune; never writes it: roles are changed by this crate's verbs.
pub(super) struct AdattatoreDelComune {
    comune: ComuneId,
    store: DatabaseConnection,
}

impl AdattatoreDelComune {
    pub(super) const fn new(comune: ComuneId, store: DatabaseConnection) -> Self {
        Self { comune, store }
    }

    fn add(&self, model: &mut dyn Model, [role, resource, action]: [&str; 3]) {
        let rule = [role, self.comune.as_str(), resource, action];
        model.add_policy("p", "p", rule.map(str::to_owned).to_vec());
    }
}

/// What casbin gets when it wants to write.
fn read_only<T>() -> casbin::Result<T> {
    Err(AdapterError("the policy is changed by the verbs of identita".into()).into())
}

#[async_trait::async_trait]
impl Adapter for AdattatoreDelComune {
    async fn load_policy(&mut self, model: &mut dyn Model) -> casbin::Result<()> {
        for rule in predefinita() {
            self.add(model, rule);
        }
        let own = ruolo_permesso::Entity::find()
            .order_by_asc(ruolo_permesso::Column::Id)
            .all(&self.store)
            .await
            .map_err(|e| AdapterError(Box::new(e)))?;
        for row in &own {
            if let Some((resource, action)) = row.permesso.split_once(':') {
                self.add(model, [&row.ruolo, resource, action]);
            }
        }
        Ok(())
    }

    async fn load_filtered_policy<'a>(
        &mut self,
        model: &mut dyn Model,
        _filter: Filter<'a>,
    ) -> casbin::Result<()> {
        // The policy of one comune is small: it is always loaded whole.
        self.load_policy(model).await
    }

    fn is_filtered(&self) -> bool {
        false
    }

    async fn save_policy(&mut self, _model: &mut dyn Model) -> casbin::Result<()> {
        read_only()
    }

    async fn clear_policy(&mut self) -> casbin::Result<()> {
        read_only()
    }

    async fn add_policy(&mut self, _: &str, _: &str, _: Vec<String>) -> casbin::Result<bool> {
        read_only()
    }

    async fn add_policies(
        &mut self,
        _: &str,
        _: &str,
        _: Vec<Vec<String>>,
    ) -> casbin::Result<bool> {
        read_only()
    }

    async fn remove_policy(&mut self, _: &str, _: &str, _: Vec<String>) -> casbin::Result<bool> {
        read_only()
    }

    async fn remove_policies(
        &mut self,
        _: &str,
        _: &str,
        _: Vec<Vec<String>>,
    ) -> casbin::Result<bool> {
        read_only()
    }

    async fn remove_filtered_policy(
        &mut self,
        _: &str,
        _: &str,
        _: usize,
        _: Vec<String>,
    ) -> casbin::Result<bool> {
        read_only()
    }
}
