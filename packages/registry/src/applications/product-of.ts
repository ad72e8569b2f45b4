import type { NewDossier } from '@fupin/schema';
import { currentCountyCode } from '@fupin/schema/counties';
import { productIdOf, type NewProduct } from '../directory/product-store.ts';
import type { ApplicationRow } from './application-tables.ts';

/** The product that a complete dossier is about. */
export interface DossierProduct {
  readonly product: NewProduct;
  readonly productId: string;
  readonly productName: string;
  readonly townshipCode: string | null;
}

/** The product of a dossier that passed its checklist; throws a TypeError for one that could not. */
export function productOf(
  { supplierId }: Pick<ApplicationRow, 'supplierId'>,
  { product: facts = {}, supply = {}, price = {} }: NewDossier,
): DossierProduct {
  const { name, spec, categoryCode, countyCode } = facts;
  const { quantity, unit } = supply;
  const { referencePriceFen } = price;
  if (
    name === undefined ||
    spec === undefined ||
    categoryCode === undefined ||
    countyCode === undefined ||
    quantity === undefined ||
    unit === undefined ||
    referencePriceFen === undefined
  ) {
    throw new TypeError('the dossier is not complete');
  }
  const product = {
    supplierId,
    name,
    nameEn: facts.nameEn,
    spec,
    gtin: facts.gtin,
    categoryCode,
    countyCode: currentCountyCode(countyCode) ?? countyCode,
    description: facts.description,
    descriptionEn: facts.descriptionEn,
    images: facts.images ?? [],
    referencePriceFen,
    annualSupply: { quantity, unit },
  };
  return {
    product,
    productId: productIdOf(product),
    productName: name,
    townshipCode: facts.townshipCode ?? null,
  };
}
