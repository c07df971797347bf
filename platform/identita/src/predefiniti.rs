//! The roles that every comune has. What they allow is in `ruoli.csv`.

/// Parents and delegates.
pub const GENITORE: &str = "genitore";
/// Whoever may give roles.
pub const AMMINISTRATORE: &str = "amministratore";
/// The vendor's support, while it is let in. No person has it.
pub const ASSISTENZA: &str = "assistenza";

/// The default roles and what they are for, in the order in which they are shown.
pub const PREDEFINITI: &[(&str, &str)] = &[
    (
        GENITORE,
        "Genitore o delegato: i propri figli e nessun altro",
    ),
    (
        "operatore",
        "Ufficio scuola: famiglie, iscrizioni, prenotazioni, presenze, diete",
    ),
    (
        "contabile",
        "Ragioneria: importi, ISEE e debiti; non le diete",
    ),
    (
        "cuoco",
        "Centro cottura: pasti da preparare e codici delle diete dei propri plessi; \
         non ISEE né debiti",
    ),
    (
        "accompagnatore",
        "Personale di scuola e scuolabus: appello dei propri plessi",
    ),
    (
        "redattore",
        "Avvisi, menu e calendario pubblicati alle famiglie",
    ),
    (
        AMMINISTRATORE,
        "Amministratore del comune: tutto ciò che fanno gli uffici, ruoli e impostazioni",
    ),
    (
        ASSISTENZA,
        "Assistenza del fornitore: configurazione e registro, per il tempo dell'ingresso; \
         non dati particolari",
    ),
];

/// True for a role that every comune has.
#[must_use]
pub fn predefinito(nome: &str) -> bool {
    PREDEFINITI.iter().any(|(known, _)| *known == nome)
}

/// True for a role that follows from something else than an administrator's choice: from being of
/// a family, or from an entrance of the vendor.
#[must_use]
pub fn automatico(nome: &str) -> bool {
    nome == GENITORE || nome == ASSISTENZA
}
