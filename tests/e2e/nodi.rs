//! Nodes as they run in production: processes of the program itself, on the machine's own clock,
//! over HTTP and WebSockets.

mod collettore;
mod due_nodi;
mod filo;
mod impianto;
mod programma;
mod tracce;
mod uccisione;
