/**
 * Proving again who one is. The server refuses some acts until then; whoever calls it waits here for the dialog and then repeats
 * the request by itself, so that screens need to know nothing of it.
 */

/** Asks the person; answers whether they proved it. */
type Asker = () => Promise<boolean>;

/** Another window of this browser has proved it, at a provider. */
const CHANNEL = 'lyceum.identity';
const PROVED = 'proved';

let asker: Asker | null = null;
let asking: Promise<boolean> | null = null;

export const identity = {
  /** Who asks, on pages that can. Answers how to stop. */
  onAsk(ask: Asker): () => void {
    asker = ask;
    return () => {
      if (asker === ask) asker = null;
    };
  },

  /** In the window that came back from a provider: the one that sent it goes on. */
  tellProved(): void {
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage(PROVED);
    channel.close();
  },

  /** Answers how to stop listening. */
  onProved(listener: () => void): () => void {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => {
      if (data === PROVED) listener();
    };
    return () => channel.close();
  },

  /** Several requests at once share one question. False when the person declines, or nobody can ask. */
  confirm(): Promise<boolean> {
    asking ??= (asker?.() ?? Promise.resolve(false)).finally(() => {
      asking = null;
    });
    return asking;
  },
};
