/** What supervisor and workers tell each other over the channel between them. Socket.IO's adapter uses the same channel. */
export type WorkerMessage =
  /** It serves, or looks for jobs. */
  | { lyceum: 'up' }
  /** There may be a job to do. */
  | { lyceum: 'wake' }
  /** It is about to end because of this. */
  | { lyceum: 'trouble'; reason: string };

export type SupervisorMessage = { lyceum: 'stop' } | { lyceum: 'wake' };

/** The message, or null when the channel carried something of somebody else. */
export function ownMessage<M extends WorkerMessage | SupervisorMessage>(message: unknown): M | null {
  return typeof message === 'object' && message !== null && 'lyceum' in message ? (message as M) : null;
}
