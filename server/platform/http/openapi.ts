/** OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1) from the same contracts that validate. */
import { z } from 'zod';
import { errorCodes } from '../errors/contract.ts';
import type { Endpoint } from './contract.ts';
import type { BoundRoute, Mount } from './routes.ts';

type Json = Record<string, unknown>;

export function openApiDocument(routes: readonly BoundRoute[], mounts: readonly Mount[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const { endpoint, guard, fresh } of routes) {
    const [method, path] = endpoint.route.split(' ') as [string, string];
    const address = path.replace(/:(\w+)/g, '{$1}');
    paths[address] = { ...paths[address], [method.toLowerCase()]: operation(endpoint, guard, fresh, path) };
  }
  for (const mount of mounts)
    for (const { method, path, summary, status } of mount.operations) {
      const address = `${mount.path}${path}`;
      paths[address] = { ...paths[address], [method.toLowerCase()]: mountedOperation(mount, path, summary, status) };
    }
  paths['/openapi.json'] = { get: OWN_OPERATION };
  return {
    openapi: '3.1.0',
    info: { title: 'Lyceum', version, license: { name: 'MIT', identifier: 'MIT' }, description: errorCatalogue() },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Errors: errorsSchema() },
    },
  };
}

function operation(endpoint: Endpoint, guard: string, fresh: boolean, path: string): Json {
  const status = endpoint.status ?? 200;
  return {
    summary: endpoint.summary,
    tags: [tagOf(path)],
    'x-guard': guard,
    ...(fresh ? { 'x-fresh': true } : {}),
    ...(guard === 'anyone' ? {} : { security: [{ bearer: [] }] }),
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
    ...(endpoint.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } },
          },
        }
      : {}),
    responses: {
      [status]: success(endpoint),
      default: REFUSED,
    },
  };
}

/** What a mounted protocol does; its headers are its own business and stand in its specification. */
function mountedOperation(
  { path: at, guard, specification }: Mount,
  path: string,
  summary: string,
  status: number,
): Json {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1]);
  return {
    summary,
    tags: [tagOf(at)],
    'x-guard': guard,
    security: [{ bearer: [] }],
    externalDocs: { url: specification },
    parameters: names.map(name => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    responses: { [status]: { description: 'Success' }, default: REFUSED },
  };
}

const REFUSED = {
  description: 'Refused',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Errors' } } },
};

const OWN_OPERATION = {
  summary: 'This description; with `pretty`, for reading.',
  tags: ['openapi.json'],
  'x-guard': 'anyone',
  parameters: [{ name: 'pretty', in: 'query', required: false, schema: { type: 'string' } }],
  responses: { 200: { description: 'Success', content: { 'application/json': { schema: { type: 'object' } } } } },
};

function tagOf(path: string): string {
  return path.split('/')[1] as string;
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties, required } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties ?? {}).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || (required ?? []).includes(name),
    schema: shape,
  }));
}

function success({ data, paged }: Endpoint): Json {
  if (data === 'bytes')
    return { description: 'The file', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } };
  const pagination = {
    type: 'object',
    properties: Object.fromEntries(['page', 'per_page', 'total', 'pages'].map(k => [k, { type: 'integer' }])),
  };
  return {
    description: 'Success',
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['status', 'data', 'meta'],
          properties: {
            status: { const: 'success' },
            data: schemaOf(data, 'output'),
            meta: metaSchema(paged ? pagination : undefined),
          },
        },
      },
    },
  };
}

function metaSchema(pagination: Json | undefined): Json {
  return {
    type: 'object',
    properties: { timestamp: { type: 'string' }, version: { const: 'v1' }, ...(pagination ? { pagination } : {}) },
  };
}

function errorsSchema(): Json {
  const error = {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: { enum: Object.keys(errorCodes) }, message: { type: 'string' }, field: { type: 'string' } },
  };
  return {
    type: 'object',
    required: ['status', 'meta', 'errors'],
    properties: {
      status: { const: 'error' },
      data: { type: 'null' },
      meta: metaSchema(undefined),
      errors: { type: 'array', items: error },
    },
  };
}

function errorCatalogue(): string {
  const rows = Object.entries(errorCodes).map(([code, { status, meaning }]) => `| ${code} | ${status} | ${meaning} |`);
  return ['Errors carry a stable code:', '', '| code | status | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}
