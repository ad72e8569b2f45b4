import { verifyReceipts, type Receipt } from '@fupin/credential/receipts';
import {
  decodeBase64,
  hashLeaf,
  parseCheckpoint,
  parseNote,
  verifyInclusion,
} from '@fupin/credential/log';
import { SaleReceiptProof, type RegistryEvent, type SaleReceipt } from '@fupin/schema';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { logWorkerOver } from '../testing/log-under-test.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { reportBatch, saleLine } from '../testing/sale-lines.ts';
import { sampleIds } from '../testing/sample-directory.ts';

const { outlet: outletId } = sampleIds;
const issuer = 'did:web:registry.example';

async function send(registry: RegistryUnderTest, lines: readonly unknown[]) {
  const { outcomes, signature } = await reportBatch(registry, { lines });
  return { receipts: outcomes.flatMap(({ receipt }) => receipt ?? []), signature };
}

async function receiptOf(registry: RegistryUnderTest, lineId: string, key?: string) {
  return registry.call('getSaleReceipt', {
    params: { outletId },
    query: { lineId },
    key: key ?? (await registry.key(sampleKeys.operator)),
  });
}

async function verified(
  registry: RegistryUnderTest,
  receipts: readonly SaleReceipt[],
  signature: string | undefined,
) {
  const keySet = { keys: registry.keys().published };
  const signed = { receipts: [...receipts] as Receipt[], signature: signature ?? '', keySet };
  return verifyReceipts(signed, { issuer, outletId, now: registry.now });
}

for (const kind of databaseKinds) {
  describe(`receipts on ${kind.name}`, () => {
    test('of an answer are signed together, those of duplicates with them', async (t) => {
      const registry = await startRegistry(t, kind);
      await send(registry, [saleLine()]);
      registry.now = new Date(registry.now.getTime() + 60_000);
      const { receipts, signature } = await send(registry, [
        saleLine({ receiptNo: 'R2' }),
        null,
        saleLine(),
        saleLine({ amountFen: 1 }),
        saleLine({ receiptNo: 'R3', name: '昭觉花椒' }),
      ]);
      assert.equal(receipts.length, 3);
      assert.deepEqual(await verified(registry, receipts, signature), {
        state: 'valid',
        outletId,
        issuedAt: registry.now.getTime() / 1000,
        logBy: registry.now.getTime() / 1000 + 86_400,
      });
      assert.equal((await verified(registry, receipts.slice(1), signature)).state, 'unverifiable');
      assert.equal((await send(registry, [null])).signature, undefined);
    });

    test('are given again, with the proof that the line is in the log and the secret that tells which it is', async (t) => {
      const registry = await startRegistry(t, kind);
      const worker = logWorkerOver(registry.database);
      await worker.turn();
      await send(registry, [saleLine({ receiptNo: 'before' })]);
      const { receipts } = await send(registry, [
        null,
        saleLine({ receiptNo: 'R1' }),
        saleLine({ receiptNo: 'before' }),
        saleLine({ receiptNo: 'R2' }),
      ]);
      const [, , last] = receipts;
      assert.ok(last);
      const pending = await bodyOf<SaleReceiptProof>(await receiptOf(registry, last.lineId));
      assert.deepEqual([pending.receipt, pending.log], [last, null]);
      assert.equal(Date.parse(pending.logBy), registry.now.getTime() + 86_400_000);
      await worker.turn();
      for (const receipt of receipts) {
        const given = await bodyOf<SaleReceiptProof>(await receiptOf(registry, receipt.lineId));
        assert.deepEqual(given.receipt, receipt);
        assert.equal((await verified(registry, [receipt], given.signature)).state, 'valid');
        const { log, logSecret = '' } = given;
        assert.ok(log);
        const { index, entry, hashes, checkpoint } = log.proof;
        const { treeSize: size, root } = parseCheckpoint(parseNote(checkpoint).text);
        const leafHash = await hashLeaf(Buffer.from(entry));
        assert.equal(Buffer.from(leafHash).toString('base64url'), log.leafHash);
        const proof = { index, size, leafHash, hashes: hashes.map(decodeBase64), root };
        assert.ok(await verifyInclusion(proof), receipt.lineId);
        const secret = Buffer.from(logSecret, 'base64url');
        const digest = createHmac('sha256', secret).update(receipt.lineId).digest('base64url');
        assert.equal((JSON.parse(entry) as { line: string }).line, digest.slice(0, 27));
        assert.equal(SaleReceiptProof.safeParse(given).success, true);
      }
      assert.deepEqual(worker.failures, []);
    });
  });
}

