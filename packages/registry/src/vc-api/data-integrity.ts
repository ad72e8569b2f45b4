import { createHash, sign, verify, type KeyObject } from 'node:crypto';
import { canonicalize } from './json-ld.ts';
import { decodeBase58, encodeBase58 } from './multibase.ts';
import { demand } from './verification-error.ts';

/** A proof within the document that it secures (Data Integrity 1.0 §2.1). */
export interface Proof {
  readonly type: string;
  readonly cryptosuite: string;
  readonly verificationMethod: string;
  readonly proofPurpose: string;
  readonly proofValue: string;
  readonly created?: string;
  readonly expires?: string;
  readonly challenge?: string;
  readonly domain?: string | readonly string[];
}

/** Cryptosuites that are verified, with the curve of their key (EdDSA and ECDSA Cryptosuites 1.0). */
const cryptosuites: Readonly<
  Record<string, { readonly curve: string; readonly hash: 'sha256' | null }>
> = {
  'eddsa-rdfc-2022': { curve: 'ed25519', hash: null },
  'ecdsa-rdfc-2019': { curve: 'prime256v1', hash: 'sha256' },
};

type Secured = Readonly<Record<string, unknown>>;

/** The proofs of a document; throws a VerificationError where it has none, or one that is not understood. */
export function proofsOf(document: Secured): readonly Proof[] {
  const proofs = [document['proof'] ?? []].flat() as Partial<Proof>[];
  demand(proofs.length > 0, 'cryptographic', 'It has neither envelope nor proof.');
  for (const { type, cryptosuite = '', verificationMethod, proofValue, proofPurpose } of proofs) {
    demand(
      type === 'DataIntegrityProof' && Object.hasOwn(cryptosuites, cryptosuite),
      'cryptographic',
      `A proof must be a DataIntegrityProof of ${Object.keys(cryptosuites).join(' or ')}.`,
    );
    const texts = [verificationMethod, proofValue, proofPurpose];
    demand(
      texts.every((text) => typeof text === 'string'),
      'malformed',
      'A proof must have verificationMethod, proofPurpose and proofValue.',
    );
  }
  return proofs as Proof[];
}

/** Whether a proof of a document is true under a key. */
export async function isProvenBy(
  document: Secured,
  proof: Proof,
  key: KeyObject,
): Promise<boolean> {
  const suite = cryptosuites[proof.cryptosuite];
  const ownCurve = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType;
  const signature = decodeBase58(proof.proofValue);
  if (!suite || suite.curve !== ownCurve || signature.length !== 64) return false;
  const digest = await digestOf(document, proof);
  return verify(suite.hash, digest, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** The document with a proof of ecdsa-rdfc-2019 by a P-256 key. */
export async function withProof(
  document: Secured,
  {
    verificationMethod,
    key,
    now,
  }: { readonly verificationMethod: string; readonly key: KeyObject; readonly now: Date },
): Promise<Secured> {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'ecdsa-rdfc-2019',
    created: `${now.toISOString().slice(0, 19)}Z`,
    verificationMethod,
    proofPurpose: 'assertionMethod',
  };
  const digest = await digestOf(document, proof);
  const signature = sign('sha256', digest, { key, dsaEncoding: 'ieee-p1363' });
  return { ...document, proof: { ...proof, proofValue: encodeBase58(signature) } };
}

/** What is signed: the digests of the canonical proof options and of the canonical document, in this order. */
async function digestOf(document: Secured, proof: object): Promise<Buffer> {
  const { proof: _, ...unsecured } = document;
  const { proofValue: __, ...options } = proof as Partial<Proof>;
  const parts = [{ '@context': document['@context'], ...options }, unsecured];
  const texts = await Promise.all(parts.map((part) => canonicalize(part)));
  return Buffer.concat(texts.map((text) => createHash('sha256').update(text).digest()));
}
