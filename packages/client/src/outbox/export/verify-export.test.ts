import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { saleLineId } from '@fupin/schema';
import { outletId, saleLine } from '../../../test/sink.ts';
import { encodeBase64url } from '../base64url.ts';
import { epochOf, generateDeviceKey } from '../device-key.ts';
import type { ExportedDeadLetter } from './exported.ts';
import { signExport } from './sign-export.ts';
import { UntrustedExportError, verifyDeadLetters, verifyQueued } from './verify-export.ts';

const now = Date.parse('2020-10-17T08:00:00Z');
const key = await generateDeviceKey();
const letters = [1, 2].map((number): ExportedDeadLetter => {
  const line = saleLine(number);
  const problem = { code: 'conflict', detail: '内容不同', issues: [] };
  const rejectedAt = '2020-10-17T08:00:00.000Z';
  const lineId = saleLineId(outletId, line);
  return { lineId, outletId, line, outcome: 'conflict', problem, rejectedAt };
});
const signed = await signExport('deadLetters', outletId, letters, key, now);

const refusal = async (file: string | Uint8Array): Promise<UntrustedExportError> => {
  const error = await verifyDeadLetters(file).catch((reason: unknown) => reason);
  assert.ok(error instanceof UntrustedExportError, `${String(error)} for ${String(file)}`);
  return error;
};

describe('a file of lines that is carried by hand', () => {
  it('comes back as the device wrote it, from text and from bytes', async () => {
    for (const file of [signed, new TextEncoder().encode(signed)]) {
      assert.deepEqual(await verifyDeadLetters(file), {
        outletId,
        epoch: key.epoch,
        exportedAt: '2020-10-17T08:00:00.000Z',
        lines: letters,
      });
    }
  });

  it('is JSON Lines, the last of which holds a JWS with the key in its header', async () => {
    const values = signed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    assert.deepEqual(values.slice(0, -1), letters);
    const { signature } = values.at(-1) as { signature: string };
    const [header = ''] = signature.split('.');
    const { jwk, ...rest } = JSON.parse(Buffer.from(header, 'base64url').toString()) as {
      jwk: JsonWebKey;
    };
    assert.deepEqual(rest, { alg: 'ES256', typ: 'sale-lines+jwt', kid: key.epoch });
    assert.equal(await epochOf(jwk), key.epoch);
    assert.equal(jwk.d, undefined);
  });

  it('may hold no lines', async () => {
    const file = await signExport('queued', outletId, [], key, now);
    assert.deepEqual((await verifyQueued(file)).lines, []);
  });

  it('is refused when any of its bytes was changed', async () => {
    const bytes = new TextEncoder().encode(signed);
    for (const at of bytes.keys()) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      await refusal(changed);
    }
  });

  it('is refused when its signature is spelt in another way', async () => {
    const [last = ''] = /.(?="}\n$)/.exec(signed) ?? [];
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=';
    for (const other of alphabet.replace(last, '')) {
      await refusal(signed.replace(/.(?="}\n$)/, other));
    }
    await refusal(signed.replace('{"signature":', '{"signature": '));
  });

  it('is refused when it was cut anywhere, or something was added', async () => {
    const bytes = new TextEncoder().encode(signed);
    for (let length = 0; length < bytes.length; length += 7) {
      await refusal(bytes.subarray(0, length));
    }
    for (const file of [`${signed}\n`, `\n${signed}`, `\uFEFF${signed}`, signed + signed]) {
      await refusal(file);
    }
    await refusal(signed.replaceAll('\n', '\r\n'));
    await refusal(signed.split('\n').slice(1).join('\n'));
  });

  it('says that it was not signed', async () => {
    const unsigned = await signExport('deadLetters', outletId, letters, undefined, now);
    assert.match((await refusal(unsigned)).message, /expected the signature in the last line/);
    assert.match((await refusal('')).message, /expected the signature in the last line/);
  });

  it('is not taken for a file of the other kind', async () => {
    await assert.rejects(verifyQueued(signed), {
      code: 'untrustedExport',
      message: 'expected a file of queued, found one of deadLetters',
    });
  });

  it('is refused when another key signed than the one whose thumbprint it names', async () => {
    const other = await generateDeviceKey();
    const lying = { ...key, privateKey: other.privateKey };
    const forged = await signExport('deadLetters', outletId, letters, lying, now);
    assert.match((await refusal(forged)).message, /a signature by the key of the device/);
    const renamed = await signExport(
      'deadLetters',
      outletId,
      letters,
      { ...other, epoch: key.epoch },
      now,
    );
    assert.match((await refusal(renamed)).message, /as kid/);
  });

  it('is refused when its key is none, or its algorithm another', async () => {
    const broken = { ...key, publicKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } };
    const epoch = await epochOf(broken.publicKey);
    const file = await signExport('deadLetters', outletId, letters, { ...broken, epoch }, now);
    assert.match((await refusal(file)).message, /a public key on the curve P-256/);
    const part = (value: object) =>
      encodeBase64url(new TextEncoder().encode(JSON.stringify(value)));
    const none = `${part({ alg: 'none', typ: 'sale-lines+jwt' })}.${part({})}.`;
    assert.match((await refusal(`{"signature":"${none}"}\n`)).message, /signed with ES256/);
  });

  it('is refused when a signed line is no line of the outlet', async () => {
    const foreign = letters.map((letter) => ({ ...letter, outletId: 'out_87654321' }));
    const file = await signExport('deadLetters', outletId, foreign, key, now);
    assert.match((await refusal(file)).message, /a sale line of out_12345678 .* in line 1/);
  });
});
