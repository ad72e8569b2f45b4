import type {
  Endpoints,
  OperationBody,
  OperationId,
  OperationParams,
  OperationQuery,
  OperationResponse,
  z,
} from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { Caller } from '../keys/caller.ts';
import type { FileBody } from './read-file-body.ts';
import type { WrittenJson } from './written-json.ts';

/** What an operation's handler is given: input that has been checked, and who calls. */
export interface Call<Id extends OperationId> {
  readonly params: OperationParams<Id>;
  readonly query: OperationQuery<Id>;
  readonly body: CheckedBody<Id>;
  readonly caller: Caller;
  /** The database; for all methods but GET inside a transaction that ends before the answer goes out. */
  readonly connection: Connection;
  /** The instant at which the call came, the same throughout. */
  readonly now: Date;
  readonly request: Request;
  /** The network address that the call comes from; empty where it came through no network. */
  readonly clientAddress: string;
}

/** The body as far as it is checked before the handler: in full, a file, or the envelope of parts judged one by one. */
type CheckedBody<Id extends OperationId> = Endpoints[Id] extends {
  envelope: infer Envelope extends z.ZodMiniType;
}
  ? z.output<Envelope>
  : Endpoints[Id] extends { bodyMediaTypes: readonly string[] }
    ? FileBody
    : OperationBody<Id>;

/**
 * Carries out an operation. It answers with the record, or the record written down, or with a whole Response where headers or
 * text depend on more.
 */
export type Handler<Id extends OperationId> = (
  call: Call<Id>,
) => Promise<Returned<Id>> | Returned<Id>;

type Returned<Id extends OperationId> = OperationResponse<Id> | WrittenJson | Response;

/** An operation that asks other servers before it changes anything: no transaction may wait for these. */
export interface InquiringHandler<Id extends OperationId> {
  /** Asks, outside any transaction, and returns what is then to be done inside one. */
  readonly inquire: (call: Call<Id>) => Promise<Handler<Id>>;
}

/** One handler for each of some operations. */
export type Handlers<Id extends OperationId = OperationId> = {
  readonly [Each in Id]: Handler<Each> | InquiringHandler<Each>;
};
