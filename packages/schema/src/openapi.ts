import { roles, type Access, type Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { operationExamples } from './openapi-examples.ts';
import { quotaHeaders, waitingHeaders, type OpenApiHeaders } from './openapi-headers.ts';
import { wireSchemas, type JsonSchema, type WireSchemas } from './openapi-schemas.ts';
import { parameterDescriptions } from './openapi-parameters.ts';
import {
  groupOf,
  operations,
  splitOperation,
  type OperationGroup,
  type OperationId,
} from './operations.ts';
import { openApiWebhooks } from './openapi-webhooks.ts';
import { problems, type KnownProblemCode, type Problem } from './problem.ts';

/** A reference to a component of the document. */
export interface Reference {
  readonly $ref: string;
}

/** A parameter of the path, the query or the header. */
export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly style?: 'form';
  readonly explode?: boolean;
  readonly schema: JsonSchema;
}

/** What is sent or answered, by media type. */
export type OpenApiContent = Readonly<
  Record<string, { readonly schema: JsonSchema; readonly example?: unknown }>
>;

/** An answer: what it means and what it holds. */
export interface OpenApiResponse {
  readonly description: string;
  readonly headers?: OpenApiHeaders;
  readonly content: OpenApiContent;
}

/** An operation of the document. */
export interface OpenApiOperation {
  readonly operationId: OperationId;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly 'x-fupin-access': readonly Access[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly (OpenApiParameter | Reference)[];
  readonly requestBody?: { readonly required: true; readonly content: OpenApiContent };
  readonly responses: Readonly<Record<string, OpenApiResponse | Reference>>;
}

/** A request that the registry makes. */
export type OpenApiWebhook = Pick<OpenApiOperation, 'tags' | 'description' | 'requestBody'> & {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly [];
  readonly parameters: readonly OpenApiParameter[];
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
};

/** An OpenAPI 3.1 document of the registry. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: OperationGroup; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  /** What the registry sends to those who subscribe, by the type of the event. */
  readonly webhooks: Readonly<Record<string, { readonly post: OpenApiWebhook }>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, object>>;
    readonly parameters: Readonly<Record<string, OpenApiParameter>>;
    readonly responses: Readonly<Record<string, OpenApiResponse>>;
    readonly schemas: Readonly<Record<string, JsonSchema>>;
  };
}

/**
 * The registry's interface as an OpenAPI 3.1 document, made from the endpoint table. `server` is the registry's address;
 * without it, addresses are relative to the document's own.
 */
export function openApiDocument(
  options: { readonly version?: string; readonly server?: string } = {},
): OpenApiDocument {
  const schemas = wireSchemas();
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const operationId of Object.keys(operations) as OperationId[]) {
    const { method, path } = splitOperation(operationId);
    (paths[path] ??= {})[method.toLowerCase()] = operationOf(operationId, schemas);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'fupin certification registry',
      version: options.version ?? '1',
      description: introduction,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: options.server?.replace(/(?<=.)\/+$/, '') ?? '/' }],
    tags: Object.entries(tagDescriptions).map(([name, description]) => ({
      name: name as OperationGroup,
      description,
    })),
    paths,
    webhooks: openApiWebhooks(),
    components: {
      securitySchemes,
      parameters: { contentDigest, idempotencyKey },
      responses: problemResponses(),
      schemas: schemas.components,
    },
  };
}

/** All problems that an operation may answer with: its own, and those of any call, of a body and of idempotency. */
export function problemsOf(operationId: OperationId): readonly KnownProblemCode[] {
  const endpoint: Endpoint = endpoints[operationId];
  const codes = new Set<KnownProblemCode>([...endpoint.problems, ...problemsOfAnyCall]);
  if (endpoint.body ?? endpoint.bodyMediaTypes)
    for (const code of problemsOfBodies) codes.add(code);
  if (endpoint.idempotent) codes.add('idempotencyKeyReused');
  return [...codes].sort((a, b) => problems[a].status - problems[b].status);
}

const problemsOfAnyCall = [
  'unauthenticated',
  'forbidden',
  'rateLimited',
  'internal',
  'unavailable',
] as const satisfies readonly KnownProblemCode[];
const problemsOfBodies = [
  'invalidInput',
  'payloadTooLarge',
  'unsupportedMediaType',
] as const satisfies readonly KnownProblemCode[];

const introduction = [
  'JSON in camelCase. Money is an integer of fen, a quantity a decimal string, an instant RFC 3339 with offset, a date a',
  'day in Asia/Shanghai. A list is `{items, nextCursor}`; a cursor is opaque. Readers accept unknown members and unknown',
  'values of a string with known ones (given as `examples`). A problem is RFC 9457 with a stable `code`.',
].join(' ');

const tagDescriptions: Readonly<Record<OperationGroup, string>> = {
  directory: 'Certified products, their suppliers and where they come from',
  applications: 'How a product gets certified: applications, evidence, reviews and batches',
  certificates: 'Certificates and their dynamic management',
  supervision: 'Spot checks, complaints and the blacklist',
  findings:
    'What supervision finds in the ledger, by which rules, and which outlets have gone silent',
  outlets: 'Special areas, counters and pavilions, and what they sell',
  licences: 'Who may show the mark, and on which origins',
  sales: 'Sale lines, and keys to report them with',
  receipts: 'What has arrived of an outlet’s sales: receipts with their proofs, and gaps',
  webhooks: 'Who is told of what happens, by Standard Webhooks, and what became of it',
  ledger: 'Figures of what was sold, the lines behind them, closed months and campaigns',
  credentials: 'Signed credentials and all that is needed to verify them',
  log: 'The transparency log: what was certified, licensed and reported, and when',
  meta: 'This interface itself',
};

