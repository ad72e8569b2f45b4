import type { ChecklistItem, NewCriterion, NewDossier } from '@fupin/schema';
import { currentCountyCode, findCounties } from '@fupin/schema/counties';
import { isOfDivision } from '../keys/division-of-key.ts';
import type { StoredScheme } from '../schemes/scheme-store.ts';
import { checklistTexts, evidenceNames, fieldNames, statementNames } from './checklist-texts.ts';
import { chainFor, isWithinReach } from './review-chain.ts';

/** All that an application is judged by before it is submitted. */
export interface ChecklistFacts {
  readonly scheme: StoredScheme;
  readonly supplierKind: string;
  readonly countyCode: string;
  readonly dossier: NewDossier;
  readonly evidenceKinds: ReadonlySet<string>;
  readonly isCategoryKnown: boolean;
  readonly isUnderReview: boolean;
  readonly isBlacklisted: boolean;
}

/** What is missing or wrong under a scheme; nothing where the application can be submitted. */
export function checklistOf(facts: ChecklistFacts): readonly ChecklistItem[] {
  return [...missingFields(facts), ...generalFaults(facts), ...criterionFaults(facts)];
}

// What a certificate and the directory can't do without, whatever the scheme.
const fields = [
  ['/product/name', ({ product }) => product?.name],
  ['/product/spec', ({ product }) => product?.spec],
  ['/product/categoryCode', ({ product }) => product?.categoryCode],
  ['/product/countyCode', ({ product }) => product?.countyCode],
  ['/linkage/kinds', ({ linkage }) => linkage?.kinds?.[0]],
  ['/linkage/householdsHelped', ({ linkage }) => linkage?.householdsHelped],
  ['/linkage/peopleHelped', ({ linkage }) => linkage?.peopleHelped],
  ['/linkage/description', ({ linkage }) => linkage?.description],
  ['/supply/quantity', ({ supply }) => supply?.quantity],
  ['/supply/unit', ({ supply }) => supply?.unit],
  ['/supply/season', ({ supply }) => supply?.season],
  ['/supply/commodityValueFen', ({ supply }) => supply?.commodityValueFen],
  ['/price/referencePriceFen', ({ price }) => price?.referencePriceFen],
  ['/contact', ({ contact }) => contact],
] as const satisfies readonly (readonly [string, (dossier: NewDossier) => unknown])[];

function missingFields({ scheme, dossier, countyCode }: ChecklistFacts): ChecklistItem[] {
  const items = fields
    .filter(([, valueOf]) => valueOf(dossier) === undefined)
    .map(([field]) => missing(scheme, field));
  if (hasTownshipStep(scheme, countyCode) && dossier.product?.townshipCode === undefined) {
    items.push(missing(scheme, '/product/townshipCode'));
  }
  if (dossier.supply?.season === 'seasonal' && !dossier.supply.months?.length) {
    items.push(missing(scheme, '/supply/months'));
  }
  return items;
}

function generalFaults(facts: ChecklistFacts): ChecklistItem[] {
  const { scheme, supplierKind, countyCode, dossier } = facts;
  const { product, members = [] } = dossier;
  const items: ChecklistItem[] = [];
  const fault = (code: KnownCode, pointer: string) => items.push(item(scheme, code, pointer));
  if (facts.isBlacklisted) fault('supplierBlacklisted', '/supplier');
  if (facts.isUnderReview) fault('alreadyUnderReview', '/dossier/product');
  if (!isWithinReach(scheme, countyCode)) {
    fault('divisionNotEligible', '/supplier');
  }
  if (product?.categoryCode !== undefined && !facts.isCategoryKnown) {
    fault('categoryUnknown', '/dossier/product/categoryCode');
  }
  if (product?.townshipCode !== undefined) {
    const { townshipCode, countyCode: origin = countyCode } = product;
    const isReviewedThere = hasTownshipStep(scheme, countyCode);
    if (
      !isInCounty(townshipCode, origin) ||
      (isReviewedThere && !isInCounty(townshipCode, countyCode))
    ) {
      fault('townshipOutsideCounty', '/dossier/product/townshipCode');
    }
  }
  if (members.length > 0 && !speaksForMembers.has(supplierKind)) {
    fault('membersNotAllowed', '/dossier/members');
  }
  return items;
}

const speaksForMembers: ReadonlySet<string> = new Set([
  'cooperative',
  'villageCollective',
  'leadingEnterprise',
]);

function criterionFaults(facts: ChecklistFacts): ChecklistItem[] {
  return facts.scheme.criteria.flatMap((criterion) => faultsOf(criterion, facts));
}

