import {
  complaintStateChanges,
  complaintStates,
  type Certificate,
  type Complaint,
  type ComplaintProgress,
  type ComplaintReceipt,
  type ComplaintSummary,
  type Page,
} from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { everyCaller } from '../testing/callers.ts';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { sampleIds } from '../testing/sample-directory.ts';

const params = { certificateId: sampleIds.certificate('tea') };
const secrets = { orderNo: 'A-20201017-9', contact: '13800000000' };
const body = {
  kind: 'quality',
  text: '茶叶受潮\n与图片不符',
  outletId: sampleIds.outlet,
  ...secrets,
};

const complain = async (registry: RegistryUnderTest, from = '203.0.113.1') =>
  bodyOf<ComplaintReceipt>(await registry.call('createComplaint', { params, body, from }), 201);
const follow = ({ receiptNo, followUpCode }: ComplaintReceipt) => ({
  body: { receiptNo, followUpCode },
  from: '203.0.113.1',
});
const certificateOf = async (registry: RegistryUnderTest) =>
  bodyOf<Certificate>(await registry.call('getCertificate', { params }));

/** The steps on the way to a state. */
const wayTo = {
  received: [],
  acknowledged: ['acknowledged'],
  investigating: ['acknowledged', 'investigating'],
  upheld: ['acknowledged', 'investigating', 'upheld'],
  dismissed: ['acknowledged', 'investigating', 'dismissed'],
} as const;

async function bringTo(
  registry: RegistryUnderTest,
  complaintId: string,
  state: keyof typeof wayTo,
  more: object = {},
): Promise<void> {
  const key = await registry.key(sampleKeys.administrator);
  for (const step of wayTo[state]) {
    const change = { state: step, reason: '核查', ...(step === state && more) };
    const options = { params: { complaintId }, body: change, key };
    await bodyOf(await registry.call('changeComplaintState', options), 201);
  }
}

