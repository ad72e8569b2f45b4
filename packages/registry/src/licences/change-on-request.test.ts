import type { MarkLicence, Outlet, Role } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import {
  acceptance,
  changeLicence,
  licencesOf,
  type LicencesUnderTest,
} from '../testing/mark-licences.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin } from '../testing/sample-directory.ts';
import { recheckLicences } from './recheck-licences.ts';

const standings = [
  'pending',
  'granted',
  'expired',
  'suspendedByRegistry',
  'suspended',
  'revoked',
  'surrendered',
] as const;
type Standing = (typeof standings)[number];

/** From which standings an action is open, to whom; all else is refused. */
const actions = {
  verify: { from: ['pending', 'granted', 'suspendedByRegistry'], to: ['operator'] },
  renew: { from: ['expired'], to: ['operator'] },
  surrendered: { from: ['pending', 'granted', 'suspendedByRegistry'], to: ['operator'] },
  suspended: { from: ['granted', 'suspendedByRegistry'], to: ['supervisor', 'administrator'] },
  granted: { from: ['suspendedByRegistry', 'suspended'], to: ['supervisor', 'administrator'] },
  revoked: {
    from: ['granted', 'expired', 'suspendedByRegistry', 'suspended'],
    to: ['supervisor', 'administrator'],
  },
} as const satisfies Record<
  string,
  { readonly from: readonly Standing[]; readonly to: readonly Role[] }
>;
type Action = keyof typeof actions;

const callers = {
  operator: sampleKeys.operator,
  otherOperator: sampleKeys.otherOperator,
  supervisor: sampleKeys.supervisor,
  administrator: sampleKeys.administrator,
  certifier: sampleKeys.certifier,
  supplier: { role: 'supplier' },
  buyer: { role: 'buyer' },
} as const;

const origin = 'https://new.example';

async function bringTo(
  standing: Standing,
  registry: RegistryUnderTest,
  { ask, granted, key }: LicencesUnderTest,
): Promise<MarkLicence> {
  if (standing === 'pending') return ask([origin]);
  const licence = await granted([origin]);
  const supervisor = await registry.key(sampleKeys.supervisor);
  switch (standing) {
    case 'expired':
      registry.now = new Date(licence.validUntil!);
      await recheckLicences(registry.database, { ...registry.sites, clock: () => registry.now });
      break;
    case 'suspended':
    case 'revoked':
      await bodyOf(await changeLicence(registry, licence, standing, supervisor), 201);
      break;
    case 'surrendered':
      await bodyOf(await changeLicence(registry, licence, standing, key), 201);
      break;
    case 'suspendedByRegistry':
      await bodyOf(await changeLicence(registry, licence, 'suspended', supervisor), 201);
      await registry.database.db
        .updateTable('markLicenceChange')
        .set({ actor: 'registry' })
        .where('licenceId', '=', licence.licenceId)
        .where('status', '=', 'suspended')
        .execute();
  }
  registry.now = new Date(registry.now.getTime() + 31_000);
  return licence;
}

function act(
  action: Action,
  registry: RegistryUnderTest,
  licence: MarkLicence,
  key: string | undefined,
): Promise<Response> {
  const call = { params: { licenceId: licence.licenceId }, ...(key !== undefined && { key }) };
  switch (action) {
    case 'verify':
      return registry.call('verifyMarkLicenceOrigins', { ...call, body: {} });
    case 'renew':
      return registry.call('renewMarkLicence', { ...call, body: acceptance });
    default: {
      const body = { status: action, reason: '核查' };
      return registry.call('changeMarkLicenceStatus', { ...call, body });
    }
  }
}

