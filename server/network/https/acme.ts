/** A certificate from an authority that speaks ACME (RFC 8555), proved over HTTP (§8.3): the authority opens port 80 of the name. */
import { get } from 'node:https';
import acme from 'acme-client';
import { guardedAgents } from '../../platform/net/guarded.ts';
import type { HttpsStore, Identity } from './store.ts';

export interface PublicOrder {
  domain: string;
  email: string;
  directory: string;
  /** PEM of the authority's own server, where this machine does not know it; empty otherwise. */
  directory_authority: string;
}

interface ObtainParts {
  store: HttpsStore;
  order: PublicOrder;
  signal: AbortSignal;
  progress(fraction: number, note: string): Promise<void>;
}

/** The library's own settings, which its types leave out. */
const SETTINGS = (acme.axios.defaults as { acmeSettings?: object }).acmeSettings;

/** Throws an Error in plain words with what to do. */
export async function obtainCertificate({ store, order, signal, progress }: ObtainParts): Promise<Identity> {
  const { http: httpAgent, https: httpsAgent } = agentsFor(order);
  Object.assign(acme.axios.defaults, { httpAgent, httpsAgent });
  // Wrong answers are told at once; the library would try a server that is away for minutes.
  Object.assign(acme.axios.defaults, { acmeSettings: { ...SETTINGS, retryMaxAttempts: 1 } });
  const client = new acme.Client({ directoryUrl: order.directory, accountKey: await accountKey(store) });
  await progress(0.1, 'Introducing this academy to the authority');
  // Asked by ourselves first: the library hides why it did not get through.
  await worded(order, () => reach(order));
  await worded(order, () => client.createAccount({ termsOfServiceAgreed: true, contact: [`mailto:${order.email}`] }));
  signal.throwIfAborted();
  await progress(0.3, 'Ordering the certificate');
  const placed = await worded(order, () => client.createOrder({ identifiers: [{ type: 'dns', value: order.domain }] }));
  for (const authorization of await client.getAuthorizations(placed)) {
    signal.throwIfAborted();
    await progress(0.5, `The authority opens http://${order.domain}`);
    await prove(client, store, order, authorization);
  }
  signal.throwIfAborted();
  await progress(0.8, 'Fetching the certificate');
  const [key, request] = await acme.crypto.createCsr(
    { commonName: order.domain, altNames: [order.domain] },
    await acme.crypto.createPrivateEcdsaKey('P-256'),
  );
  const final = await worded(order, () => client.finalizeOrder(placed, request));
  return { kind: 'pem', cert: await client.getCertificate(final), key: key.toString() };
}

/** An authority of the house stands in the house's network. */
const agentsFor = ({ directory_authority: ca }: PublicOrder) => guardedAgents('anywhere', ca ? { ca } : {});

const PATIENCE_MS = 15_000;

/** Rejects with the system's error when the directory cannot be had. */
function reach(order: PublicOrder): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = get(order.directory, { agent: agentsFor(order).https, timeout: PATIENCE_MS }, answer => {
      answer.resume();
      resolve();
    });
    asked.once('timeout', () => asked.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    asked.once('error', reject);
  });
}

/** One account for all orders, by its key. */
async function accountKey(store: HttpsStore): Promise<string> {
  const known = store.text('account.key');
  if (known) return known;
  const made = (await acme.crypto.createPrivateEcdsaKey('P-256')).toString();
  store.write('account.key', made);
  return made;
}

type Authorization = Awaited<ReturnType<acme.Client['getAuthorizations']>>[number];

async function prove(
  client: acme.Client,
  store: HttpsStore,
  order: PublicOrder,
  authorization: Authorization,
): Promise<void> {
  if (authorization.status === 'valid') return;
  const challenge = authorization.challenges.find(one => one.type === 'http-01');
  if (!challenge) throw new Error('The authority offers no proof over HTTP for this name. Choose another authority.');
  store.answerChallenge(challenge.token, await client.getChallengeKeyAuthorization(challenge));
  try {
    await client.completeChallenge(challenge);
    await client.waitForValidStatus(challenge);
  } catch (cause) {
    throw new Error(
      `The authority could not reach this academy at http://${order.domain}. The name must lead to this network, and the router must pass port 80 on to this computer. It says: ${sentence(cause)}`,
      { cause },
    );
  } finally {
    store.answerChallenge(challenge.token, null);
  }
}

/** Failures of the conversation with the authority, in words. */
async function worded<T>({ directory }: PublicOrder, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const host = new URL(directory).host;
    if (
      ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'ECONNRESET', 'ENETUNREACH', 'EHOSTUNREACH'].includes(
        code,
      )
    )
      throw new Error(
        `The authority at ${host} cannot be reached. Look whether this computer is connected to the internet.`,
        {
          cause,
        },
      );
    if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code))
      throw new Error(`The authority at ${host} shows a certificate that this computer does not trust (${code}).`, {
        cause,
      });
    throw new Error(`The authority at ${host} refused: ${sentence(cause)}`, { cause });
  }
}

const sentence = (error: unknown) => (error as Error).message.replace(/\s+/g, ' ').trim().slice(0, 300);
