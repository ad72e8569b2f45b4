import { dateInShanghai, endOfDay, type Objection } from '@fupin/schema';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem-error.ts';
import { createRateLimiter, letIn } from '../http/rate-limiter.ts';
import { randomId } from '../record-id.ts';
import { findApplication, findObjections, writeObjection } from './application-store.ts';
import type { ObjectionRow } from './application-tables.ts';
import { isAgainst } from './application-view.ts';
import { listPublicNotices } from './list-public-notices.ts';
import { chainFor, isStepOf } from './review-chain.ts';
import { schemeOf, seenApplication, trackOf } from './seen-application.ts';
import { isReviewerOf, reviewerOf } from './sight.ts';

// So that nobody fills the desk of those who have to answer. Those answered make room, so that nobody keeps others out either.
const openAtMost = 200;

// From one network address.
const objectionRate = { calls: 5, perMs: 3_600_000, clients: 10_000 } as const;

type ObjectionOperation =
  'listPublicNotices' | 'fileObjection' | 'listObjections' | 'answerObjection';

/** Handlers of public notices and the objections to them, with the count of what comes from each client. */
export function objectionHandlers(): Handlers<ObjectionOperation> {
  const limiter = createRateLimiter(objectionRate);
  return {
    listPublicNotices: ({ connection, query, now }) =>
      listPublicNotices(connection, query, dateInShanghai(now)),

    async fileObjection({ connection, params, body, now, clientAddress }) {
      const { applicationId, schemeId } = params;
      letIn(limiter, clientAddress, now);
      const application = await findApplication(connection, applicationId, { lock: true });
      const track = application?.tracks.find((each) => each.schemeId === schemeId);
      // What is not under notice is nobody's business, not even that it is there.
      if (
        track?.state !== 'publicNotice' ||
        track.revision === null ||
        track.noticeUntil === null
      ) {
        throw new ProblemError('notFound', 'There is no such application under public notice.');
      }
      if (now >= endOfDay(track.noticeUntil)) {
        throw new ProblemError('conflict', `The public notice was over on ${track.noticeUntil}.`);
      }
      const objections = await findObjections(connection, applicationId);
      const open = objections.filter((each) => isAgainst(each, track) && each.answer === null);
      if (open.length >= openAtMost) {
        throw new ProblemError(
          'conflict',
          `${openAtMost} objections to this application wait for an answer. Try again later.`,
        );
      }
      const objectionId = randomId('obj');
      const filedAt = now.toISOString();
      await writeObjection(connection, {
        objectionId,
        applicationId,
        schemeId,
        revision: track.revision,
        reason: body.reason,
        contact: JSON.stringify(body.contact),
        filedAt,
        answer: null,
        upheld: null,
        answeredAt: null,
        answeredBy: null,
      });
      return { objectionId, filedAt };
    },

    async listObjections({ connection, params: { applicationId }, caller }) {
      const { application, schemes } = await seenApplication(connection, caller, applicationId);
      const objections = await findObjections(connection, applicationId);
      return {
        items: objections.map((row) => {
          const track = trackOf(application, row.schemeId);
          return objectionFromRow(row, isReviewerOf(caller, track, schemes));
        }),
        nextCursor: null,
      };
    },

    async answerObjection({ connection, params, caller, body, now }) {
      const { applicationId, objectionId } = params;
      const { application, schemes } = await seenApplication(connection, caller, applicationId, {
        lock: true,
      });
      const objections = await findObjections(connection, applicationId);
      const objection = objections.find((each) => each.objectionId === objectionId);
      if (!objection) throw new ProblemError('notFound', `There is no objection ${objectionId}.`);
      const track = trackOf(application, objection.schemeId);
      const scheme = schemeOf(schemes, track);
      const notice = chainFor(scheme, track.countyCode).find(({ step }) => step === 'publicNotice');
      if (!notice || !isStepOf(notice, reviewerOf(caller), track)) {
        throw new ProblemError('forbidden', 'Objections are answered by whoever gives the notice.');
      }
      if (objection.answer !== null) {
        throw new ProblemError('conflict', 'The objection is answered already.');
      }
      if (track.state !== 'publicNotice' || !isAgainst(objection, track)) {
        throw new ProblemError('conflict', `The application is ${track.state}.`);
      }
      const answered: ObjectionRow = {
        ...objection,
        answer: body.text,
        upheld: body.upheld,
        answeredAt: now.toISOString(),
        answeredBy: caller.key?.label ?? '',
      };
      await writeObjection(connection, answered);
      return objectionFromRow(answered, true);
    },
  };
}

// Whoever reviews under another scheme has no business with whom an objection comes from.
function objectionFromRow(row: ObjectionRow, isWithContact: boolean): Objection {
  const { objectionId, schemeId, reason, filedAt, answer, answeredAt, answeredBy } = row;
  return {
    objectionId,
    schemeId,
    reason,
    filedAt,
    ...(isWithContact && { contact: JSON.parse(row.contact) as NonNullable<Objection['contact']> }),
    answer:
      answer === null || answeredAt === null
        ? null
        : { text: answer, upheld: Boolean(row.upheld), at: answeredAt, by: answeredBy ?? '' },
  };
}
