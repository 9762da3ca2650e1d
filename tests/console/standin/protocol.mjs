// `protocol.handle` and `net`. Chromium offers no own schemes, so app://host/path is served as https://host.app.standin/path.
import { readFile } from 'node:fs/promises';
import { app } from './app.mjs';

const SHOWN = /^https:\/\/([^/]+)\.([a-z][a-z0-9+-]*)\.standin(?=\/|$)/;
const handlers = new Map();

/** The address as the program knows it. */
export function addressForProgram(shown) {
  return shown.replace(SHOWN, '$2://$1');
}

/** The address as Chromium is given it. */
export function addressForChromium(url) {
  const [, scheme, host, path] = /^([a-z][a-z0-9+-]*):\/\/([^/]*)(.*)$/.exec(url) ?? [];
  return handlers.has(scheme) ? `https://${host}.${scheme}.standin${path || '/'}` : url;
}

async function answer(route, request) {
  const url = addressForProgram(request.url());
  const handle = handlers.get(url.split(':')[0]);
  if (!handle) return route.abort('addressunreachable');
  const body = request.postDataBuffer();
  const options = { method: request.method(), headers: request.headers(), ...(body ? { body, duplex: 'half' } : {}) };
  const asked = new Request(url.replace(/^[^:]+:/, 'http:'), options);
  Object.defineProperty(asked, 'url', { value: url });
  const response = await handle(asked);
  return route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** Lets the handlers answer for their schemes in all pages. */
export function serveSchemes(context) {
  return context.route(url => url.hostname.endsWith('.standin'), answer);
}

export const protocol = {
  registerSchemesAsPrivileged() {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
  },
  handle: (scheme, handler) => void handlers.set(scheme, handler),
  unhandle: scheme => void handlers.delete(scheme),
  isProtocolHandled: scheme => handlers.has(scheme),
};

export const net = {
  fetch: async (url, options) =>
    String(url).startsWith('file:') ? new Response(await readFile(new URL(url))) : fetch(url, options),
  isOnline: () => true,
};
