import { digestCertificate } from '@fupin/credential';
import {
  createVerifierKey,
  encodeBase64,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  hashChildren,
  hashLeaf,
  signedMessage,
} from '@fupin/credential/log';
import type { LogProof } from '@fupin/schema';

const origin = 'registry.test/log';
const bytes = (text: string) => new TextEncoder().encode(text);

/** Takes a certificate, as compact JWS, into a transparency log of two entries: the proof, and the log's verifier key. */
export async function loggedIn(
  certificate: string,
): Promise<{ readonly logProof: LogProof; readonly logKey: string }> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign'])) as CryptoKeyPair;
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const key = await createVerifierKey(origin, 'ed25519', publicKey);
  const entry = JSON.stringify({
    type: 'certificate',
    certificateId: 'crt_valid0',
    digest: await digestCertificate(certificate),
    at: '2026-06-01T00:00:00Z',
  });
  const sibling = await hashLeaf(bytes('{"type":"keySet"}'));
  const root = await hashChildren(await hashLeaf(bytes(entry)), sibling);
  const text = formatCheckpoint({ origin, treeSize: 2, root });
  const signed = await crypto.subtle.sign('Ed25519', pair.privateKey, signedMessage(text));
  const signature = { name: key.name, id: key.id, signature: new Uint8Array(signed) };
  const checkpoint = formatNote({ text, signatures: [signature] });
  return {
    logProof: { index: 0, entry, hashes: [encodeBase64(sibling)], checkpoint },
    logKey: formatVerifierKey(key),
  };
}
