//! Changing what the catalog says of a comune.

use std::collections::BTreeSet;

use campanella_kernel::{ComuneId, Impostazioni};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::Comuni;
use crate::catalogo::entities::comune;
use crate::errore::Errore;
use crate::host::NomeHost;

impl Comuni {
    /// Gives `id` other settings; they hold at the next request, on every node. With `attesa`,
    /// only if the settings still have that version: whoever changes them saw which they were.
    /// Returns their new version.
    ///
    /// # Errors
    /// When there is no such comune, or somebody else has just changed its settings.
    pub async fn cambia_impostazioni(
        &self,
        id: &ComuneId,
        impostazioni: &Impostazioni,
        attesa: Option<i64>,
        chi: &str,
    ) -> Result<i64, Errore> {
        let txn = self.catalogo.begin().await?;
        let versione = self.row(&txn, id).await?.versione_impostazioni;
        if attesa.is_some_and(|attesa| attesa != versione) {
            return Err(Errore::ImpostazioniCambiate(id.clone()));
        }
        let changed = comune::ActiveModel {
            nome: Set(impostazioni.nome.clone()),
            impostazioni: Set(serde_json::json!(impostazioni)),
            versione_impostazioni: Set(versione + 1),
            ..Default::default()
        };
        // Of two nodes that read the same version, the second finds it gone.
        let done = comune::Entity::update_many()
            .set(changed)
            .filter(comune::Column::Id.eq(id.as_str()))
            .filter(comune::Column::VersioneImpostazioni.eq(versione))
            .exec(&txn)
            .await?;
        if done.rows_affected == 0 {
            return Err(Errore::ImpostazioniCambiate(id.clone()));
        }
        let dettaglio = serde_json::json!(impostazioni);
        self.catalogo
            .commit(txn, chi, "cambia_impostazioni", id, dettaglio)
            .await?;
        Ok(versione + 1)
    }

    /// Gives `id` these modules and no others. The tables of a module that is disabled stay.
    ///
    /// # Errors
    /// When there is no such comune or module.
    pub async fn cambia_moduli(
        &self,
        id: &ComuneId,
        moduli: &BTreeSet<String>,
        chi: &str,
    ) -> Result<(), Errore> {
        self.check_moduli(moduli)?;
        let txn = self.catalogo.begin().await?;
        let mut row: comune::ActiveModel = self.row(&txn, id).await?.into();
        row.moduli = Set(serde_json::json!(moduli));
        row.update(&txn).await?;
        let dettaglio = serde_json::json!({ "moduli": moduli });
        self.catalogo
            .commit(txn, chi, "cambia_moduli", id, dettaglio)
            .await?;
        Ok(())
    }

    /// Lets `id` answer on these hosts and no others.
    ///
    /// # Errors
    /// When there is no such comune, no host is given, or one is another's.
    pub async fn cambia_host(
        &self,
        id: &ComuneId,
        hosts: &[NomeHost],
        chi: &str,
    ) -> Result<(), Errore> {
        if hosts.is_empty() {
            return Err(Errore::SenzaHost);
        }
        let txn = self.catalogo.begin().await?;
        self.row(&txn, id).await?;
        self.set_host(&txn, id, hosts).await?;
        let dettaglio = serde_json::json!({ "host": hosts });
        self.catalogo
            .commit(txn, chi, "cambia_host", id, dettaglio)
            .await?;
        Ok(())
    }
}
