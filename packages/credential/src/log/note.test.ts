import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeBase64 } from './base64.ts';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { MalformedLogData } from './malformed.ts';
import { joinBytes } from './merkle-hash.ts';
import { formatNote, parseNote, verifyNote, type NoteSignature } from './note.ts';
import { createNoteSigner } from '../../test/note-signer.ts';
import { formatVerifierKey, parseVerifierKey } from './verifier-key.ts';

const text = 'registry.example/log\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const log = await createNoteSigner('registry.example/log', 'ed25519');
const witness = await createNoteSigner('witness.example/w1', 'cosignature');

describe('a signed note', () => {
  it('is verified as the example of signed-note', async () => {
    const key = await parseVerifierKey(
      'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    );
    const note = parseNote(
      'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
    );
    assert.equal(note.text, 'This is an example message.\n');
    assert.deepEqual(await verifyNote(note, [key]), [{ key }]);
  });

  it('comes out of its text as it went in, empty lines in it too', async () => {
    const note = { text: 'a\n\nb\n', signatures: [await log.sign('a\n\nb\n')] };
    assert.deepEqual(parseNote(formatNote(note)), note);
    assert.deepEqual(await verifyNote(note, [log.key]), [{ key: log.key }]);
  });

  it('carries cosignatures with their times', async () => {
    const signatures = [await log.sign(text), await witness.sign(text, 1_679_315_147)];
    assert.deepEqual(await verifyNote({ text, signatures }, [witness.key, log.key]), [
      { key: log.key },
      { key: witness.key, timestamp: 1_679_315_147 },
    ]);
  });

  it('says nothing of keys that are not known', async () => {
    const stranger = await createNoteSigner('registry.example/log', 'ed25519');
    const note = { text, signatures: [await stranger.sign(text)] };
    assert.deepEqual(await verifyNote(note, [log.key]), []);
  });

  it('is refused where a known key’s signature is not good', async () => {
    const good = await log.sign(text);
    const cosignature = await witness.sign(text, 1_679_315_147);
    const later = cosignature.signature.with(7, cosignature.signature[7]! ^ 1);
    const bad: readonly NoteSignature[] = [
      await log.sign(`${text}x\n`),
      { ...good, signature: good.signature.subarray(1) },
      { ...good, signature: joinBytes(good.signature, Uint8Array.of(0)) },
      { ...cosignature, signature: Uint8Array.from(later) },
      { ...cosignature, signature: cosignature.signature.subarray(8) },
    ];
    for (const signature of bad) {
      const note = { text, signatures: [signature] };
      await assert.rejects(verifyNote(note, [log.key, witness.key]), MalformedLogData);
    }
  });

  const line = '— a.example AAAAAAA=\n';
  for (const [what, note] of Object.entries({
    nothing: '',
    'no signature': 'a\n\n',
    'no empty line': `a\n${line}`,
    'text without a line feed': `a${line}`,
    'no line feed at the end': `a\n\n${line.trimEnd()}`,
    'a tab': `a\tb\n\n${line}`,
    'a carriage return': `a\r\n\n${line}`,
    'an unpaired surrogate': `\ud800\n\n${line}`,
    'a hyphen for a dash': `a\n\n- a.example AAAAAAA=\n`,
    'a plus in the name': 'a\n\n— a+b AAAAAAA=\n',
    'a signature without bytes': 'a\n\n— a.example AAAAAA==\n',
    'stray bits': 'a\n\n— a.example AAAAAAB=\n',
    base64url: 'a\n\n— a.example AAAA_-A=\n',
    'too many signatures': `a\n\n${line.repeat(101)}`,
  })) {
    it(`is never ${what}`, () => {
      assert.throws(() => parseNote(note), MalformedLogData);
    });
  }
});

describe('a verifier key', () => {
  it('is the same after being written and read', async () => {
    for (const { key } of [log, witness]) {
      assert.deepEqual(await parseVerifierKey(formatVerifierKey(key)), key);
    }
  });

  it('is refused with another id, type or length', async () => {
    const good = formatVerifierKey(log.key);
    const [name = '', id = '', key = ''] = good.split('+', 3);
    const tail = good.slice(name.length + id.length + 2);
    for (const bad of [
      '',
      name,
      `${name}+00000000+${tail}`,
      `${name}x+${id}+${tail}`,
      `${name}+${id.toUpperCase()}A+${tail}`,
      `${name}+${id}+${key.slice(0, 8)}`,
      `${name}+${id}+Ag${tail.slice(2)}`,
    ]) {
      await assert.rejects(parseVerifierKey(bad), MalformedLogData, bad);
    }
  });
});

describe('a checkpoint', () => {
  const root = decodeBase64('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=');

  it('says origin, size and root', () => {
    const checkpoint = { origin: 'registry.example/log', treeSize: 3, root };
    assert.equal(formatCheckpoint(checkpoint), text);
    assert.deepEqual(parseCheckpoint(text), checkpoint);
    assert.deepEqual(parseCheckpoint(`${text}extension\n`), checkpoint);
  });

  for (const bad of [
    text.trimEnd(),
    `\n${text}`,
    text.replace('\n3', '\n03'),
    text.replace('\n3', '\n-3'),
    text.replace('\n3', '\n9007199254740993'),
    text.replace('I=', ''),
    text.replace('CsUY', ''),
    'registry.example/log\n3\n',
  ]) {
    it(`is never ${JSON.stringify(bad)}`, () => {
      assert.throws(() => parseCheckpoint(bad), MalformedLogData);
    });
  }
});
