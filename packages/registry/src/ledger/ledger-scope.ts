import type { Connection } from '../database/database.ts';
import { isWithinDivision } from '../directory/within-division.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import type { Caller } from '../keys/caller.ts';
import { divisionOfKey, isOfDivision, wholeCountry } from '../keys/division-of-key.ts';
import { ownOutlet } from '../outlets/own-outlet.ts';
import { sql } from 'kysely';
import type { ScopeKind } from './kept-sums.ts';

const outletsAtOnce = 200;

/** Whose lines are meant: scopes of one kind, under whose ids sums are kept. */
export interface LedgerScope {
  readonly kind: ScopeKind;
  readonly ids: readonly string[];
}

interface AskedScope {
  readonly outletId?: string | undefined;
  readonly operatorId?: string | undefined;
}

/**
 * Whose lines a caller means: an operator sees its own outlets, a session its one, a supervisor bound to a division the outlets
 * there, any other all. Throws `forbidden` for what the caller may not see.
 */
export async function scopeOf(
  connection: Connection,
  caller: Caller,
  { outletId, operatorId }: AskedScope,
): Promise<LedgerScope> {
  const { access, key } = caller;
  const asked = outletId ?? (access === 'session' ? key?.outletId : undefined);
  if (asked) return outletScope(connection, caller, asked);
  if (access === 'operator') {
    if (!key?.operatorId) throw new ProblemError('forbidden', 'The key belongs to no operator.');
    if (operatorId !== undefined && operatorId !== key.operatorId) {
      throw new ProblemError('forbidden', 'The key is for the outlets of its own operator.');
    }
    return { kind: 'operator', ids: [key.operatorId] };
  }
  const division = divisionOfKey(caller);
  if (division !== wholeCountry) return divisionScope(connection, division, operatorId);
  return operatorId === undefined
    ? { kind: 'all', ids: [''] }
    : { kind: 'operator', ids: [operatorId] };
}

async function outletScope(
  connection: Connection,
  caller: Caller,
  outletId: string,
): Promise<LedgerScope> {
  const { divisionCode } = await ownOutlet(connection, caller, outletId);
  const isSupervisors = caller.access === 'supervisor';
  if (isSupervisors && !isOfDivision(divisionCode ?? wholeCountry, divisionOfKey(caller))) {
    throw new ProblemError('forbidden', 'The outlet is in no division that the key is for.');
  }
  return { kind: 'outlet', ids: [outletId] };
}

async function divisionScope(
  { db }: Connection,
  division: string,
  operatorId: string | undefined,
): Promise<LedgerScope> {
  if (division.endsWith('0000') && operatorId === undefined) {
    return { kind: 'province', ids: [division] };
  }
  let outlets = db
    .selectFrom('ledgerOutlet')
    .select('outletId')
    .where(isWithinDivision(sql`division_code`, division));
  if (operatorId !== undefined) outlets = outlets.where('operatorId', '=', operatorId);
  const rows = await outlets
    .orderBy('outletId')
    .limit(outletsAtOnce + 1)
    .execute();
  if (rows.length > outletsAtOnce) {
    throw invalidInput(
      'query',
      '/outletId',
      `must be given: more than ${outletsAtOnce} outlets are in the division ${division}`,
    );
  }
  return { kind: 'outlet', ids: rows.map(({ outletId }) => outletId) };
}
