import { openEnum, type Open } from './open-enum.ts';
import { Instant, line } from './scalar.ts';
import { EvidenceId } from './id.ts';
import * as z from 'zod/mini';

/** What a piece of evidence shows. */
export const evidenceKinds = [
  'applicationForm',
  'businessLicence',
  'commitment',
  'linkageProof',
  'qualityReport',
  'priceProof',
  'originProof',
  'trademarkCertificate',
  'markUsePlan',
  'assistanceStamp',
  'memberList',
  'other',
] as const;
export type EvidenceKind = Open<(typeof evidenceKinds)[number]>;

/** The media types in which evidence is taken: none that a browser runs as a page. */
export const evidenceMediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;

/** The name of a file of evidence: one line of at most 120 characters, no path, and no characters that hide others. */
export const EvidenceFileName = line(120).check(
  z.regex(/^[^./\\\p{Cf}][^/\\\p{Cf}]*$/u, 'must be a file name, such as "营业执照.pdf"'),
);

/** A file that came as evidence with an application. The file itself is downloaded with `getEvidence`. */
export const Evidence = z.readonly(
  z.looseObject({
    evidenceId: EvidenceId,
    kind: openEnum(evidenceKinds),
    fileName: z.string(),
    mediaType: openEnum(evidenceMediaTypes),
    sizeBytes: z.int(),
    /** SHA-256 of the file, base64 (as in Content-Digest, RFC 9530). */
    sha256: z.string(),
    addedAt: Instant,
  }),
);
export type Evidence = z.infer<typeof Evidence>;
