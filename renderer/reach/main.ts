/** The page a phone opens by the code in the console: tries everything, shows what it found, and tells the console. */
import type { ReachFinding, ReachMeasures, ReachTest } from '../../server/network/contract.ts';
import { ask, dress, element, filled, language, place } from '../phone/page.ts';
import { answers, downloadSpeed, keepsThings, lacking, times, uploadSpeed } from './measure.ts';
import { type ReachWord, reachWords } from './words.ts';

interface Start {
  site_name: string;
  address_url: string;
  name_url: string | null;
  https_url: string | null;
  academy_url: string;
  trust_url: string | null;
  upload_bytes: number;
}

const words = reachWords[language];
const token = new URLSearchParams(window.location.search).get('token') ?? '';

function say(title: ReachWord, lead: ReachWord): void {
  place('title').textContent = words[title];
  place('lead').textContent = words[lead];
}

/** One line, busy until its answer is there. */
async function trying<T>(what: ReachWord, step: () => Promise<T>): Promise<T> {
  const line = element('li', { class: 'busy' }, element('span', { class: 'mark' }), element('p', {}, words[what]));
  place('checks').append(line);
  const result = await step();
  line.remove();
  return result;
}

async function measure(start: Start): Promise<ReachMeasures> {
  const here = window.location.origin;
  const at = async (url: string) => url === here || answers(url);
  const address_ok = await trying('try-address', () => at(start.address_url));
  const name_ok = start.name_url === null ? null : await trying('try-name', () => at(start.name_url as string));
  const found = await trying('try-times', times);
  const [download_bps, upload_bps] = await trying('try-speed', async () => [
    await downloadSpeed(token),
    await uploadSpeed(token, start.upload_bytes),
  ]);
  const https_ok = start.https_url === null ? null : await trying('try-https', () => at(start.https_url as string));
  return {
    address_ok,
    name_ok,
    https_ok,
    latency_ms: found?.latency ?? null,
    clock_ms: found?.clock ?? null,
    download_bps: download_bps ?? null,
    upload_bps: upload_bps ?? null,
    lacks: lacking(),
    storage: keepsThings(),
  };
}

const marks = { ok: '✓', warning: '!', failing: '✕' } as const;

function lineOf({ code, state, values }: ReachFinding): HTMLElement {
  const remedy = `network.reach-${code}-do`;
  return element(
    'li',
    { class: state },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, marks[state]),
    element('p', {}, filled(words[`network.reach-${code}`], values)),
    ...(remedy in words ? [element('p', { class: 'remedy' }, filled(words[remedy as ReachWord], values))] : []),
  );
}

function show({ verdict, findings }: ReachTest, { academy_url, trust_url }: Start): void {
  if (verdict === 'ok') say('good', 'goodLead');
  else if (verdict === 'warning') say('fair', 'fairLead');
  else say('bad', 'badLead');
  place('checks').replaceChildren(...findings.map(lineOf));
  const untrusted = findings.some(({ code }) => code === 'https-untrusted');
  place('next').append(
    element('a', { class: 'button', href: academy_url }, words.open),
    ...(untrusted && trust_url ? [element('a', { class: 'button plain', href: trust_url }, words.trust)] : []),
  );
}

async function run(): Promise<void> {
  dress();
  document.title = words.title;
  say('title', 'busy');
  let start: Start;
  try {
    start = await ask<Start>('POST', '/reach/start', { token });
  } catch {
    return say('ended', 'endedLead');
  }
  place('site').textContent = start.site_name;
  try {
    show(await ask<ReachTest>('POST', '/reach/report', { token, measures: await measure(start) }), start);
  } catch {
    place('checks').replaceChildren();
    say('lost', 'lostLead');
  }
}

void run();
