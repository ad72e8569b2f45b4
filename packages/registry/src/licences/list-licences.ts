import type { OperationQuery, OperationResponse } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import type { Caller } from '../keys/caller.ts';
import { operatorIdOf } from '../outlets/outlet-store.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import { licenceOnWire } from './licence-on-wire.ts';
import { findMarkLicences, type StoredLicence } from './licence-store.ts';

const keys: readonly SortKey[] = [
  { expression: sql.ref<string>('requestedAt'), type: 'text', direction: 'descending' },
  { expression: sql.ref<string>('licenceId'), type: 'text', direction: 'descending' },
];

/** What of the register a caller sees. */
export interface RegisterView {
  /** The operator whose own licences are shown in full, pending ones too. */
  readonly operatorId: string | null;
  /** Whether the pending licences of all are rows. */
  readonly isSupervising: boolean;
}

/** What of the register a caller sees: the public what was ever granted, an operator all of its own, supervisors everything. */
export function registerViewOf({ access, key }: Caller): RegisterView {
  return {
    operatorId: access === 'operator' ? (key?.operatorId ?? null) : null,
    isSupervising: access === 'supervisor' || access === 'administrator',
  };
}

/** Whether a licence is rows. */
export function isShown(licence: StoredLicence, view: RegisterView): boolean {
  return licence.licenceNo !== null || view.isSupervising || isLicensee(licence, view);
}

/** Whether a licence is the caller's own. */
export function isLicensee({ operatorId }: StoredLicence, view: RegisterView): boolean {
  return operatorId === view.operatorId;
}

/** A page of the register, what was asked for last coming first. */
export async function listLicences(
  connection: Connection,
  { limit, cursor, ...filter }: OperationQuery<'listMarkLicences'>,
  view: RegisterView,
  at: Date,
): Promise<OperationResponse<'listMarkLicences'>> {
  const { outletId, origin, operatorName, status } = filter;
  const list = ['mark-licences', filter, view];
  const instant = at.toISOString();
  const { operatorId, isSupervising } = view;
  const selected = connection.db
    .selectFrom('markLicence')
    .select('licenceId')
    .$if(!isSupervising, (query) =>
      query.where(({ or, eb }) =>
        or([
          eb('licenceNo', 'is not', null),
          ...(operatorId === null ? [] : [eb('operatorId', '=', operatorId)]),
        ]),
      ),
    )
    .$if(outletId !== undefined, (query) => query.where('outletId', '=', outletId ?? ''))
    .$if(operatorName !== undefined, (query) =>
      query.where('operatorId', '=', operatorIdOf(operatorName ?? '')),
    )
    .$if(origin !== undefined, (query) =>
      query.where('licenceId', 'in', (selection) =>
        selection
          .selectFrom('markLicenceOrigin')
          .select('markLicenceOrigin.licenceId')
          .where('origin', '=', origin ?? ''),
      ),
    )
    .$if(status === 'granted', (query) =>
      query.where('status', '=', 'granted').where('validUntil', '>', instant),
    )
    // A granted licence that is over has expired, though the registry may not have taken that down yet.
    .$if(status === 'expired', (query) =>
      query.where('status', 'in', ['granted', 'expired']).where('validUntil', '<=', instant),
    )
    .$if(status !== undefined && status !== 'granted' && status !== 'expired', (query) =>
      query.where('status', '=', status ?? ''),
    );
  const { rows, nextCursor } = await readPage(selected, { list, keys, limit, cursor });
  const licences = await findMarkLicences(
    connection,
    rows.map(({ licenceId }) => licenceId),
  );
  return {
    items: licences.map((licence) =>
      licenceOnWire(licence, { at, isLicensee: isLicensee(licence, view) }),
    ),
    nextCursor,
  };
}
