import type { EcPublicJwk } from './digest.ts';

/** What every credential of the registry claims (W3C Verifiable Credentials 2.0); instants are RFC 3339. */
export interface Claims {
  readonly '@context': readonly string[];
  readonly id: string;
  readonly type: readonly string[];
  readonly issuer: string | { readonly id: string };
  readonly validFrom: string;
  readonly validUntil: string;
}

/** Where a certificate's status stands: one bit of a list (Bitstring Status List 1.0 §2.1). */
export interface StatusEntry {
  readonly id: string;
  readonly type: 'BitstringStatusListEntry';
  readonly statusPurpose: StatusPurpose;
  readonly statusListIndex: string;
  readonly statusListCredential: string;
}

/** What a set bit means: withdrawn for good, or not to be relied on for now. */
export type StatusPurpose = 'revocation' | 'suspension';

/** A party or product with the number it has in a named register. */
export interface Registered {
  readonly type: readonly string[];
  readonly id: string;
  readonly name: string;
  readonly registeredId?: string;
  readonly idScheme?: {
    readonly type: readonly string[];
    readonly id: string;
    readonly name: string;
  };
}

/** The registry's own facts about a certified product, in the terms of its pinned context. */
export interface DirectoryEntry {
  /** Number in the directory. */
  readonly directoryNo: string;
  /** Batch in which the product was announced. */
  readonly batch?: string;
  /** Certifying county: GB/T 2260 code and name. */
  readonly certifiedBy: { readonly divisionCode: string; readonly name: string };
  /** Kinds of interest linkage, such as `wage` or `guaranteedPurchase`. */
  readonly linkages?: readonly string[];
  readonly householdsHelped?: number;
  readonly peopleHelped?: number;
  /** Value of the goods that can be supplied in a year, in fen. */
  readonly commodityValueFen?: number;
}

/** What a certificate claims: a UNTP Digital Conformity Credential with the registry's directory entry. */
export interface CertificateClaims extends Claims {
  readonly name: string;
  readonly issuer: { readonly type: readonly string[]; readonly id: string; readonly name: string };
  readonly credentialStatus: readonly StatusEntry[];
  readonly credentialSubject: {
    readonly type: readonly string[];
    readonly id: string;
    readonly name: string;
    readonly assessorLevel: '3rdParty';
    readonly assessmentLevel: 'GovtApproval';
    readonly attestationType: 'certification';
    readonly issuedToParty: Registered;
    readonly scope: {
      readonly type: readonly string[];
      readonly id: string;
      readonly name: string;
      readonly issuingParty: { readonly id: string; readonly name: string };
    };
    readonly assessment: readonly [
      {
        readonly type: readonly string[];
        readonly id: string;
        readonly conformityTopic: 'social.community';
        readonly conformance: true;
        readonly assessedProduct: readonly [
          { readonly product: Registered; readonly IDverifiedByCAB: true },
        ];
        readonly declaredValue: readonly [
          {
            readonly metricName: string;
            readonly metricValue: { readonly value: number; readonly unit: string };
          },
        ];
      },
    ];
    readonly directoryEntry: DirectoryEntry & { readonly type: readonly string[] };
  };
}

/** What a badge claims: the licence to show the mark for one product on a list of origins. */
export interface BadgeClaims extends Claims {
  readonly issuer: string;
  readonly credentialSubject: {
    readonly type: readonly string[];
    /** Name of the licensed merchant. */
    readonly merchant: string;
    /** GS1 Digital Link URI of the product, or its own URI. */
    readonly product: string;
    /** Exact origins, scheme + host + port. */
    readonly origins: readonly string[];
    /** `id` of the certificate that the licence rests on. */
    readonly certificate: string;
    /** Digest of that certificate; see `digestCertificate`. */
    readonly certificateDigest: string;
    /** Numbers of the mark licences that cover these origins, in the registry's public register. */
    readonly licences?: readonly string[];
  };
}

/** What a status list claims (Bitstring Status List 1.0 §2.2). */
export interface StatusListClaims extends Claims {
  readonly issuer: string;
  readonly credentialSubject: {
    readonly id: string;
    readonly type: 'BitstringStatusList';
    readonly statusPurpose: StatusPurpose;
    readonly encodedList: string;
  };
}

/** What a key set signed by a root key claims; instants are seconds since 1970 (RFC 7519 §4.1). */
export interface KeySetClaims {
  readonly iss: string;
  readonly sub: string;
  readonly iat: number;
  readonly exp: number;
  /** `kid` is the RFC 7638 thumbprint; `exp` when the key was retired, as OpenID Federation's historical keys have it. */
  readonly keys: readonly (EcPublicJwk & { readonly kid: string; readonly exp?: number })[];
}
