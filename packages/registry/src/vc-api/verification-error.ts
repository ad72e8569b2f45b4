const dataModel = 'https://www.w3.org/TR/vc-data-model#';
const statusList = 'https://www.w3.org/ns/credentials/status-list#';

/** Kinds of errors, with the type that W3C gives each (Verifiable Credentials 2.0 §7.1, Bitstring Status List 1.0 §3.5). */
const kinds = {
  parsing: [`${dataModel}PARSING_ERROR`, 'It can’t be read'],
  malformed: [`${dataModel}MALFORMED_VALUE_ERROR`, 'A value is not as it has to be'],
  range: [`${dataModel}RANGE_ERROR`, 'A value is outside its range'],
  cryptographic: [`${dataModel}CRYPTOGRAPHIC_SECURITY_ERROR`, 'It is not secured'],
  statusRetrieval: [`${statusList}STATUS_RETRIEVAL_ERROR`, 'Its status can’t be had'],
  status: [`${statusList}STATUS_VERIFICATION_ERROR`, 'It is revoked or suspended'],
} as const;

/** A credential or presentation can't be relied on, for a reason that the caller is told. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
  readonly kind: keyof typeof kinds;

  constructor(kind: keyof typeof kinds, detail: string) {
    super(detail);
    this.kind = kind;
  }
}

/** Throws a VerificationError unless the claim holds. */
export function demand(claim: unknown, kind: keyof typeof kinds, detail: string): asserts claim {
  if (!claim) throw new VerificationError(kind, detail);
}

/** The problem details (RFC 9457) of an error or warning. */
export function problemDetails({ kind, message }: VerificationError) {
  const [type, title] = kinds[kind];
  return { type, title, detail: message };
}
