import type {
  Complaint,
  ComplaintCounts,
  ComplaintProgress,
  ComplaintState,
  NewComplaint,
} from '@fupin/schema';
import { sql } from 'kysely';
import { hash, randomBytes } from 'node:crypto';
import type { Connection } from '../database/database.ts';
import { isSameHash } from '../keys/secret.ts';
import { randomId } from '../record-id.ts';
import { complaintRules } from './complaint-rules.ts';
import type { ComplaintEventRow, ComplaintRow } from './complaint-tables.ts';

const dayMs = 86_400_000;
const erasedAtOnce = 20;
// Without I, L, O and U, which are misread or misheard on the telephone (Crockford's Base32).
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A complaint that has been stored, with what only its complainant is told. */
export interface StoredComplaint {
  readonly complaintId: string;
  readonly receiptNo: string;
  /** Kept as a hash alone, so it can't be had again. */
  readonly followUpCode: string;
  readonly receivedAt: string;
  readonly acknowledgeBy: string;
}

/** A step in the handling of a complaint. */
export interface ComplaintStep {
  readonly state: ComplaintState;
  readonly reason: string | null;
  readonly keyId: string | null;
}

/** Stores a complaint about a certificate of a county. */
export async function addComplaint(
  connection: Connection,
  {
    certificateId,
    countyCode,
    ...complaint
  }: NewComplaint & { readonly certificateId: string; readonly countyCode: string },
  now: Date,
): Promise<StoredComplaint> {
  const { db } = connection;
  const stored: StoredComplaint = {
    complaintId: randomId('cmp'),
    receiptNo: `${now.toISOString().slice(0, 10).replaceAll('-', '')}-${randomCode(10)}`,
    followUpCode: randomCode(20),
    receivedAt: now.toISOString(),
    acknowledgeBy: daysAfter(now, complaintRules.acknowledgeWithinDays),
  };
  const { complaintId, receiptNo, followUpCode, receivedAt, acknowledgeBy } = stored;
  const { kind, text, outletId, orderNo, contact } = complaint;
  await db
    .insertInto('complaint')
    .values({
      complaintId,
      receiptNo,
      followUpHash: hashOf(followUpCode),
      certificateId,
      countyCode,
      outletId: outletId ?? null,
      kind,
      text,
      state: 'received',
      receivedAt,
      acknowledgeBy,
    })
    .execute();
  await db
    .insertInto('complaintPrivate')
    .values({ complaintId, orderNo: orderNo ?? null, contact: contact ?? null, eraseAfter: null })
    .execute();
  await eraseOverdue(connection, now);
  return stored;
}

/** How a complaint stands, for whoever has its receipt; undefined where the numbers do not go together. */
export async function findComplaintProgress(
  connection: Connection,
  receiptNo: string,
  followUpCode: string,
): Promise<ComplaintProgress | undefined> {
  const row = await connection.db
    .selectFrom('complaint')
    .selectAll()
    .where('receiptNo', '=', receiptNo.toUpperCase())
    .executeTakeFirst();
  if (!row || !isSameHash(row.followUpHash, hashOf(followUpCode.toUpperCase()))) return undefined;
  const { certificateId, kind, state, receivedAt, acknowledgeBy } = row;
  const events = await eventsOf(connection, row.complaintId);
  return {
    receiptNo: row.receiptNo,
    certificateId,
    kind,
    state,
    receivedAt,
    acknowledgeBy,
    events,
  };
}

