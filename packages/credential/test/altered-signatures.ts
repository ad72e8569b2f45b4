import { es256 } from '../src/jws.ts';

/** The order of the group of P-256 (FIPS 186-5, SP 800-186 §3.2.1.3). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** The prime of its field. */
const prime = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;

type Bytes = Uint8Array<ArrayBuffer>;

/** A signature, what is to become of it, and under which key and of what. */
interface SignatureCase {
  readonly name: string;
  readonly isTrue: boolean;
  readonly signature: Bytes;
  readonly signed: Bytes;
  readonly key: CryptoKey;
}

/** True signatures of a new key, and what is made of one of them by altering it: of the kinds that Wycheproof's vectors have. */
export async function alteredSignatures(): Promise<SignatureCase[]> {
  const [own, other] = await Promise.all([generateKey(), generateKey()]);
  const signed = new TextEncoder().encode('a certificate');
  const signature = new Uint8Array(await crypto.subtle.sign(es256, own.privateKey, signed));
  const [r, s] = [toNumber(signature.subarray(0, 32)), toNumber(signature.subarray(32))];
  const pair = (a: bigint, b: bigint) => concat(toBytes(a), toBytes(b));
  const flipped = Array.from(signature, (byte, at) => signature.with(at, byte ^ 1));
  const altered: Readonly<Record<string, Bytes>> = {
    'no byte': new Uint8Array(),
    'one byte': new Uint8Array(1),
    'the last byte missing': signature.slice(0, 63),
    'the first byte missing': signature.slice(1),
    'the second half missing': signature.slice(0, 32),
    'a zero after it': concat(signature, new Uint8Array(1)),
    'a zero before it': concat(new Uint8Array(1), signature),
    'zeros after it': concat(signature, new Uint8Array(64)),
    'the whole of it twice': concat(signature, signature),
    'a zero before each half': concat(toBytes(r, 33), toBytes(s, 33)),
    'the two halves of P-384': concat(toBytes(r, 48), toBytes(s, 48)),
    'the form of DER': toDer(r, s),
    'the form of DER, cut to 64 bytes': toDer(r, s).slice(0, 64),
    'zeros alone': new Uint8Array(64),
    'ones alone': new Uint8Array(64).fill(0xff),
    'r = 0': pair(0n, s),
    's = 0': pair(r, 0n),
    'r = s = 1': pair(1n, 1n),
    'r = n': pair(order, s),
    's = n': pair(r, order),
    'r = s = n': pair(order, order),
    'r = n - 1': pair(order - 1n, s),
    's = n - 1': pair(r, order - 1n),
    'r = p': pair(prime, s),
    's = p': pair(r, prime),
    'n - r for r': pair(order - r, s),
    'r + n for r, in 33 bytes': concat(toBytes(r + order, 33), toBytes(s)),
    's + n for s, in 33 bytes': concat(toBytes(r), toBytes(s + order, 33)),
    'r + n for r, cut to 32 bytes': pair((r + order) % 2n ** 256n, s),
    's + n for s, cut to 32 bytes': pair(r, (s + order) % 2n ** 256n),
    'r and s swapped': pair(s, r),
    'its bytes in reverse': signature.toReversed(),
  };
  const key = own.publicKey;
  return [
    { name: 'is as it was made', isTrue: true, signature, signed, key },
    // Whence nothing may ever be keyed on a token's text.
    { name: 'has n - s for s', isTrue: true, signature: pair(r, order - s), signed, key },
    ...Object.entries(altered).map(([what, bytes]) => ({
      name: `has ${what}`,
      isTrue: false,
      signature: bytes,
      signed,
      key,
    })),
    ...flipped.map((bytes, at) => ({
      name: `has a bit of byte ${at} flipped`,
      isTrue: false,
      signature: bytes,
      signed,
      key,
    })),
    { name: 'is of another key', isTrue: false, signature, signed, key: other.publicKey },
    { name: 'is of other bytes', isTrue: false, signature, signed: signed.slice(1), key },
  ];
}

function generateKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(es256, false, ['sign', 'verify']);
}

function toNumber(bytes: Bytes): bigint {
  return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function toBytes(number: bigint, length = 32): Bytes {
  return Uint8Array.from({ length }, (_, at) =>
    Number((number >> BigInt(8 * (length - 1 - at))) & 0xffn),
  );
}

/** Two numbers as the SEQUENCE of INTEGERs that TLS and X.509 have (RFC 3279 §2.2.3). */
function toDer(r: bigint, s: bigint): Bytes {
  const integers = [r, s].map((number) => {
    const length = Math.floor(number.toString(2).length / 8) + 1;
    return concat(Uint8Array.of(0x02, length), toBytes(number, length));
  });
  const content = concat(...integers);
  return concat(Uint8Array.of(0x30, content.length), content);
}

function concat(...parts: readonly Bytes[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
