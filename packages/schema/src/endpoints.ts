import type { Endpoint } from './endpoint.ts';
import { applicationsEndpoints } from './endpoints/applications.ts';
import { certificatesEndpoints } from './endpoints/certificates.ts';
import { credentialsEndpoints } from './endpoints/credentials.ts';
import { directoryEndpoints } from './endpoints/directory.ts';
import { findingsEndpoints } from './endpoints/findings.ts';
import { ledgerEndpoints } from './endpoints/ledger.ts';
import { licencesEndpoints } from './endpoints/licences.ts';
import { logEndpoints } from './endpoints/log.ts';
import { metaEndpoints } from './endpoints/meta.ts';
import { outletsEndpoints } from './endpoints/outlets.ts';
import { receiptsEndpoints } from './endpoints/receipts.ts';
import { salesEndpoints } from './endpoints/sales.ts';
import { supervisionEndpoints } from './endpoints/supervision.ts';
import { webhooksEndpoints } from './endpoints/webhooks.ts';
import type { OperationId } from './operations.ts';
import type * as z from 'zod/mini';

/** The endpoint table: one entry an operation, from which client, routes, OpenAPI document and docs are made. */
export const endpoints = {
  ...directoryEndpoints,
  ...applicationsEndpoints,
  ...certificatesEndpoints,
  ...supervisionEndpoints,
  ...findingsEndpoints,
  ...outletsEndpoints,
  ...licencesEndpoints,
  ...salesEndpoints,
  ...receiptsEndpoints,
  ...webhooksEndpoints,
  ...ledgerEndpoints,
  ...credentialsEndpoints,
  ...logEndpoints,
  ...metaEndpoints,
} as const satisfies Record<OperationId, Endpoint>;

/** The endpoint table's type, from which the client's methods and the registry's handlers are typed. */
export type Endpoints = typeof endpoints;

type InferInput<Schema> = Schema extends z.ZodMiniType ? z.input<Schema> : never;
type InferOutput<Schema> = Schema extends z.ZodMiniType ? z.output<Schema> : never;
type Part<Id extends OperationId, Name extends string> =
  Endpoints[Id] extends Record<Name, infer Schema> ? Schema : never;

/** The parameters of an operation's path; never where it has none. */
export type OperationParams<Id extends OperationId> = InferOutput<Part<Id, 'params'>>;
/** An operation's query as the registry reads it. */
export type OperationQuery<Id extends OperationId> = InferOutput<Part<Id, 'query'>>;
/** An operation's body. */
export type OperationBody<Id extends OperationId> = InferOutput<Part<Id, 'body'>>;
/** An operation's answer. */
export type OperationResponse<Id extends OperationId> = InferOutput<Endpoints[Id]['response']>;
/** What a caller gives to an operation: path parameters, query and members of the body, in one object. */
export type OperationInput<Id extends OperationId> = Given<OperationParams<Id>> &
  Given<OperationQuery<Id>> &
  Given<InferInput<Part<Id, 'body'>>> &
  FileInput<Id>;

/** What is given to an operation whose body is a file: the file, and its media type where it is no Blob that has one. */
type FileInput<Id extends OperationId> =
  Endpoints[Id] extends Record<'bodyMediaTypes', readonly (infer MediaType)[]>
    ? | { readonly body: Blob }
      | { readonly body: Uint8Array<ArrayBuffer>; readonly mediaType: MediaType }
    : unknown;

/** A part's members. One without any is left out: of its type, a record of nothing, no other part's member could be given. */
type Given<Part> = [Part] extends [Readonly<Record<string, never>>] ? unknown : Part;
