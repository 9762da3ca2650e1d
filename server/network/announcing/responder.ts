/** Multicast DNS on one network: asks whether a name is free, announces it, answers for it, says farewell. */
import type { Answer, RecordType } from 'dns-packet';
import multicast from 'multicast-dns';
import { farewell, fullName, isTaken, recordsOf, replyTo, type Announced } from './records-rules.ts';

export interface Responder {
  /** False when another machine has the name. */
  isFree(name: string): Promise<boolean>;
  announce(told: Announced): void;
  /** Takes back what was announced; resolves when it is sent. */
  withdraw(): Promise<void>;
  close(): Promise<void>;
}

interface ResponderParts {
  /** Own address on the network. */
  address: string;
  /** All addresses of this machine, in lower case: who answers with one of them is ourselves. */
  own: readonly string[];
  /** Another machine says that the announced name is its own. */
  onTaken(): void;
}

/** Probes go out this far apart, milliseconds, and are answered at once (RFC 6762 §8.1). */
const PROBE_EVERY = 250;
const PROBES = 3;
/** An announcement is made twice, a second apart (RFC 6762 §8.3). */
const AGAIN_AFTER = 1000;
const MDNS_PORT = 5353;
/** The types of the package know no question for every kind. */
const ANY = 'ANY' as RecordType;

/**
 * Opens port 5353 beside whoever else has it (avahi, Windows): the address is shared, and every program hears every question.
 * Rejects with the system's error when that cannot be had.
 */
export async function openResponder({ address, own, onTaken }: ResponderParts): Promise<Responder> {
  const mdns = multicast({ interface: address, bind: '0.0.0.0' });
  await new Promise<void>((resolve, reject) => {
    mdns.once('ready', resolve);
    mdns.once('error', reject);
  });
  mdns.on('error', () => {});
  mdns.on('warning', () => {});
  let records: Answer[] = [];
  let name: string | null = null;
  let again: NodeJS.Timeout | undefined;
  const probing = new Set<(answers: readonly Answer[]) => void>();

  mdns.on('response', ({ answers, additionals }) => {
    for (const hear of probing) hear(answers);
    if (name !== null && isTaken(name, [...answers, ...additionals], own)) onTaken();
  });
  mdns.on('query', ({ id, questions, answers }, from) => {
    const reply = replyTo(questions, answers, records);
    if (!reply) return;
    // A program that asks from another port is no responder itself and hears only what is sent to it (RFC 6762 §6.7).
    if (from.port === MDNS_PORT) mdns.respond(reply);
    else mdns.respond({ ...reply, id, questions }, from);
  });
  const send = (answers: Answer[]) => new Promise<void>(resolve => mdns.respond({ answers }, () => resolve()));
  const withdraw = async () => {
    clearTimeout(again);
    if (records.length > 0) await send(farewell(records));
    records = [];
    name = null;
  };
  return {
    isFree: wanted => ask(mdns, wanted, probing, own),
    announce(told) {
      records = recordsOf(told);
      name = told.name;
      void send(records);
      clearTimeout(again);
      again = setTimeout(() => void send(records), AGAIN_AFTER);
    },
    withdraw,
    async close() {
      await withdraw();
      await new Promise<void>(resolve => mdns.destroy(() => resolve()));
    },
  };
}

/** Asks three times; nobody answers for a name that is free. */
function ask(
  mdns: multicast.MulticastDNS,
  name: string,
  probing: Set<(answers: readonly Answer[]) => void>,
  own: readonly string[],
): Promise<boolean> {
  return new Promise(resolve => {
    let left = PROBES;
    let timer: NodeJS.Timeout | undefined;
    const end = (free: boolean) => {
      clearTimeout(timer);
      probing.delete(hear);
      resolve(free);
    };
    const hear = (answers: readonly Answer[]) => {
      if (isTaken(name, answers, own)) end(false);
    };
    const probe = () => {
      if (left-- === 0) return end(true);
      mdns.query(fullName(name), ANY);
      timer = setTimeout(probe, PROBE_EVERY);
    };
    probing.add(hear);
    probe();
  });
}
