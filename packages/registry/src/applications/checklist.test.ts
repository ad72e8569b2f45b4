import type { ChecklistCode, NewDossier } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { knownSchemes } from '../schemes/known-schemes.ts';
import { neededEvidence, sampleDossier } from '../testing/applications.ts';
import { checklistOf, type ChecklistFacts } from './checklist.ts';

const schemeOf = (schemeId: string) => {
  const scheme = knownSchemes.find((each) => each.schemeId === schemeId);
  assert.ok(scheme);
  return scheme;
};

const complete: ChecklistFacts = {
  scheme: schemeOf('national-directory'),
  supplierKind: 'cooperative',
  countyCode: '520328',
  dossier: sampleDossier(),
  evidenceKinds: new Set(neededEvidence),
  isCategoryKnown: true,
  isUnderReview: false,
  isBlacklisted: false,
};

const found = (changes: Partial<ChecklistFacts>) =>
  checklistOf({ ...complete, ...changes }).map(({ code, pointer }) => `${code} ${pointer}`);
const dossier = (part: keyof NewDossier, changes: object): { readonly dossier: NewDossier } => ({
  dossier: { ...complete.dossier, [part]: { ...complete.dossier[part], ...changes } },
});
const assistance = { scheme: schemeOf('consumption-assistance') };
const sichuan = { scheme: schemeOf('sichuan-mark') };

describe('a checklist', () => {
  test('is empty for a complete application', () => {
    assert.deepEqual(found({}), []);
    assert.deepEqual(found(assistance), []);
    const zhaojue = { countyCode: '513431', dossier: sampleDossier('zhaojue') };
    assert.deepEqual(found({ ...sichuan, ...zhaojue, supplierKind: 'enterprise' }), []);
  });

  test('names every field of an empty dossier once, in both languages', () => {
    const items = checklistOf({ ...complete, dossier: {}, evidenceKinds: new Set() });
    const codes: Partial<Record<ChecklistCode, number>> = {};
    for (const { code } of items) codes[code] = (codes[code] ?? 0) + 1;
    assert.deepEqual(codes, { fieldMissing: 15, priceComparisonsTooFew: 1, evidenceMissing: 4 });
    for (const { text, textEn } of items) {
      assert.match(text, /^\p{Script=Han}.*[^{}]$/u);
      assert.match(textEn, /^[A-Z][\x20-\x7e’]+$/);
      assert.doesNotMatch(text + textEn, /\{\}/);
    }
  });

  for (const [what, changes, expected] of [
    ['a supplier on the blacklist', { isBlacklisted: true }, 'supplierBlacklisted /supplier'],
    ['a product under review', { isUnderReview: true }, 'alreadyUnderReview /dossier/product'],
    [
      'an unknown category',
      { isCategoryKnown: false },
      'categoryUnknown /dossier/product/categoryCode',
    ],
    [
      'a township of another county',
      dossier('product', { townshipCode: '520327001' }),
      'townshipOutsideCounty /dossier/product/townshipCode',
    ],
    [
      'an origin that is none of the 832',
      {
        countyCode: '310101',
        ...dossier('product', { countyCode: '310101', townshipCode: '310101002' }),
      },
      'originNotEligible /dossier/product/countyCode',
    ],
    [
      'a county of origin other than that of the township that reviews',
      dossier('product', { countyCode: '520327' }),
      'townshipOutsideCounty /dossier/product/townshipCode',
    ],
    [
      'no household helped',
      dossier('linkage', { householdsHelped: 0 }),
      'householdsTooFew /dossier/linkage/householdsHelped',
    ],
    [
      'seasonal goods without months',
      dossier('supply', { season: 'seasonal' }),
      'fieldMissing /dossier/supply/months',
    ],
    [
      'no comparable price',
      dossier('price', { comparisons: [] }),
      'priceComparisonsTooFew /dossier/price/comparisons',
    ],
    [
      'a price of a fen more than a tenth above the average',
      dossier('price', { referencePriceFen: 13_751 }),
      'priceTooHigh /dossier/price/referencePriceFen',
    ],
    [
      'members of an enterprise',
      {
        supplierKind: 'enterprise',
        dossier: { ...complete.dossier, members: [{ kind: 'household', village: '核桃坝村' }] },
      },
      'membersNotAllowed /dossier/members',
    ],
    [
      'missing evidence',
      { evidenceKinds: new Set(neededEvidence.filter((kind) => kind !== 'commitment')) },
      'evidenceMissing /evidence',
    ],
    [
      'a commodity value of a fen too little',
      { ...assistance, ...dossier('supply', { commodityValueFen: 49_999_999 }) },
      'commodityValueTooLow /dossier/supply/commodityValueFen',
    ],
    [
      'a missing statement',
      { ...assistance, ...dossier('statements', { afterSales: undefined }) },
      'statementMissing /dossier/statements/afterSales',
    ],
  ] as const) {
    test(`has one item for ${what}`, () => {
      assert.deepEqual(found(changes as Partial<ChecklistFacts>), [expected]);
    });
  }

  test('takes a price of exactly a tenth above the average', () => {
    assert.deepEqual(found(dossier('price', { referencePriceFen: 13_750 })), []);
  });

  test('takes members of a cooperative', () => {
    const members = [{ kind: 'registeredHousehold', village: '核桃坝村' }] as const;
    assert.deepEqual(found({ dossier: { ...complete.dossier, members } }), []);
  });

  test('keeps a scheme of a province to that province', () => {
    assert.deepEqual(found(sichuan), [
      'divisionNotEligible /supplier',
      'originNotEligible /dossier/product/countyCode',
    ]);
  });

  test('lets another county’s product be applied for where no township reviews it', () => {
    const product = dossier('product', { countyCode: '520327', townshipCode: '520327001' });
    assert.deepEqual(found({ ...assistance, ...product }), []);
    assert.deepEqual(found(product), ['townshipOutsideCounty /dossier/product/townshipCode']);
  });

  test('keeps a scheme whose notice a prefecture gives from counties without one', () => {
    const scheme = {
      ...complete.scheme,
      reviewChain: complete.scheme.reviewChain.map((step) =>
        step.step === 'publicNotice' ? { ...step, level: 'prefecture' as const } : step,
      ),
    };
    assert.deepEqual(found({ scheme }), []);
    const inChongqing = {
      countyCode: '500243',
      ...dossier('product', { countyCode: '500243', townshipCode: '500243001' }),
    };
    assert.deepEqual(found(inChongqing), []);
    assert.deepEqual(found({ scheme, ...inChongqing }), ['divisionNotEligible /supplier']);
  });

  test('judges kinds of supplier where a scheme names them', () => {
    const scheme = {
      ...complete.scheme,
      criteria: [{ kind: 'supplierKind', supplierKinds: ['enterprise'] } as const],
    };
    assert.deepEqual(found({ scheme }), ['supplierNotEligible /supplier']);
    assert.deepEqual(found({ scheme, supplierKind: 'enterprise' }), []);
  });
});
