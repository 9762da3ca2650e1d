/**
 * Every kind of line in the log, with its sentence for people. The list is closed: a line with another label does not type-check.
 * Fields in braces are filled from the line: ids, names of parts, counts and times, never what a person wrote or is.
 */
export const labels = {
  'server state': 'The server went from {from} to {to}.',
  'server ended': 'The server has ended.',
  'worker fault': 'A working process met an error that nobody had foreseen, and ended.',
  'worker crashed': 'A working process ended unexpectedly and is started again: {reason}',
  'not allowed': '{method} {path} was refused: {code}.',
  'slow request': '{method} {path} took {ms} ms.',
  'slow query': 'A question to the database took {ms} ms.',
  'the counts in Redis cannot be reached':
    'Redis does not answer. Tries and requests are counted by each process alone until it does.',
  'the malware scanner does not answer':
    'The malware scanner at {address} does not answer; what happens with files meanwhile is a setting.',
  'https open': 'HTTPS answers on port {port}.',
  'https port cannot be had': 'Port {port} for HTTPS is used by another program. Plain addresses go on working.',
  'a certificate cannot be used': 'A certificate cannot be used; the one before stays in use.',
  'https could not be changed': 'A change of HTTPS was not carried out.',
  'could not announce the name': 'The short name could not be told to the network.',
  'request failed': '{method} {path} failed because of a fault on our side.',
  'failed after the answer began': 'An answer to {path} broke off half-way.',
  'other processes did not answer': 'Another working process did not answer in time.',
  'a listener failed': 'What should have followed “{fact}” did not happen.',
  'job done': 'The job “{name}” is done.',
  'job failed': 'The job “{name}” failed and is now {state}.',
  'how a job ended could not be noted': 'How the job “{name}” ended could not be noted; it is done again.',
  'could not look for jobs': 'The list of background jobs could not be read.',
  'job interrupted, it begins again after the start':
    'The job “{name}” was interrupted and begins again after the start.',
  'could not look after a running job': 'A running job could not be looked after.',
  'could not take over the jobs of workers that are gone': 'Jobs of processes that have ended could not be taken over.',
  'the data are damaged': 'The data are damaged; nobody is served until they are restored.',
  'a process met damaged data': 'A working process met damaged data.',
  operation: 'The operation “{kind}” went from {from} to {to}.',
  'operation step failed': 'A step of an operation failed.',
  'the journal of an operation cannot be written': 'What an operation does cannot be written down.',
  'what an operation left could not be removed': 'What an operation left behind could not be removed.',
  'the server on trial does not start': 'The server on trial does not start.',
  'could not note who was there': 'When people were last there could not be written down.',
  'sessions could not be looked through': 'Which sessions are over could not be looked up.',
  'mail not sent': 'A message could not be sent.',
  'an alert could not be sent': 'An alert could not be sent.',
  'a test alert failed': 'A test alert could not be sent.',
  'the health could not be checked': 'The health could not be checked.',
  'a minute could not be recorded': 'A minute could not be recorded.',
  'the flight recorder cannot be written': 'The flight recorder cannot be written.',
  'the flight recorder cannot be read': 'The flight recorder cannot be read.',
  'could not schedule': 'The job “{name}” could not be put on the list.',
} as const satisfies Record<string, string>;

export type Label = keyof typeof labels;

/** The line's sentence with its values; the label itself where a line is older or newer than this list. */
export function sentenceOf(label: string, fields: Readonly<Record<string, unknown>>): string {
  const sentence = Object.hasOwn(labels, label) ? labels[label as Label] : label;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => shown(fields[name]));
}

const shown = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '…');
