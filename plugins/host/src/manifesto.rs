//! What a component says of itself.

/// What a component says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifesto {
    /// Stable name of the rule.
    pub id: String,
    /// Its version.
    pub versione: String,
    /// Version of the contract.
    pub contratto: String,
    /// Name that an office reads.
    pub titolo: String,
    /// JSON Schema of the parameters.
    pub schema_parametri: serde_json::Value,
    /// The same as its author wrote it: a form has its fields in this order.
    pub schema_testo: String,
    /// Deliberation that it carries out, for a rule written for one comune.
    pub atto: Option<String>,
}
