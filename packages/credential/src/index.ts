export { digestCertificate, issueBadge } from './badge.ts';
export type { BadgeInput } from './badge.ts';
export { createBitstring, getBit, minimumEntries, setBit } from './bitstring.ts';
export { issueCertificate } from './certificate.ts';
export type { CertificateInput, StatusPlace } from './certificate.ts';
export type {
  BadgeClaims,
  CertificateClaims,
  Claims,
  DirectoryEntry,
  KeySetClaims,
  Registered,
  StatusEntry,
  StatusListClaims,
  StatusPurpose,
} from './claims.ts';
export { registryContext } from './context.ts';
export { toDidDocument, toDidWeb } from './did-document.ts';
export type { DidDocument } from './did-document.ts';
export { thumbprint } from './digest.ts';
export type { EcPublicJwk } from './digest.ts';
export type { Issuer, Validity } from './issue.ts';
export { retireKey, signKeySet, toKeySet } from './key-set.ts';
export type { KeySetInput } from './key-set.ts';
export { exportSigningKey, generateSigningKey, importSigningKey } from './keys.ts';
export type { PrivateJwk, PublicJwk, SigningKey } from './keys.ts';
export { issueStatusList } from './status-list.ts';
export type { StatusListInput } from './status-list.ts';
export { createCache, verifyBadge, verifyCertificate } from './verify.ts';
export type {
  BadgeVerification,
  Bundle,
  CertificateVerification,
  UnverifiableReason,
  UnverifiableResult,
  VerificationCache,
  VerificationKey,
  VerifyOptions,
} from './verify.ts';
