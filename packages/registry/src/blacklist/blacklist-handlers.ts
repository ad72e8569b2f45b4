import { dateInShanghai, type BlacklistEntry } from '@fupin/schema';
import { lockCertificatesOf } from '../certificates/certificate-store.ts';
import { changeStatusOfSupplier, lastChangeMs } from '../certificates/status-change-store.ts';
import type { Connection } from '../database/database.ts';
import { findSuppliers } from '../directory/supplier-store.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import { checkDivision } from '../keys/division-of-key.ts';
import {
  addBlacklistEntry,
  endBlacklistEntry,
  findBlacklistEntry,
  isBlacklisted,
  listBlacklist,
  lockSupplier,
} from './blacklist-store.ts';

/** Handlers of the blacklist of suppliers. */
export const blacklistHandlers = {
  listBlacklist: ({ connection, query, now }) => listBlacklist(connection, query, now),

  async createBlacklistEntry({ connection, body, caller, now }) {
    const { supplierId, certificateStatus: status, reason, until } = body;
    // Locked first, so that no certificate of the supplier's is renewed meanwhile.
    await lockSupplier(connection, supplierId);
    const supplier = (await findSuppliers(connection, [supplierId])).get(supplierId);
    if (!supplier) throw invalidInput('body', '/supplierId', 'must be a supplier of the directory');
    if (until !== undefined && until < dateInShanghai(now)) {
      throw invalidInput('body', '/until', 'must not be in the past');
    }
    checkDivision(caller, supplier.county);
    if (await isBlacklisted(connection, supplierId, now)) {
      throw new ProblemError('conflict', 'The supplier is on the blacklist already.');
    }
    const keyId = caller.key?.keyId ?? null;
    await lockCertificatesOf(connection, supplierId);
    const last = await lastChangeMs(connection, { supplierId }, now);
    const certificatesChanged = await changeStatusOfSupplier(
      connection,
      supplierId,
      { status, reasonCode: 'supplierBlacklisted', reason, keyId },
      new Date(Math.max(now.getTime(), last + 1)),
    );
    const countyCode = supplier.county.code;
    const entry = { ...body, countyCode, certificatesChanged, addedBy: keyId };
    return existingEntry(connection, await addBlacklistEntry(connection, entry, now));
  },

  async removeBlacklistEntry({ connection, params: { blacklistEntryId }, body, caller, now }) {
    const { county } = await existingEntry(connection, blacklistEntryId);
    checkDivision(caller, county);
    const end = { reason: body.reason, keyId: caller.key?.keyId ?? null };
    if (!(await endBlacklistEntry(connection, blacklistEntryId, end, now))) {
      throw new ProblemError('conflict', 'The entry was removed before, or its period has ended.');
    }
    return existingEntry(connection, blacklistEntryId);
  },
} satisfies Partial<Handlers>;

async function existingEntry(
  connection: Connection,
  blacklistEntryId: string,
): Promise<BlacklistEntry> {
  const entry = await findBlacklistEntry(connection, blacklistEntryId);
  if (entry) return entry;
  throw new ProblemError('notFound', `There is no entry ${blacklistEntryId} of the blacklist.`);
}
