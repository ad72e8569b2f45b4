import { createClient } from '@fupin/client';
import { verifyBadge } from '@fupin/credential';
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { seededRegistry, type SeededRegistry } from './seeded-registry.ts';

const shop = 'http://127.0.0.1:5173';
const states = ['valid', 'expired', 'suspended', 'revoked'] as const;

/** Fetches the shop's badges in one bundle; answers with the state of each on a page at an origin. */
async function statesOn(origin: string, { url, demo }: SeededRegistry): Promise<string[]> {
  const badgeIds = states.map((state) => demo.badges[state].badgeId);
  const bundle = await createClient({ registry: url }).getBadgeBundle({ badgeIds });
  const verified = badgeIds.map((badgeId) => {
    const badge = bundle.badges[badgeId]!;
    return verifyBadge(
      {
        badge: badge.badge,
        certificate: bundle.certificates[badge.certificateId]!,
        statusLists: bundle.statusLists,
        keySet: { keys: bundle.keySet.keys as never },
      },
      { issuer: `did:web:${encodeURIComponent(new URL(url).host)}`, origin },
    );
  });
  return (await Promise.all(verified)).map(({ state }) => state);
}

it('the shop’s badges verify to what became of their certificates, on the shop alone', async (t) => {
  const registry = await seededRegistry(t, shop);
  assert.deepEqual(await statesOn(shop, registry), [...states]);
  assert.deepEqual(await statesOn('http://localhost:5173', registry), [
    'wrongOrigin',
    'expired',
    'wrongOrigin',
    'wrongOrigin',
  ]);

  const supervisor = createClient({ registry: registry.url, key: registry.keys['supervisor'] });
  const { certificateId } = registry.demo.badges.valid;
  await supervisor.changeCertificateStatus({
    certificateId,
    status: 'suspended',
    reason: '抽检不合格',
  });
  assert.equal((await statesOn(shop, registry))[0], 'suspended');
  await supervisor.changeCertificateStatus({ certificateId, status: 'active', reason: '复检合格' });
  assert.equal((await statesOn(shop, registry))[0], 'valid');

  await registry.stop('SIGKILL');
  await registry.start();
  assert.deepEqual(await statesOn(shop, registry), [...states], 'the key is kept over a restart');
});
