import { dateInShanghai, type SpotCheck, type SpotCheckResult } from '@fupin/schema';
import { restrictStatus } from '../certificates/change-status.ts';
import { existingCertificate } from '../certificates/certificate-store.ts';
import type { Connection } from '../database/database.ts';
import { countyOf } from '../directory/county.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import type { Caller } from '../keys/caller.ts';
import { checkDivision, divisionOfKey } from '../keys/division-of-key.ts';
import {
  addSpotCheck,
  concludeSpotCheck,
  findSpotCheck,
  listSpotChecks,
} from './spot-check-store.ts';

/** Handlers of spot checks. */
export const spotCheckHandlers = {
  listSpotChecks: ({ connection, query, caller }) =>
    listSpotChecks(connection, divisionOfKey(caller), query),

  async createSpotCheck({ connection, params: { certificateId }, body, caller, now }) {
    const certificate = await existingCertificate(connection, certificateId, now);
    checkDivision(caller, certificate.certifiedBy);
    if (certificate.status === 'withdrawn') {
      throw new ProblemError(
        'conflict',
        'The certificate is withdrawn: there is nothing to check.',
      );
    }
    const { aspects, result } = body;
    const today = dateInShanghai(now);
    const plannedFor = body.plannedFor ?? today;
    if (plannedFor < today) throw invalidInput('body', '/plannedFor', 'must not be in the past');
    const check = {
      aspects,
      certificateId,
      countyCode: certificate.certifiedBy.code,
      plannedFor,
      createdBy: caller.key?.keyId ?? null,
    };
    const spotCheckId = await addSpotCheck(connection, check, now);
    if (result) {
      await conclude(connection, { spotCheckId, result, pointer: '/result' }, { caller, now });
    }
    return (await existingSpotCheck(connection, spotCheckId)).check;
  },

  async setSpotCheckResult({ connection, params: { spotCheckId }, body, caller, now }) {
    const { countyCode } = await existingSpotCheck(connection, spotCheckId);
    checkDivision(caller, countyOf(countyCode));
    await conclude(connection, { spotCheckId, result: body, pointer: '' }, { caller, now });
    return (await existingSpotCheck(connection, spotCheckId)).check;
  },
} satisfies Partial<Handlers>;

async function existingSpotCheck(
  connection: Connection,
  spotCheckId: string,
): Promise<{ readonly check: SpotCheck; readonly countyCode: string }> {
  const found = await findSpotCheck(connection, spotCheckId);
  if (found) return found;
  throw new ProblemError('notFound', `There is no spot check ${spotCheckId}.`);
}

/** Records a result; a failure suspends the certificate in the same transaction. `pointer` says where the result stands. */
async function conclude(
  connection: Connection,
  {
    spotCheckId,
    result,
    pointer,
  }: { readonly spotCheckId: string; readonly result: SpotCheckResult; readonly pointer: string },
  { caller, now }: { readonly caller: Caller; readonly now: Date },
): Promise<void> {
  if (result.remedyBy !== undefined && result.remedyBy < dateInShanghai(now)) {
    throw invalidInput('body', `${pointer}/remedyBy`, 'must not be in the past');
  }
  const keyId = caller.key?.keyId;
  const by = { keyId: keyId ?? null, now };
  if (!(await concludeSpotCheck(connection, spotCheckId, result, by))) {
    throw new ProblemError('conflict', 'The spot check has come to a result before.');
  }
  if (result.outcome !== 'failed') return;
  const { check } = await existingSpotCheck(connection, spotCheckId);
  const reason = result.finding;
  await restrictStatus(
    connection,
    check.certificateId,
    { status: 'suspended', reasonCode: 'spotCheckFailed', reason, keyId },
    now,
  );
}
