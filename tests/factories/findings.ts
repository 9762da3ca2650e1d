/** Everything that the checks of the appliance can find, each code brought about by the rules themselves. */
import { backupChecks } from '../../server/backups/checks.ts';
import type { BackupState, Place } from '../../server/backups/contract.ts';
import * as machine from '../../server/health/rules/machine-findings.ts';
import * as service from '../../server/health/rules/service-findings.ts';
import { unanswered } from '../../server/health/rules/standing.ts';
import * as trust from '../../server/health/rules/trust-findings.ts';
import { factorChecks } from '../../server/factors/checks.ts';
import { mailChecks } from '../../server/mail/checks.ts';
import { MailSettings } from '../../server/mail/contract.ts';
import { DAY, HOUR, instant } from '../../server/platform/clock.ts';
import { findingOf } from '../../server/operations/finding-rules.ts';
import type { Check, Finding } from '../../server/platform/health/contract.ts';
import type { Settings } from '../../server/platform/settings/settings.ts';
import { keyChecks } from '../../server/privacy/checks.ts';
import { lostCheck } from '../../server/restore/checks.ts';
import { updateChecks } from '../../server/updates/checks.ts';
import type { Offer, Updates } from '../../server/updates/contract.ts';
import { ledgerChecks } from '../../server/ledger/checks.ts';
import { scanningChecks } from '../../server/scanning/checks.ts';
import { upkeepChecks } from '../../server/upkeep/checks.ts';
import { networkFindings } from './network-findings.ts';
import { minute } from './recording.ts';

const NOW = Date.parse('2026-11-21T09:00:00.000Z');
const clock = { now: () => NOW };
const ago = (days: number) => instant(NOW - days * DAY);
const GB = 1e9;

const ran = async (checks: readonly Check[]): Promise<Finding[]> => Promise.all(checks.map(check => check.run()));
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

function ofMachine(): Finding[] {
  const smart = { passed: true, badSectors: 0, worn: null, device: 'SanDisk' };
  const ups = { name: 'desk', status: 'OL', charge: 90, runtime: 900 };
  return [
    ...[300, 190, 90, 10].map(free => machine.diskFinding({ free: free * GB, total: 1000 * GB }, 4 * GB)),
    machine.trendFinding(null, 1),
    machine.trendFinding(null, 9),
    machine.trendFinding(200, 9),
    machine.trendFinding(9, 9),
    ...[[], times(3, 4), times(3, 400), times(3, 4000)].map(machine.fsyncFinding),
    ...(['no-tool', 'no-right', 'no-answer'] as const).map(why => machine.smartFinding(null, why)),
    ...[smart, { ...smart, passed: false }, { ...smart, badSectors: 8 }, { ...smart, worn: 0.97 }].map(one =>
      machine.smartFinding(one, 'no-answer'),
    ),
    machine.memoryFinding(0.4, 8 * GB),
    machine.memoryFinding(0.95, 8 * GB),
    machine.swapFinding(null, 0.4),
    machine.swapFinding(0.1, 0.4),
    machine.swapFinding(0.8, 0.9),
    ...[[], times(5, 0.1), times(5, 0.97)].map(machine.cpuFinding),
    ...[null, 50, 84, 95].map(machine.temperatureFinding),
    ...[null, ups, ...['OB', 'OB LB', 'RB'].map(status => ({ ...ups, status }))].map(machine.upsFinding),
    machine.filesFinding(null, null),
    machine.filesFinding(100, 65_536),
    machine.filesFinding(990, 1024),
  ];
}

function ofService(): Finding[] {
  const life = { restarts: 0, lastCrash: null, state: 'ready' };
  const sound = { at: NOW - HOUR, seconds: 3, troubles: [] };
  const server = { version: '15.8', number: 150_008, used: 4, limit: 100 };
  return [
    service.databaseFinding.ok(3),
    service.databaseFinding.lost(),
    service.databaseFinding.away('connection refused'),
    service.limitsFinding.ok(),
    service.limitsFinding.away('connection refused'),
    service.integrityFinding(null, NOW, 'postgres'),
    service.integrityFinding(null, NOW, 'sqlite'),
    service.integrityFinding(sound, NOW, 'sqlite'),
    service.integrityFinding({ ...sound, at: NOW - 10 * DAY }, NOW, 'sqlite'),
    service.integrityFinding({ ...sound, troubles: ['page 4 is never used'] }, NOW, 'sqlite'),
    service.databaseSizeFinding(8e7, 4e6, 'sqlite'),
    service.databaseSizeFinding(8e7, 6e8, 'sqlite'),
    service.databaseSizeFinding(30 * GB, null, 'sqlite'),
    ...[[], [minute(NOW)], [minute(NOW, { answer_p95: 2400 })]].map(service.answersFinding),
    ...[[minute(NOW)], [minute(NOW, { errors: 60 })]].map(service.faultsFinding),
    ...[[], times(3, 4), times(3, 900)].map(service.loopFinding),
    ...[0, 900, 9000].map(seconds => service.queueFinding(4, seconds)),
    service.failedJobsFinding({ count: 0, names: [] }),
    service.failedJobsFinding({ count: 2, names: ['mail.send'] }),
    service.workersFinding(null, NOW),
    service.workersFinding(life, NOW),
    service.workersFinding({ ...life, lastCrash: { at: ago(0.5), reason: 'out of memory' } }, NOW),
    ...[null, server, { ...server, version: '12.1', number: 120_001 }, { ...server, used: 95 }].map(
      service.postgresFinding,
    ),
    service.reserveFinding(50 * GB, 2 * GB),
    service.reserveFinding(GB, 2 * GB),
  ];
}

