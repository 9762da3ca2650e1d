/** How a device comes to trust the academy's own authority; also where a trial of the redirection is confirmed. */
import { ask, dress, element, filled, language, place } from '../phone/page.ts';
import { steps, type System, trustWords } from './words.ts';

interface Trust {
  site_name: string;
  https_url: string | null;
  fingerprint: string | null;
}

const words = trustWords[language];
const systems: readonly System[] = ['iphone', 'android', 'windows', 'mac', 'other'];

/** From what the browser says of itself; an iPad calls itself a Mac and has fingers. */
function thisSystem(): System {
  const said = navigator.userAgent;
  if (/iPhone|iPad/.test(said) || (/Macintosh/.test(said) && navigator.maxTouchPoints > 1)) return 'iphone';
  if (/Android/.test(said)) return 'android';
  if (/Windows/.test(said)) return 'windows';
  return /Macintosh/.test(said) ? 'mac' : 'other';
}

function say(title: string, lead: string): void {
  place('title').textContent = title;
  place('lead').textContent = lead;
}

const fileFor = (system: System) =>
  `/api/v1/https/authority.${system === 'iphone' || system === 'mac' ? 'mobileconfig' : 'crt'}`;

function show(system: System, trust: Trust): void {
  const chooser = systems.map(one => {
    const button = element('button', { type: 'button', 'aria-pressed': String(one === system) }, words[one]);
    button.addEventListener('click', () => show(one, trust));
    return button;
  });
  place('content').replaceChildren(
    element('h2', {}, words[system]),
    element('ol', { class: 'steps' }, ...steps[language][system].map(step => element('li', {}, step))),
    element('a', { class: 'button', href: fileFor(system) }, words.get),
    ...(trust.https_url ? [element('a', { class: 'button plain', href: trust.https_url }, words.open)] : []),
    element('h2', {}, words.choose),
    element('div', { class: 'systems' }, ...chooser),
    element('p', { class: 'note' }, words.why),
    element('p', { class: 'note' }, words.compare),
    element('p', {}, element('code', {}, trust.fingerprint ?? '')),
  );
}

async function confirm(token: string): Promise<void> {
  say(words.title, words.confirming);
  try {
    await ask('POST', '/https/redirect/confirm', { token });
    say(words.confirmed, words.confirmedLead);
  } catch {
    say(words.late, words.lateLead);
  }
}

async function run(): Promise<void> {
  dress();
  document.title = words.title;
  const token = new URLSearchParams(window.location.search).get('confirm');
  if (token !== null) return confirm(token);
  const trust = await ask<Trust>('GET', '/https/trust');
  place('site').textContent = trust.site_name;
  if (trust.fingerprint === null) return say(words.none, words.noneLead);
  say(words.title, filled(words.lead, { site: trust.site_name }));
  show(thisSystem(), trust);
}

void run();
