import { hash } from 'node:crypto';
import type { Connection } from '../database/database.ts';
import { insertNewRows } from '../database/write-rows.ts';
import type { Answer } from './answer.ts';
import { invalidInput, ProblemError } from './problem-error.ts';

/** The Idempotency-Key of a request: 1 to 255 visible ASCII characters; undefined where there is none. */
export function idempotencyKeyOf(headers: Headers): string | undefined {
  const key = headers.get('idempotency-key');
  if (key === null) return undefined;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw invalidInput('header', '/Idempotency-Key', 'must be 1 to 255 visible ASCII characters');
}

/** What makes two requests the same. */
export function hashOfRequest(method: string, path: string, body: string): string {
  return hash('sha256', JSON.stringify([method, path, body]), 'base64url');
}

/**
 * Carries out a request once for a caller and key: a repetition gets the first answer again, also while the first is under
 * way. Throws `idempotencyKeyReused` where the key came with another request. Runs in the caller's transaction, so an answer
 * is kept only together with its effect.
 */
export async function answerOnce(
  connection: Connection,
  request: { readonly callerId: string; readonly key: string; readonly hash: string },
  now: Date,
  carryOut: () => Promise<Answer>,
): Promise<Answer> {
  const place = { callerId: request.callerId, idempotencyKey: request.key };
  const row = { ...place, requestHash: request.hash, status: 0, body: '' };
  // Inserting first makes a second request with the same key wait for this one's transaction.
  const inserted = await insertNewRows(connection, 'idempotency', 'idempotencyKey', [
    { ...row, createdAt: now.toISOString() },
  ]);
  if (inserted.length === 0) return keptAnswer(connection, place, request.hash);
  const answer = await carryOut();
  await connection.db
    .updateTable('idempotency')
    .set({ status: answer.status, body: answer.body })
    .where('callerId', '=', place.callerId)
    .where('idempotencyKey', '=', place.idempotencyKey)
    .execute();
  return answer;
}

async function keptAnswer(
  { db }: Connection,
  place: { readonly callerId: string; readonly idempotencyKey: string },
  requestHash: string,
): Promise<Answer> {
  const { status, body, ...kept } = await db
    .selectFrom('idempotency')
    .selectAll()
    .where('callerId', '=', place.callerId)
    .where('idempotencyKey', '=', place.idempotencyKey)
    .executeTakeFirstOrThrow();
  if (kept.requestHash === requestHash) {
    const headers = { 'content-type': 'application/json', 'idempotent-replayed': 'true' };
    return { status, body, headers: new Headers(headers) };
  }
  throw new ProblemError(
    'idempotencyKeyReused',
    'The Idempotency-Key was used before, with another request. Use a new key for each new request.',
  );
}
