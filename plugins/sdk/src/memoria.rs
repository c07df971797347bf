//! The memory of a guest. An instance answers one call and is then thrown away whole, so memory is
//! given back only where that is free: when the block that was taken last is the first to go. An
//! allocator that keeps lists of free blocks would spend time on them that no call gets back.

#![expect(
    unsafe_code,
    reason = "an allocator hands out raw memory: the contract of `GlobalAlloc` is unsafe"
)]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::Cell;
use core::ptr;

/// Bytes of a page of WebAssembly.
const PAGINA: usize = 64 * 1024;

unsafe extern "C" {
    /// Where the linker ends the stack and the constants: what is left of their last page is
    /// there already, and often enough for a call.
    static __heap_base: u8;
}

#[global_allocator]
static MEMORIA: Memoria = Memoria {
    libera_da: Cell::new(0),
    fine: Cell::new(0),
};

struct Memoria {
    /// First free byte.
    libera_da: Cell<usize>,
    /// End of the pages that are ours.
    fine: Cell<usize>,
}

// SAFETY: a guest has one thread; the host refuses shared memories.
unsafe impl Sync for Memoria {}

impl Memoria {
    /// Takes the bytes from `inizio` on; false where the host grants no more memory.
    fn prendi(&self, inizio: usize, byte: usize) -> bool {
        let Some(fine) = inizio.checked_add(byte) else {
            return false;
        };
        if fine > self.fine.get() && !self.cresci(fine) {
            return false;
        }
        self.libera_da.set(fine);
        true
    }

    fn cresci(&self, fino_a: usize) -> bool {
        let mancano = (fino_a - self.fine.get()).div_ceil(PAGINA);
        let cresciuta = memory_grow::<0>(mancano) != usize::MAX;
        if cresciuta {
            self.fine.set(memory_size::<0>() * PAGINA);
        }
        cresciuta
    }

    fn comincia(&self) {
        if self.fine.get() == 0 {
            self.fine.set(memory_size::<0>() * PAGINA);
            self.libera_da.set((&raw const __heap_base).addr());
        }
    }

    fn ultimo(&self, blocco: *mut u8, byte: usize) -> bool {
        blocco.addr() + byte == self.libera_da.get()
    }
}

// SAFETY: blocks lie between the end of the constants and `fine`, aligned as asked; two never
// overlap, since `libera_da` only goes back to the start of the block that ends there.
unsafe impl GlobalAlloc for Memoria {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.comincia();
        let inizio = self.libera_da.get().next_multiple_of(layout.align());
        if self.prendi(inizio, layout.size()) {
            ptr::with_exposed_provenance_mut(inizio)
        } else {
            ptr::null_mut()
        }
    }

    unsafe fn dealloc(&self, blocco: *mut u8, layout: Layout) {
        if self.ultimo(blocco, layout.size()) {
            self.libera_da.set(blocco.addr());
        }
    }

    unsafe fn realloc(&self, blocco: *mut u8, layout: Layout, byte: usize) -> *mut u8 {
        if self.ultimo(blocco, layout.size()) {
            return if self.prendi(blocco.addr(), byte) {
                blocco
            } else {
                ptr::null_mut()
            };
        }
        if byte <= layout.size() {
            return blocco;
        }
        // SAFETY: the size is not zero and fits: the caller promises it.
        let nuovo = unsafe { self.alloc(Layout::from_size_align_unchecked(byte, layout.align())) };
        if !nuovo.is_null() {
            // SAFETY: both blocks are ours, apart, and the old one is shorter.
            unsafe { ptr::copy_nonoverlapping(blocco, nuovo, layout.size()) };
        }
        nuovo
    }
}