const securitySchemes = {
  publishableKey: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'pk_…',
    description: 'A publishable key, for browsers: reads only, from the origins it is bound to.',
  },
  secretKey: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'sk_…',
    description: `A secret key, for servers, with one role: ${roles.join(', ')}.`,
  },
  reportingSession: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'rs_…',
    description: 'A reporting session, for one outlet’s back office, for at most 12 hours.',
  },
};

const idempotencyKey: OpenApiParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A key of the caller’s own, such as a UUID: a request repeated with the same key within 24 hours is carried out once, and answered with the first answer.',
  schema: { type: 'string', minLength: 1, examples: ['8e03978e-40d5-43dd-bc93-6894a57f9324'] },
};

function operationOf(operationId: OperationId, schemas: WireSchemas): OpenApiOperation {
  const endpoint: Endpoint = endpoints[operationId];
  const example: { body?: unknown; response: unknown } = operationExamples[operationId];
  const parameters = [
    ...parametersOf('path', schemas.of(operationId, 'params')),
    ...parametersOf('query', schemas.of(operationId, 'query')),
    ...(endpoint.bodyMediaTypes ? [{ $ref: '#/components/parameters/contentDigest' }] : []),
    ...(endpoint.idempotent ? [{ $ref: '#/components/parameters/idempotencyKey' }] : []),
  ];
  const body = schemas.of(operationId, 'body');
  return {
    operationId,
    tags: [groupOf(operationId)],
    summary: endpoint.summary,
    description: `May be called ${callersOf(endpoint)}.`,
    'x-fupin-access': endpoint.access,
    security: securityOf(endpoint),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: body, example: example.body } },
      },
    }),
    ...(endpoint.bodyMediaTypes && { requestBody: fileBody(endpoint.bodyMediaTypes) }),
    responses: {
      [endpoint.status ?? 200]: {
        description: endpoint.status === 201 ? 'Created' : 'Success',
        ...(hasQuota(operationId) && { headers: quotaHeaders }),
        content: {
          [endpoint.mediaType ?? 'application/json']: {
            schema: schemas.of(operationId, 'response') ?? {},
            ...(!endpoint.answersFile && { example: example.response }),
          },
        },
      },
      ...Object.fromEntries(
        problemsOf(operationId).map((code) => [
          problems[code].status,
          { $ref: `#/components/responses/${code}` },
        ]),
      ),
    },
  };
}

// Binary content is described by its media type alone (OpenAPI 3.1, 4.8.14.3).
function fileBody(mediaTypes: readonly string[]): NonNullable<OpenApiOperation['requestBody']> {
  return {
    required: true,
    content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema: {} }])),
  };
}

const contentDigest: OpenApiParameter = {
  name: 'Content-Digest',
  in: 'header',
  required: true,
  description: 'SHA-256 of the body (RFC 9530)',
  schema: { type: 'string', examples: ['sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:'] },
};

function parametersOf(place: 'path' | 'query', schema: JsonSchema | undefined): OpenApiParameter[] {
  const required = new Set(schema?.required);
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => {
    const member = property as JsonSchema;
    const description = parameterDescriptions[name];
    return {
      name,
      in: place,
      required: required.has(name),
      ...(description && { description }),
      ...(member.type === 'array' && { style: 'form' as const, explode: false }),
      schema: member,
    };
  });
}

/** Whether calls of it count against a quota of their key. */
function hasQuota(operationId: OperationId): boolean {
  const { access, keyless }: Endpoint = endpoints[operationId];
  const needsKey = !keyless && !access.includes('public');
  return needsKey && splitOperation(operationId).method !== 'GET';
}

function callersOf({ access, keyless }: Endpoint): string {
  if (keyless) return 'by anybody, without a key';
  if (access.includes('public')) return 'by anybody, with or without a key';
  const callers = access.map((caller) =>
    caller === 'session' ? 'a reporting session' : `a secret key of the role ${caller}`,
  );
  return `with ${new Intl.ListFormat('en', { type: 'disjunction' }).format(callers)}`;
}

function securityOf({ access, keyless }: Endpoint): OpenApiOperation['security'] {
  if (keyless) return [{}];
  if (access.includes('public')) return [{}, { publishableKey: [] }];
  return [
    ...(access.some((caller) => caller !== 'session') ? [{ secretKey: [] }] : []),
    ...(access.includes('session') ? [{ reportingSession: [] }] : []),
  ];
}

function problemResponses(): Record<string, OpenApiResponse> {
  const codes = new Set((Object.keys(operations) as OperationId[]).flatMap(problemsOf));
  return Object.fromEntries(
    [...codes].map((code) => {
      const { status, title } = problems[code];
      return [
        code,
        {
          description: title,
          ...(code === 'rateLimited' && { headers: { ...waitingHeaders, ...quotaHeaders } }),
          ...(code === 'unavailable' && { headers: waitingHeaders }),
          content: {
            'application/problem+json': {
              schema: { $ref: '#/components/schemas/Problem' },
              example: {
                type: 'about:blank',
                title,
                status,
                code,
                detail: `${title}.`,
                instance: 'urn:uuid:0f8b1f4e-6c1d-4a52-9d0e-2f0a7f3b5c61',
              } satisfies Problem,
            },
          },
        },
      ];
    }),
  );
}
