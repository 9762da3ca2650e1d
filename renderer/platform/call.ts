/** The one way to the server: `call('GET /courses/:id', { params: { id } })`, typed from the contracts. */
import type { ErrorCode } from '../../server/platform/errors/contract.ts';
import type { ApiError, Envelope, Pagination } from '../../server/platform/http/contract.ts';
import type { ApiRoute, DataOf, InputOf, ItemOf, PagedRoute, PageOf } from './api-types.ts';
import { attendance, seenHeader } from './attendance.ts';
import { tellConsentNeeded } from './consent.ts';
import { credentials } from './credentials.ts';
import { identity } from './identity.ts';
import { patience } from './patience.ts';
import { readable } from './refusals/index.ts';

/** A refusal of the server, or OFFLINE when it could not be reached at all. */
export class CallError extends Error {
  readonly code: ErrorCode | 'OFFLINE';
  readonly errors: readonly ApiError[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;
  /** The same as a moment, in milliseconds. */
  readonly retryAt: number | undefined;

  constructor(code: ErrorCode | 'OFFLINE', message: string, errors: readonly ApiError[] = [], retryAfter?: number) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
    this.retryAt = retryAfter === undefined ? undefined : Date.now() + retryAfter * 1000;
  }
}

interface RawInput {
  params?: Record<string, string | number>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Outlives the page, for the last report on closing it. */
  keepalive?: boolean;
}

/** Calls an endpoint and answers its data. Throws CallError. */
export async function call<R extends ApiRoute>(route: R, input: InputOf<R>, options?: CallOptions): Promise<DataOf<R>> {
  return (await request(route, input as RawInput, options)).data as DataOf<R>;
}

/** Fetches a file and lets the browser save it under the name the server gives it. Throws CallError. */
export async function download<R extends ApiRoute>(route: R, input: InputOf<R>): Promise<void> {
  await credentials.freshen();
  const address = addressOf(route.split(' ')[1] as string, input as RawInput);
  const fetched = () => fetch(address, { headers: { ...credentials.headers(), ...seenHeader() } }).catch(() => null);
  let response = await fetched();
  if (response?.status === 401 && (await credentials.renew())) response = await fetched();
  let refused = response && !response.ok ? ((await response.json()) as Failure) : null;
  if (asksForProof(refused) && (await identity.confirm())) {
    response = await fetched();
    refused = response && !response.ok ? ((await response.json()) as Failure) : null;
  }
  if (!response) throw await unreachable();
  if (refused) throw await failure({ ...refused, retryAfter: undefined });
  const name = /filename="?([^";]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'file';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Calls a paged endpoint and answers the items with the page they are from. Throws CallError. */
export async function callPage<R extends PagedRoute>(
  route: R,
  input: InputOf<R>,
  options?: CallOptions,
): Promise<PageOf<ItemOf<R>>> {
  const { data, meta } = await request(route, input as RawInput, options);
  return { items: data as ItemOf<R>[], pagination: meta.pagination as Pagination };
}

type Success = Extract<Envelope<unknown>, { status: 'success' }>;

/** What only reads waits as long as the server says when it was asked too often, and asks again by itself. */
async function request(route: string, input: RawInput, options: CallOptions = {}): Promise<Success> {
  for (;;) {
    const answer = await attempt(route, input, options);
    if (answer.status === 'success') return answer;
    const seconds = route.startsWith('GET ') ? waitOf(answer) : null;
    if (seconds === null) throw await failure(answer);
    await patience.wait(seconds, options.signal);
  }
}

const waitOf = ({ errors, retryAfter }: Failure): number | null =>
  errors[0]?.code === 'RATE_LIMITED' ? (retryAfter ?? null) : null;

async function attempt(route: string, input: RawInput, options: CallOptions): Promise<Success | Failure> {
  await credentials.freshen();
  let answer = await send(route, input, options);
  if (answer.status === 'error' && (await isMended(answer.errors[0]?.code))) answer = await send(route, input, options);
  if (asksForProof(answer) && (await identity.confirm())) answer = await send(route, input, options);
  return answer;
}

/** Whether the same request may go through now. A refusal for want of a proof brought the proof along. */
const isMended = async (code: string | undefined) =>
  code === 'CSRF_REFUSED' || (endsSession(code) && (await credentials.renew()));

const endsSession = (code: string | undefined) => code === 'TOKEN_EXPIRED' || code === 'UNAUTHENTICATED';

/** Carried out once the person has proved who they are. */
const asksForProof = (answer: Success | Failure | null) =>
  answer?.status === 'error' && answer.errors[0]?.code === 'CONFIRM_IDENTITY';

type Failure = Extract<Envelope<unknown>, { status: 'error' }> & { retryAfter: number | undefined };

async function send(route: string, input: RawInput, options: CallOptions): Promise<Success | Failure> {
  const [method, path] = route.split(' ') as [string, string];
  // The server counts what changes something as a sign that somebody is there; so does this page.
  if (method !== 'GET' && !path.startsWith('/auth/')) attendance.note();
  const headers = {
    ...credentials.headers(),
    ...seenHeader(),
    ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  let response: Response;
  try {
    response = await fetch(addressOf(path, input), {
      method,
      headers,
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
      keepalive: options.keepalive ?? false,
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw await unreachable();
  }
  // A proxy or a dying server may answer with something that is not ours.
  const envelope = (await response.json().catch(() => null)) as Success | Failure | null;
  if (!envelope) throw await unreachable();
  const retryAfter = response.headers.get('retry-after');
  return envelope.status === 'success'
    ? envelope
    : { ...envelope, retryAfter: retryAfter ? Number(retryAfter) : undefined };
}

/** `/courses/:id` with its parameters and query filled in. */
export function addressOf(path: string, { params = {}, query = {} }: Pick<RawInput, 'params' | 'query'>): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value));
  return `/api/v1${filled}${search.size > 0 ? `?${search}` : ''}`;
}

async function failure({ errors, retryAfter }: Failure): Promise<CallError> {
  const told = await readable(errors);
  const { code, message } = told[0] ?? { code: 'INTERNAL', message: 'The academy answered with an error.' };
  if (code === 'CONSENT_NEEDED') tellConsentNeeded();
  return new CallError(code as ErrorCode, message, told, retryAfter);
}

async function unreachable(): Promise<CallError> {
  const [told] = await readable([{ code: 'OFFLINE', message: 'The academy cannot be reached.' }]);
  return new CallError('OFFLINE', told?.message ?? '');
}
