/** Where learners reach the academy: addresses, name on the local network, poster, the test from a phone, HTTPS. */
import { z } from 'zod';
import { Rung } from './https/contract.ts';
import { endpoint, Id, IdParams, Instant, Nothing, someOf } from '../platform/http/contract.ts';
import { HealthState } from '../platform/health/contract.ts';

/** What a network runs over; `virtual` ones belong to programs on this machine. */
export const Medium = z.enum(['wifi', 'cable', 'virtual', 'other']);
export type Medium = z.output<typeof Medium>;

export const NetworkAddress = z.object({
  url: z.string(),
  host: z.string(),
  /** Name of the interface, as the system calls it. */
  network: z.string(),
  medium: Medium,
  /** Name of the Wi-Fi, where the system tells it. */
  ssid: z.string().nullable(),
  /** The one to hand out. */
  best: z.boolean(),
});
export type NetworkAddress = z.output<typeof NetworkAddress>;

export const ShortName = z.object({
  /** What was asked for, without `.local`. */
  wanted: z.string(),
  state: z.enum([
    /** The network answers questions for it. */
    'works',
    /** Told to the network, but our own question was not answered. */
    'unheard',
    'off',
    'no-network',
    /** Port 5353 cannot be had. */
    'unavailable',
    /** Nothing was announced yet. */
    'waiting',
  ]),
  /** What was announced: another one than wanted when a machine on the network has that. */
  name: z.string().nullable(),
  /** `http://lyceum.local:8080`; null unless it works. */
  url: z.string().nullable(),
  reason: z.string().nullable(),
});
export type ShortName = z.output<typeof ShortName>;

export const Firewall = z.object({
  kind: z.enum(['none', 'ufw', 'firewalld', 'nftables', 'windows']),
  /** `unknown`: it is on, and only the system's administrator may read its rules. */
  ports: z.enum(['open', 'closed', 'unknown']),
  /** What to enter where it is closed; null where nothing is needed. */
  command: z.string().nullable(),
});
export type Firewall = z.output<typeof Firewall>;

export const Network = z.object({
  lan_name: z.string(),
  announce: z.boolean(),
  short_name: ShortName,
  addresses: z.array(NetworkAddress),
  /** Address for learners in words: the short name where it works, else the best address. */
  learners_url: z.string().nullable(),
  port: z.number().int(),
  https_port: z.number().int(),
  https: Rung,
  /** The port is the one that browsers take by themselves, so that nobody has to type it. */
  port_is_usual: z.boolean(),
  firewall: Firewall,
  /** The last poster that was made, and whether its address still leads here; null when none was. */
  poster: z.object({ at: Instant, url: z.string(), still_right: z.boolean() }).nullable(),
});
export type Network = z.output<typeof Network>;

/** One thing that was tried from a phone, and what to do about it. Screens translate by `code`. */
export const ReachFinding = z.object({
  code: z.enum([
    'address-works',
    'address-fails',
    'name-works',
    'name-fails-android',
    'name-fails',
    'name-off',
    'answers-fast',
    'answers-slow',
    'speed-good',
    'speed-low',
    'clock-right',
    'clock-wrong',
    'https-trusted',
    'https-untrusted',
    'https-off',
    'browser-fits',
    'browser-old',
    'browser-blocks-storage',
  ]),
  state: HealthState,
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  title: z.string(),
  /** What to do; null when all is well. */
  remedy: z.string().nullable(),
});
export type ReachFinding = z.output<typeof ReachFinding>;

const milliseconds = z.number().min(0).max(600_000);
/** What the page on the phone measured. Everything that could not be tried is null. */
export const ReachMeasures = z.object({
  address_ok: z.boolean(),
  name_ok: z.boolean().nullable(),
  https_ok: z.boolean().nullable(),
  /** Median time of a small question and its answer, milliseconds. */
  latency_ms: milliseconds.nullable(),
  /** Bits per second. */
  download_bps: z.number().min(0).max(1e12).nullable(),
  upload_bps: z.number().min(0).max(1e12).nullable(),
  /** Clock of the phone minus ours, milliseconds. */
  clock_ms: z.number().min(-1e13).max(1e13).nullable(),
  /** Names of what the academy needs and this browser lacks. */
  lacks: z.array(z.string().max(40)).max(20),
  storage: z.boolean(),
});
export type ReachMeasures = z.output<typeof ReachMeasures>;

