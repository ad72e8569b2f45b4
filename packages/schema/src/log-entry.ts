import { certificateStatuses } from './certificate.ts';
import { CertificateId, OutletId, ProductId } from './id.ts';
import { openEnum } from './open-enum.ts';
import { saleKinds } from './sale-line.ts';
import { AmountFen, Instant, Quantity } from './scalar.ts';
import * as z from 'zod/mini';

/** A SHA-256 digest as a name (RFC 6920), e.g. `ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk`. */
export const NamedDigest = z
  .string()
  .check(z.regex(/^ni:\/\/\/sha-256;[\w-]{43}$/, 'must be an ni name with a SHA-256 digest'));

/** A digest salted with the outlet's secret, base64url. */
const saltedDigest = z.string().check(z.regex(/^[\w-]{27}$/, 'must be 27 characters of base64url'));

/** A decimal that may be negative: more was sold than is certified, or more came back than is known of. */
const signedQuantity = z
  .string()
  .check(z.regex(/^-?\d+(?:\.\d{1,6})?$/, 'must be a decimal such as "1.5" or "-2"'));

/** What the transparency log holds of a certificate: which signed content it has from now on. */
const CertificateEntry = z.looseObject({
  type: z.literal('certificate'),
  certificateId: CertificateId,
  /** Of the payload of the certificate's credential. */
  digest: NamedDigest,
  at: Instant,
});

/** A change of a certificate's status, in force from `at`. */
const StatusChangeEntry = z.looseObject({
  type: z.literal('statusChange'),
  certificateId: CertificateId,
  status: openEnum(certificateStatuses),
  /** The reason's code; free text is not logged. */
  reason: z.optional(z.string()),
  at: Instant,
});

/** The public keys with which the registry signs from now on. */
const KeySetEntry = z.looseObject({ type: z.literal('keySet'), digest: NamedDigest, at: Instant });

/** How a licence to show the mark stands from now on. */
const MarkLicenceEntry = z.looseObject({
  type: z.literal('markLicence'),
  licenceId: z.string(),
  outletId: OutletId,
  origins: z.readonly(z.array(z.string())),
  status: z.string(),
  at: Instant,
});

/** An accepted sale line, without anything that leads to a person. */
const SaleEntry = z.looseObject({
  type: z.literal('sale'),
  outletId: OutletId,
  /** The how-manieth line of the outlet in this log, from 1. */
  sequence: z.int().check(z.minimum(1)),
  /** Salted digest of the line's id. */
  line: saltedDigest,
  /** Salted digest of the order's or receipt's number. */
  order: saltedDigest,
  kind: openEnum(saleKinds),
  productId: z.nullable(ProductId),
  /** The certificate in force at `soldAt`. */
  certificateId: z.nullable(CertificateId),
  quantity: Quantity,
  unit: z.string(),
  amountFen: AmountFen,
  soldAt: Instant,
  /** Of a certified line whose unit can be compared with that of the certified annual supply: what is sold of the year's
   * supply with this line, in the supply's unit. */
  sold: z.optional(signedQuantity),
  /** What remains of the year's supply after it. */
  remaining: z.optional(signedQuantity),
});

/** One entry of the transparency log. */
export const LogEntry = z.readonly(
  z.discriminatedUnion('type', [
    CertificateEntry,
    StatusChangeEntry,
    KeySetEntry,
    MarkLicenceEntry,
    SaleEntry,
  ]),
);
export type LogEntry = z.infer<typeof LogEntry>;

type MemberOf<Type extends LogEntry['type']> = keyof Extract<LogEntry, { type: Type }>;

const members: { readonly [Type in Exclude<LogEntry['type'], 'sale'>]: readonly MemberOf<Type>[] } =
  {
    certificate: ['type', 'certificateId', 'digest', 'at'],
    statusChange: ['type', 'certificateId', 'status', 'reason', 'at'],
    keySet: ['type', 'digest', 'at'],
    markLicence: ['type', 'licenceId', 'outletId', 'origins', 'status', 'at'],
  };

/**
 * The text of an entry, whose UTF-8 bytes are what the log hashes: JSON without white space (RFC 8259), the members in the
 * order in which the schema names them, absent ones left out.
 */
export function encodeLogEntry(entry: LogEntry): string {
  return entry.type === 'sale'
    ? encodeSale(entry)
    : JSON.stringify(entry, members[entry.type] as string[]);
}

// Most entries are sales; written down in their order, members need no list that is gone through.
function encodeSale(entry: Extract<LogEntry, { type: 'sale' }>): string {
  return JSON.stringify({
    type: entry.type,
    outletId: entry.outletId,
    sequence: entry.sequence,
    line: entry.line,
    order: entry.order,
    kind: entry.kind,
    productId: entry.productId,
    certificateId: entry.certificateId,
    quantity: entry.quantity,
    unit: entry.unit,
    amountFen: entry.amountFen,
    soldAt: entry.soldAt,
    sold: entry.sold,
    remaining: entry.remaining,
  } satisfies Record<MemberOf<'sale'>, unknown>);
}

/** That an entry is in the log, for a verifier with tools of its own: see `verifyLogProof` of `@fupin/credential/log`. */
export const LogProof = z.readonly(
  z.looseObject({
    /** Place of the entry in the log, from 0. */
    index: z.int().check(z.minimum(0)),
    /** The entry's text, byte for byte as it was hashed. */
    entry: z.string(),
    /** The inclusion proof (RFC 6962, 2.1.1), base64, from the leaf's sibling up. */
    hashes: z.readonly(z.array(z.string())),
    /** The checkpoint that the proof leads to: a signed note (C2SP tlog-checkpoint). */
    checkpoint: z.string(),
  }),
);
export type LogProof = z.infer<typeof LogProof>;
