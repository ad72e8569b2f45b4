import { Category } from './category.ts';
import { AnnualSupply, CertificateSummary } from './certificate.ts';
import { CountyReference } from './division.ts';
import { Gtin } from './gtin.ts';
import { ProductId, SupplierId } from './id.ts';
import { openEnum } from './open-enum.ts';
import { supplierKinds } from './supplier.ts';
import { AmountFen } from './scalar.ts';
import * as z from 'zod/mini';

/** How a product stands by the certificate that speaks for it, see isInForce; `uncertified` where it never had one. */
export const productStates = [
  'inForce',
  'notYetInForce',
  'suspended',
  'expired',
  'withdrawn',
  'uncertified',
] as const;
export type ProductState = (typeof productStates)[number];

/** A product of the directory with its origin, its supplier and, where there is one, its latest certificate. */
export const Product = z.readonly(
  z.looseObject({
    productId: ProductId,
    name: z.string(),
    nameEn: z.optional(z.string()),
    spec: z.string(),
    gtin: z.optional(Gtin),
    category: Category,
    county: CountyReference,
    supplier: z.readonly(
      z.looseObject({
        supplierId: SupplierId,
        name: z.string(),
        nameEn: z.optional(z.string()),
        kind: openEnum(supplierKinds),
      }),
    ),
    description: z.optional(z.string()),
    descriptionEn: z.optional(z.string()),
    /** Addresses of pictures, the first one being the main one; may be relative to the registry's address. */
    images: z.readonly(z.array(z.string())),
    /** Price on certification, in fen a unit of sale. */
    referencePriceFen: AmountFen,
    annualSupply: AnnualSupply,
    /** The latest certificate, in force or not (see isInForce); null where the product never had one. */
    certificate: z.nullable(CertificateSummary),
  }),
);
export type Product = z.infer<typeof Product>;