function ofTrust(): Finding[] {
  const synced = { enabled: true, synchronised: true, offset: 3 };
  const person = { name: 'Marisol Vega', last_sign_in_at: ago(1), created_at: ago(100) };
  return [
    trust.clockFinding(NOW, NOW),
    trust.clockFinding(0, NOW),
    trust.clockFinding(NOW, NOW + DAY),
    ...[
      null,
      synced,
      { ...synced, offset: 9000 },
      { ...synced, synchronised: false },
      { enabled: false, synchronised: false, offset: null },
    ].map(trust.timeSyncFinding),
    trust.zoneFinding('Europe/Madrid'),
    trust.zoneFinding(null),
    trust.permissionsFinding([]),
    trust.permissionsFinding([{ path: 'secrets/session.key', wanted: '600' }]),
    trust.signInsFinding(3),
    trust.signInsFinding(300),
    ...[
      [],
      [person],
      [{ ...person, created_at: ago(3) }],
      [{ ...person, last_sign_in_at: ago(300) }, person],
      [person, person],
    ].map(people => trust.administratorsFinding(people, NOW)),
    trust.nodeFinding('24.11.1', 8080),
    trust.nodeFinding('23.1.0', 8080),
    ...[0, 1, 4].map(count => trust.powerFinding(times(count, { at: NOW, minutes: 3 }))),
    unanswered('Memory', 'It took too long.'),
  ];
}

async function ofBackups(): Promise<Finding[]> {
  const place = {
    index: 0,
    name: 'Blue disk',
    where: '/media/blue',
    address: { kind: 'usb', path: '/media/blue', mount: '/media/blue', volume: 'A1', label: 'blue' },
    connected: true,
    trouble: null,
    missing_since: null,
    free_bytes: 300 * GB,
    total_bytes: 500 * GB,
    days_left: null,
    same_disk: false,
  } as Place;
  const trouble = { code: 'place-missing', text: 'Blue disk is not connected.', remedy: 'Connect it.' };
  const state = {
    places: [place],
    schedule: { enabled: true, daily: true },
    protection: { encrypted: true },
    keys: { id: 'a1b2c3d4', kept_at: null, due: false },
    last_proved_at: ago(0.5),
    failure: null,
  } as unknown as BackupState;
  const withPlace = (change: object) => ({ ...state, places: [{ ...place, ...change }] });
  const states: BackupState[] = [
    state,
    { ...state, last_proved_at: null },
    { ...state, last_proved_at: null, total: 0 },
    { ...state, last_proved_at: null, schedule: { ...state.schedule, enabled: false } },
    { ...state, last_proved_at: ago(4) },
    { ...state, last_proved_at: ago(40) },
    { ...state, failure: { at: ago(0), step: 'files', cause: 'There is no room left.', remedy: 'Free some.' } },
    withPlace({ trouble, missing_since: ago(1) }),
    withPlace({ trouble, address: { kind: 'folder', path: '/srv/backups' } }),
    withPlace({ days_left: 4 }),
    withPlace({ free_bytes: GB }),
    withPlace({ same_disk: true }),
    { ...state, protection: { ...state.protection, encrypted: false } },
    { ...state, keys: { ...state.keys, due: true } },
  ];
  return (await Promise.all(states.map(one => ran(backupChecks(async () => one, clock))))).flat();
}

async function ofMail(): Promise<Finding[]> {
  const set = MailSettings.parse({ enabled: true, host: 'mail.example.org', from_address: 'it@example.org' });
  const found = (values: MailSettings, outcome: string | null, waiting: string | null) =>
    ran(
      mailChecks({
        clock,
        settings: { read: async () => values } as unknown as Settings,
        mail: {
          latest: async () => ({ last: outcome && { outcome }, oldestWaiting: waiting }),
          counts: async () => ({ queued: 3 }),
        } as unknown as Parameters<typeof mailChecks>[0]['mail'],
      }),
    );
  return (
    await Promise.all([
      found(set, 'accepted', null),
      found(MailSettings.parse({}), null, null),
      found(set, 'login-refused', ago(1)),
    ])
  ).flat();
}

