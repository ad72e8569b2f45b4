import type { Category } from '@fupin/schema';
import { findCounties } from '@fupin/schema/counties';
import type { NewCertificate } from '../certificates/certificate-store.ts';
import { demoCategoryGroups, demoLeafCategories, illustrationOf } from '../demo/categories.ts';
import { demoCertificate, type DemoCertificate } from '../demo/certificates.ts';
import { demoSupplier } from '../demo/names.ts';
import { specialities } from '../demo/specialities.ts';
import type { Speciality } from '../demo/speciality.ts';
import { productIdOf, type NewProduct } from '../directory/product-store.ts';
import { supplierIdOf, type NewSupplier } from '../directory/supplier-store.ts';
import { inventedGtin, inventedUscc } from './invented-numbers.ts';
import { inVariedOrder } from './varied-order.ts';

/** A product of the demo with all that is stored of it. */
export interface DemoProduct {
  readonly productId: string;
  readonly speciality: Speciality;
  readonly supplier: NewSupplier;
  readonly product: NewProduct;
  /** Undefined for the few that are not certified yet. */
  readonly certificate: NewCertificate | undefined;
  readonly standing: DemoCertificate['standing'] | 'uncertified';
  /** Place, from 0, in the order in which operators number their articles, in which neighbours differ. */
  readonly articlePlace: number;
}

/** The categories of the demo directory, of all three levels. */
export const demoCategories: readonly Category[] = [
  ...demoCategoryGroups,
  ...demoLeafCategories,
].map(({ code, name, nameEn }) => ({ code, name, nameEn }));

/** The demo directory as it stands on a day, `YYYY-MM-DD`. */
export function demoDirectory(today: string): readonly DemoProduct[] {
  const products = specialities.map((speciality, place) => demoProduct(speciality, place, today));
  const isOnDisplay = (good: DemoProductWithoutPlace) =>
    isPackedGood(good) && good.standing === 'inForce';
  const numbered = [
    ...inVariedOrder(products.filter(isOnDisplay)),
    ...products.filter((good) => !isOnDisplay(good)),
  ];
  const places = new Map(numbered.map((good, place) => [good, place]));
  return products.map((good) => ({ ...good, articlePlace: places.get(good) ?? 0 }));
}

/** Whether it is packed and carries a bar code; crafts, stays and services are not. */
export function isPackedGood({ product }: Pick<DemoProduct, 'product'>): boolean {
  return product.gtin !== undefined;
}

type DemoProductWithoutPlace = Omit<DemoProduct, 'articlePlace'>;

function demoProduct(
  speciality: Speciality,
  place: number,
  today: string,
): DemoProductWithoutPlace {
  const [county] = findCounties(speciality.countyCode);
  if (!county) throw new RangeError(`${speciality.countyCode} is none of the 832 counties`);
  const { kind, name, nameEn } = demoSupplier(place);
  const uscc = inventedUscc(kind, speciality.countyCode, name);
  const supplier: NewSupplier = { uscc, name, nameEn, kind, countyCode: county.code };
  const annualSupply = { quantity: String(speciality.annualSupply), unit: speciality.supplyUnit };
  const product: NewProduct = {
    supplierId: supplierIdOf(uscc),
    name: speciality.name,
    nameEn: speciality.nameEn,
    spec: speciality.spec,
    gtin: hasGtin(speciality.categoryCode) ? inventedGtin(place) : undefined,
    categoryCode: speciality.categoryCode,
    countyCode: county.code,
    description: speciality.description,
    descriptionEn: speciality.descriptionEn,
    images: [
      `/illustrations/${speciality.illustration ?? illustrationOf(speciality.categoryCode)}.svg`,
    ],
    referencePriceFen: speciality.priceFen,
    annualSupply,
  };
  const plan = demoCertificate(place, today);
  const productId = productIdOf(product);
  const certificate = plan && { ...newCertificate(plan, county), productId, annualSupply };
  return {
    productId,
    speciality,
    supplier,
    product,
    certificate,
    standing: plan?.standing ?? 'uncertified',
  };
}

// What is packed carries a bar code; crafts, stays and services don't.
function hasGtin(categoryCode: string): boolean {
  return categoryCode.startsWith('01') && !categoryCode.startsWith('0113');
}

function newCertificate(
  plan: DemoCertificate,
  county: { readonly code: string; readonly name: string; readonly prefecture: string },
): Omit<NewCertificate, 'productId' | 'annualSupply'> {
  const { firstReview, recheck, publicNotice, determined, listed } = plan.reviewedOn;
  const divisionCode = county.code;
  const { statusChange } = plan;
  return {
    directoryNo: plan.directoryNo,
    batch: plan.batch,
    countyCode: county.code,
    reviewChain: [
      { step: 'firstReview', actor: '产地乡镇人民政府', on: firstReview },
      { step: 'recheck', actor: `${county.name}农业农村、市场监管部门`, divisionCode, on: recheck },
      { step: 'publicNotice', actor: '县、市、省三级公示', on: publicNotice },
      { step: 'determined', actor: `${county.name}认定部门`, divisionCode, on: determined },
      { step: 'listed', actor: '目录管理机构', on: listed },
    ],
    linkage: {
      kinds: plan.linkageKinds,
      householdsHelped: plan.householdsHelped,
      peopleHelped: plan.peopleHelped,
    },
    commodityValueFen: plan.commodityValueFen,
    validFrom: plan.validFrom,
    validUntil: plan.validUntil,
    statusChanges: statusChange
      ? [
          {
            status: statusChange.status,
            at: `${statusChange.on}T10:00:00+08:00`,
            reasonCode: statusChange.reasonCode,
            reason: statusChange.reason,
          },
        ]
      : [],
  };
}
