import {
  createVerifierKey,
  signedMessage,
  type NoteSignature,
  type SignatureType,
} from '../src/log/log.ts';

/** A new key that signs notes under a name, with a time where it is a witness's. */
export async function createNoteSigner(name: string, type: SignatureType) {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const key = await createVerifierKey(name, type, publicKey);
  const sign = async (text: string, timestamp?: number): Promise<NoteSignature> => {
    const message = signedMessage(text, timestamp);
    const bare = new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, message));
    const time = new DataView(new ArrayBuffer(8));
    time.setBigUint64(0, BigInt(timestamp ?? 0));
    const timed = Uint8Array.of(...new Uint8Array(time.buffer), ...bare);
    return { name, id: key.id, signature: timestamp === undefined ? bare : timed };
  };
  return { key, sign };
}
