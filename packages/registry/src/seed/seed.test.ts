import { isInForce, type Listing } from '@fupin/schema';
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import type { Database } from '../database/database.ts';
import { findKey } from '../keys/key-store.ts';
import { summarizeLedger } from '../ledger/ledger-summary.ts';
import { listBlacklist } from '../blacklist/blacklist-store.ts';
import { listComplaints } from '../complaints/list-complaints.ts';
import { listSpotChecks } from '../spot-checks/spot-check-store.ts';
import { findListings } from '../outlets/listing-store.ts';
import { ProductSearch } from '../directory/product-search.ts';
import { listListings } from '../outlets/list-listings.ts';
import { ShelfReader } from '../outlets/shelf-listings.ts';
import { findOutlet } from '../outlets/outlet-store.ts';
import { databaseKinds, type DatabaseKind } from '../testing/databases.ts';
import { fillDirectory } from '../testing/sample-directory.ts';
import { mainOutletId } from './demo-outlets.ts';
import { seed } from './seed.ts';

const now = new Date('2026-06-01T04:00:00Z');
const shop = 'http://127.0.0.1:5173';

async function seeding(t: TestContext, kind: DatabaseKind) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'fupin-seed-'));
  t.after(() => rm(dataFolder, { recursive: true, force: true }));
  const database = await kind.open(t);
  const run = (...origins: readonly string[]) => seed(database, { dataFolder, origins, now });
  const keys = async () =>
    JSON.parse(await readFile(join(dataFolder, 'demo-keys.json'), 'utf8')) as Record<
      string,
      string
    >;
  return { database, dataFolder, run, keys };
}

async function listingsOfMain(database: Database): Promise<readonly Listing[]> {
  const rows = await database.db
    .selectFrom('listing')
    .select('sku')
    .where('outletId', '=', mainOutletId)
    .execute();
  return findListings(
    database,
    mainOutletId,
    rows.map(({ sku }) => sku),
    now,
  );
}

