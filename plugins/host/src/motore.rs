//! The sandbox: the engine's configuration, the store of one call, and the wall-clock tick.

use std::thread;

use wasmtime::{
    AsContext, AsContextMut, Config, Enabled, Engine, InstanceAllocationStrategy,
    PoolingAllocationConfig, ResourceLimiter, Store, StoreContext, StoreContextMut,
};

use crate::conto::{self, Consumo};
use crate::guasto::MemoriaNegata;
use crate::limiti::{
    BATTITI_MASSIMI, BATTITO, CARBURANTE_DI_BASE, CARBURANTE_PER_VOCE, CHIAMATE_INSIEME,
    MANIGLIE_MASSIME, MEMORIA_MASSIMA, PILA_MASSIMA, USCITA_MASSIMA, USCITA_PER_VOCE,
};

/// Entries of a table of a guest.
const TABELLA_MASSIMA: usize = 10_000;

/// Bytes of a slot that stay mapped between calls, so that a fresh instance costs a `memset`
/// instead of page faults.
const RESIDENTE: usize = 256 * 1024;

/// Core modules of a component: one compiled from Rust is one or two, one from JavaScript a dozen
/// (interpreter, its libraries, stubs of what it may not import).
const MODULI_MASSIMI: u32 = 16;

/// Memories of a component, and tables: one from JavaScript has three of each.
const MEMORIE_MASSIME: u32 = 4;

/// What a store holds: the limits of one call.
#[derive(Default)]
pub(crate) struct Stato {
    /// Bytes of all memories.
    memoria: usize,
}

impl ResourceLimiter for Stato {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        let memoria = self.memoria.saturating_add(desired.saturating_sub(current));
        // An error and not `false`: the verdict names memory, whatever the guest would make of it.
        if memoria > MEMORIA_MASSIMA {
            return Err(MemoriaNegata.into());
        }
        self.memoria = memoria;
        Ok(true)
    }

    fn table_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        if desired > TABELLA_MASSIMA {
            Err(MemoriaNegata.into())
        } else {
            Ok(true)
        }
    }
}

/// Makes the engine of a process and starts its tick, which ends with the engine.
pub(crate) fn motore(configurazione: &Config) -> wasmtime::Result<Engine> {
    let engine = Engine::new(configurazione)?;
    let debole = engine.weak();
    thread::Builder::new()
        .name("regole-battito".to_owned())
        .spawn(move || {
            while let Some(engine) = debole.upgrade() {
                engine.increment_epoch();
                drop(engine);
                thread::sleep(BATTITO);
            }
        })?;
    Ok(engine)
}

/// The sandbox.
pub(crate) fn configurazione() -> Config {
    let mut config = Config::new();
    config
        .consume_fuel(true)
        .epoch_interruption(true)
        .cranelift_nan_canonicalization(true)
        .wasm_relaxed_simd(false)
        .wasm_memory64(false)
        .wasm_threads(false)
        .wasm_gc(false)
        .wasm_function_references(false)
        .wasm_exceptions(false)
        .max_wasm_stack(PILA_MASSIMA)
        .allocation_strategy(InstanceAllocationStrategy::Pooling(pozza()));
    config
}

/// Room for [`CHIAMATE_INSIEME`] calls of the largest components.
fn pozza() -> PoolingAllocationConfig {
    let mut pozza = PoolingAllocationConfig::new();
    pozza
        .total_component_instances(CHIAMATE_INSIEME)
        .total_core_instances(CHIAMATE_INSIEME * MODULI_MASSIMI)
        .total_memories(CHIAMATE_INSIEME * MEMORIE_MASSIME)
        .total_tables(CHIAMATE_INSIEME * MEMORIE_MASSIME)
        .total_gc_heaps(0)
        .max_core_instances_per_component(MODULI_MASSIMI)
        .max_memories_per_component(MEMORIE_MASSIME)
        .max_tables_per_component(MEMORIE_MASSIME)
        .max_memories_per_module(1)
        .max_tables_per_module(2)
        .table_elements(TABELLA_MASSIMA)
        .max_memory_size(MEMORIA_MASSIMA)
        .linear_memory_keep_resident(RESIDENTE)
        // Where the kernel can tell which pages were touched, only those are cleaned.
        .pagemap_scan(Enabled::Auto)
        .table_keep_resident(16 * 1024);
    pozza
}

/// The store of one call. What the call consumed is on the account when it is dropped.
pub(crate) struct Chiamata {
    store: Store<Stato>,
    concesso: u64,
}

impl AsContext for Chiamata {
    type Data = Stato;

    fn as_context(&self) -> StoreContext<'_, Stato> {
        self.store.as_context()
    }
}

impl AsContextMut for Chiamata {
    fn as_context_mut(&mut self) -> StoreContextMut<'_, Stato> {
        self.store.as_context_mut()
    }
}

impl Drop for Chiamata {
    fn drop(&mut self) {
        // The engine counts fuel: there is always an answer.
        let resto = self.store.get_fuel().unwrap_or_default();
        conto::chiamata(Consumo {
            carburante: self.concesso.saturating_sub(resto),
            concesso: self.concesso,
            memoria: self.store.data().memoria,
        });
    }
}

/// A store for one call about `voci` children or days. It is dropped after the call: nothing of
/// one call can be seen by the next, and a store that trapped is never used again.
pub(crate) fn store(engine: &Engine, voci: usize) -> wasmtime::Result<Chiamata> {
    let mut store = Store::new(engine, Stato::default());
    store.limiter(|stato| stato);
    store.set_hostcall_fuel(USCITA_MASSIMA.saturating_add(USCITA_PER_VOCE.saturating_mul(voci)));
    let voci = u64::try_from(voci).unwrap_or(u64::MAX);
    let concesso = CARBURANTE_PER_VOCE
        .saturating_mul(voci)
        .saturating_add(CARBURANTE_DI_BASE);
    store.set_fuel(concesso)?;
    store.set_epoch_deadline(BATTITI_MASSIMI);
    store.set_max_component_handles(MANIGLIE_MASSIME);
    Ok(Chiamata { store, concesso })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memories_of_a_call_share_one_limit() {
        let mut stato = Stato::default();
        let due_terzi = MEMORIA_MASSIMA / 3 * 2;
        assert!(stato.memory_growing(0, due_terzi, None).is_ok());
        assert!(stato.memory_growing(0, due_terzi, None).is_err());
        assert!(
            stato
                .memory_growing(due_terzi, MEMORIA_MASSIMA, None)
                .is_ok()
        );
        assert!(stato.memory_growing(0, 1, None).is_err());
    }
}