export const ReachTest = z.object({
  id: Id,
  state: z.enum(['waiting', 'running', 'done', 'expired']),
  created_at: Instant,
  expires_at: Instant,
  /** When the phone opened the page. */
  opened_at: Instant.nullable(),
  reported_at: Instant.nullable(),
  /** "Android phone, Chrome", as far as the browser tells. */
  device: z.string().nullable(),
  verdict: HealthState.nullable(),
  measures: ReachMeasures.nullable(),
  findings: z.array(ReachFinding),
});
export type ReachTest = z.output<typeof ReachTest>;

const token = z.string().min(20).max(100);

/** Bytes that the test of speed sends and receives at the most. */
export const REACH_DOWNLOAD_BYTES = 2_000_000;
export const REACH_UPLOAD_BYTES = 1_000_000;

export const Paper = z.enum(['a4', 'letter']);

export const networkEndpoints = {
  read: endpoint('GET /network', { summary: 'How learners reach this academy.', data: Network }),
  update: endpoint('PUT /network/settings', {
    summary: 'Changes the name on the local network, or stops telling it.',
    body: someOf(
      z.object({
        lan_name: z.string().max(60).describe('Letters, digits and hyphens; `.local` may be left out.'),
        announce: z.boolean(),
      }),
    ),
    data: Network,
  }),
  poster: endpoint('GET /network/poster', {
    summary: 'A page to print and put on the wall, with address and QR code (PDF).',
    query: z.object({ paper: Paper.default('a4'), lang: z.enum(['en', 'es']).default('en') }),
    data: 'bytes',
  }),
};

export const reachEndpoints = {
  create: endpoint('POST /reach/tests', {
    summary: 'Prepares a test from a phone; the address it answers works once, for fifteen minutes.',
    data: z.object({ test: ReachTest, url: z.string() }),
    status: 201,
  }),
  list: endpoint('GET /reach/tests', { summary: 'The last tests from phones.', data: z.array(ReachTest) }),
  read: endpoint('GET /reach/tests/:id', { summary: 'One test from a phone.', params: IdParams, data: ReachTest }),
  start: endpoint('POST /reach/start', {
    rate: 'none',
    summary: 'The page on the phone begins: what to try.',
    body: z.object({ token }),
    data: z.object({
      site_name: z.string(),
      address_url: z.string(),
      name_url: z.string().nullable(),
      https_url: z.string().nullable(),
      academy_url: z.string(),
      /** Where the local authority is explained; null when there is none. */
      trust_url: z.string().nullable(),
      download_bytes: z.number().int(),
      upload_bytes: z.number().int(),
    }),
  }),
  probe: endpoint('GET /reach/probe', {
    rate: 'none',
    summary: 'The academy answers, with its time; pages of its other addresses may read this.',
    data: z.object({ lyceum: z.literal(true), now: Instant }),
  }),
  download: endpoint('GET /reach/download', {
    rate: 'none',
    summary: 'Bytes that mean nothing, to measure how fast they arrive; with the token of a test.',
    query: z.object({ token, bytes: z.coerce.number().int().min(1).max(REACH_DOWNLOAD_BYTES) }),
    data: 'bytes',
  }),
  upload: endpoint('POST /reach/upload', {
    rate: 'none',
    summary: 'Takes letters that mean nothing, to measure how fast they leave the phone; with the token of a test.',
    body: z.object({ token, filler: z.string().max(REACH_UPLOAD_BYTES) }),
    bodyLimit: REACH_UPLOAD_BYTES + 1000,
    data: Nothing,
  }),
  report: endpoint('POST /reach/report', {
    rate: 'none',
    summary: 'What the phone measured; answers what it means. Ends the test.',
    body: z.object({ token, measures: ReachMeasures }),
    data: ReachTest,
  }),
};

declare module '../platform/realtime/contract.ts' {
  interface Messages {
    /** Addresses, the short name or HTTPS changed. */
    'network.changed': Record<string, never>;
    /** A phone opened the page of a test, or reported. */
    'reach.changed': { test_id: number };
  }
}
