/** "Can learners reach me?": a phone opens a page by a token that works once, tries everything, and tells the console. */
import { randomBytes } from 'node:crypto';
import { type Clock, instant, MINUTE } from '../../platform/clock.ts';
import { randomToken, sha256 } from '../../platform/crypto/secrets.ts';
import type { Work } from '../../platform/db/work.ts';
import { found, refuse } from '../../platform/errors/refusal.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Bytes, From } from '../../platform/http/routes.ts';
import {
  REACH_DOWNLOAD_BYTES,
  REACH_UPLOAD_BYTES,
  type ReachFinding,
  type ReachMeasures,
  type ReachTest,
} from '../contract.ts';
import { deviceOf, judgeReach, systemOf, verdictOf } from './reach-rules.ts';
import type { ReachRepository, ReachRow } from './repository.ts';

/** Where the academy may be reached, now. */
export interface Ways {
  siteName: string;
  /** Best address; this machine's own when there is no network. */
  addressUrl: string;
  /** null when no name is announced. */
  nameUrl: string | null;
  httpsUrl: string | null;
  trustUrl: string | null;
  academyUrl: string;
}

export interface ReachDeps {
  tests: ReachRepository;
  work: Work;
  clock: Clock;
  ways: () => Promise<Ways>;
  /** Tells the consoles. */
  changed: (id: number) => void;
}

const LIFE = 15 * MINUTE;
/** Tests that are kept and shown. */
const KEPT = 20;

export type ReachService = ReturnType<typeof createReachService>;

export function createReachService(deps: ReachDeps) {
  const { tests, work, clock } = deps;
  const describe = (row: ReachRow) => describeTest(row, instant(clock.now()));
  const read = async (id: number) => describe(found(await tests.byId(id), 'There is no such test.'));
  /** The test of a token that still counts. */
  const live = async (token: string) => {
    const row = await tests.byToken(sha256(token));
    if (!row || row.reported_at !== null || row.expires_at < instant(clock.now()))
      refuse('NOT_FOUND', 'This test has ended. Scan the code in the console once more.');
    return row;
  };
  return {
    read,
    list: async () => (await tests.latest(KEPT)).map(describe),
    async create(actor: Actor): Promise<{ test: ReachTest; url: string }> {
      const token = randomToken();
      const now = clock.now();
      const row = {
        token_hash: sha256(token),
        created_by: actor.userId,
        created_at: instant(now),
        expires_at: instant(now + LIFE),
      };
      const id = await work.run(({ tx }) => tests.insert(tx, row, KEPT));
      return { test: await read(id), url: `${(await deps.ways()).addressUrl}/reach?token=${token}` };
    },
    async start(token: string, from: From) {
      const { id } = await live(token);
      const at = instant(clock.now());
      await work.run(({ tx }) => tests.open(tx, id, { opened_at: at, device: deviceOf(from.userAgent) }));
      deps.changed(id);
      const ways = await deps.ways();
      return {
        site_name: ways.siteName,
        address_url: ways.addressUrl,
        name_url: ways.nameUrl,
        https_url: ways.httpsUrl,
        academy_url: ways.academyUrl,
        trust_url: ways.trustUrl,
        download_bytes: REACH_DOWNLOAD_BYTES,
        upload_bytes: REACH_UPLOAD_BYTES,
      };
    },
    probe: () => ({ lyceum: true as const, now: instant(clock.now()) }),
    async download(token: string, bytes: number): Promise<Bytes> {
      await live(token);
      // Random, so that nothing on the way makes them fewer.
      return {
        body: randomBytes(bytes),
        type: 'application/octet-stream',
        name: 'speed',
        inline: false,
        cache: 'no-store',
      };
    },
    async upload(token: string) {
      await live(token);
      return {};
    },
    async report(token: string, measures: ReachMeasures, from: From): Promise<ReachTest> {
      const { id } = await live(token);
      const { nameUrl, addressUrl, httpsUrl } = await deps.ways();
      const offered = {
        name: nameUrl && new URL(nameUrl).host,
        address: new URL(addressUrl).host,
        https: httpsUrl !== null,
      };
      const findings = judgeReach(measures, offered, systemOf(from.userAgent));
      const first = await work.run(({ tx }) =>
        tests.report(tx, id, {
          reported_at: instant(clock.now()),
          device: deviceOf(from.userAgent),
          measures: JSON.stringify(measures),
          findings: JSON.stringify(findings),
        }),
      );
      if (!first) refuse('CONFLICT', 'This test has reported already.');
      deps.changed(id);
      return read(id);
    },
  };
}

function describeTest(row: ReachRow, now: string): ReachTest {
  const findings = (row.findings === null ? [] : JSON.parse(row.findings)) as ReachFinding[];
  const { id, created_at, expires_at, opened_at, reported_at, device } = row;
  return {
    id: Number(id),
    state: stateOf(row, now),
    created_at,
    expires_at,
    opened_at,
    reported_at,
    device,
    verdict: reported_at === null ? null : verdictOf(findings),
    measures: row.measures === null ? null : (JSON.parse(row.measures) as ReachMeasures),
    findings,
  };
}

function stateOf({ reported_at, opened_at, expires_at }: ReachRow, now: string): ReachTest['state'] {
  if (reported_at !== null) return 'done';
  if (expires_at < now) return 'expired';
  return opened_at === null ? 'waiting' : 'running';
}
