/**
 * How a feature describes its endpoints: one value per endpoint, from which the router, the validation, the OpenAPI
 * document and the typed client are all derived. Nothing here runs anything.
 */
import { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
/** Method and path below /api/v1; path parameters are written `:name`. */
export type Route = `${Method} /${string}`;

export interface EndpointParts {
  /** One sentence for the API documentation. */
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Shape of `data` in the answer. `bytes` marks an answer that is a file and not JSON. */
  data: z.ZodType | 'bytes';
  /** Status of success, 200 unless told. */
  status?: 200 | 201 | 202;
  /** Largest body in bytes, 1 MB unless told. */
  bodyLimit?: number;
  /** What requests are counted as, where it is not simply who asks. */
  rate?: 'none' | 'links' | 'registrations' | 'verifications' | 'uploads' | 'heavy';
  /** The answer is a page of a list: `meta.pagination` is filled in. */
  paged?: boolean;
}

export type Endpoint<R extends Route = Route, P extends EndpointParts = EndpointParts> = P & { readonly route: R };

/** A feature's endpoints by the name its routes use. */
export type Endpoints = Record<string, Endpoint>;

/** Describes one endpoint; the literal route is kept in the type so that clients can be derived from it. */
export function endpoint<const R extends Route, const P extends EndpointParts>(route: R, parts: P): Endpoint<R, P> {
  return { route, ...parts };
}

type Parsed<E, K extends 'params' | 'query' | 'body'> = E extends { [k in K]: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
type Sent<E, K extends 'params' | 'query' | 'body'> = E extends { [k in K]: infer S extends z.ZodType }
  ? { [k in K]: z.input<S> }
  : unknown;

/** What a use case is handed after validation. */
export interface Input<E extends Endpoint> {
  params: Parsed<E, 'params'>;
  query: Parsed<E, 'query'>;
  body: Parsed<E, 'body'>;
}
/** What a client sends. */
export type Outgoing<E extends Endpoint> = Sent<E, 'params'> & Sent<E, 'query'> & Sent<E, 'body'>;
/** `data` of a successful answer. */
export type Data<E extends Endpoint> = E['data'] extends z.ZodType ? z.output<E['data']> : never;

export interface Pagination {
  page: number;
  per_page: number;
  total: number;
  pages: number;
}
export interface Meta {
  timestamp: string;
  version: 'v1';
  pagination?: Pagination;
}
export interface ApiError {
  code: string;
  message: string;
  field?: string;
}
export type Envelope<D> =
  | { status: 'success'; data: D; meta: Meta }
  | { status: 'error'; data: null; meta: Meta; errors: ApiError[] };

/** A slice of a list and the number of items in the whole of it. */
export interface Page<T> {
  items: T[];
  total: number;
}

export const Id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const IdParams = z.object({ id: Id });
/** UTC, ISO 8601 with milliseconds, as everywhere in the product. */
export const Instant = z.string().describe('UTC, ISO 8601 with milliseconds');
export const Paging = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(20),
});
export type Paging = z.output<typeof Paging>;
/** What does not belong into a line: control characters, other ways to begin a new one, and what turns the writing around. */
export const NOT_IN_A_LINE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
/** Free text of one line: trimmed, never empty, nothing of `NOT_IN_A_LINE`. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(
      /^(?=.*[^\p{Cc}\p{Cf}\p{Z}])[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u,
      'Write something that can be seen, without control characters.',
    );
/**
 * A closed list of names, each with the other names that programs use for the same thing. What is stored and answered is the
 * first name; anything else is refused with the whole list.
 */
export function named<const N extends string, const S extends string>(names: Readonly<Record<N, readonly S[]>>) {
  const lists = Object.entries<readonly S[]>(names) as [N, readonly S[]][];
  const meant = new Map<string, N>(lists.flatMap(([name, others]) => [name, ...others].map(other => [other, name])));
  const told = lists.map(([name, others]) => (others.length > 0 ? `${name} (or ${others.join(', ')})` : name));
  const sentence = `must be one of: ${told.join('; ')}`;
  return z
    .enum([...meant.keys()] as (N | S)[], { error: () => sentence })
    .transform(given => meant.get(given) as N)
    .describe(`The first name of each is stored: ${told.join('; ')}`);
}
type Bare<S> = S extends z.ZodDefault<infer Inner> ? Bare<Inner> : S;
/**
 * What changes some of an object: every field may be left out, and what is left out stays left out. `.partial()` alone would fill
 * in the defaults of the fields that were not named, and so undo what was set before.
 */
export function someOf<S extends z.ZodRawShape>({ shape }: z.ZodObject<S>) {
  const fields = Object.entries(shape).map(([name, field]) => {
    let bare = field as z.ZodType;
    while (bare instanceof z.ZodDefault) bare = bare.unwrap() as z.ZodType;
    return [name, bare.optional()];
  });
  return z.object(Object.fromEntries(fields) as { [K in keyof S]: z.ZodOptional<Bare<S[K]>> });
}
/** Free text of many lines. */
export const prose = (max: number) => z.string().max(max);
export const Nothing = z.object({});
