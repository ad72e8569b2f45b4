import type { ChecklistItem } from '@fupin/schema';
import { isBlacklisted, lockSupplier } from '../blacklist/blacklist-store.ts';
import type { Connection } from '../database/database.ts';
import { listCategories } from '../directory/category-store.ts';
import { productIdOf } from '../directory/product-store.ts';
import { findSuppliers } from '../directory/supplier-store.ts';
import { ProblemError } from '../http/problem-error.ts';
import { findDossier, isUnderReview } from './application-store.ts';
import type { TrackRow } from './application-tables.ts';
import { checklistOf } from './checklist.ts';
import { schemeOf, type SeenApplication } from './seen-application.ts';

/**
 * What is missing before an application can be submitted under the schemes of some tracks. `lock` keeps other submissions
 * of the supplier waiting, so that two of the same product don't both pass.
 */
export async function checklistFor(
  connection: Connection,
  { application, schemes }: Pick<SeenApplication, 'application' | 'schemes'>,
  tracks: readonly TrackRow[],
  now: Date,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<readonly ChecklistItem[]> {
  const { applicationId, supplierId, countyCode, revision, evidence } = application;
  if (lock) await lockSupplier(connection, supplierId);
  const { dossier } = await findDossier(connection, applicationId, revision);
  const supplier = (await findSuppliers(connection, [supplierId])).get(supplierId);
  const categories = await listCategories(connection);
  const isListed = await isBlacklisted(connection, supplierId, now);
  const { name, spec, categoryCode } = dossier.product ?? {};
  const productId =
    name !== undefined && spec !== undefined ? productIdOf({ supplierId, name, spec }) : undefined;
  const items: ChecklistItem[] = [];
  for (const track of tracks) {
    items.push(
      ...checklistOf({
        scheme: schemeOf(schemes, track),
        supplierKind: supplier?.kind ?? '',
        countyCode,
        dossier,
        evidenceKinds: new Set(evidence.map(({ kind }) => kind)),
        isCategoryKnown: categories.some(({ code }) => code === categoryCode),
        isUnderReview:
          productId !== undefined && (await isUnderReview(connection, track, productId)),
        isBlacklisted: isListed,
      }),
    );
  }
  return items;
}

/** Throws `conflict` with every item of a checklist, where there is one. */
export function refuseIncomplete(items: readonly ChecklistItem[]): void {
  if (items.length === 0) return;
  throw new ProblemError('conflict', 'The application is not complete. See its checklist.', {
    issues: items.map(({ pointer, code, textEn, schemeId }) => ({
      in: 'record',
      pointer,
      detail: textEn,
      code,
      schemeId,
    })),
  });
}
