import { sql } from 'kysely';
import { hash } from 'node:crypto';
import type { Connection } from '../database/database.ts';
import type { IdempotencyRow } from '../database/tables.ts';
import { insertNewRows } from '../database/write-rows.ts';
import type { Answer } from './answer.ts';
import { invalidInput, ProblemError } from './problem-error.ts';

/** How long an answer is kept for a repetition of its request. */
const keptMs = 24 * 3_600_000;

// More than one goes for each that comes, so that those left by a busy day go as well.
const forgottenAtOnce = 20;

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
 * Carries out a request once for a caller and key: a repetition within 24 hours gets the first answer again, also while the
 * first is under way. Throws `idempotencyKeyReused` where the key came with another request. Runs in the caller's
 * transaction, so an answer is kept only together with its effect.
 */
export async function answerOnce(
  connection: Connection,
  request: { readonly callerId: string; readonly key: string; readonly hash: string },
  now: Date,
  carryOut: () => Promise<Answer>,
): Promise<Answer> {
  const place = { callerId: request.callerId, idempotencyKey: request.key };
  const row = { ...place, requestHash: request.hash, status: 0, body: '' };
  await forgetExpired(connection, place, new Date(now.getTime() - keptMs).toISOString());
  // Inserting first makes a second request with the same key wait for this one's transaction.
  const inserted = await insertNewRows(connection, 'idempotency', 'idempotencyKey', [
    { ...row, createdAt: now.toISOString() },
  ]);
  if (inserted.length === 0) return keptAnswer(connection, place, request.hash);
  const answer = await carryOut();
  if (typeof answer.body !== 'string') throw new TypeError('only an answer in text can be kept');
  await connection.db
    .updateTable('idempotency')
    .set({ status: answer.status, body: answer.body })
    .where('callerId', '=', place.callerId)
    .where('idempotencyKey', '=', place.idempotencyKey)
    .execute();
  return answer;
}

type Place = Pick<IdempotencyRow, 'callerId' | 'idempotencyKey'>;

async function forgetExpired(
  { db, dialect }: Connection,
  { callerId, idempotencyKey }: Place,
  before: string,
): Promise<void> {
  await sql`delete from idempotency
    where caller_id = ${callerId} and idempotency_key = ${idempotencyKey} and created_at < ${before}`.execute(
    db,
  );
  // Rows that another request is forgetting are left to it, so that no request waits for another here.
  await sql`delete from idempotency where (caller_id, idempotency_key) in (
    select caller_id, idempotency_key from idempotency where created_at < ${before}
    order by created_at limit ${forgottenAtOnce} ${dialect.forUpdateSkippingLocked})`.execute(db);
}

async function keptAnswer({ db }: Connection, place: Place, requestHash: string): Promise<Answer> {
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
