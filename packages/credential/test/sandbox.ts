import {
  createBitstring,
  generateSigningKey,
  issueBadge,
  issueCertificate,
  issueStatusList,
  setBit,
  signKeySet,
  toDidWeb,
  toKeySet,
} from '../src/index.ts';
import type {
  BadgeInput,
  Bundle,
  CertificateInput,
  Issuer,
  KeySetInput,
  StatusListInput,
} from '../src/index.ts';
import { decodeBase64url, encodeBase64url } from '../src/base64url.ts';
import { signJws } from '../src/jws.ts';

export const registry = 'https://registry.example';
export const shop = 'https://shop.example';
export const did = toDidWeb(registry);
export const now = new Date('2026-06-01T12:00:00Z');
export const index = 94_567;

/** Claims that a test changes in ways no type allows. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyClaims = any;

/** A time so many hours after `now`. */
export const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

/** A registry with a key of its own, and what it issues unless told otherwise. */
export async function createSandbox(id = did) {
  const key = await generateSigningKey();
  const rootKey = await generateSigningKey();
  const issuer: Issuer = { id, name: 'Sandbox registry', context: `${registry}/contexts/v1`, key };

  const certificate = (changes: Partial<CertificateInput> = {}) =>
    issueCertificate(
      {
        id: `${registry}/certificates/crt_1`,
        name: '洛川苹果 · 2020-1-00042',
        validFrom: inHours(-1000),
        validUntil: inHours(1000),
        scheme: { id: `${registry}/schemes/1`, name: 'Certification of products' },
        supplier: {
          id: `${registry}/suppliers/sup_1`,
          name: '洛川县某某合作社',
          uscc: '93610629MA6YXXXX0X',
        },
        product: {
          id: 'https://id.gs1.org/01/06901234567892',
          name: '洛川苹果',
          gtin: '6901234567892',
        },
        annualSupply: { value: 1200, unit: 'TNE' },
        directoryEntry: {
          directoryNo: '2020-1-00042',
          certifiedBy: { divisionCode: '610629', name: '洛川县' },
          linkages: ['wage', 'guaranteedPurchase'],
          householdsHelped: 226,
        },
        status: {
          revocation: { list: `${registry}/status/revocation`, index },
          suspension: { list: `${registry}/status/suspension`, index },
        },
        ...changes,
      },
      issuer,
    );

  const badge = (certificate: string, changes: Partial<BadgeInput> = {}) =>
    issueBadge(
      {
        id: `${registry}/badges/bdg_1`,
        merchant: 'Shop',
        product: 'https://id.gs1.org/01/06901234567892',
        origins: [shop, 'http://127.0.0.1:5173'],
        certificate,
        validFrom: inHours(-1),
        validUntil: inHours(24 * 6),
        ...changes,
      },
      issuer,
    );

  const list = (
    purpose: 'revocation' | 'suspension',
    set: readonly number[] = [],
    changes: Partial<StatusListInput> = {},
  ) => {
    const bits = createBitstring();
    for (const place of set) setBit(bits, place, true);
    return issueStatusList(
      {
        id: `${registry}/status/${purpose}`,
        purpose,
        bits,
        validFrom: inHours(-1),
        validUntil: inHours(12),
        ...changes,
      },
      issuer,
    );
  };

  const signedKeySet = (changes: Partial<KeySetInput> = {}, signer = rootKey) =>
    signKeySet(
      {
        issuer: id,
        keys: [key.publicJwk],
        validFrom: inHours(-1),
        validUntil: inHours(24 * 30),
        ...changes,
      },
      signer,
    );

  const own = await certificate();
  const bundle = {
    badge: await badge(own),
    certificate: own,
    statusLists: [await list('revocation'), await list('suspension')],
    keySet: toKeySet([key.publicJwk]),
    signedKeySet: await signedKeySet(),
  } satisfies Bundle;

  /** Signs a token's claims again after a change, as only the registry itself could. */
  const resign = (token: string, change: (claims: AnyClaims) => void) => {
    const claims = read(token);
    change(claims);
    return signJws(claims, key.kid, key.privateKey);
  };

  return { key, rootKey, issuer, bundle, certificate, badge, list, signedKeySet, resign };
}

/** The claims of a token, unverified. */
export function read(token: string): AnyClaims {
  return JSON.parse(new TextDecoder().decode(decodeBase64url(token.split('.')[1]!)));
}

/** Any value as a part of a token. */
export function part(value: unknown): string {
  return encodeBase64url(new TextEncoder().encode(JSON.stringify(value)));
}

/** Puts another part in a token's place 0 (header), 1 (payload) or 2 (signature). */
export function withPart(token: string, place: 0 | 1 | 2, change: (part: string) => string) {
  return token
    .split('.')
    .map((text, at) => (at === place ? change(text) : text))
    .join('.');
}