for (const kind of databaseKinds) {
  describe(`a complaint on ${kind.name}`, () => {
    it('is made without a key, and followed with the numbers of its receipt', async (t) => {
      const registry = await startRegistry(t, kind);
      const receipt = await complain(registry);
      assert.match(receipt.receiptNo, /^20201017-[0-9A-Z]{10}$/);
      assert.match(receipt.followUpCode, /^[0-9A-HJKMNP-TV-Z]{20}$/);
      assert.equal(receipt.acknowledgeBy, '2020-10-24T04:00:00.000Z');
      await bringTo(registry, receipt.complaintId, 'dismissed');
      const response = await registry.call('followComplaint', follow(receipt));
      assert.equal(response.headers.get('cache-control'), 'no-store');
      const progress = await bodyOf<ComplaintProgress>(response);
      assert.equal(progress.state, 'dismissed');
      assert.deepEqual(
        progress.events.map(({ state }) => state),
        ['acknowledged', 'investigating', 'dismissed'],
      );
      assert.equal(progress.events.at(-1)?.reason, '核查');
    });

    it('is followed in small letters too, and by nobody without the right code', async (t) => {
      const registry = await startRegistry(t, kind);
      const [one, other] = [await complain(registry), await complain(registry)];
      const lower = { ...one, followUpCode: one.followUpCode.toLowerCase() };
      await bodyOf(await registry.call('followComplaint', follow(lower)));
      for (const wrong of [
        { ...one, followUpCode: other.followUpCode },
        { ...one, followUpCode: one.followUpCode.slice(1) },
        { ...one, receiptNo: '20201017-AAAAAAAAAA' },
      ]) {
        const response = await registry.call('followComplaint', follow(wrong));
        assert.equal((await problemOf(response)).code, 'notFound');
      }
    });

    it('is told in no public answer, but counted on the certificate', async (t) => {
      const registry = await startRegistry(t, kind);
      const [first, second, third] = [
        await complain(registry),
        await complain(registry),
        await complain(registry),
      ];
      await bringTo(registry, first.complaintId, 'upheld');
      await bringTo(registry, second.complaintId, 'dismissed');
      const certificate = await certificateOf(registry);
      assert.deepEqual(certificate.supervision?.complaints, {
        received: 3,
        open: 1,
        upheld: 1,
        dismissed: 1,
      });
      const page = await registry.call('getCertificateCredential', {
        params,
        headers: { accept: 'text/html' },
      });
      const progress = await registry.call('followComplaint', follow(third));
      const answers = [JSON.stringify(certificate), await page.text(), await progress.text()];
      for (const answer of answers) {
        for (const secret of [...Object.values(secrets), '受潮', first.followUpCode]) {
          assert.equal(answer.includes(secret), false);
        }
      }
    });

    it('stores its code as a hash alone', async (t) => {
      const registry = await startRegistry(t, kind);
      const { followUpCode } = await complain(registry);
      const rows = await registry.database.db.selectFrom('complaint').selectAll().execute();
      assert.equal(rows.length, 1);
      assert.equal(JSON.stringify(rows).includes(followUpCode), false);
    });

    it('is shown in full to those who handle it, in lists without what is private', async (t) => {
      const registry = await startRegistry(t, kind);
      const { complaintId, receiptNo } = await complain(registry);
      const key = await registry.key(sampleKeys.certifier);
      const full = await bodyOf<Complaint>(
        await registry.call('getComplaint', { params: { complaintId }, key }),
      );
      assert.equal(full.contact, secrets.contact);
      assert.equal(full.orderNo, secrets.orderNo);
      assert.equal(full.text, body.text);
      assert.equal(full.productId, sampleIds.product('tea'));
      const response = await registry.call('listComplaints', { key });
      const { items } = await bodyOf<Page<ComplaintSummary>>(response);
      assert.deepEqual(
        items.map((item) => item.receiptNo),
        [receiptNo],
      );
      assert.equal(JSON.stringify(items).includes(secrets.contact), false);
    });

    for (const from of complaintStates) {
      const steps: readonly string[] = complaintStateChanges[from];
      it(`that is ${from} can become ${steps.join(' or ') || 'nothing else'}`, async (t) => {
        const registry = await startRegistry(t, kind);
        const key = await registry.key(sampleKeys.certifier);
        for (const to of ['acknowledged', 'investigating', 'upheld', 'dismissed']) {
          const { complaintId } = await complain(registry);
          await bringTo(registry, complaintId, from);
          const options = { params: { complaintId }, body: { state: to, reason: '核查' }, key };
          const response = await registry.call('changeComplaintState', options);
          if (steps.includes(to)) {
            assert.equal((await bodyOf<Complaint>(response, 201)).state, to);
            continue;
          }
          const { code, detail } = await problemOf(response);
          assert.equal(code, 'conflict', to);
          assert.match(detail, new RegExp(`The complaint is ${from}`));
        }
      });
    }

    it('is handled by certifier, supervisor and administrator of the county alone', async (t) => {
      const registry = await startRegistry(t, kind);
      for (const caller of await everyCaller(registry)) {
        const { complaintId } = await complain(registry, caller.name);
        const { name, access, key, headers, isOfTheCounty } = caller;
        const options = { params: { complaintId }, headers, ...(key !== undefined && { key }) };
        const isRight =
          isOfTheCounty && ['certifier', 'supervisor', 'administrator'].includes(access);
        const refused = key === undefined ? 401 : 403;
        const read = await registry.call('getComplaint', options);
        assert.equal(read.status, isRight ? 200 : refused, name);
        const change = { ...options, body: { state: 'acknowledged' } };
        const changed = await registry.call('changeComplaintState', change);
        assert.equal(changed.status, isRight ? 201 : refused, name);
      }
    });

    it('is neither made nor followed with a key', async (t) => {
      const registry = await startRegistry(t, kind);
      const receipt = await complain(registry);
      for (const { name, key, headers } of await everyCaller(registry)) {
        if (key === undefined) continue;
        const made = await registry.call('createComplaint', { params, body, headers, key });
        assert.equal((await problemOf(made)).code, 'forbidden', name);
        const followed = { ...follow(receipt), headers, key };
        const response = await registry.call('followComplaint', followed);
        assert.equal((await problemOf(response)).code, 'forbidden', name);
      }
    });

    for (const certificateStatus of ['suspended', 'withdrawn']) {
      it(`that is upheld makes the certificate ${certificateStatus} in one go`, async (t) => {
        const registry = await startRegistry(t, kind);
        const { complaintId } = await complain(registry);
        await bringTo(registry, complaintId, 'upheld', { certificateStatus });
        const { status, statusChanges } = await certificateOf(registry);
        assert.equal(status, certificateStatus);
        assert.deepEqual(
          statusChanges.map(({ reasonCode, reason }) => [reasonCode, reason]),
          [['complaintUpheld', '核查']],
        );
      });
    }

    it('comes at most five times an hour from one address, and says when the next may', async (t) => {
      const registry = await startRegistry(t, kind);
      for (let count = 0; count < 5; count += 1) await complain(registry);
      const call = { params, body, from: '203.0.113.1' };
      const refused = await registry.call('createComplaint', call);
      assert.equal(refused.headers.get('retry-after'), '720');
      assert.equal((await problemOf(refused)).code, 'rateLimited');
      await complain(registry, '203.0.113.2');
      registry.now = new Date(registry.now.getTime() + 720_000);
      await complain(registry);
      const { items } = await bodyOf<Page<ComplaintSummary>>(
        await registry.call('listComplaints', { key: await registry.key(sampleKeys.supervisor) }),
      );
      assert.equal(items.length, 7);
    });

    it('is followed at most thirty times in ten minutes from one address', async (t) => {
      const registry = await startRegistry(t, kind);
      const receipt = await complain(registry);
      for (let count = 0; count < 30; count += 1) {
        await bodyOf(await registry.call('followComplaint', follow(receipt)));
      }
      const refused = await registry.call('followComplaint', follow(receipt));
      assert.equal((await problemOf(refused)).code, 'rateLimited');
    });

    it('is found by its state, and where it should have been acknowledged by now', async (t) => {
      const registry = await startRegistry(t, kind);
      const [late, done] = [await complain(registry), await complain(registry)];
      await bringTo(registry, done.complaintId, 'acknowledged');
      registry.now = new Date(Date.parse(late.acknowledgeBy) + 1);
      const key = await registry.key(sampleKeys.certifier);
      const found = async (query: Readonly<Record<string, string | boolean | number>>) => {
        const response = await registry.call('listComplaints', { query, key });
        const { items } = await bodyOf<Page<ComplaintSummary>>(response);
        return items.map(({ complaintId }) => complaintId);
      };
      assert.deepEqual(await found({ overdue: true }), [late.complaintId]);
      assert.deepEqual(await found({ overdue: false }), [done.complaintId]);
      assert.deepEqual(await found({ state: 'acknowledged' }), [done.complaintId]);
      assert.deepEqual(await found({ divisionCode: '520300' }).then(({ length }) => length), 2);
      assert.deepEqual(await found({ divisionCode: '510000' }), []);
    });

    it('loses contact and order number ninety days after it was closed', async (t) => {
      const registry = await startRegistry(t, kind);
      const { complaintId } = await complain(registry);
      await bringTo(registry, complaintId, 'dismissed');
      const key = await registry.key(sampleKeys.certifier);
      const contactAfter = async (days: number) => {
        registry.now = new Date(registry.now.getTime() + days * 86_400_000);
        await complain(registry);
        const options = { params: { complaintId }, key };
        const { contact, orderNo } = await bodyOf<Complaint>(
          await registry.call('getComplaint', options),
        );
        return [contact, orderNo];
      };
      assert.deepEqual(await contactAfter(89), [secrets.contact, secrets.orderNo]);
      assert.deepEqual(await contactAfter(2), [null, null]);
    });

    it('is refused where certificate or outlet is unknown', async (t) => {
      const registry = await startRegistry(t, kind);
      const unknown = { params: { certificateId: 'crt_nothing00000' }, body };
      assert.equal((await registry.call('createComplaint', unknown)).status, 404);
      const elsewhere = { params, body: { ...body, outletId: 'out_nothing00000' } };
      const refused = await problemOf(await registry.call('createComplaint', elsewhere));
      assert.equal(refused.issues?.[0]?.pointer, '/outletId');
    });
  });
}
