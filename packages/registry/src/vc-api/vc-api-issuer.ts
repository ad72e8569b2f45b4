import {
  createBitstring,
  minimumEntries,
  setBit,
  toDidDocument,
  toDidWeb,
  type SigningKey,
  type StatusPurpose,
} from '@fupin/credential';
import { baseContext } from '@fupin/schema';
import { ECDH, KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { withProof } from './data-integrity.ts';
import { envelop } from './envelope.ts';
import { signToken } from './jwt.ts';
import { encodeBase58 } from './multibase.ts';
import type { VerificationMethod } from './verification-methods.ts';

const pack = promisify(gzip);
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** How a credential is secured: in an envelope (VC-JOSE-COSE), or by a proof within it (ecdsa-rdfc-2019). */
export type Securing = 'envelope' | 'proof';

type Secured = Readonly<Record<string, unknown>>;

/**
 * Issues credentials for whoever may ask, in a name of its own: `did:web:<host>:vc-api`. Its key is none of the registry's, so
 * nothing it signs is a certificate, a badge or a status list to anybody who asked for the registry's.
 */
export interface VcApiIssuer {
  readonly id: string;
  /** Its DID document, to be served at `/vc-api/did.json`. */
  readonly document: object;
  readonly methods: readonly VerificationMethod[];
  sign(credential: Secured, securing: Securing, now: Date): Promise<Secured>;
  /** What a credential's `credentialStatus` says of its place. */
  statusEntry(purpose: StatusPurpose, place: number): object;
  /** The status list (from 0) of a purpose with these bits set, as a credential not yet signed. */
  statusList(
    purpose: StatusPurpose,
    list: number,
    setBits: readonly number[],
    now: Date,
  ): Promise<Secured>;
  /** A credential as compact JWS. */
  token(credential: Secured): string;
  /** A presentation in an envelope. */
  present(presentation: Secured): Secured;
}

/** Makes the issuer of a registry at an address. */
export function createVcApiIssuer(publicUrl: string, key: SigningKey): VcApiIssuer {
  const id = `${toDidWeb(publicUrl)}:vc-api`;
  const privateKey = KeyObject.from(key.privateKey);
  const jwkMethod = `${id}#${key.kid}`;
  const multikeyMethod = `${id}#multikey`;
  const listUrl = (purpose: StatusPurpose, list: number) =>
    `${publicUrl}/vc-api/status/${purpose}${list + 1}`;
  const token = (document: Secured, content: 'vc' | 'vp' = 'vc') =>
    signToken(document, content, { kid: jwkMethod, key: privateKey });
  return {
    id,
    document: didDocument(id, key),
    methods: [jwkMethod, multikeyMethod].map((method) => ({
      id: method,
      publicKeyJwk: { ...key.publicJwk, kid: method },
    })),
    token,
    present: (presentation) => envelop(token(presentation, 'vp'), 'vp'),

    async sign(credential, securing, now) {
      if (securing === 'envelope') return envelop(token(credential), 'vc');
      return withProof(credential, { verificationMethod: multikeyMethod, key: privateKey, now });
    },

    statusEntry(purpose, place) {
      const list = listUrl(purpose, Math.floor(place / minimumEntries));
      const index = String(place % minimumEntries);
      return {
        id: `${list}#${index}`,
        type: 'BitstringStatusListEntry',
        statusPurpose: purpose,
        statusListIndex: index,
        statusListCredential: list,
      };
    },

    async statusList(purpose, list, setBits, now) {
      const url = listUrl(purpose, list);
      const bits = createBitstring();
      for (const index of setBits) setBit(bits, index, true);
      const from = now.getTime() - (now.getTime() % hourMs);
      return {
        '@context': [baseContext],
        id: url,
        type: ['VerifiableCredential', 'BitstringStatusListCredential'],
        issuer: id,
        validFrom: new Date(from).toISOString(),
        validUntil: new Date(from + dayMs).toISOString(),
        credentialSubject: {
          id: `${url}#list`,
          type: 'BitstringStatusList',
          statusPurpose: purpose,
          encodedList: `u${(await pack(bits)).toString('base64url')}`,
        },
      };
    },
  };
}

function didDocument(id: string, { publicJwk }: SigningKey): object {
  const document = toDidDocument(id, [publicJwk]);
  const multikey = {
    id: `${id}#multikey`,
    type: 'Multikey',
    controller: id,
    publicKeyMultibase: multikeyOf(publicJwk),
  };
  return {
    ...document,
    '@context': [...document['@context'], 'https://w3id.org/security/multikey/v1'],
    verificationMethod: [...document.verificationMethod, multikey],
    assertionMethod: [...document.assertionMethod, multikey.id],
  };
}

/** A P-256 key as Multikey (Controlled Identifiers 1.0 §2.2.2): its compressed point behind the code 0x1200. */
function multikeyOf({ x, y }: SigningKey['publicJwk']): string {
  const point = Buffer.concat([
    Buffer.of(4),
    ...[x, y].map((half) => Buffer.from(half, 'base64url')),
  ]);
  const compressed = ECDH.convertKey(
    point,
    'prime256v1',
    undefined,
    undefined,
    'compressed',
  ) as Buffer;
  return encodeBase58(Buffer.concat([Buffer.of(0x80, 0x24), compressed]));
}