// Who may do what does not depend on the database, so the first will do.
for (const kind of databaseKinds.slice(0, 1)) {
  for (const standing of standings) {
    describe(`a licence that is ${standing} on ${kind.name}`, () => {
      for (const [action, { from, to }] of Object.entries(actions) as [
        Action,
        { from: readonly Standing[]; to: readonly string[] },
      ][]) {
        const isOpen = from.includes(standing);
        it(`${isOpen ? 'takes' : 'refuses'} ${action}, and from nobody else`, async (t) => {
          const registry = await startRegistry(t, kind);
          const licences = await licencesOf(registry);
          const licence = await bringTo(standing, registry, licences);
          const before = await licences.read(licence);
          assert.equal(before.status, standing.replace('ByRegistry', ''));
          const right = to[0] as keyof typeof callers;
          for (const [name, key] of Object.entries(callers)) {
            if (to.includes(name)) continue;
            const refused = await problemOf(
              await act(action, registry, licence, await registry.key(key)),
            );
            const isHidden = name === 'otherOperator' && standing === 'pending';
            assert.equal(refused.code, isHidden ? 'notFound' : 'forbidden', name);
          }
          const anonymous = await problemOf(await act(action, registry, licence, undefined));
          assert.equal(anonymous.code, 'unauthenticated');
          assert.deepEqual(await licences.read(licence), before);
          const response = await act(action, registry, licence, await registry.key(callers[right]));
          if (!isOpen) {
            assert.equal((await problemOf(response)).code, 'conflict');
            assert.deepEqual(await licences.read(licence), before);
            return;
          }
          const changed = await bodyOf<MarkLicence>(response, response.status);
          assert.ok(response.status < 300);
          if (action !== 'verify' && action !== 'renew') {
            assert.equal(changed.status, action);
            const { status, by, reason, at } = changed.statusChanges.at(-1)!;
            const now = registry.now.toISOString();
            assert.deepEqual([status, by, reason, at], [action, right, '核查', now]);
          }
          const { origins } = await bodyOf<Outlet>(
            await registry.call('getOutlet', { params: { outletId: sampleIds.outlet } }),
          );
          const isLicensed = changed.status === 'granted';
          assert.deepEqual(origins, isLicensed ? [sampleOrigin, origin] : [sampleOrigin]);
        });
      }
    });
  }

  describe(`the administrator on ${kind.name}`, () => {
    it('alone grants a licence without proof, which the register shows with its reason', async (t) => {
      const registry = await startRegistry(t, kind);
      const grant = { origins: ['https://New.example/'], reason: '线下核验营业执照' };
      const call = { params: { outletId: sampleIds.outlet }, body: grant };
      for (const [name, key] of Object.entries(callers)) {
        if (name === 'administrator') continue;
        const refused = await registry.call('grantMarkLicence', {
          ...call,
          key: await registry.key(key),
        });
        assert.equal((await problemOf(refused)).code, 'forbidden', name);
      }
      const key = await registry.key(sampleKeys.administrator);
      const { licenceId } = await bodyOf<MarkLicence>(
        await registry.call('grantMarkLicence', { ...call, key }),
        201,
      );
      const licence = await bodyOf<MarkLicence>(
        await registry.call('getMarkLicence', { params: { licenceId } }),
      );
      const at = registry.now.toISOString();
      const proof = { kind: 'administrator', provedAt: at, checkedAt: at, seen: grant.reason };
      assert.deepEqual(licence.origins, [{ origin, proof }]);
      assert.deepEqual(licence.statusChanges, [
        { status: 'granted', at, by: 'administrator', reason: grant.reason },
      ]);
      assert.equal(licence.terms, null);
      for (const validUntil of ['2020-10-17T12:00:00+08:00', '2026-01-01T00:00:00Z']) {
        const body = { ...grant, validUntil };
        const wrong = await registry.call('grantMarkLicence', { ...call, body, key });
        assert.equal((await problemOf(wrong)).issues?.[0]?.pointer, '/validUntil');
      }
      const missing = await registry.call('grantMarkLicence', {
        ...call,
        params: { outletId: 'out_nothing00' },
        key,
      });
      assert.equal((await problemOf(missing)).code, 'notFound');
    });
  });
}
