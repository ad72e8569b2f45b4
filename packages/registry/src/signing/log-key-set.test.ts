import { generateSigningKey, signKeySet } from '@fupin/credential';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { logKeySet } from './log-key-set.ts';

const now = new Date('2026-06-01T00:00:00Z');
const root = await generateSigningKey();
const signingKey = await generateSigningKey();
const published = [signingKey.publicJwk];
const signedAt = async (iat: number) => ({
  signingKey,
  published,
  signedKeySet: await signKeySet(
    {
      issuer: 'did:web:x',
      validFrom: new Date(iat * 1000),
      validUntil: new Date(iat * 1000 + 1000),
      keys: published,
    },
    root,
  ),
});

for (const kind of databaseKinds) {
  describe(`the key set on ${kind.name}`, () => {
    it('is logged once, however often it is published and whoever signed it again', async (t) => {
      const database = await kind.open(t);
      const first = await signedAt(1);
      // An ECDSA signature differs each time, but says the same.
      for (const keys of [first, first, await signedAt(1), await signedAt(2)]) {
        await logKeySet(database, keys, now);
      }
      await logKeySet(database, { signingKey, published }, now);
      const rows = await database.db.selectFrom('logPending').select('intents').execute();
      const intents = rows.flatMap(
        (row) => JSON.parse(row.intents) as { type: string; digest: string }[],
      );
      assert.equal(intents.length, 3);
      for (const { type, digest } of intents) {
        assert.equal(type, 'keySet');
        assert.match(digest, /^ni:\/\/\/sha-256;[\w-]{43}$/);
      }
      assert.equal(new Set(intents.map(({ digest }) => digest)).size, 3);
    });
  });
}