function faultsOf(criterion: NewCriterion, facts: ChecklistFacts): ChecklistItem[] {
  const { scheme, dossier, evidenceKinds, supplierKind } = facts;
  const { product, linkage, supply, price, statements } = dossier;
  const unless = (isMet: boolean, code: KnownCode, pointer: string, what?: Named) =>
    isMet ? [] : [item(scheme, code, pointer, what)];
  switch (criterion.kind) {
    case 'origin':
      return unless(
        product?.countyCode === undefined || isFrom(product.countyCode, criterion.divisionCodes),
        'originNotEligible',
        '/dossier/product/countyCode',
      );
    case 'originIn832Counties':
      return unless(
        product?.countyCode === undefined || findCounties(product.countyCode).length > 0,
        'originNotEligible',
        '/dossier/product/countyCode',
      );
    case 'supplierKind':
      return unless(
        criterion.supplierKinds.some((kind) => kind === supplierKind),
        'supplierNotEligible',
        '/supplier',
      );
    case 'minimumCommodityValue':
      return unless(
        (supply?.commodityValueFen ?? criterion.amountFen) >= criterion.amountFen,
        'commodityValueTooLow',
        '/dossier/supply/commodityValueFen',
        inYuan(criterion.amountFen),
      );
    case 'linkage':
      return unless(
        (linkage?.householdsHelped ?? criterion.minimumHouseholds) >= criterion.minimumHouseholds,
        'householdsTooFew',
        '/dossier/linkage/householdsHelped',
        both(criterion.minimumHouseholds),
      );
    case 'price':
      return priceFaults(criterion, price, scheme);
    case 'statement':
      return unless(
        statements?.[criterion.statementKind] !== undefined,
        'statementMissing',
        `/dossier/statements/${criterion.statementKind}`,
        statementNames[criterion.statementKind],
      );
    case 'evidence':
      return unless(
        evidenceKinds.has(criterion.evidenceKind),
        'evidenceMissing',
        '/evidence',
        evidenceNames[criterion.evidenceKind],
      );
  }
}

function priceFaults(
  { minimumComparisons, maximumAbovePercent }: Extract<NewCriterion, { readonly kind: 'price' }>,
  price: NewDossier['price'],
  scheme: StoredScheme,
): ChecklistItem[] {
  const comparisons = price?.comparisons ?? [];
  const pointer = '/dossier/price/comparisons';
  if (comparisons.length < minimumComparisons) {
    return [item(scheme, 'priceComparisonsTooFew', pointer, both(minimumComparisons))];
  }
  const sum = comparisons.reduce((total, { priceFen }) => total + priceFen, 0);
  // In whole numbers: reference / (sum / count) <= 1 + percent / 100.
  const isTooHigh =
    (price?.referencePriceFen ?? 0) * comparisons.length * 100 > sum * (100 + maximumAbovePercent);
  return isTooHigh
    ? [item(scheme, 'priceTooHigh', '/dossier/price/referencePriceFen', both(maximumAbovePercent))]
    : [];
}

type KnownCode = keyof typeof checklistTexts;

/** What a text is about, in Chinese and English. */
type Named = readonly [zh: string, en: string];

function both(count: number): Named {
  return [String(count), String(count)];
}

function inYuan(amountFen: number): Named {
  return [(amountFen / 100).toLocaleString('zh-CN'), (amountFen / 100).toLocaleString('en')];
}

function missing(scheme: StoredScheme, field: keyof typeof fieldNames): ChecklistItem {
  return item(scheme, 'fieldMissing', `/dossier${field}`, fieldNames[field]);
}

function item(
  { schemeId }: StoredScheme,
  code: KnownCode,
  pointer: string,
  [zh, en]: Named = ['', ''],
): ChecklistItem {
  const [text, textEn] = checklistTexts[code];
  return {
    schemeId,
    code,
    pointer,
    text: text.replace('{}', zh),
    textEn: textEn.replace('{}', en),
  };
}

function hasTownshipStep(scheme: StoredScheme, countyCode: string): boolean {
  return chainFor(scheme, countyCode).some(({ level }) => level === 'township');
}

function isInCounty(townshipCode: string, countyCode: string): boolean {
  const code = townshipCode.slice(0, 6);
  return (currentCountyCode(code) ?? code) === (currentCountyCode(countyCode) ?? countyCode);
}

function isFrom(countyCode: string, divisionCodes: readonly string[]): boolean {
  const code = currentCountyCode(countyCode) ?? countyCode;
  return divisionCodes.some((container) => isOfDivision(code, container));
}
