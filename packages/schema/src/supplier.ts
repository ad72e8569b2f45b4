import { CountyReference, DivisionCode } from './division.ts';
import { SupplierId } from './id.ts';
import { openEnum, type Open } from './open-enum.ts';
import { line } from './scalar.ts';
import { Uscc } from './uscc.ts';
import * as z from 'zod/mini';

/** The kinds of market entity that may apply for certification. */
export const supplierKinds = [
  'enterprise',
  'cooperative',
  'familyFarm',
  'villageCollective',
  'leadingEnterprise',
] as const;
export type SupplierKind = Open<(typeof supplierKinds)[number]>;

/** What a county or the registry’s administrator says of a supplier that is to apply. */
export const NewSupplier = z.readonly(
  z.strictObject({
    name: line(120),
    nameEn: z.optional(line(160)),
    uscc: Uscc,
    kind: z.enum(supplierKinds),
    countyCode: DivisionCode,
  }),
);
export type NewSupplier = z.infer<typeof NewSupplier>;

/** Who makes and supplies certified products: a market entity registered in one of the 832 counties. */
export const Supplier = z.readonly(
  z.looseObject({
    supplierId: SupplierId,
    name: z.string(),
    nameEn: z.optional(z.string()),
    uscc: Uscc,
    kind: openEnum(supplierKinds),
    county: CountyReference,
  }),
);
export type Supplier = z.infer<typeof Supplier>;
