import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compactVerify, importJWK } from 'jose';
import { createSandbox, did, inHours, now } from '../../test/sandbox.ts';
import { generateSigningKey, retireKey } from '../index.ts';
import { signJws } from '../jws.ts';
import { hashReceipts, proveReceipt, signReceipts, verifyReceipts } from './receipts.ts';
import type { Receipt, SignedReceipts, VerifyReceiptsOptions } from './receipts.ts';

const { key, rootKey, bundle } = await createSandbox();
const { keySet, signedKeySet } = bundle;
const outletId = 'out_1a2b3c4d';

const receiptsOf = (count: number): Receipt[] =>
  Array.from({ length: count }, (_, place) => ({
    receiptId: `rct_${place}`,
    lineId: `${outletId}/till-1/2026-06-01/R${place}/1/sale`,
    acceptedAt: now.toISOString(),
    fingerprint: 'Wt2_Vf8vZxjWfrbeNNiERqsu7yiKtqNjlsqyv4Zs468',
    certified: place % 2 === 0,
    unmatched: false,
    ...(place === 3 && { late: true }),
  }));

async function sign(receipts: readonly Receipt[], by = key): Promise<string> {
  const tree = await hashReceipts(receipts);
  const times = { issuedAt: now, logBy: inHours(24) };
  return signReceipts({ issuer: did, outletId, ...times, receipts: tree }, by);
}

const receipts = receiptsOf(7);
const signature = await sign(receipts);
const signed: SignedReceipts = { receipts, signature, keySet, signedKeySet };

async function stateOf(
  changes: Partial<SignedReceipts>,
  options: Partial<VerifyReceiptsOptions> = {},
): Promise<string> {
  const given = { issuer: did, outletId, now, ...options };
  const result = await verifyReceipts({ ...signed, ...changes }, given);
  return result.state === 'valid' ? 'valid' : result.reason;
}

