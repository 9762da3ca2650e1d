/**
 * What is told on the local network (RFC 6762, multicast DNS; RFC 6763, service discovery), as values: which records a name has,
 * which of them answer a question, and when somebody else has the name. Pure.
 */
import type { Answer } from 'dns-packet';

export interface Announced {
  /** Without `.local`. */
  name: string;
  /** What lists of services show. */
  title: string;
  /** IPv4 address on the network in question. */
  address: string;
  /** IPv6 addresses there, when the server listens on them. */
  addresses6: readonly string[];
  port: number;
  /** null while there is no HTTPS. */
  httpsPort: number | null;
}

/** Seconds that others may keep what they learned: short for what names a machine, 75 minutes for the rest (RFC 6762 §10). */
const MACHINE_TTL = 120;
const OTHER_TTL = 4500;
const SERVICES = '_services._dns-sd._udp.local';
/** A label holds at most this many bytes (RFC 1035 §2.3.4). */
const LABEL_BYTES = 63;

export const fullName = (name: string): string => `${name}.local`;

/** Every record of an announcement. */
export function recordsOf(told: Announced): Answer[] {
  const host = fullName(told.name);
  const machine: Answer[] = [
    { type: 'A', name: host, ttl: MACHINE_TTL, flush: true, data: told.address },
    ...told.addresses6.map(
      data => ({ type: 'AAAA', name: host, ttl: MACHINE_TTL, flush: true, data }) satisfies Answer,
    ),
  ];
  const services = [
    serviceRecords('_http._tcp.local', told.port, told),
    ...(told.httpsPort === null ? [] : [serviceRecords('_https._tcp.local', told.httpsPort, told)]),
  ];
  return [...machine, ...services.flat()];
}

function serviceRecords(service: string, port: number, { name, title }: Announced): Answer[] {
  const instance = `${labelOf(title)}.${service}`;
  return [
    { type: 'PTR', name: SERVICES, ttl: OTHER_TTL, data: service },
    { type: 'PTR', name: service, ttl: OTHER_TTL, data: instance },
    {
      type: 'SRV',
      name: instance,
      ttl: MACHINE_TTL,
      flush: true,
      data: { port, target: fullName(name), priority: 0, weight: 0 },
    },
    { type: 'TXT', name: instance, ttl: OTHER_TTL, flush: true, data: ['path=/'] },
  ];
}

/** A title as one label: no dots, which would end it, and not too long. */
function labelOf(title: string): string {
  let label = title.replace(/\.+/g, ' ').replace(/\s+/g, ' ').trim();
  while (Buffer.byteLength(label) > LABEL_BYTES) label = label.slice(0, -1);
  return label || 'Lyceum';
}

/** A question; `ANY` asks for every kind. */
export interface Asked {
  name: string;
  type: string;
}

export interface Reply {
  answers: Answer[];
  additionals: Answer[];
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/**
 * The answer to questions, without what the asker says it knows already (RFC 6762 §7.1); null when none of them is for us.
 * A question for a kind of address that we have not is answered with NSEC, so that nobody waits for one.
 */
export function replyTo(
  questions: readonly Asked[],
  known: readonly Answer[],
  records: readonly Answer[],
): Reply | null {
  const answers: Answer[] = [];
  let missing: string | null = null;
  for (const { name, type } of questions) {
    const owned = records.filter(record => same(record.name, name));
    const wanted = owned.filter(record => type === 'ANY' || record.type === type);
    for (const record of wanted) if (!answers.includes(record) && !isKnown(record, known)) answers.push(record);
    if (type === 'AAAA' && wanted.length === 0 && owned.some(record => record.type === 'A')) missing = name;
  }
  if (missing !== null) answers.push(onlyA(missing));
  if (answers.length === 0) return null;
  return { answers, additionals: additionalsOf(answers, records) };
}

const onlyA = (name: string): Answer => ({
  type: 'NSEC',
  name,
  ttl: MACHINE_TTL,
  flush: true,
  data: { nextDomain: name, rrtypes: ['A'] },
});

function isKnown(record: Answer, known: readonly Answer[]): boolean {
  return known.some(
    other =>
      other.type === record.type &&
      same(other.name, record.name) &&
      'ttl' in other &&
      'ttl' in record &&
      (other.ttl ?? 0) * 2 >= (record.ttl ?? 0) &&
      JSON.stringify(dataOf(other)) === JSON.stringify(dataOf(record)),
  );
}

const dataOf = (record: Answer): unknown => ('data' in record ? record.data : null);

/** What the asker would ask next: where a service is, and the address of that machine. */
function additionalsOf(answers: readonly Answer[], records: readonly Answer[]): Answer[] {
  const extra = new Set<Answer>();
  const names = answers.flatMap(answer => (answer.type === 'PTR' ? [answer.data] : []));
  for (const record of records)
    if ((record.type === 'SRV' || record.type === 'TXT') && names.some(name => same(name, record.name)))
      extra.add(record);
  const pointsHere = [...answers, ...extra].some(record => record.type === 'SRV');
  for (const record of records) if ((record.type === 'A' || record.type === 'AAAA') && pointsHere) extra.add(record);
  return [...extra].filter(record => !answers.includes(record));
}

/** The records as a farewell: whoever kept them forgets them (RFC 6762 §10.1). */
export const farewell = (records: readonly Answer[]): Answer[] =>
  records.map(record => ({ ...record, ttl: 0 }) as Answer);

/** Whether somebody else says that the name is theirs: an address under our name that is not one of ours. */
export function isTaken(name: string, answers: readonly Answer[], own: readonly string[]): boolean {
  return answers.some(
    answer =>
      (answer.type === 'A' || answer.type === 'AAAA') &&
      same(answer.name, fullName(name)) &&
      (answer.ttl ?? 0) > 0 &&
      !own.includes(answer.data.toLowerCase()),
  );
}

/** `lyceum` → `lyceum-2` → `lyceum-3`: what to try when a name is taken. */
export function nextName(wanted: string, tried: string): string {
  const number = tried === wanted ? 1 : Number(tried.slice(wanted.length + 1));
  return `${wanted}-${number + 1}`;
}