async function ofFactors(): Promise<Finding[]> {
  const found = (without: number, required_roles: readonly string[]) =>
    ran(
      factorChecks({
        repository: { administratorsWithout: async () => without },
        rules: async () => ({ required_roles, grace_days: 14, passkey_only_allowed: true }),
      }),
    );
  return (await Promise.all([found(0, []), found(1, []), found(5, ['administrator'])])).flat();
}

async function ofUpdates(): Promise<Finding[]> {
  const offer = (days: number) =>
    ({ version: '1.5.0', released_at: ago(days), unfit: null, is_skipped: false }) as Offer;
  const ended = (outcome: Updates['history'][number]['outcome']) =>
    [{ version: '1.5.0', reason: 'It did not start.', outcome, ended_at: ago(1) }] as Updates['history'];
  const now = { version: '1.4.1', offers: [], remind_at: null, history: [] } as unknown as Updates;
  const states: Updates[] = [
    now,
    { ...now, offers: [offer(3)], history: ended('rolled-back') },
    { ...now, offers: [offer(90)], history: ended('failed') },
  ];
  return (await Promise.all(states.map(one => ran(updateChecks(async () => one, clock))))).flat();
}

async function ofUpkeep(): Promise<Finding[]> {
  const found = (since: number | null) =>
    ran(
      upkeepChecks({
        hoursSince: async () => since,
        hoursOfAcademy: async () => 4,
      } as unknown as Parameters<typeof upkeepChecks>[0]),
    );
  return (await Promise.all([null, 9, 90].map(found))).flat();
}

async function ofLedger(): Promise<Finding[]> {
  const trouble = { kind: 'changed', entry: 3, until: 3, sentence: 'Entry 3 was changed.' };
  const found = (broken: typeof trouble | null, at: string | null) =>
    ran(
      ledgerChecks(
        {
          verifyRecent: async () => ({ trouble: broken, last: 9 }),
          lastVerdict: async () => (at === null ? null : { at, last: 9, trouble: null }),
        } as unknown as Parameters<typeof ledgerChecks>[0],
        clock,
      ),
    );
  return [...(await found(null, null)), ...(await found(trouble, null)), ...(await found(null, ago(9 * 24 * 60)))];
}

async function ofKeys(): Promise<Finding[]> {
  const found = (days: number) => ran(keyChecks({ changedAt: () => NOW - days * DAY }, clock));
  return (await Promise.all([9, 800].map(found))).flat();
}

function ofOperations(): Finding[] {
  const ways = [
    { state: 'done', cause: null },
    { state: 'rolled-back', cause: 'failed' },
    { state: 'rolled-back', cause: 'interrupted' },
    { state: 'failed', cause: null },
  ];
  return ['restore', 'move-database', 'another'].flatMap(kind =>
    ways.map(way => findingOf({ kind, reason: 'The disk went away.', ...way } as Parameters<typeof findingOf>[0])),
  );
}

async function ofRestores(): Promise<Finding[]> {
  const states = [
    { at: null, lost: {} },
    { at: ago(1), lost: { user_profiles: 3, authenticators: 2 } },
  ];
  const settings = (state: (typeof states)[number]) => ({ read: () => Promise.resolve(state) }) as unknown as Settings;
  return ran(states.map(state => lostCheck(settings(state), clock)));
}

async function ofScanning(): Promise<Finding[]> {
  const found = (state: string, mode: string, wasThere: boolean, signatures_at: string | null = null) =>
    ran(
      scanningChecks(
        {
          look: async () => ({
            scanner: { state, address: '127.0.0.1:3310', version: '1.4', signatures_at },
            mode,
            wasThere,
          }),
        } as unknown as Parameters<typeof scanningChecks>[0],
        clock,
      ),
    );
  const all = ['works', 'none', 'away'].flatMap(state =>
    ['auto', 'required'].flatMap(mode => [true, false].map(wasThere => found(state, mode, wasThere))),
  );
  const others = [found('off', 'off', false), found('blind', 'auto', true)];
  const aged = [1, 40].map(days => found('works', 'auto', true, ago(days)));
  return (await Promise.all([...all, ...others, ...aged])).flat();
}

export async function everyFinding(): Promise<Finding[]> {
  const apart = await Promise.all([
    ofBackups(),
    ofMail(),
    ofFactors(),
    ofUpdates(),
    ofUpkeep(),
    ofLedger(),
    ofKeys(),
    ofScanning(),
    ofRestores(),
  ]);
  return [...ofMachine(), ...ofService(), ...ofTrust(), ...networkFindings(NOW), ...ofOperations(), ...apart.flat()];
}
