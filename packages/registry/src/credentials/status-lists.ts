import {
  createBitstring,
  issueStatusList,
  minimumEntries,
  setBit,
  type Issuer,
  type StatusPurpose,
} from '@fupin/credential';
import { currentStatusListState, readInState } from '../certificates/status-list-state.ts';
import { findPlacedChanges } from '../certificates/status-place-store.ts';
import type { Connection } from '../database/database.ts';

const hourMs = 3_600_000;
const validHours = 24;
const renewalMs = 6 * hourMs;
const purposes: readonly StatusPurpose[] = ['revocation', 'suspension'];

/**
 * The status lists of a registry: signed anew when a status has changed, and every six hours. What they show and their date
 * are the database's, so all processes serve the same lists, whichever signs them.
 */
export interface StatusLists {
  /** Lists by their ids, as compact JWS that are current at `now`; undefined for one that is not there. */
  tokens(
    connection: Connection,
    statusListIds: readonly string[],
    now: Date,
  ): Promise<readonly (string | undefined)[]>;
}

/** One of the two lists that a block of places has. */
interface StatusList {
  readonly purpose: StatusPurpose;
  /** Number of the block, from 0. */
  readonly block: number;
}

interface SignedList {
  /** Thumbprint of the key that signed it. */
  readonly kid: string;
  /** The date of the state that it shows, or of an earlier one. */
  readonly datedMs: number;
  readonly token: Promise<string>;
}

/** The id of the list and the index in it where a certificate's status stands. */
export function statusPlaceOf(
  purpose: StatusPurpose,
  place: number,
): { readonly statusListId: string; readonly index: number } {
  const block = Math.floor(place / minimumEntries);
  return { statusListId: `stl_${purpose}${block + 1}`, index: place % minimumEntries };
}

/** The address of a status list, which is its id as a credential. */
export const statusListUrl = (publicUrl: string, statusListId: string) =>
  `${publicUrl}/status/${statusListId}`;

/** Makes the status lists of a registry at an address, to be had for an issuer with the key of the moment. */
export function createStatusLists(publicUrl: string): (issuer: Issuer) => StatusLists {
  const signed = new Map<string, SignedList>();
  return (issuer) => listsOf(publicUrl, issuer, signed);
}

function listsOf(publicUrl: string, issuer: Issuer, signed: Map<string, SignedList>): StatusLists {
  const { kid } = issuer.key;

  async function sign(
    connection: Connection,
    { statusListId, ...list }: StatusList & { readonly statusListId: string },
    now: Date,
  ) {
    const { state, result } = await readInState(connection, now, {
      lifeMs: renewalMs,
      read: (at) => bitsOf(connection, list, at),
    });
    return issueStatusList(
      {
        id: statusListUrl(publicUrl, statusListId),
        purpose: list.purpose,
        bits: result,
        validFrom: new Date(state.datedMs),
        validUntil: new Date(state.datedMs + validHours * hourMs),
      },
      issuer,
    );
  }

  return {
    async tokens(connection, statusListIds, now) {
      const { datedMs, places } = await currentStatusListState(connection, now, renewalMs);
      return Promise.all(
        statusListIds.map((statusListId) => {
          const list = listWithId(statusListId);
          if (!list || list.block * minimumEntries >= Math.max(places, 1)) return undefined;
          const known = signed.get(statusListId);
          if (known && known.kid === kid && known.datedMs >= datedMs) return known.token;
          const token = sign(connection, { statusListId, ...list }, now);
          signed.set(statusListId, { kid, datedMs, token });
          token.catch(() => signed.delete(statusListId));
          return token;
        }),
      );
    },
  };
}

function listWithId(statusListId: string): StatusList | undefined {
  const [, name, number] = /^stl_([a-z]+)([1-9]\d{0,8})$/.exec(statusListId) ?? [];
  const purpose = purposes.find((known) => known === name);
  return purpose && { purpose, block: Number(number) - 1 };
}

async function bitsOf(connection: Connection, { purpose, block }: StatusList, now: Date) {
  const first = block * minimumEntries;
  const bits = createBitstring();
  const range = { first, end: first + minimumEntries };
  for (const { place, status } of await findPlacedChanges(connection, range, now)) {
    // A withdrawal is final, so its bit is never cleared; of the others the last change counts.
    if (purpose === 'revocation' && status === 'withdrawn') setBit(bits, place - first, true);
    if (purpose === 'suspension' && status !== 'withdrawn') {
      setBit(bits, place - first, status !== 'active');
    }
  }
  return bits;
}
