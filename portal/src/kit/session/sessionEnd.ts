type Listener = () => void

/** Tells the page that the server no longer knows who is asking. */
export class SessionEnd {
  private readonly listeners = new Set<Listener>()

  happened(): void {
    this.listeners.forEach((listener) => listener())
  }

  /** Calls the listener when the session ends, until the returned function is called. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
