import { linkageKinds } from './certificate.ts';
import { DivisionCode, TownshipCode } from './division.ts';
import { Gtin } from './gtin.ts';
import { openEnum } from './open-enum.ts';
import {
  AmountFen,
  CalendarDate,
  CommodityValueFen,
  line,
  paragraphs,
  Quantity,
  WebAddress,
} from './scalar.ts';
import type { statementKinds } from './scheme.ts';
import * as z from 'zod/mini';

/** For whom a cooperative, village collective or leading enterprise can apply: those without a business licence. */
export const memberKinds = ['registeredHousehold', 'household', 'grower'] as const;

/** Whether goods can be had all year. */
export const supplySeasons = ['continuous', 'seasonal'] as const;

const product = {
  name: z.optional(line(120)),
  nameEn: z.optional(line(160)),
  spec: z.optional(line(120)),
  gtin: z.optional(Gtin),
  /** Category of the third level. */
  categoryCode: z.optional(z.string().check(z.regex(/^\d{6}$/, 'must be 6 digits'))),
  /** County in which it is made. */
  countyCode: z.optional(DivisionCode),
  /** Township in which it is made; the first review is its. */
  townshipCode: z.optional(TownshipCode),
  description: z.optional(paragraphs(2000)),
  descriptionEn: z.optional(paragraphs(2000)),
  images: z.optional(z.readonly(z.array(WebAddress).check(z.maxLength(10)))),
};

const people = z.int().check(z.minimum(0), z.maximum(10_000_000));
const linkage = {
  householdsHelped: z.optional(people),
  peopleHelped: z.optional(people),
  /** How the mechanism works: contracts, prices, shares. */
  description: z.optional(paragraphs(2000)),
};

const supply = {
  quantity: z.optional(Quantity),
  unit: z.optional(line(20)),
  /** Months, 1 to 12, in which seasonal goods can be had. */
  months: z.optional(
    z.readonly(z.array(z.int().check(z.minimum(1), z.maximum(12))).check(z.maxLength(12))),
  ),
  /** Worth of the goods that can be supplied in a year, in fen. */
  commodityValueFen: z.optional(CommodityValueFen),
};

const comparison = { source: line(120), priceFen: AmountFen, on: CalendarDate };
const statement = z.optional(paragraphs(1000));
const statements = {
  productStandard: statement,
  traceability: statement,
  afterSales: statement,
  ownBrand: statement,
  useOfMark: statement,
} satisfies Record<(typeof statementKinds)[number], unknown>;
const contact = { name: line(60), phone: line(40), email: z.optional(z.email()) };
const member = {
  /** Absent where the member is not to be named. */
  name: z.optional(line(60)),
  village: line(80),
};

/** What an applicant puts together about one product; incomplete until it is submitted. */
export const NewDossier = z.readonly(
  z.strictObject({
    product: z.optional(z.strictObject(product)),
    linkage: z.optional(
      z.strictObject({
        kinds: z.optional(z.readonly(z.array(z.enum(linkageKinds)).check(z.maxLength(7)))),
        ...linkage,
      }),
    ),
    supply: z.optional(z.strictObject({ season: z.optional(z.enum(supplySeasons)), ...supply })),
    price: z.optional(
      z.strictObject({
        referencePriceFen: z.optional(AmountFen),
        comparisons: z.optional(
          z.readonly(z.array(z.strictObject(comparison)).check(z.maxLength(20))),
        ),
      }),
    ),
    statements: z.optional(z.strictObject(statements)),
    contact: z.optional(z.strictObject(contact)),
    members: z.optional(
      z.readonly(
        z.array(z.strictObject({ kind: z.enum(memberKinds), ...member })).check(z.maxLength(2000)),
      ),
    ),
  }),
);
export type NewDossier = z.infer<typeof NewDossier>;

/** A dossier as it is kept. Who to contact and the list of members are shown to applicant and reviewers alone. */
export const Dossier = z.readonly(
  z.looseObject({
    product: z.optional(z.looseObject(product)),
    linkage: z.optional(
      z.looseObject({ kinds: z.optional(z.readonly(z.array(openEnum(linkageKinds)))), ...linkage }),
    ),
    supply: z.optional(z.looseObject({ season: z.optional(openEnum(supplySeasons)), ...supply })),
    price: z.optional(
      z.looseObject({
        referencePriceFen: z.optional(AmountFen),
        comparisons: z.optional(z.readonly(z.array(z.looseObject(comparison)))),
      }),
    ),
    statements: z.optional(z.looseObject(statements)),
    contact: z.optional(z.looseObject(contact)),
    members: z.optional(
      z.readonly(z.array(z.looseObject({ kind: openEnum(memberKinds), ...member }))),
    ),
  }),
);
export type Dossier = z.infer<typeof Dossier>;
