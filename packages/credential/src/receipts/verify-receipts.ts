import { decodeBase64url } from '../base64url.ts';
import { thumbprint } from '../digest.ts';
import { es256, isSignature, readJws } from '../jws.ts';
import { verifyInclusion } from '../log/verify-proof.ts';
import { demandKey, type Trust, type VerificationKey } from '../open-token.ts';
import { readNewest, takeIn } from '../shared-token.ts';
import { demand, type UnverifiableReason } from '../unverifiable.ts';
import { createCache, remember, type VerificationCache } from '../verification-cache.ts';
import { hashReceipt, hashReceipts, type Receipt, type ReceiptProof } from './receipt-tree.ts';
import { receiptsType, type ReceiptsClaims } from './sign-receipts.ts';

/** Receipts with what is needed to verify them. */
export interface SignedReceipts {
  /** All that were signed together, in their order; or one of them, with its proof. */
  readonly receipts: readonly Receipt[];
  readonly proof?: ReceiptProof;
  /** Compact JWS. */
  readonly signature: string;
  /** The registry's keys (RFC 7517), each with its RFC 7638 thumbprint as `kid`. */
  readonly keySet: { readonly keys: readonly VerificationKey[] };
  /** The registry's keys signed by its root key, as compact JWS; needed where root keys are pinned. */
  readonly signedKeySet?: string;
}

/** Whom to believe, and what to hold receipts against. */
export interface VerifyReceiptsOptions {
  /** The registry that must have signed, such as `did:web:registry.example`. */
  readonly issuer: string;
  /** The outlet whose lines they must be of. */
  readonly outletId: string;
  /** RFC 7638 thumbprints of the registry's root keys: only keys that one of them signed count. */
  readonly rootKeyIds?: readonly string[];
  /** When the lines are known to have been logged, from a verified proof: a key that was retired later counts for them. */
  readonly loggedAt?: Date | number;
  /** The time to judge keys at; the present by default. */
  readonly now?: Date | number;
  /** Shared by many verifications, so that keys are taken in once. */
  readonly cache?: VerificationCache;
}

/**
 * Why receipts are not believed: a reason of `verifyCertificate`'s; `outletMismatch` they are of another outlet's lines;
 * `receiptsMismatch` other receipts were signed, or more or fewer.
 */
export type ReceiptsFault = UnverifiableReason | 'outletMismatch' | 'receiptsMismatch';

/** Whether the registry has signed receipts. Instants are seconds since 1970. */
export type ReceiptsVerification =
  | {
      readonly state: 'valid';
      readonly outletId: string;
      readonly issuedAt: number;
      /** By when the registry promises to have every one of the lines in its log. */
      readonly logBy: number;
    }
  | { readonly state: 'unverifiable'; readonly reason: ReceiptsFault };

/** Verifies that the registry has signed receipts of an outlet's lines, all of an answer or one with its proof; never throws. */
export async function verifyReceipts(
  signed: SignedReceipts,
  options: VerifyReceiptsOptions,
): Promise<ReceiptsVerification> {
  try {
    return await judge(signed, options);
  } catch (error) {
    const { reason } = error as { readonly reason?: UnverifiableReason };
    return fault(reason ?? 'malformed');
  }
}

async function judge(
  { receipts, proof, signature, keySet, signedKeySet }: SignedReceipts,
  options: VerifyReceiptsOptions,
): Promise<ReceiptsVerification> {
  demand(globalThis.crypto?.subtle, 'noWebCrypto');
  const {
    issuer,
    outletId,
    rootKeyIds,
    loggedAt,
    now = Date.now(),
    cache = createCache(),
  } = options;
  const given: Trust = {
    issuer,
    keys: rootKeyIds?.map((kid) => ({ kid })) ?? keySet.keys,
    now: +now / 1000,
    cache,
  };
  if (rootKeyIds && signedKeySet) await takeIn(signedKeySet, given);
  const trust = rootKeyIds ? { ...given, keys: readNewest(given, 'keySet').claims.keys } : given;
  const claims = await open(signature, trust, loggedAt);
  demand(claims.iss === issuer, 'issuerMismatch');
  if (claims.sub !== outletId) return fault('outletMismatch');
  if (!(await areSigned(receipts, proof, claims))) return fault('receiptsMismatch');
  return { state: 'valid', outletId, issuedAt: claims.iat, logBy: claims.logBy };
}

async function open(
  token: string,
  trust: Trust,
  loggedAt: VerifyReceiptsOptions['loggedAt'],
): Promise<ReceiptsClaims> {
  const [{ alg, typ, kid, crit, b64 }, claims, , signed, signature] = await readJws(token);
  demand(
    alg === 'ES256' && typ === receiptsType && crit === undefined && b64 === undefined,
    'headerNotAllowed',
  );
  const jwk = demandKey(kid, trust, loggedAt && +loggedAt / 1000) as VerificationKey;
  const key = await remember(trust.cache.keys, kid, async () => {
    demand((await thumbprint(jwk)) === kid, 'keyMismatch');
    return crypto.subtle.importKey('jwk', jwk, es256, false, ['verify']);
  });
  demand(await isSignature(signature, signed, key), 'signatureInvalid');
  return claims as ReceiptsClaims;
}

async function areSigned(
  receipts: readonly Receipt[],
  proof: ReceiptProof | undefined,
  { count, root }: ReceiptsClaims,
): Promise<boolean> {
  if (!proof) {
    const tree = await hashReceipts(receipts);
    return tree.count === count && tree.root === root;
  }
  const [receipt, ...others] = receipts;
  if (!receipt || others.length > 0) return false;
  return verifyInclusion({
    index: proof.index,
    size: count,
    leafHash: await hashReceipt(receipt),
    hashes: proof.hashes.map(decodeBase64url),
    root: decodeBase64url(root),
  });
}

function fault(reason: ReceiptsFault): ReceiptsVerification {
  return { state: 'unverifiable', reason };
}
