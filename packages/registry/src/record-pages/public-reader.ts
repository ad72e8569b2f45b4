import {
  operationUrl,
  type OperationId,
  type OperationResponse,
  type QueryValue,
} from '@fupin/schema';
import type { RegistryApp } from '../http/registry-app.ts';

/** Reads a public record as the interface gives it to anybody; undefined where there is none. */
export type PublicReader = <Id extends OperationId>(
  operationId: Id,
  params?: Readonly<Record<string, string>>,
  query?: Readonly<Record<string, QueryValue>>,
) => Promise<OperationResponse<Id> | undefined>;

/** Makes the reader of the pages: they show what the registry's interface answers, and go through it. */
export function publicReader(app: RegistryApp): PublicReader {
  return async <Id extends OperationId>(
    operationId: Id,
    params?: Readonly<Record<string, string>>,
    query?: Readonly<Record<string, QueryValue>>,
  ) => {
    const response = await app.request(operationUrl(operationId, params, query));
    // What is not even an identifier names nothing either.
    if (response.status === 404 || response.status === 400) return undefined;
    if (!response.ok) throw new Error(`${operationId} answered the page with ${response.status}`);
    return (await response.json()) as OperationResponse<Id>;
  };
}