for (const kind of databaseKinds.slice(0, 1)) {
  test('a receipt is for the outlet’s own keys, and the secret for its operator’s', async (t) => {
    const registry = await startRegistry(t, kind);
    const [receipt] = (await send(registry, [saleLine()])).receipts;
    await logWorkerOver(registry.database).turn();
    const lineId = receipt?.lineId ?? '';
    const expiresAt = '2020-10-18T00:00:00.000Z';
    const session = await registry.key({ kind: 'session', outletId, expiresAt });
    const shown = await bodyOf<SaleReceiptProof>(await receiptOf(registry, lineId, session));
    assert.deepEqual([shown.receipt, shown.logSecret], [receipt, undefined]);
    const other = await registry.key(sampleKeys.otherOperator);
    assert.equal((await problemOf(await receiptOf(registry, lineId, other))).code, 'forbidden');
    const supervisor = await registry.key(sampleKeys.supervisor);
    assert.equal((await receiptOf(registry, lineId, supervisor)).status, 403);
    assert.equal((await problemOf(await receiptOf(registry, `${lineId}s`))).code, 'notFound');
    assert.equal((await problemOf(await receiptOf(registry, 'a b'))).code, 'invalidInput');
  });

  test('a line of a closed month is late, on its receipt as well', async (t) => {
    const registry = await startRegistry(t, kind);
    const closing = registry.database.db.updateTable('ledgerClosing');
    await closing.set({ closedMonth: '2020-09' }).execute();
    const { receipts, signature } = await send(registry, [
      saleLine({ businessDate: '2020-09-30' }),
      saleLine(),
    ]);
    assert.deepEqual(
      receipts.map(({ late }) => late),
      [true, undefined],
    );
    assert.equal((await verified(registry, receipts, signature)).state, 'valid');
    const rows = await registry.database.db
      .selectFrom('saleLine')
      .select('bookedOn')
      .orderBy('batchPlace')
      .execute();
    assert.deepEqual(
      rows.map(({ bookedOn }) => bookedOn),
      ['2020-10-17', '2020-10-17'],
    );
    const again = await send(registry, [saleLine({ businessDate: '2020-09-30' })]);
    assert.deepEqual(again.receipts, receipts.slice(0, 1));
  });

  test('lines refused more than an hour after they were sold are told of, others not', async (t) => {
    const registry = await startRegistry(t, kind);
    const soon = '2020-10-17T11:30:00+08:00';
    await send(registry, [saleLine(), saleLine({ receiptNo: 'R2', soldAt: soon })]);
    await send(registry, [
      saleLine({ amountFen: 1 }),
      saleLine({ receiptNo: 'R2', soldAt: soon, amountFen: 1 }),
      saleLine({ receiptNo: 'R3' }),
      null,
    ]);
    const pending = await registry.database.db.selectFrom('webhookPending').selectAll().execute();
    const events = pending.flatMap(({ events }) => JSON.parse(events) as RegistryEvent[]);
    const told = events.filter(({ type }) => type === 'saleLine.rejectedLate');
    assert.deepEqual(
      told.map(({ data }) => data),
      [
        {
          outletId,
          lineId: `${outletId}/till-1/2020-10-17/R1/1/sale`,
          outcome: 'conflict',
          soldAt: '2020-10-17T10:00:00+08:00',
          pointers: [],
        },
      ],
    );
  });
}
