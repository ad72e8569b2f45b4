import type { MarkLicence, MarkTerms, Outlet } from '@fupin/schema';
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { acceptance, changeLicence, licencesOf } from '../testing/mark-licences.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin } from '../testing/sample-directory.ts';

const origin = 'https://new.example';
const outletOf = async (registry: RegistryUnderTest, outletId = sampleIds.outlet) =>
  bodyOf<Outlet>(await registry.call('getOutlet', { params: { outletId } }));

const loggedOf = async ({ database }: RegistryUnderTest, licenceId: string) => {
  const rows = await database.db.selectFrom('logPending').select('intents').execute();
  return rows
    .flatMap(({ intents }) => JSON.parse(intents) as { licenceId?: string; status?: string }[])
    .filter((intent) => intent.licenceId === licenceId);
};

for (const kind of databaseKinds) {
  describe(`asking for the mark on ${kind.name}`, () => {
    it('needs the terms in force, whose digest anybody can recompute', async (t) => {
      const registry = await startRegistry(t, kind);
      const { key } = await licencesOf(registry);
      const terms = await bodyOf<MarkTerms>(await registry.call('getMarkTerms'));
      const digest = hash('sha256', `${terms.zh}\n${terms.en}`, 'base64url');
      assert.equal(terms.digest, `ni:///sha-256;${digest}`);
      const asked = { outletId: sampleIds.outlet, origins: [origin], ...acceptance };
      const body = { ...asked, termsVersion: '0' };
      const { issues } = await problemOf(await registry.call('createMarkLicence', { body, key }));
      assert.equal(issues?.[0]?.pointer, '/termsVersion');
      const licence = await bodyOf<MarkLicence>(
        await registry.call('createMarkLicence', { body: asked, key }),
        201,
      );
      assert.deepEqual(licence.terms, {
        version: terms.version,
        digest: terms.digest,
        acceptedAt: registry.now.toISOString(),
      });
    });

    it('gives a challenge for each origin, written as browsers do, each once', async (t) => {
      const registry = await startRegistry(t, kind);
      const { ask } = await licencesOf(registry);
      const written = [
        'https://New.Example/',
        'https://new.example:443',
        'https://商城.example:8443',
        'https://8.8.8.8',
      ];
      const { status, licenceNo, origins, statusChanges } = await ask(written);
      assert.deepEqual([status, licenceNo, statusChanges], ['pending', null, []]);
      assert.deepEqual(
        origins.map(({ origin, challenge }) => [origin, challenge?.fileUrl, challenge?.dnsName]),
        [
          [
            'https://new.example',
            'https://new.example/.well-known/fupin-licence.txt',
            '_fupin-licence.new.example',
          ],
          [
            'https://xn--czru2d.example:8443',
            'https://xn--czru2d.example:8443/.well-known/fupin-licence.txt',
            '_fupin-licence.xn--czru2d.example',
          ],
          ['https://8.8.8.8', 'https://8.8.8.8/.well-known/fupin-licence.txt', null],
        ],
      );
      const texts = origins.map(({ challenge }) => challenge?.text ?? '');
      assert.equal(new Set(texts).size, 3);
      for (const text of texts) assert.match(text, /^fupin-licence=[0-9a-f]{40}$/);
    });

    it('is refused with a pointer for what is no public https origin', async (t) => {
      const registry = await startRegistry(t, kind);
      const { key } = await licencesOf(registry);
      for (const bad of ['http://a.example', 'https://u@a.example', 'http://127.0.0.1:5173']) {
        const body = { outletId: sampleIds.outlet, origins: [origin, bad], ...acceptance };
        const { issues } = await problemOf(await registry.call('createMarkLicence', { body, key }));
        assert.deepEqual([issues?.length, issues?.[0]?.pointer], [1, '/origins/1'], bad);
      }
    });

    it('is refused for another operator’s outlet, and for one that is not there', async (t) => {
      const registry = await startRegistry(t, kind);
      const { key } = await licencesOf(registry);
      const codeFor = async (outletId: string) => {
        const body = { outletId, origins: [origin], ...acceptance };
        return (await problemOf(await registry.call('createMarkLicence', { body, key }))).code;
      };
      assert.equal(await codeFor(sampleIds.otherOutlet), 'forbidden');
      assert.equal(await codeFor('out_nothing00'), 'notFound');
    });
  });

  describe(`proving origins on ${kind.name}`, () => {
    it('has the licence granted at once with a file, and takes the evidence down', async (t) => {
      const registry = await startRegistry(t, kind);
      const { ask, prove, verify } = await licencesOf(registry);
      const asked = await ask([origin]);
      assert.deepEqual((await outletOf(registry)).origins, [sampleOrigin]);
      prove(asked);
      const licence = await verify(asked);
      const at = registry.now.toISOString();
      assert.equal(licence.status, 'granted');
      assert.match(
        licence.licenceNo ?? '',
        /^FML-2020-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]{6}$/,
      );
      assert.deepEqual([licence.validFrom, licence.validUntil], [at, '2021-10-17T16:00:00.000Z']);
      assert.deepEqual(licence.statusChanges, [{ status: 'granted', at, by: 'operator' }]);
      const { text, fileUrl } = asked.origins[0]!.challenge!;
      assert.deepEqual(licence.origins[0]?.proof, {
        kind: 'file',
        provedAt: at,
        checkedAt: at,
        seen: `${fileUrl}: 203.0.113.9 answered 200 with ${text}`,
      });
      assert.equal(licence.origins[0].challenge?.expiresAt, null);
      assert.deepEqual((await outletOf(registry)).origins, [sampleOrigin, origin]);
      const [logged] = await loggedOf(registry, licence.licenceId);
      const { licenceId, outletId } = licence;
      const entry = { type: 'markLicence', licenceId, outletId, origins: [origin] };
      assert.deepEqual(logged, { ...entry, status: 'granted', at });
    });

    it('is done with a DNS record as well, beside records of others', async (t) => {
      const registry = await startRegistry(t, kind);
      const { ask, verify } = await licencesOf(registry);
      const asked = await ask([origin]);
      const { text, dnsName } = asked.origins[0]!.challenge!;
      registry.sites.records.set(dnsName!, ['fupin-licence=another', text]);
      const { status, origins } = await verify(asked);
      assert.equal(status, 'granted');
      assert.deepEqual(
        [origins[0]?.proof?.kind, origins[0]?.proof?.seen],
        ['dns', `TXT ${dnsName}: ${text}`],
      );
    });

    it('says for each origin what was expected, what was found and what to do', async (t) => {
      const registry = await startRegistry(t, kind);
      const { ask, prove, verify } = await licencesOf(registry);
      const asked = await ask([origin, 'https://m.new.example', 'https://w.new.example']);
      prove(asked);
      const [, mobile, web] = asked.origins.map(({ challenge }) => challenge!);
      registry.sites.files.set(mobile!.fileUrl, `<!doctype html><p>${mobile!.text}</p>`);
      registry.sites.files.set(web!.fileUrl, { status: 301, location: 'https://new.example/' });
      registry.sites.records.set(web!.dnsName!, ['v=spf1', 'x']);
      const { status, origins } = await verify(asked);
      assert.equal(status, 'pending');
      const [proved, second, third] = origins;
      assert.ok(proved?.proof);
      assert.equal(proved.finding, undefined);
      assert.equal(second?.proof, null);
      assert.ok(second.finding?.expected.includes(mobile!.text));
      assert.match(
        second.finding?.found ?? '',
        /answered 200 with "<!doctype html>.*DNS: no TXT record\.$/,
      );
      assert.match(
        third?.finding?.found ?? '',
        /301, a redirect to https:\/\/new\.example\/, which is not followed\. DNS: TXT record "v=spf1" and 1 more\.$/,
      );
      assert.match(third?.finding?.advice ?? '', /without a redirect/);
      assert.deepEqual((await outletOf(registry)).origins, [sampleOrigin]);
    });

    it('is not done with the text of another licence', async (t) => {
      const registry = await startRegistry(t, kind);
      const mine = await licencesOf(registry);
      const theirs = await licencesOf(registry, 'otherOperator');
      const [asked, other] = [await mine.ask([origin]), await theirs.ask([origin])];
      mine.prove(asked);
      assert.equal((await theirs.verify(other)).status, 'pending');
      assert.equal((await mine.verify(asked)).status, 'granted');
    });

    it('gives a new challenge where the old one has run out', async (t) => {
      const registry = await startRegistry(t, kind);
      const { ask, prove, verify } = await licencesOf(registry);
      const asked = await ask([origin]);
      prove(asked);
      registry.now = new Date(asked.origins[0]!.challenge!.expiresAt!);
      const late = await verify(asked);
      assert.equal(late.status, 'pending');
      const { challenge, finding } = late.origins[0]!;
      assert.notEqual(challenge?.text, asked.origins[0]?.challenge?.text);
      assert.ok(finding?.advice.includes(challenge!.text));
      prove(late);
      assert.equal((await verify(late)).status, 'granted');
    });

    it('is looked for once in 30 seconds for each licence', async (t) => {
      const registry = await startRegistry(t, kind);
      const { ask, verify, key } = await licencesOf(registry);
      const [one, other] = [await ask([origin]), await ask(['https://b.example'])];
      await verify(one);
      const looks = registry.sites.asked.length;
      const again = ({ licenceId }: MarkLicence) =>
        registry.call('verifyMarkLicenceOrigins', { params: { licenceId }, body: {}, key });
      const refused = await again(one);
      assert.equal(refused.headers.get('retry-after'), '30');
      assert.equal((await problemOf(refused)).code, 'rateLimited');
      assert.equal(registry.sites.asked.length, looks);
      await bodyOf(await again(other));
    });

    it('is refused to others, who learn of no licence that was never granted', async (t) => {
      const registry = await startRegistry(t, kind);
      const { ask, granted } = await licencesOf(registry);
      const { key } = await licencesOf(registry, 'otherOperator');
      const [pending, public_] = [await ask([origin]), await granted(['https://b.example'])];
      const codeFor = async ({ licenceId }: MarkLicence) => {
        const call = { params: { licenceId }, body: {}, key };
        return (await problemOf(await registry.call('verifyMarkLicenceOrigins', call))).code;
      };
      assert.equal(await codeFor(pending), 'notFound');
      assert.equal(await codeFor(public_), 'forbidden');
    });
  });

  describe(`an origin on ${kind.name}`, () => {
    it('is licensed to one operator at a time, for any of its outlets', async (t) => {
      const registry = await startRegistry(t, kind);
      const mine = await licencesOf(registry);
      const theirs = await licencesOf(registry, 'otherOperator');
      const waiting = await theirs.ask([origin, 'https://theirs.example']);
      theirs.prove(waiting);
      const held = await mine.granted([origin]);
      const body = { kind: 'counter', name: '二号专柜', online: false };
      const call = { body, key: mine.key };
      const second = await bodyOf<Outlet>(await registry.call('createOutlet', call), 201);
      await mine.granted([origin], second.outletId);
      assert.deepEqual((await outletOf(registry, second.outletId)).origins, [origin]);

      registry.now = new Date(registry.now.getTime() + 60_000);
      const params = { licenceId: waiting.licenceId };
      theirs.prove(waiting);
      const late = { params, body: {}, key: theirs.key };
      const refused = await problemOf(await registry.call('verifyMarkLicenceOrigins', late));
      assert.equal(refused.code, 'conflict');
      assert.ok(refused.detail.includes(held.licenceNo!));
      const asked = { outletId: sampleIds.otherOutlet, origins: [origin], ...acceptance };
      const again = { body: asked, key: theirs.key };
      assert.equal(
        (await problemOf(await registry.call('createMarkLicence', again))).code,
        'conflict',
      );
      const administrator = await registry.key(sampleKeys.administrator);
      const grant = {
        params: { outletId: sampleIds.otherOutlet },
        body: { origins: [origin], reason: '线下核验' },
        key: administrator,
      };
      assert.equal(
        (await problemOf(await registry.call('grantMarkLicence', grant))).code,
        'conflict',
      );
      assert.deepEqual((await outletOf(registry, sampleIds.otherOutlet)).origins, []);
    });

    it('goes to one of two operators who prove it at the same moment', async (t) => {
      const registry = await startRegistry(t, kind);
      const mine = await licencesOf(registry);
      const theirs = await licencesOf(registry, 'otherOperator');
      const both = [
        { ...mine, licence: await mine.ask([origin, 'https://a.example']) },
        { ...theirs, licence: await theirs.ask(['https://b.example', origin]) },
      ];
      for (const { licence, prove } of both) prove(licence);
      const texts = both.flatMap(({ licence }) => licence.origins.map((each) => each.challenge!));
      const shared = texts.filter(({ fileUrl }) => fileUrl.startsWith(origin));
      const file = shared.map(({ text }) => text).join('\n');
      registry.sites.files.set(shared[0]!.fileUrl, file);
      const statuses = await Promise.all(
        both.map(async ({ licence: { licenceId }, key }) => {
          const call = { params: { licenceId }, body: {}, key };
          return (await registry.call('verifyMarkLicenceOrigins', call)).status;
        }),
      );
      assert.deepEqual(statuses.toSorted(), [200, 409]);
      const outlets = [await outletOf(registry), await outletOf(registry, sampleIds.otherOutlet)];
      assert.equal(outlets.filter(({ origins }) => origins.includes(origin)).length, 1);
    });

    it('goes to another operator once the first has surrendered it', async (t) => {
      const registry = await startRegistry(t, kind);
      const mine = await licencesOf(registry);
      const theirs = await licencesOf(registry, 'otherOperator');
      const held = await mine.granted([origin]);
      await bodyOf(await changeLicence(registry, held, 'surrendered', mine.key), 201);
      await theirs.granted([origin]);
      assert.deepEqual((await outletOf(registry)).origins, [sampleOrigin]);
      assert.deepEqual((await outletOf(registry, sampleIds.otherOutlet)).origins, [origin]);
    });

    it('can’t be reinstated for one operator while another holds it', async (t) => {
      const registry = await startRegistry(t, kind);
      const mine = await licencesOf(registry);
      const theirs = await licencesOf(registry, 'otherOperator');
      const supervisor = await registry.key(sampleKeys.supervisor);
      const suspended = await mine.granted([origin]);
      await bodyOf(await changeLicence(registry, suspended, 'suspended', supervisor), 201);
      await theirs.granted([origin]);
      const back = await changeLicence(registry, suspended, 'granted', supervisor);
      assert.equal((await problemOf(back)).code, 'conflict');
    });

    it('is not licensed by asking anew after a suspension or revocation, but by an administrator', async (t) => {
      const registry = await startRegistry(t, kind);
      const { ask, granted, key, prove } = await licencesOf(registry);
      const supervisor = await registry.key(sampleKeys.supervisor);
      const administrator = await registry.key(sampleKeys.administrator);
      const asked = { outletId: sampleIds.outlet, origins: [origin], ...acceptance };
      const askAgain = () => registry.call('createMarkLicence', { body: asked, key });
      const waiting = await ask([origin]);
      const licence = await granted([origin]);
      for (const status of ['suspended', 'revoked']) {
        await bodyOf(await changeLicence(registry, licence, status, supervisor), 201);
        const { code, detail } = await problemOf(await askAgain());
        assert.equal(code, 'conflict');
        assert.ok(detail.includes(status));
        prove(waiting);
        registry.now = new Date(registry.now.getTime() + 60_000);
        const params = { licenceId: waiting.licenceId };
        const late = { params, body: {}, key };
        const refused = await registry.call('verifyMarkLicenceOrigins', late);
        assert.equal((await problemOf(refused)).code, 'conflict');
      }
      registry.now = new Date(registry.now.getTime() + 60_000);
      const grant = { origins: [origin], reason: '整改后恢复' };
      const params = { outletId: sampleIds.outlet };
      await bodyOf(
        await registry.call('grantMarkLicence', { params, body: grant, key: administrator }),
        201,
      );
      await bodyOf(await askAgain(), 201);
    });
  });
}
