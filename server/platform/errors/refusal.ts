import type { ApiError } from '../http/contract.ts';
import type { ErrorCode } from './contract.ts';

/** A refusal that the caller is told about: code for programs, sentence for the person, cause for the developer. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly details: ApiError[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, options: RefusalOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.retryAfter = options.retryAfter;
    this.details = options.details ?? [{ code, message, ...(options.field ? { field: options.field } : {}) }];
  }
}

export interface RefusalOptions {
  /** Path of the field that is wrong, `body.email` style without the leading part: `email`, `questions.2.prompt`. */
  field?: string;
  cause?: unknown;
  retryAfter?: number;
  /** Several errors at once; replaces the single one made from code and message. */
  details?: ApiError[];
}

/** Ends the use case with a refusal. */
export function refuse(code: ErrorCode, message: string, options?: RefusalOptions): never {
  throw new Refusal(code, message, options);
}

/** The value, or a NOT_FOUND refusal in words: `found(course, 'This course does not exist.')`. */
export function found<T>(value: T | null | undefined, sentence: string): T {
  if (value === null || value === undefined) refuse('NOT_FOUND', sentence);
  return value;
}
