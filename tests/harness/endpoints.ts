/** Every endpoint of an academy as a request that is right in shape, made from its own contract. */
import { z } from 'zod';
import type { BoundRoute, Mount } from '../../server/platform/http/routes.ts';
import { sampleOf, type Schema } from './sample.ts';

export interface PlainRequest {
  /** `POST /courses/:id/publish` */
  route: string;
  guard: string;
  method: string;
  /** Below /api/v1, with ids that nothing has. */
  path: string;
  /** The same with other ids: `pathWith({ id: '0' })`. */
  pathWith: (params: Record<string, string>) => string;
  /** Names of the parameters that are numbers. */
  ids: string[];
  body: unknown;
  isFile: boolean;
}

/** Fits every table and belongs to nothing. */
export const UNKNOWN_ID = '987654321';
/** Kinds of ids that are text. */
const UNKNOWN_NAME = 'nothing-is-called-so';

export function plainRequest({ endpoint, guard }: BoundRoute): PlainRequest {
  const [method, path] = endpoint.route.split(' ') as [string, string];
  const names = [...path.matchAll(/:(\w+)/g)].map(match => match[1] as string);
  const fits = (name: string, value: string) =>
    endpoint.params?.safeParse({ ...Object.fromEntries(names.map(n => [n, UNKNOWN_ID])), [name]: value }).success ??
    false;
  const ids = names.filter(name => fits(name, UNKNOWN_ID) && !fits(name, UNKNOWN_NAME));
  const pathWith = (params: Record<string, string>) =>
    path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? (ids.includes(name) ? UNKNOWN_ID : UNKNOWN_NAME));
  const body =
    endpoint.body && sampleOf(z.toJSONSchema(endpoint.body, { io: 'input', unrepresentable: 'any' }) as Schema);
  return {
    route: endpoint.route,
    guard,
    method,
    path: pathWith({}),
    pathWith,
    ids,
    body,
    isFile: endpoint.data === 'bytes',
  };
}

/** What a mounted protocol is asked first. */
export function plainMountRequest({ path, guard }: Mount): PlainRequest {
  return {
    route: `POST ${path}`,
    guard,
    method: 'POST',
    path,
    pathWith: () => path,
    ids: [],
    body: undefined,
    isFile: false,
  };
}
