import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { components } from './openapi-components.ts';
import * as z from 'zod/mini';

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 uses it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The schemas of the endpoint table as they are on the wire, each named one by reference. */
export interface WireSchemas {
  /** The named schemas, in the order of their names. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  /** The schema of a part of an endpoint; of `params`, `query` and `body` as sent, of `response` as received. */
  of(operationId: string, part: EndpointPart): JsonSchema | undefined;
}

export type EndpointPart = 'params' | 'query' | 'body' | 'response';

const componentUri = (name: string) => `#/components/schemas/${name}`;

/** Makes the JSON schemas of the whole endpoint table. */
export function wireSchemas(): WireSchemas {
  const names = new Map(Object.entries(components).map(([name, { schema }]) => [schema, name]));
  const sent = new Map<string, z.ZodMiniType>();
  const received = new Map<string, z.ZodMiniType>();
  const references = new Map<string, JsonSchema>();
  for (const [operationId, endpoint] of Object.entries<Endpoint>(endpoints)) {
    for (const part of ['params', 'query', 'body', 'response'] as const) {
      const schema = endpoint[part];
      if (!schema) continue;
      const key = `${operationId}.${part}`;
      const name = names.get(schema);
      if (name) references.set(key, { $ref: componentUri(name) });
      else (part === 'response' ? received : sent).set(key, schema);
    }
  }
  const inputs = toJsonSchemas(sent, 'input');
  const outputs = toJsonSchemas(received, 'output');
  return {
    components: Object.fromEntries(
      Object.entries(components).map(([name, { description, example }]) => [
        name,
        {
          description,
          ...outputs[name],
          ...(example === undefined ? {} : { examples: [example] }),
        },
      ]),
    ),
    of: (operationId, part) => {
      const key = `${operationId}.${part}`;
      return references.get(key) ?? (part === 'response' ? outputs : inputs)[key];
    },
  };
}

function toJsonSchemas(
  schemas: ReadonlyMap<string, z.ZodMiniType>,
  io: 'input' | 'output',
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, { schema }] of Object.entries(components)) registry.add(schema, { id });
  // One schema may serve several endpoints, and a registry knows it by one id only.
  for (const [id, schema] of schemas) registry.add(schema.clone(), { id });
  const made = z.toJSONSchema(registry, {
    io,
    uri: componentUri,
    override: ({ zodSchema, jsonSchema }) => {
      tidy(jsonSchema);
      describeList(zodSchema, jsonSchema);
    },
  });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([id, { $schema: _, $id: __, id: ___, ...schema }]) => [
      id,
      schema,
    ]),
  );
}

/** Leaves out what says nothing about the wire: marks of TypeScript's `readonly`, and patterns beside a format. */
function tidy(schema: JsonSchema): void {
  delete schema.readOnly;
  delete schema.propertyNames;
  if (schema.format) delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

/** Text that is read as a list is comma-separated on the wire: `style: form, explode: false` of an array. */
function describeList(zodSchema: z.core.$ZodTypes, schema: JsonSchema): void {
  if (zodSchema._zod.def.type !== 'pipe' || schema.type !== 'string') return;
  const read = zodSchema._zod.def.out as z.core.$ZodTypes;
  if (read._zod.def.type !== 'array') return;
  const { $schema: _, ...list } = z.toJSONSchema(read, { io: 'input' });
  delete schema.type;
  Object.assign(schema, list);
}
