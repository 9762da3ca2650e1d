/** Values that fit a JSON schema, as plain as they can be: requests that are right in shape and mean nothing. */

export interface Schema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  items?: Schema;
  required?: string[];
  properties?: Record<string, Schema>;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** A value that fits the schema: required parts only, the first of alternatives. */
export function sampleOf(schema: Schema): unknown {
  if ('const' in schema) return schema.const;
  if ('default' in schema) return schema.default;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice) return sampleOf(choice);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(sampleOf));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') return sampleObject(schema);
  if (type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, (_, n) => numbered(sampleOf(schema.items ?? {}), n));
  if (type === 'integer' || type === 'number')
    return Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? -1) + 1);
  if (type === 'boolean') return true;
  return type === 'string' ? sampleText(schema) : null;
}

function sampleObject({ required = [], properties = {} }: Schema): Record<string, unknown> {
  return Object.fromEntries(required.map(key => [key, sampleOf(properties[key] ?? {})]));
}

function sampleText({ format, minLength = 1 }: Schema): string {
  return format === 'email' ? 'somebody.new@example.org' : 'sample text'.padEnd(minLength, '.');
}

/** Items of a list that must differ, such as options, do. */
function numbered(value: unknown, n: number): unknown {
  if (typeof value !== 'object' || value === null || !('text' in value)) return value;
  return { ...value, text: `${String(value.text)} ${n}`, ...('correct' in value ? { correct: n === 0 } : {}) };
}
