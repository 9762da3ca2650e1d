/** What supervisor and workers tell each other over the channel between them. Socket.IO's adapter uses the same channel. */
import type { OperationReport } from './contract.ts';

/** What a worker may ask the supervisor for. */
export type Asked =
  /** May it listen now? Answered once nobody else holds the port. */
  { what: 'port' } | { what: 'report' } | { what: 'operate'; request: unknown } | { what: 'cancel' };

export type WorkerMessage =
  /** It serves, or looks for jobs. */
  | { lyceum: 'up' }
  /** There may be a job to do. */
  | { lyceum: 'wake' }
  /** It is about to end because of this. */
  | { lyceum: 'trouble'; reason: string }
  /** The database told it that its file is damaged. */
  | { lyceum: 'damage' }
  /** Is answered under the same number. */
  | { lyceum: 'ask'; number: number; asked: Asked };

export type SupervisorMessage =
  | { lyceum: 'stop' }
  | { lyceum: 'wake' }
  | { lyceum: 'operation'; report: OperationReport }
  | { lyceum: 'answer'; number: number; value: unknown; error: string | null };

/** The message, or null when the channel carried something of somebody else. */
export function ownMessage<M extends WorkerMessage | SupervisorMessage>(message: unknown): M | null {
  return typeof message === 'object' && message !== null && 'lyceum' in message ? (message as M) : null;
}
