//! What a committed component may carry.

use std::fs;

use crate::project;

/// A folder of the machine that built it, left in a panic message.
fn names_a_machine(component: &[u8]) -> Option<String> {
    let folders = ["work", "root", "home", "Users"].map(|name| format!("/{name}/"));
    let ours = project::root().display().to_string();
    let mut places =
        folders
            .into_iter()
            .chain([ours, ".cargo/".to_owned(), "registry/src/".to_owned()]);
    places.find(|place| {
        let place = place.as_bytes();
        component.windows(place.len()).any(|bytes| bytes == place)
    })
}

#[test]
fn no_component_names_the_machine_that_built_it() {
    let folder = project::root().join("plugins/regolamenti/componenti");
    let files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert!(!files.is_empty(), "no component is committed");
    for file in files {
        let place = names_a_machine(&fs::read(&file).unwrap());
        assert_eq!(place, None, "{}", file.display());
    }
}

#[test]
fn a_component_that_names_a_machine_is_an_offence() {
    let message = format!(
        "\0asm…/{}/anna/campanella/plugins/sdk/src/denaro.rs",
        "home"
    );
    assert!(names_a_machine(message.as_bytes()).is_some());
    let registry = "\0asm…/x/.cargo/registry/src/index/serde-1/src/de.rs";
    assert!(names_a_machine(registry.as_bytes()).is_some());
    let relative = "\0asm…campanella/plugins/sdk/src/denaro.rs";
    assert_eq!(names_a_machine(relative.as_bytes()), None);
}
