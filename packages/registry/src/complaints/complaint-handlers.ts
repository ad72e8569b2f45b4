import {
  complaintStateChanges,
  type Complaint,
  type ComplaintState,
  type ComplaintStateChange,
} from '@fupin/schema';
import { restrictStatus } from '../certificates/change-status.ts';
import { existingCertificate } from '../certificates/certificate-store.ts';
import type { Connection } from '../database/database.ts';
import { countyOf } from '../directory/county.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import { createRateLimiter, letIn } from '../http/rate-limiter.ts';
import type { Caller } from '../keys/caller.ts';
import { checkDivision, divisionOfKey } from '../keys/division-of-key.ts';
import { findOutlet } from '../outlets/outlet-store.ts';
import { complaintRules } from './complaint-rules.ts';
import {
  addComplaint,
  addComplaintStep,
  findComplaint,
  findComplaintProgress,
  lockComplaint,
} from './complaint-store.ts';
import { listComplaints } from './list-complaints.ts';

type ComplaintOperation =
  | 'createComplaint'
  | 'followComplaint'
  | 'listComplaints'
  | 'getComplaint'
  | 'changeComplaintState';

/** Handlers of complaints, with the counts by which one registry process keeps each client to its share. */
export function complaintHandlers(): Handlers<ComplaintOperation> {
  const complaints = createRateLimiter(complaintRules.complaints);
  const followUps = createRateLimiter(complaintRules.followUps);
  return {
    async createComplaint({ connection, params, body, now, clientAddress }) {
      letIn(complaints, clientAddress, now);
      const { certifiedBy, certificateId } = await existingCertificate(
        connection,
        params.certificateId,
        now,
      );
      if (body.outletId !== undefined && !(await findOutlet(connection, body.outletId))) {
        throw invalidInput('body', '/outletId', 'must be an outlet of the registry');
      }
      const complaint = { ...body, certificateId, countyCode: certifiedBy.code };
      return { ...(await addComplaint(connection, complaint, now)), state: 'received' };
    },

    async followComplaint({ connection, body, now, clientAddress }) {
      letIn(followUps, clientAddress, now);
      const { receiptNo, followUpCode } = body;
      const progress = await findComplaintProgress(connection, receiptNo, followUpCode);
      if (progress) return progress;
      throw new ProblemError('notFound', 'No complaint has this receipt number with this code.');
    },

    listComplaints: ({ connection, query, caller, now }) =>
      listComplaints(connection, divisionOfKey(caller), query, now),

    async getComplaint({ connection, params: { complaintId }, caller }) {
      return ownComplaint(connection, complaintId, caller);
    },

    async changeComplaintState({ connection, params: { complaintId }, body, caller, now }) {
      await lockComplaint(connection, complaintId);
      const complaint = await ownComplaint(connection, complaintId, caller);
      checkCanChange(complaint.state, body.state);
      const { state, reason = null, certificateStatus } = body;
      const keyId = caller.key?.keyId;
      const step = { state, reason, keyId: keyId ?? null };
      const isClosed = stepsAfter(state).length === 0;
      await addComplaintStep(connection, complaintId, step, { isClosed, now });
      if (certificateStatus !== undefined) {
        const order = { status: certificateStatus, reasonCode: 'complaintUpheld', keyId };
        const words = { ...order, reason: reason ?? '' };
        await restrictStatus(connection, complaint.certificateId, words, now);
      }
      return ownComplaint(connection, complaintId, caller);
    },
  };
}

function stepsAfter(state: ComplaintState): readonly ComplaintState[] {
  const steps: Readonly<Record<string, readonly ComplaintState[]>> = complaintStateChanges;
  return steps[state] ?? [];
}

function checkCanChange(from: ComplaintState, to: ComplaintStateChange['state']): void {
  const steps = stepsAfter(from);
  if (steps.includes(to)) return;
  const next = steps.length > 0 ? `; next it is to be ${steps.join(' or ')}` : ', which is final';
  throw new ProblemError('conflict', `The complaint is ${from}${next}.`);
}

async function ownComplaint(
  connection: Connection,
  complaintId: string,
  caller: Caller,
): Promise<Complaint> {
  const found = await findComplaint(connection, complaintId);
  if (!found) throw new ProblemError('notFound', `There is no complaint ${complaintId}.`);
  checkDivision(caller, countyOf(found.countyCode));
  return found.complaint;
}
