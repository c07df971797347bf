//! Turns a core WebAssembly module, built against the contract, into a component.
//!
//! `componi MODULE COMPONENT`

use std::error::Error;
use std::path::PathBuf;

use wit_component::ComponentEncoder;

fn main() -> Result<(), Box<dyn Error>> {
    let mut argomenti = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(modulo), Some(componente)) = (argomenti.next(), argomenti.next()) else {
        return Err("usage: componi MODULE COMPONENT".into());
    };
    let byte = ComponentEncoder::default()
        .module(&std::fs::read(modulo)?)?
        .validate(true)
        .encode()?;
    std::fs::write(componente, byte)?;
    Ok(())
}
