// Opens the console page in the default browser as soon as the server answers.
import { spawn } from 'node:child_process';
import process from 'node:process';

const POLL_MS = 300;
const GIVE_UP_MS = 60_000;

function openerFor(url) {
  if (process.platform === 'win32') return ['cmd', ['/c', 'start', '', url]];
  return [process.platform === 'darwin' ? 'open' : 'xdg-open', [url]];
}

function openPage(url) {
  const [command, args] = openerFor(url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.once('error', () => process.stdout.write(`No browser could be opened. The console is at ${url}\n`));
  child.unref();
}

/** Waits in the background until the server is ready, then opens its console page. Returns a function that gives up waiting. */
export function openWhenReady() {
  const address = `http://localhost:${process.env.LYCEUM_PORT ?? 8080}`;
  const until = Date.now() + GIVE_UP_MS;
  let settled = false;
  const timer = setInterval(async () => {
    if (Date.now() > until) return clearInterval(timer);
    const answer = await fetch(`${address}/api/v1/health/ready`).catch(() => undefined);
    if (!answer?.ok || settled) return;
    settled = true;
    clearInterval(timer);
    openPage(`${address}/console`);
  }, POLL_MS);
  return () => {
    settled = true;
    clearInterval(timer);
  };
}
