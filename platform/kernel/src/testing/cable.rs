//! A cable between a program and a server, for tests of what happens without it.

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A cable to a server that can be cut and mended.
pub struct Cable {
    near_end: String,
    whole: watch::Sender<bool>,
}

impl Cable {
    /// A whole cable to `server`, an address with a port.
    ///
    /// # Panics
    /// When there is no port for its near end.
    pub async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let near_end = listener.local_addr().expect("a port").to_string();
        let (whole, state) = watch::channel(true);
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let mut state = state.clone();
                let server = server.clone();
                tokio::spawn(async move {
                    if !*state.borrow() {
                        return;
                    }
                    let mut far = TcpStream::connect(server).await.expect("the server");
                    tokio::select! {
                        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
                        _ = state.wait_for(|whole| !whole) => {}
                    }
                });
            }
        });
        Self { near_end, whole }
    }

    /// Where the program connects instead of the server: an address with a port.
    #[must_use]
    pub fn near_end(&self) -> &str {
        &self.near_end
    }

    /// Cuts it: what is connected breaks, and nothing connects any more.
    pub fn cut(&self) {
        self.whole.send_replace(false);
    }

    /// Mends it.
    pub fn mend(&self) {
        self.whole.send_replace(true);
    }
}