for (const kind of databaseKinds) {
  it(`fills a database with the demo on ${kind.name}`, async (t) => {
    const { database, dataFolder, run, keys } = await seeding(t, kind);
    const counts = await run(shop);

    await t.test(
      'has a special area with goods of all provinces, and some of every bad standing',
      async () => {
        assert.ok(counts.products >= 260 && counts.outlets >= 60, JSON.stringify(counts));
        const listings = await listingsOfMain(database);
        assert.ok(listings.length >= 120, `${listings.length} listings`);
        const inForce = listings.filter(
          ({ product: { certificate } }) => certificate && isInForce(certificate, now),
        );
        assert.ok(inForce.length >= 96, `${inForce.length} in force`);
        assert.equal(new Set(inForce.map(({ product }) => product.county.provinceCode)).size, 22);
        const standings = new Set(
          listings.map(({ product: { certificate } }) =>
            certificate && certificate.validUntil < '2026-06-01' ? 'expired' : certificate?.status,
          ),
        );
        assert.deepEqual([...standings].map(String).toSorted(), [
          'active',
          'expired',
          'suspended',
          'undefined',
          'withdrawn',
        ]);
      },
    );

    await t.test(
      'shows first what differs: neighbours in branch and province, and each picture',
      async () => {
        const { items } = await listListings(
          database,
          { products: new ProductSearch(), shelves: new ShelfReader() },
          mainOutletId,
          { limit: 24, inForce: true },
          now,
        );
        assert.equal(items.length, 24);
        assert.equal(new Set(items.map(({ imageUrl }) => imageUrl)).size, 24);
        const traits = items.map(({ product: { category, county } }) => [
          category.code.slice(0, 4),
          county.provinceCode,
        ]);
        traits.slice(1).forEach(([branch, province], place) => {
          assert.notEqual(branch, traits[place]?.[0], items[place]?.product.name);
          assert.notEqual(province, traits[place]?.[1], items[place]?.product.name);
        });
      },
    );

    await t.test('has sold at every outlet but the main one', async () => {
      const { saleLines } = counts;
      const main = await summarizeLedger(
        database,
        { kind: 'outlet', ids: [mainOutletId] },
        {},
        now,
      );
      const all = await summarizeLedger(database, { kind: 'all', ids: [''] }, {}, now);
      assert.equal(main.all.lines, 0);
      assert.equal(all.all.lines, saleLines);
      assert.ok(all.certified.netFen > 0 && all.certified.netFen < all.all.netFen);
      assert.ok(all.all.returnsFen > 0);
    });

    await t.test(
      'has been supervised: spot checks, complaints at every step, and the blacklist',
      async () => {
        const { items: checks } = await listSpotChecks(database, '000000', { limit: 100 });
        const outcomes = new Set(checks.map(({ outcome }) => outcome));
        assert.deepEqual(outcomes, new Set([null, 'passed', 'failed', 'remedy']));
        const { items: complaints } = await listComplaints(database, '000000', { limit: 100 }, now);
        const states = new Set(complaints.map(({ state }) => state));
        assert.deepEqual(states, new Set(['received', 'acknowledged', 'investigating', 'upheld']));
        const { items: blacklist } = await listBlacklist(database, {}, now);
        assert.equal(blacklist.length, 1);
      },
    );

    await t.test('writes a key of every role where only its owner may read it', async () => {
      const roles = await Promise.all(
        Object.entries(await keys()).map(async ([name, secret]) => {
          const key = await findKey(database, secret);
          return [name, key?.role ?? key?.kind];
        }),
      );
      assert.deepEqual(roles.map(([name]) => name).toSorted(), [
        'administrator',
        'buyer',
        'certifier',
        'operator',
        'publishable',
        'supervisor',
        'supplier',
      ]);
      for (const [name, role] of roles) assert.equal(role, name);
      assert.equal((await stat(join(dataFolder, 'demo-keys.json'))).mode & 0o777, 0o600);
    });

    await t.test(
      'writes an example of each state of a badge, with a picture that is relative to the registry',
      async () => {
        const demo = JSON.parse(await readFile(join(dataFolder, 'demo.json'), 'utf8')) as {
          outletId: string;
          badges: Record<string, Record<string, unknown>>;
        };
        assert.equal(demo.outletId, mainOutletId);
        assert.deepEqual(Object.keys(demo.badges), ['valid', 'expired', 'suspended', 'revoked']);
        for (const badge of Object.values(demo.badges)) {
          assert.match(String(badge['badgeId']), /^bdg_/);
          assert.match(String(badge['certificateId']), /^crt_/);
          assert.match(String(badge['imageUrl']), /^\/illustrations\/[a-z-]+\.svg$/);
          assert.ok(Number.isSafeInteger(badge['priceFen']));
          assert.ok(badge['productName'] && badge['countyName'] && badge['sku']);
        }
      },
    );

    await t.test(
      'is there once: a second run adds nothing but the origins it is given',
      async () => {
        const before = await keys();
        const again = await run('http://127.0.0.1:5999');
        assert.deepEqual(new Set(Object.values(again)), new Set([0]));
        assert.deepEqual(await keys(), before);
        const origins = [shop, 'http://127.0.0.1:5999'];
        assert.deepEqual((await findOutlet(database, mainOutletId))?.origins.toSorted(), origins);
        assert.deepEqual((await findKey(database, before['publishable']!))?.origins, origins);
      },
    );

    await t.test(
      'makes keys anew where their file is lost or damaged, and ends the old ones',
      async () => {
        const { operator: lost, publishable: before } = await keys();
        const { origins } = (await findKey(database, before!))!;
        await writeFile(join(dataFolder, 'demo-keys.json'), '{');
        await run();
        const { operator: found, publishable } = await keys();
        assert.notEqual(found, lost);
        assert.notEqual((await findKey(database, lost!))?.revokedAt, null);
        const after = (await findKey(database, publishable!))?.origins;
        assert.deepEqual(after?.toSorted(), origins.toSorted());
      },
    );
  });
}

it('refuses a database that holds other products', async (t) => {
  const { database, run } = await seeding(t, databaseKinds[0]!);
  await fillDirectory(database);
  await assert.rejects(run(shop), { code: 'databaseNotEmpty', message: /holds 5 products/ });
});
