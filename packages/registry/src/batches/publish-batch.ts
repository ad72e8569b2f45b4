import {
  dateInShanghai,
  linkageKinds,
  type Certificate,
  type LinkageKind,
  type NewDossier,
  type NewScheme,
} from '@fupin/schema';
import { findDossier, findTrackEntries } from '../applications/application-store.ts';
import type { TrackEntryRow, TrackRow } from '../applications/application-tables.ts';
import { productOf } from '../applications/product-of.ts';
import { chainFor } from '../applications/review-chain.ts';
import { listed, type TrackChange } from '../applications/track-flow.ts';
import {
  certificateIdOf,
  upsertCertificates,
  type NewCertificate,
} from '../certificates/certificate-store.ts';
import type { Connection } from '../database/database.ts';
import {
  findProducts,
  productIdOf,
  upsertProducts,
  type NewProduct,
} from '../directory/product-store.ts';
import { groupBy } from '../group-by.ts';
import { takeDirectoryNumbers } from './directory-number-store.ts';

/** What a batch is published with. */
export interface Publication {
  readonly scheme: NewScheme;
  readonly batch: string;
  /** First day of validity. */
  readonly validFrom: string;
  /** Who lists, as the history of each application names it. */
  readonly divisionCode: string | null;
  readonly now: Date;
}

/** Makes the products and certificates of tracks, and gives the tracks listed. Runs in one transaction. */
export async function makeCertificates(
  connection: Connection,
  tracks: readonly TrackRow[],
  publication: Publication,
): Promise<readonly TrackChange[]> {
  const { scheme, batch, validFrom, now } = publication;
  const entries = groupBy(
    await findTrackEntries(
      connection,
      tracks.map(({ applicationId }) => applicationId),
    ),
    ({ applicationId, schemeId }) => `${applicationId} ${schemeId}`,
  );
  const products: NewProduct[] = [];
  const certificates: NewCertificate[] = [];
  const changes: TrackChange[] = [];
  for (const [countyCode, group] of groupBy(tracks, (track) => track.countyCode)) {
    const numbered = { prefix: scheme.numberPrefix, year: validFrom.slice(0, 4), countyCode };
    const numbers = await takeDirectoryNumbers(connection, numbered, group.length);
    for (const [place, track] of group.entries()) {
      const directoryNo = numbers[place] ?? '';
      const { dossier } = await findDossier(connection, track.applicationId, track.revision ?? 0);
      const { product, productId } = productOf(track, dossier);
      products.push(product);
      const history = entries.get(`${track.applicationId} ${track.schemeId}`) ?? [];
      certificates.push({
        directoryNo,
        batch,
        schemeId: scheme.schemeId,
        productId,
        countyCode,
        reviewChain: reviewChainOf(track, history, publication),
        linkage: linkageOf(dossier),
        commodityValueFen: dossier.supply?.commodityValueFen ?? 0,
        annualSupply: product.annualSupply,
        validFrom,
        validUntil: lastDay(validFrom, scheme.validityMonths),
      });
      changes.push(listed(track, certificateIdOf(directoryNo), now));
    }
  }
  await upsertProducts(connection, await withKnownImages(connection, products, now));
  await upsertCertificates(connection, certificates);
  return changes;
}

/** The steps passed since the last submission, and the listing that is under way. */
function reviewChainOf(
  track: TrackRow,
  history: readonly TrackEntryRow[],
  { scheme, divisionCode, now }: Publication,
): Certificate['reviewChain'] {
  const submission = history.findLastIndex(({ action }) => action === 'submit');
  const passed = history.slice(submission + 1).filter(({ action }) => action === 'pass');
  return chainFor(scheme, track.countyCode).map(({ step, actor }, place) => {
    const entry = passed[place];
    const division = entry ? entry.actorDivision : divisionCode;
    return {
      step,
      actor,
      // A township is named by its county: the record has room for six digits.
      ...(division !== null && { divisionCode: division.slice(0, 6) }),
      on: dateInShanghai(entry ? new Date(entry.at) : now),
    };
  });
}

function linkageOf({ linkage = {} }: NewDossier): NewCertificate['linkage'] {
  const { kinds = [], householdsHelped = 0, peopleHelped = 0 } = linkage;
  const known: readonly LinkageKind[] = linkageKinds.filter((kind) => kinds.includes(kind));
  return { kinds: known, householdsHelped, peopleHelped };
}

/** The last day of a number of months that begin with a day: the day before that of the same number, or the month's end. */
export function lastDay(first: string, months: number): string {
  const [year = 0, month = 1, day = 1] = first.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const end =
    day > lastOfMonth
      ? Date.UTC(year, month - 1 + months, lastOfMonth)
      : Date.UTC(year, month - 1 + months, day - 1);
  return new Date(end).toISOString().slice(0, 10);
}

// A dossier without pictures takes none away that the directory has.
async function withKnownImages(
  connection: Connection,
  products: readonly NewProduct[],
  now: Date,
): Promise<readonly NewProduct[]> {
  const known = await findProducts(connection, products.map(productIdOf), now);
  return products.map((product) => {
    const images = known.get(productIdOf(product))?.images ?? [];
    return product.images.length > 0 ? product : { ...product, images };
  });
}
