/** The one way to the server: `call('GET /courses/:id', { params: { id } })`, typed from the contracts. */
import type { ErrorCode } from '../../server/platform/errors/contract.ts';
import type { ApiError, Envelope, Pagination } from '../../server/platform/http/contract.ts';
import type { ApiRoute, DataOf, InputOf, ItemOf, PagedRoute, PageOf } from './api-types.ts';
import { credentials } from './credentials.ts';

/** A refusal of the server, or OFFLINE when it could not be reached at all. */
export class CallError extends Error {
  readonly code: ErrorCode | 'OFFLINE';
  readonly errors: readonly ApiError[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode | 'OFFLINE', message: string, errors: readonly ApiError[] = [], retryAfter?: number) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
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

async function request(route: string, input: RawInput, options: CallOptions = {}): Promise<Success> {
  await credentials.freshen();
  const first = await send(route, input, options);
  if (first.status === 'success') return first;
  if (endsSession(first.errors[0]?.code) && (await credentials.renew())) {
    const second = await send(route, input, options);
    if (second.status === 'success') return second;
    throw failure(second);
  }
  throw failure(first);
}

const endsSession = (code: string | undefined) => code === 'TOKEN_EXPIRED' || code === 'UNAUTHENTICATED';

type Failure = Extract<Envelope<unknown>, { status: 'error' }> & { retryAfter: number | undefined };

async function send(route: string, input: RawInput, options: CallOptions): Promise<Success | Failure> {
  const [method, path] = route.split(' ') as [string, string];
  const headers = {
    ...credentials.headers(),
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
    throw new CallError('OFFLINE', 'The academy cannot be reached.');
  }
  // A proxy or a dying server may answer with something that is not ours.
  const envelope = (await response.json().catch(() => null)) as Success | Failure | null;
  if (!envelope) throw new CallError('OFFLINE', 'The academy cannot be reached.');
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

function failure({ errors, retryAfter }: Failure): CallError {
  const { code, message } = errors[0] ?? { code: 'INTERNAL', message: 'The academy answered with an error.' };
  return new CallError(code as ErrorCode, message, errors, retryAfter);
}
