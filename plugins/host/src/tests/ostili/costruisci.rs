//! Makes components from WebAssembly text, answers written byte by byte.
//!
//! Offsets are those of the canonical ABI for the records of `plugins/wit/v1`.

use std::fs;
use std::path::Path;

use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

/// An allocator that only moves on.
pub(super) const REALLOC: &str = "
    (local $r i32)
    (local.set $r (i32.and (i32.add (global.get $p) (i32.const 7)) (i32.const -8)))
    (global.set $p (i32.add (local.get $r) (local.get 3)))
    (local.get $r)";

/// The text of the contract, as one file.
pub(super) fn contratto() -> String {
    let cartella = Path::new(env!("CARGO_MANIFEST_DIR")).join("../wit/v1");
    ["tipi.wit", "tariffa.wit", "prenotazione.wit"]
        .map(|nome| fs::read_to_string(cartella.join(nome)).expect("the contract"))
        .concat()
}

/// A tariff with `corpo` as the body of `calcola`, which gets the address of its arguments and
/// returns that of its result.
pub(super) fn tariffa(corpo: &str) -> Vec<u8> {
    tariffa_con(corpo, REALLOC, "", &contratto(), "tariffa")
}

/// The same with another allocator, more imports, or another contract.
pub(super) fn tariffa_con(
    corpo: &str,
    realloc: &str,
    importa: &str,
    contratto: &str,
    mondo: &str,
) -> Vec<u8> {
    // For a batch the same body runs once for each input, 184 bytes apart.
    let molti = format!(
        "(func (export \"campanella:regole/regola-tariffa@1.0.0#calcola-molti\")
            (param i32 i32 i32 i32) (result i32)
            (local $i i32)
            (loop $l
                (memory.copy
                    (i32.add (i32.const 4096) (i32.mul (local.get $i) (i32.const 64)))
                    (call $calcola (i32.sub
                        (i32.add (local.get 2)
                            (i32.mul (local.get $i) (i32.const {passo})))
                        (i32.const 8)))
                    (i32.const 64))
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br_if $l (i32.lt_u (local.get $i) (local.get 3))))
            (i32.store (i32.const 3000) (i32.const 4096))
            (i32.store (i32.const 3004) (local.get 3))
            (i32.const 3000))",
        passo = misura_ingresso(),
    );
    let versione = if contratto.contains("@9.0.0") {
        "9.0.0"
    } else {
        "1.0.0"
    };
    let testo = modulo("regola-tariffa", "calcola", corpo, realloc, importa, &molti)
        .replace("@1.0.0#", &format!("@{versione}#"));
    componi(&testo, contratto, mondo)
}

/// A booking rule that allows pasto base on that day of October 2026 until 9:30 of the 5th.
pub(super) fn prenotazione(giorno: u8) -> Vec<u8> {
    let corpo = format!(
        "(i32.store8 (i32.const 2048) (i32.const 0))      ;; answered
         (i32.store (i32.const 2052) (i32.const 2200))    ;; days
         (i32.store (i32.const 2056) (i32.const 1))
         (i32.store16 (i32.const 2200) (i32.const 2026))
         (i32.store8 (i32.const 2202) (i32.const 10))
         (i32.store8 (i32.const 2203) (i32.const {giorno}))
         (i32.store (i32.const 2204) (i32.const 2300))    ;; choices: pasto base, no refusal
         (i32.store (i32.const 2208) (i32.const 1))
         (i32.store8 (i32.const 2212) (i32.const 1))      ;; until
         (i32.store16 (i32.const 2214) (i32.const 2026))
         (i32.store8 (i32.const 2216) (i32.const 10))
         (i32.store8 (i32.const 2217) (i32.const 5))
         (i32.store8 (i32.const 2218) (i32.const 9))
         (i32.store8 (i32.const 2219) (i32.const 30))
         {PASSO}
         (i32.store (i32.const 2224) (i32.const 3072))
         (i32.store (i32.const 2228) (i32.const 1))
         (i32.const 2048)"
    );
    let molti = "(func (export \"campanella:regole/regola-prenotazione@1.0.0#scelte-molti\")
        (param i32 i32 i32 i32) (result i32) (unreachable))";
    let testo = modulo("regola-prenotazione", "scelte", &corpo, REALLOC, "", molti);
    componi(&testo, &contratto(), "prenotazione")
}

/// One step at 3072: code, text and the price 4,50 € after it.
const PASSO: &str = "
    (i32.store (i32.const 3072) (i32.const 1200)) (i32.store (i32.const 3076) (i32.const 5))
    (i32.store (i32.const 3080) (i32.const 1200)) (i32.store (i32.const 3084) (i32.const 5))
    (i32.store8 (i32.const 3128) (i32.const 1))
    (i32.store8 (i32.const 3136) (i32.const 1))
    (i64.store (i32.const 3144) (i64.const 45000))";

