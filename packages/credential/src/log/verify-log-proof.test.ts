import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { encodeBase64 } from './base64.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { hashChildren, hashLeaf } from './merkle-hash.ts';
import { createNoteSigner } from '../../test/note-signer.ts';
import { formatNote } from './note.ts';
import { createVerifierKey, formatVerifierKey } from './verifier-key.ts';
import { verifyLogProof, type LogProof } from './verify-log-proof.ts';

const origin = 'registry.example/log';
const digest = `ni:///sha-256;${'d'.repeat(43)}`;
const entry = JSON.stringify({ type: 'certificate', certificateId: 'crt_1', digest });
const other = await hashLeaf(new TextEncoder().encode('{"type":"keySet"}'));

const log = await createNoteSigner(origin, 'ed25519');
const first = await createNoteSigner('witness.example/1', 'cosignature');
const second = await createNoteSigner('witness.example/2', 'cosignature');
const third = await createNoteSigner('witness.example/3', 'cosignature');
const logKey = formatVerifierKey(log.key);
const witnessKeys = [first, second, third].map(({ key }) => formatVerifierKey(key));

/** A proof in a log of two leaves; `changes` are made before it is signed. */
async function proofOf(leaf = entry, name = origin): Promise<LogProof & { readonly text: string }> {
  const root = await hashChildren(other, await hashLeaf(new TextEncoder().encode(leaf)));
  const text = formatCheckpoint({ origin: name, treeSize: 2, root });
  const signatures = [
    await log.sign(text),
    await first.sign(text, 1_700_000_100),
    await second.sign(text, 1_700_000_000),
  ];
  const checkpoint = formatNote({ text, signatures });
  return { index: 1, entry: leaf, hashes: [encodeBase64(other)], checkpoint, text };
}

const good = await proofOf();
const spoiled: Readonly<Record<string, [string, LogProof]>> = {
  'an entry with another digest': ['digestMismatch', await proofOf(entry.replace('ddd', 'ddx'))],
  'an entry of another type': [
    'digestMismatch',
    await proofOf(entry.replace('certificate"', 'keySet"')),
  ],
  'an entry that is not JSON': ['malformed', await proofOf(entry.slice(1))],
  'an entry of which a space was changed': ['notIncluded', { ...good, entry: `${entry} ` }],
  'another place': ['notIncluded', { ...good, index: 0 }],
  'no hashes': ['notIncluded', { ...good, hashes: [] }],
  'a hash that is not base64': ['malformed', { ...good, hashes: ['*'] }],
  'another log’s checkpoint': ['signatureInvalid', await proofOf(entry, 'other.example/log')],
  'a checkpoint of another size': [
    'signatureInvalid',
    { ...good, checkpoint: good.checkpoint.replace('\n2\n', '\n3\n') },
  ],
  'a checkpoint that only witnesses signed': [
    'signatureInvalid',
    { ...good, checkpoint: good.checkpoint.replace(/— registry.*\n/, '') },
  ],
  'a checkpoint that is no note': ['malformed', { ...good, checkpoint: 'x' }],
};

describe('a log proof', () => {
  it('shows that the certificate is logged, and since when its witnesses know', async () => {
    const policy = { logKey, witnessKeys, quorum: 2 };
    assert.deepEqual(await verifyLogProof(digest, await proofOf(), policy), {
      state: 'logged',
      index: 1,
      treeSize: 2,
      witnesses: 2,
      witnessedAt: 1_700_000_000,
    });
  });

  it('needs no witness where none is asked for', async () => {
    const result = await verifyLogProof(digest, await proofOf(), { logKey });
    assert.deepEqual(result, { state: 'logged', index: 1, treeSize: 2, witnesses: 0 });
  });

  it('counts a witness once, under however many names it signs', async () => {
    const proof = await proofOf();
    const alias = await createVerifierKey(
      'witness.example/alias',
      'cosignature',
      first.key.publicKey,
    );
    const signature = { ...(await first.sign(proof.text, 5)), name: alias.name, id: alias.id };
    const checkpoint = formatNote({
      text: proof.text,
      signatures: [await log.sign(proof.text), await first.sign(proof.text, 6), signature],
    });
    const keys = [formatVerifierKey(first.key), formatVerifierKey(alias)];
    const policy = { logKey, witnessKeys: keys, quorum: 2 };
    assert.deepEqual(await verifyLogProof(digest, { ...proof, checkpoint }, policy), {
      state: 'unverifiable',
      reason: 'tooFewWitnesses',
    });
  });

  for (const [what, [reason, proof]] of Object.entries(spoiled)) {
    it(`is not believed with ${what}`, async () => {
      const result = await verifyLogProof(digest, proof, { logKey, witnessKeys });
      assert.deepEqual(result, { state: 'unverifiable', reason });
    });
  }

  it('is unsupported, and nothing worse, where WebCrypto has no Ed25519', async (t: TestContext) => {
    t.mock.method(crypto.subtle, 'importKey', () =>
      Promise.reject(new DOMException('no such algorithm', 'NotSupportedError')),
    );
    assert.deepEqual(await verifyLogProof(digest, good, { logKey }), {
      state: 'unverifiable',
      reason: 'unsupported',
    });
  });
});
