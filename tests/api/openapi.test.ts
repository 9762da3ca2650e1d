/** The description of the API: complete, of the right form (https://spec.openapis.org/oas/v3.1.1), and true to what was promised. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAcademy, type TestAcademy } from '../harness/academy.ts';
import type { Schema } from '../harness/sample.ts';

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}
interface Operation {
  summary: string;
  tags: string[];
  'x-guard': string;
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string; license: { name: string }; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, object>; schemas: Record<string, Schema> };
}

let site: TestAcademy;
let text: string;
let document: Document;
let operations: { path: string; method: string; operation: Operation }[];
beforeAll(async () => {
  site = await startAcademy();
  text = await (await fetch(`${site.origin}/api/v1/openapi.json`)).text();
  document = JSON.parse(text) as Document;
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
});
afterAll(() => site.stop());

/** Outside programs rely on these addresses; they never change. */
const FIXED = `
  POST /auth/login · POST /auth/logout · POST /auth/register · POST /auth/refresh
  GET /users/{id} · PUT /users/{id} · GET /users/{id}/courses · GET /users/{id}/certificates
  GET /courses · POST /courses · GET /courses/{id} · PUT /courses/{id} · DELETE /courses/{id}
  POST /courses/{id}/enroll · GET /courses/{id}/modules · GET /courses/{id}/progress
  POST /courses/{id}/modules · PUT /courses/{id}/modules/{moduleId} · DELETE /courses/{id}/modules/{moduleId}
  PUT /courses/{id}/modules/{moduleId}/progress · POST /courses/{id}/publish · POST /courses/{id}/archive
  POST /assessments · GET /assessments/{id} · POST /assessments/{id}/attempts
  PUT /attempts/{attemptId}/answers/{questionId} · POST /assessments/{id}/submit · GET /assessments/{id}/results
  GET /certificates/{id} · POST /certificates/{id}/verify · GET /certificates/{id}/download
  POST /setup · GET /health · GET /health/live · GET /health/ready · GET /openapi.json
  POST /uploads · HEAD /uploads/{id} · PATCH /uploads/{id} · DELETE /uploads/{id} · GET /files/{id}
`
  .split(/[·\n]/)
  .map(entry => entry.trim())
  .filter(entry => entry !== '');

describe('the description of the API', () => {
  it.each(FIXED)('has the promised %s', entry => {
    const [method = '', path = ''] = entry.split(' ');
    expect(document.paths[path]?.[method.toLowerCase()]?.summary).toMatch(/^\S.*[.?]$/);
  });

  it('describes every route that there is', () => {
    const there = new Set(operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`));
    for (const { endpoint } of site.academy.routes)
      expect([...there]).toContain(endpoint.route.replace(/:(\w+)/g, '{$1}'));
  });

  it('is OpenAPI 3.1 with what the specification asks for', async () => {
    const { headers } = await fetch(`${site.origin}/api/v1/openapi.json`);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: 'Lyceum', version: '0.0.0-test', license: { name: 'MIT' } });
    expect(document.servers).toEqual([{ url: '/api/v1' }]);
    for (const { path, method, operation } of operations) {
      const about = `${method} ${path}`;
      expect(path, about).toMatch(/^(\/([\w.-]+|\{\w+\}))+$/);
      expect(['get', 'put', 'post', 'delete', 'patch', 'head'], about).toContain(method);
      expect(operation.tags.length, about).toBe(1);
      expect(operation.parameters?.filter(p => p.in === 'path').map(p => p.name) ?? [], about).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1]),
      );
      for (const parameter of operation.parameters ?? []) {
        expect(['path', 'query', 'header'], about).toContain(parameter.in);
        expect(parameter.in === 'path' ? parameter.required : true, `${about} ${parameter.name}`).toBe(true);
        expect(Object.keys(parameter.schema).length, `${about} ${parameter.name}`).toBeGreaterThan(0);
      }
      expect(Object.keys(operation.responses).length, about).toBeGreaterThan(0);
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status, about).toMatch(/^([1-5]\d\d|default)$/);
        expect(response.description, about).not.toBe('');
      }
      if (method === 'get' || method === 'delete') expect(operation.requestBody, about).toBeUndefined();
    }
  });

  it('names only schemes and schemas that it has', () => {
    for (const { path, operation } of operations) {
      for (const scheme of (operation.security ?? []).flatMap(Object.keys))
        expect(Object.keys(document.components.securitySchemes), path).toContain(scheme);
      expect(operation.security !== undefined, path).toBe(operation['x-guard'] !== 'anyone');
    }
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
      expect(Object.keys(document.components.schemas)).toContain(name);
    expect(text).not.toMatch(/"\$ref":"#\/(\$defs|definitions)/);
  });

  it('says the form of every body and of every answer', () => {
    for (const { path, method, operation } of operations) {
      const about = `${method} ${path}`;
      const body = operation.requestBody?.content['application/json']?.schema;
      if (body) expect(isTold(body), about).toBe(true);
      for (const { content } of Object.values(operation.responses))
        for (const { schema } of Object.values(content ?? {})) expect(isTold(schema), about).toBe(true);
    }
  });

  it('can be read by people', async () => {
    const pretty = await (await fetch(`${site.origin}/api/v1/openapi.json?pretty`)).text();
    expect(pretty).toContain('\n  "openapi"');
    expect(JSON.parse(pretty)).toEqual(document);
  });
});

function isTold(schema: Schema & { $ref?: string }): boolean {
  return ['type', 'anyOf', 'oneOf', 'allOf', '$ref', 'const', 'enum'].some(key => key in schema);
}