/// A tariff of 4,50 € in band «F»; `(; prima ;)` and `(; dopo ;)` mark where to add mischief.
pub(super) fn onesta() -> String {
    format!(
        "(; prima ;)
         (i32.store8 (i32.const 2048) (i32.const 0))      ;; answered
         (i32.store8 (i32.const 2056) (i32.const 1))      ;; price
         (i64.store (i32.const 2064) (i64.const 45000))
         (i32.store (i32.const 2088) (i32.const 1300))    ;; band
         (i32.store (i32.const 2092) (i32.const 1))
         {PASSO}
         (i32.store (i32.const 2100) (i32.const 3072))    ;; explanation
         (i32.store (i32.const 2104) (i32.const 1))
         (; dopo ;)
         (i32.const 2048)"
    )
}

fn modulo(
    interfaccia: &str,
    funzione: &str,
    corpo: &str,
    realloc: &str,
    importa: &str,
    molti: &str,
) -> String {
    let nome = format!("campanella:regole/{interfaccia}@1.0.0#");
    format!(
        "(module
            {importa}
            (memory (export \"memory\") 4)
            (table $t 1 funcref)
            (global $p (mut i32) (i32.const 65536))
            (data (i32.const 1024) \"ostile1.0.0Ostile{{}}\")
            (data (i32.const 1200) \"PROVA\")
            (data (i32.const 1300) \"F\")
            (func (export \"cabi_realloc\") (param i32 i32 i32 i32) (result i32) {realloc})
            (func (export \"{nome}descrivi\") (result i32)
                (i32.store (i32.const 512) (i32.const 1024)) (i32.store (i32.const 516) (i32.const 6))
                (i32.store (i32.const 520) (i32.const 1030)) (i32.store (i32.const 524) (i32.const 5))
                (i32.store (i32.const 528) (i32.const 1030)) (i32.store (i32.const 532) (i32.const 5))
                (i32.store (i32.const 536) (i32.const 1035)) (i32.store (i32.const 540) (i32.const 6))
                (i32.store (i32.const 544) (i32.const 1041)) (i32.store (i32.const 548) (i32.const 2))
                (i32.const 512))
            (func (export \"{nome}verifica\") (param i32 i32) (result i32) (i32.const 600))
            (func $calcola (export \"{nome}{funzione}\") (param i32) (result i32) {corpo})
            {molti})"
    )
}

/// A component from WebAssembly text, of a world of a contract.
pub fn componi(testo: &str, contratto: &str, mondo: &str) -> Vec<u8> {
    let mut modulo = wat::parse_str(testo).expect("WebAssembly text");
    let mut resolve = Resolve::default();
    let pacchetto = resolve
        .push_str("contratto.wit", contratto)
        .expect("a contract");
    let mondo = resolve
        .select_world(&[pacchetto], Some(mondo))
        .expect("a world");
    embed_component_metadata(&mut modulo, &resolve, mondo, StringEncoding::UTF8).expect("embeds");
    let codificatore = ComponentEncoder::default()
        .module(&modulo)
        .expect("a module");
    codificatore.validate(true).encode().expect("a component")
}

/// Bytes of the record `ingresso` of a tariff in a guest's memory, and the place of
/// `rango-fratelli` after the two words of `parametri`: counted from the contract itself.
fn disposizione() -> (usize, usize) {
    let mut resolve = Resolve::default();
    let pacchetto = resolve
        .push_str("contratto.wit", &contratto())
        .expect("a contract");
    let interfaccia = resolve.packages[pacchetto].interfaces["regola-tariffa"];
    let tipo = resolve.interfaces[interfaccia].types["ingresso"];
    let wit_parser::TypeDefKind::Record(record) = &resolve.types[tipo].kind else {
        panic!("a record");
    };
    let mut misure = wit_parser::SizeAlign::default();
    misure.fill(&resolve);
    let campi = misure.field_offsets(record.fields.iter().map(|c| &c.ty));
    let posto = record
        .fields
        .iter()
        .position(|c| c.name == "rango-fratelli")
        .expect("a field");
    let misura = misure.size(&wit_parser::Type::Id(tipo)).size_wasm32();
    (misura, campi[posto].0.size_wasm32())
}

fn misura_ingresso() -> usize {
    disposizione().0
}

/// Where `calcola` finds `rango-fratelli`: the input follows the eight bytes of `parametri`.
pub(super) fn scostamento_rango() -> usize {
    disposizione().1 + 8
}