suite('signed receipts', () => {
  test('verify, and say by when their lines are logged', async () => {
    assert.deepEqual(await verifyReceipts(signed, { issuer: did, outletId, now }), {
      state: 'valid',
      outletId,
      issuedAt: +now / 1000,
      logBy: +inHours(24) / 1000,
    });
  });

  test('are a JWS that others can verify', async () => {
    const publicKey = await importJWK({ ...key.publicJwk });
    const { protectedHeader } = await compactVerify(signature, publicKey);
    assert.deepEqual(protectedHeader, { alg: 'ES256', typ: 'sale-receipts+jwt', kid: key.kid });
  });

  test('are none when any member of any receipt is another', async () => {
    const others = { late: true, certified: 'yes', unmatched: true };
    for (const place of [0, 3, 6]) {
      for (const name of ['receiptId', 'lineId', 'acceptedAt', 'fingerprint'] as const) {
        const changed = receipts.with(place, { ...receiptAt(place), [name]: 'x' });
        assert.equal(await stateOf({ receipts: changed }), 'receiptsMismatch', name);
      }
    }
    for (const [name, value] of Object.entries(others)) {
      const changed = receipts.with(1, { ...receiptAt(1), [name]: value });
      assert.equal(await stateOf({ receipts: changed }), 'receiptsMismatch', name);
    }
    const onTime: Receipt = { ...receiptAt(3), late: false };
    assert.equal(await stateOf({ receipts: receipts.with(3, onTime) }), 'receiptsMismatch');
  });

  test('are none in another order, or with one more, or one less', async () => {
    assert.equal(await stateOf({ receipts: receipts.toReversed() }), 'receiptsMismatch');
    assert.equal(await stateOf({ receipts: receipts.slice(1) }), 'receiptsMismatch');
    assert.equal(await stateOf({ receipts: receiptsOf(8) }), 'receiptsMismatch');
    assert.equal(await stateOf({ receipts: [] }), 'receiptsMismatch');
  });

  test('are of the outlet and registry asked for', async () => {
    assert.equal(await stateOf({}, { outletId: 'out_other000' }), 'outletMismatch');
    assert.equal(await stateOf({}, { issuer: 'did:web:other.example' }), 'issuerMismatch');
  });

  test('are none where a character of the signature is another', async () => {
    for (let place = 0; place < signature.length; place += 7) {
      const other = signature[place] === 'A' ? 'B' : 'A';
      const changed = signature.slice(0, place) + other + signature.slice(place + 1);
      assert.notEqual(await stateOf({ signature: changed }), 'valid', `at ${place}`);
    }
  });

  test('are none when signed as something else, or by a stranger', async () => {
    const claims = { iss: did, sub: outletId, iat: 0, logBy: 0, ...(await hashReceipts(receipts)) };
    const { kid, privateKey } = key;
    const credential = await signJws(claims, kid, privateKey);
    assert.equal(await stateOf({ signature: credential }), 'headerNotAllowed');
    const header = { typ: 'sale-receipts+jwt', kid, crit: ['exp'] };
    const critical = await signJws(claims, kid, privateKey, header);
    assert.equal(await stateOf({ signature: critical }), 'headerNotAllowed');
    const stranger = await generateSigningKey();
    assert.equal(await stateOf({ signature: await sign(receipts, stranger) }), 'keyUnknown');
    const named = { ...stranger.publicJwk, kid: key.kid };
    assert.equal(await stateOf({ keySet: { keys: [named] } }), 'keyMismatch');
  });

  test('rest on a pinned root key, whatever key set stands beside them', async () => {
    const rootKeyIds = [rootKey.kid];
    assert.equal(await stateOf({ keySet: { keys: [] } }, { rootKeyIds }), 'valid');
    const { signedKeySet: _, ...without } = signed;
    const given = { issuer: did, outletId, now, rootKeyIds };
    const result = await verifyReceipts(without, given);
    assert.deepEqual(result, { state: 'unverifiable', reason: 'keySetMissing' });
    assert.equal(await stateOf({}, { rootKeyIds: [key.kid] }), 'keyUnknown');
  });

  test('of a key that was retired count where they were logged before', async () => {
    const retired = { keySet: { keys: [retireKey(key.publicJwk, inHours(2))] } };
    assert.equal(await stateOf(retired, { now: inHours(3) }), 'keyRetired');
    const logged = { now: inHours(3), loggedAt: inHours(1) };
    assert.equal(await stateOf(retired, logged), 'valid');
  });

  test('that make no sense are not believed, and nothing is thrown', async () => {
    for (const odd of ['', 'a.b.c', null]) {
      assert.equal(await stateOf({ signature: odd as string }), 'malformed');
    }
    for (const cut of [signature.slice(0, -1), `${signature}.`, `${signature}A`]) {
      assert.match(await stateOf({ signature: cut }), /^(?:malformed|signatureInvalid)$/);
    }
    assert.equal(await stateOf({ receipts: null as unknown as Receipt[] }), 'malformed');
  });
});

suite('one of some receipts', () => {
  test('is proved without the others, wherever it stands and however many they are', async () => {
    for (let count = 1; count <= 9; count += 1) {
      const all = receiptsOf(count);
      const together = await sign(all);
      for (const [index, receipt] of all.entries()) {
        const proof = await proveReceipt(all, index);
        const alone = { receipts: [receipt], proof, signature: together };
        assert.equal(await stateOf(alone), 'valid', `${index} of ${count}`);
        const forged = [{ ...receipt, certified: !receipt.certified }];
        assert.equal(await stateOf({ ...alone, receipts: forged }), 'receiptsMismatch');
      }
    }
  });

  test('is not proved by another’s proof, nor two by one', async () => {
    const proof = await proveReceipt(receipts, 2);
    assert.equal(await stateOf({ receipts: [receiptAt(3)], proof }), 'receiptsMismatch');
    assert.equal(await stateOf({ receipts: receipts.slice(2, 4), proof }), 'receiptsMismatch');
    assert.equal(await stateOf({ receipts: [], proof }), 'receiptsMismatch');
    await assert.rejects(proveReceipt(receipts, 7), RangeError);
  });
});

function receiptAt(place: number): Receipt {
  const receipt = receipts[place];
  assert.ok(receipt);
  return receipt;
}
