import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createLocalJWKSet, decodeProtectedHeader, compactVerify } from 'jose';
import { createSandbox, did, inHours, read, registry, shop } from '../test/sandbox.ts';
import { digestCertificate, registryContext } from './index.ts';
import type { StatusEntry } from './index.ts';

const { bundle, key, badge, certificate, list } = await createSandbox();

test('jose alone verifies everything that is issued', async () => {
  const keySet = createLocalJWKSet({ keys: [...bundle.keySet.keys] });
  for (const token of [bundle.badge, bundle.certificate, ...bundle.statusLists]) {
    const { payload } = await compactVerify(token, keySet, { algorithms: ['ES256'] });
    assert.deepEqual(JSON.parse(new TextDecoder().decode(payload)), read(token));
    assert.deepEqual(decodeProtectedHeader(token), {
      alg: 'ES256',
      typ: 'vc+jwt',
      cty: 'vc',
      kid: key.kid,
      iss: did,
    });
  }
});

test('a certificate is a Digital Conformity Credential with two status entries', () => {
  const claims = read(bundle.certificate);
  assert.deepEqual(claims.type, ['VerifiableCredential', 'DigitalConformityCredential']);
  assert.deepEqual(claims['@context'], [
    'https://www.w3.org/ns/credentials/v2',
    'https://test.uncefact.org/vocabulary/untp/dcc/0.6.0/',
    `${registry}/contexts/v1`,
  ]);
  assert.equal(claims.issuer.id, did);
  assert.equal(claims.validUntil, inHours(1000).toISOString());
  const subject = claims.credentialSubject;
  assert.deepEqual(
    [subject.attestationType, subject.assessmentLevel, subject.assessment[0].conformityTopic],
    ['certification', 'GovtApproval', 'social.community'],
  );
  assert.deepEqual(subject.assessment[0].declaredValue[0].metricValue, {
    value: 1200,
    unit: 'TNE',
  });
  assert.deepEqual(
    claims.credentialStatus.map((entry: StatusEntry) => [
      entry.statusPurpose,
      entry.statusListIndex,
    ]),
    [
      ['revocation', '94567'],
      ['suspension', '94567'],
    ],
  );
});

test('every term of the registry that a credential uses is in the registry context', () => {
  const terms = JSON.stringify(registryContext(`${registry}/contexts/v1`));
  const { directoryEntry } = read(bundle.certificate).credentialSubject;
  const licence = read(bundle.badge).credentialSubject;
  for (const term of [...Object.keys(directoryEntry), ...Object.keys(licence)]) {
    if (term !== 'type') assert.match(terms, new RegExp(`"${term}":`));
  }
  for (const type of ['BadgeCredential', ...licence.type, ...directoryEntry.type]) {
    assert.match(terms, new RegExp(`"${type}":`));
  }
});

test('a badge names the mark licences that it is given, and none otherwise', async () => {
  const licences = ['FML-2020-7K3Q9D-2XRBA'];
  const licensed = await badge(bundle.certificate, { licences });
  assert.deepEqual(read(licensed).credentialSubject.licences, licences);
  assert.equal('licences' in read(bundle.badge).credentialSubject, false);
});

test('a badge names its certificate by the digest of the payload', async () => {
  const { credentialSubject } = read(bundle.badge);
  const payload = Buffer.from(bundle.certificate.split('.')[1]!, 'base64url');
  const digest = await crypto.subtle.digest('SHA-256', payload);
  const expected = `ni:///sha-256;${Buffer.from(digest).toString('base64url')}`;
  assert.equal(credentialSubject.certificateDigest, expected);
  assert.equal(await digestCertificate(bundle.certificate), expected);
  assert.equal(credentialSubject.certificate, `${registry}/certificates/crt_1`);
});

suite('nothing is issued', () => {
  test('for longer than seven days as a badge, or a day as a status list', async () => {
    const validFrom = inHours(0);
    await badge(bundle.certificate, { validFrom, validUntil: inHours(168) });
    await assert.rejects(
      badge(bundle.certificate, { validFrom, validUntil: inHours(168.01) }),
      /at most 7 days/,
    );
    await list('revocation', [], { validFrom, validUntil: inHours(24) });
    await assert.rejects(
      list('revocation', [], { validFrom, validUntil: inHours(24.01) }),
      /at most 1 days/,
    );
  });

  test('that ends before it begins', async () => {
    await assert.rejects(certificate({ validUntil: inHours(-2000) }), RangeError);
    await assert.rejects(certificate({ validUntil: new Date(NaN) }), RangeError);
  });

  test('for an origin that no page can have', async () => {
    for (const origins of [
      [],
      ['*'],
      ['null'],
      ['shop.example'],
      [`${shop}/`],
      ['https://*.shop.example/'],
      ['https://SHOP.example'],
      ['https://shop.example:443'],
      ['file://'],
      [shop, 'data:,'],
    ]) {
      await assert.rejects(badge(bundle.certificate, { origins }), TypeError, String(origins));
    }
  });

  test('with an index that is no place in a list', async () => {
    for (const index of [-1, 0.5, NaN, 2 ** 53]) {
      const place = { list: `${registry}/status/revocation`, index };
      const status = { revocation: place, suspension: place };
      await assert.rejects(certificate({ status }), RangeError);
    }
  });

  test('as a status list of fewer than 131,072 entries or more than 8 MiB', async () => {
    for (const bytes of [16_383, 8 * 1024 * 1024 + 1]) {
      await assert.rejects(list('revocation', [], { bits: new Uint8Array(bytes) }), RangeError);
    }
  });
});
