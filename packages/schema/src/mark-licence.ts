import { MarkLicenceId, OutletId } from './id.ts';
import { openEnum, type Open } from './open-enum.ts';
import { CalendarDate, Instant, line, Origin } from './scalar.ts';
import * as z from 'zod/mini';

/** What a licence to show the mark may be; all but `granted` mean that the mark may not be shown. */
export const markLicenceStatuses = [
  'pending',
  'granted',
  'expired',
  'suspended',
  'revoked',
  'surrendered',
] as const;
export type MarkLicenceStatus = (typeof markLicenceStatuses)[number];

/** What an operator or supervisor can make of a licence; `granted` reinstates one that is suspended. */
export const markLicenceChanges = ['granted', 'suspended', 'revoked', 'surrendered'] as const;

/** How it was proved that an origin is the licensee's: a file, a DNS record, or an administrator's word alone. */
export const originProofKinds = ['file', 'dns', 'administrator'] as const;
export type OriginProofKind = Open<(typeof originProofKinds)[number]>;

/** The terms on which the mark is licensed. The Chinese text prevails. */
export const MarkTerms = z.readonly(
  z.looseObject({
    version: z.string(),
    effectiveFrom: CalendarDate,
    zh: z.string(),
    en: z.string(),
    /** Of the Chinese text, a line feed and the English text as UTF-8 (RFC 6920: `ni:///sha-256;` + base64url). */
    digest: z.string(),
    /** For how many days a licence is granted. */
    validityDays: z.int(),
  }),
);
export type MarkTerms = z.infer<typeof MarkTerms>;

/** The text that proves an origin once it stands in the file at `fileUrl` or in a TXT record of `dnsName`. */
export const OriginChallenge = z.readonly(
  z.looseObject({
    text: z.string(),
    fileUrl: z.string(),
    /** Null where the host is an IP address, which has no DNS records. */
    dnsName: z.nullable(z.string()),
    /** Null once the origin is proved: the text must stay where it is as long as the licence lasts. */
    expiresAt: z.nullable(Instant),
  }),
);
export type OriginChallenge = z.infer<typeof OriginChallenge>;

/** Why an origin was not proved when the registry last looked, in words for its owner. */
export const OriginFinding = z.readonly(
  z.looseObject({ at: Instant, expected: z.string(), found: z.string(), advice: z.string() }),
);
export type OriginFinding = z.infer<typeof OriginFinding>;

/** An origin of a licence and how it was proved. */
export const MarkLicenceOrigin = z.readonly(
  z.looseObject({
    origin: Origin,
    /** Null as long as it is not proved. */
    proof: z.nullable(
      z.readonly(
        z.looseObject({
          kind: openEnum(originProofKinds),
          provedAt: Instant,
          /** What was seen then. */
          seen: z.string(),
          /** When it was last seen to stand. */
          checkedAt: Instant,
        }),
      ),
    ),
    /** For the licensee alone. */
    challenge: z.optional(OriginChallenge),
    /** For the licensee alone; absent where the last look found the proof. */
    finding: z.optional(OriginFinding),
  }),
);
export type MarkLicenceOrigin = z.infer<typeof MarkLicenceOrigin>;

const contact = { name: line(60), title: z.optional(line(60)), contact: line(120) };

/** Who accepts the terms for the licensee, and how that person is reached. */
export const Signatory = z.readonly(z.strictObject(contact));
export type Signatory = z.infer<typeof Signatory>;

/** A licence to show the mark for one outlet on its origins. */
export const MarkLicence = z.readonly(
  z.looseObject({
    licenceId: MarkLicenceId,
    /** Its number in the public register; null until it is granted. */
    licenceNo: z.nullable(z.string()),
    status: openEnum(markLicenceStatuses),
    outletId: OutletId,
    outletName: z.string(),
    operatorName: z.string(),
    origins: z.readonly(z.array(MarkLicenceOrigin)),
    /** The terms that were accepted; null where an administrator granted it. */
    terms: z.nullable(
      z.readonly(z.looseObject({ version: z.string(), digest: z.string(), acceptedAt: Instant })),
    ),
    /** For the licensee alone. */
    signatory: z.optional(z.readonly(z.looseObject(contact))),
    requestedAt: Instant,
    validFrom: z.nullable(Instant),
    validUntil: z.nullable(Instant),
    /** When the licensee asked for the renewal that is under way, for the licensee alone. */
    renewalRequestedAt: z.optional(Instant),
    statusChanges: z.readonly(
      z.array(
        z.readonly(
          z.looseObject({
            status: openEnum(markLicenceStatuses),
            at: Instant,
            by: openEnum(['operator', 'supervisor', 'administrator', 'registry']),
            reason: z.optional(z.string()),
          }),
        ),
      ),
    ),
  }),
);
export type MarkLicence = z.infer<typeof MarkLicence>;

/** An origin as its owner writes it; the registry writes it as `location.origin` does. */
const writtenOrigins = z.readonly(
  z
    .array(z.string().check(z.minLength(1), z.maxLength(300)))
    .check(z.minLength(1), z.maxLength(20)),
);

const acceptance = { termsVersion: line(20), signatory: Signatory };

/** What an operator asks for: the mark for one of its outlets, on these origins, accepting the terms. */
export const NewMarkLicence = z.readonly(
  z.strictObject({ outletId: OutletId, origins: writtenOrigins, ...acceptance }),
);
export type NewMarkLicence = z.infer<typeof NewMarkLicence>;

/** What an operator says to have a licence renewed, accepting the terms as they are now. */
export const MarkLicenceRenewal = z.readonly(z.strictObject(acceptance));
export type MarkLicenceRenewal = z.infer<typeof MarkLicenceRenewal>;

/** A licence that an administrator grants without proof, for a reason that the register shows. */
export const MarkLicenceGrant = z.readonly(
  z.strictObject({
    origins: writtenOrigins,
    reason: line(500),
    /** Its last instant, at most 5 years ahead; as the terms say where absent. */
    validUntil: z.optional(Instant),
  }),
);
export type MarkLicenceGrant = z.infer<typeof MarkLicenceGrant>;

/** A change of a licence's status, with the reason that the register shows. */
export const MarkLicenceChange = z.readonly(
  z.strictObject({ status: z.enum(markLicenceChanges), reason: line(500) }),
);
export type MarkLicenceChange = z.infer<typeof MarkLicenceChange>;