/** A complaint in full; undefined where there is none with this id. */
export async function findComplaint(
  connection: Connection,
  complaintId: string,
): Promise<{ readonly complaint: Complaint; readonly countyCode: string } | undefined> {
  const row = await connection.db
    .selectFrom('complaint')
    .innerJoin('certificate', 'certificate.certificateId', 'complaint.certificateId')
    .leftJoin('complaintPrivate', 'complaintPrivate.complaintId', 'complaint.complaintId')
    .selectAll('complaint')
    .select(['certificate.productId', 'complaintPrivate.orderNo', 'complaintPrivate.contact'])
    .where('complaint.complaintId', '=', complaintId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { text, orderNo, contact, countyCode } = row;
  const events = await eventsOf(connection, complaintId);
  return { complaint: { ...complaintSummary(row), text, orderNo, contact, events }, countyCode };
}

/** What lists show of a complaint. */
export function complaintSummary(row: ComplaintRow & { readonly productId: string }) {
  const { complaintId, receiptNo, certificateId, productId, outletId } = row;
  const { kind, state, receivedAt, acknowledgeBy } = row;
  return {
    complaintId,
    receiptNo,
    certificateId,
    productId,
    outletId,
    kind,
    state,
    receivedAt,
    acknowledgeBy,
  };
}

/** Keeps other changes of a complaint waiting until the transaction ends. */
export async function lockComplaint(
  { db, dialect }: Connection,
  complaintId: string,
): Promise<void> {
  await sql`select 1 from complaint where complaint_id = ${complaintId} ${dialect.forUpdate}`.execute(
    db,
  );
}

/** Takes a complaint a step further; once it is `closed`, what is private about it is to be erased after a time. */
export async function addComplaintStep(
  { db }: Connection,
  complaintId: string,
  { state, reason, keyId }: ComplaintStep,
  { isClosed, now }: { readonly isClosed: boolean; readonly now: Date },
): Promise<void> {
  const { last } = await db
    .selectFrom('complaintEvent')
    .select(({ fn }) => fn.max('sequence').as('last'))
    .where('complaintId', '=', complaintId)
    .executeTakeFirstOrThrow();
  const sequence = ((last as number | null) ?? 0) + 1;
  const event: ComplaintEventRow = {
    complaintId,
    sequence,
    state,
    at: now.toISOString(),
    reason,
    keyId,
  };
  await db.insertInto('complaintEvent').values(event).execute();
  await db.updateTable('complaint').set({ state }).where('complaintId', '=', complaintId).execute();
  if (!isClosed) return;
  await db
    .updateTable('complaintPrivate')
    .set({ eraseAfter: daysAfter(now, complaintRules.contactKeptDays) })
    .where('complaintId', '=', complaintId)
    .execute();
}

/** How many complaints about a certificate there are, by where they stand. */
export async function countComplaints(
  { db }: Connection,
  certificateId: string,
): Promise<ComplaintCounts> {
  const rows = await db
    .selectFrom('complaint')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .where('certificateId', '=', certificateId)
    .groupBy('state')
    .execute();
  const received = rows.reduce((sum, { count }) => sum + count, 0);
  const inState = (name: string) => rows.find(({ state }) => state === name)?.count ?? 0;
  const [upheld, dismissed] = [inState('upheld'), inState('dismissed')];
  return { received, open: received - upheld - dismissed, upheld, dismissed };
}

async function eventsOf(
  { db }: Connection,
  complaintId: string,
): Promise<ComplaintProgress['events']> {
  return db
    .selectFrom('complaintEvent')
    .select(['state', 'at', 'reason'])
    .where('complaintId', '=', complaintId)
    .orderBy('sequence')
    .execute();
}

// More than one goes for each that comes, so that those of a busy time go as well.
async function eraseOverdue({ db, dialect }: Connection, now: Date): Promise<void> {
  await sql`delete from complaint_private where complaint_id in (
    select complaint_id from complaint_private where erase_after < ${now.toISOString()}
    order by erase_after limit ${erasedAtOnce} ${dialect.forUpdateSkippingLocked})`.execute(db);
}

function hashOf(followUpCode: string): string {
  return hash('sha256', followUpCode, 'base64url');
}

/** Random characters of 5 bits each. */
function randomCode(length: number): string {
  return [...randomBytes(length)].map((byte) => alphabet.charAt(byte & 31)).join('');
}

function daysAfter(instant: Date, days: number): string {
  return new Date(instant.getTime() + days * dayMs).toISOString();
}
