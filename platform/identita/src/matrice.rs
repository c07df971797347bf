//! The matrix of roles and permissions, for people to read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use campanella_kernel::module::PermissionInfo;

use crate::politica::predefinita;
use crate::predefiniti::PREDEFINITI;

/// What is written where the policy names a permission that no module has.
const IGNOTO: &str = "(NESSUN MODULO HA QUESTO PERMESSO)";

/// The default roles and what each may do, a line for each permission of `infos` (those of all
/// modules) and of the policy. It is committed as `platform/identita/ruoli.txt` and compared by a
/// test, so that no change of a role goes unseen.
#[must_use]
pub fn matrice(infos: &[PermissionInfo]) -> String {
    let mut granted: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut words: BTreeMap<String, &str> = BTreeMap::new();
    for info in infos {
        granted.entry(info.permission.to_string()).or_default();
        words.insert(info.permission.to_string(), info.descrizione);
    }
    for [role, resource, action] in predefinita() {
        let roles = granted.entry(format!("{resource}:{action}")).or_default();
        roles.insert(role);
    }
    let mut text = String::from("Che cosa permette ogni ruolo\n\n");
    for (role, description) in PREDEFINITI {
        line(&mut text, &format!("{role:<15} {description}"));
    }
    text.push('\n');
    let roles = PREDEFINITI.iter().map(|(role, _)| *role);
    let heads: Vec<&str> = roles.clone().map(|role| &role[..3]).collect();
    line(&mut text, &format!("{}  permesso", heads.join(" ")));
    for (permission, by) in &granted {
        let marks: Vec<&str> = roles
            .clone()
            .map(|role| if by.contains(role) { " × " } else { " . " })
            .collect();
        let meaning = words.get(permission).copied().unwrap_or(IGNOTO);
        line(
            &mut text,
            &format!("{}  {permission:<28} {meaning}", marks.join(" ")),
        );
    }
    text
}

fn line(text: &mut String, content: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "{}", content.trim_end());
}
