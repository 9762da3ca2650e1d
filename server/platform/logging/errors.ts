/**
 * What the log says of an error: what it is and where it happened. Whatever else hangs on it is left out, for drivers and libraries
 * hang on it what they failed on: PostgreSQL the values of the row, a mail server the address, a parser the text.
 */

const FACTS = ['code', 'errno', 'syscall', 'severity', 'table', 'column', 'constraint', 'routine'] as const;
/** Of causes and of errors that stand for several. */
const DEPTH = 4;

export interface ShownError {
  type: string;
  message: string;
  stack: string | undefined;
  cause?: unknown;
  errors?: unknown[];
  [fact: string]: unknown;
}

/** Anything that was thrown, for the log; `depth` counts down the causes. */
export function shownError(thrown: unknown, depth = DEPTH): ShownError | string {
  if (!(thrown instanceof Error)) return typeof thrown === 'string' ? thrown : 'something that is no error';
  const facts = FACTS.flatMap(name => {
    const value = (thrown as unknown as Record<string, unknown>)[name];
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [];
  });
  const several = thrown instanceof AggregateError ? thrown.errors : [];
  return {
    type: thrown.constructor.name,
    message: thrown.message,
    stack: thrown.stack,
    ...Object.fromEntries(facts),
    ...(thrown.cause !== undefined && depth > 0 && { cause: shownError(thrown.cause, depth - 1) }),
    ...(several.length > 0 && depth > 0 && { errors: several.slice(0, 10).map(one => shownError(one, depth - 1)) }),
  };
}
