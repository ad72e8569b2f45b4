import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { problemOf, startRegistry } from '../testing/registry-under-test.ts';
import { sampleIds } from '../testing/sample-directory.ts';
import { readDigitalLink } from './digital-link-uri.ts';

const gtin = '06901234567892';
const linkset = 'application/linkset+json';

interface Linkset {
  readonly linkset: readonly [Readonly<Record<string, unknown>>];
}

describe('the path of a GS1 Digital Link URI', () => {
  test('names a GTIN of any length in 14 digits, and what narrows it down', () => {
    const bare = { gtin14: gtin, qualifiers: [] };
    for (const path of ['01/6901234567892', `01/${gtin}`, `01/${gtin}/`]) {
      assert.deepEqual(readDigitalLink(path), bare, path);
    }
    assert.deepEqual(readDigitalLink(`01/${gtin}/22/A/10/LOT%2F7/21/9%2B`), {
      gtin14: gtin,
      qualifiers: [
        ['22', 'A'],
        ['10', 'LOT/7'],
        ['21', '9+'],
      ],
    });
  });

  const wrong = [
    '',
    '00/106141412345678908',
    '01/',
    '01/6901234567893',
    '01/2012345678900',
    `01/${gtin}/10`,
    `01/${gtin}/10/`,
    `01/${gtin}/21/1/10/A`,
    `01/${gtin}/10/A/10/B`,
    `01/${gtin}/10/A/235/B`,
    `01/${gtin}/99/A`,
    `01/${gtin}/10/${'A'.repeat(21)}`,
    `01/${gtin}/10/%E8%8C%B6`,
    `01/${gtin}//`,
  ];
  for (const path of wrong) {
    test(`"${path}" is refused with a reason`, () => {
      assert.equal(typeof readDigitalLink(path), 'string');
    });
  }
});

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('leads from a GTIN to the page of the certificate, with the query it came with', async (t) => {
      const { app } = await startRegistry(t, kind);
      const response = await app.request(`/id/01/6901234567892?utm=qr`);
      assert.equal(response.status, 307);
      const certificateId = sampleIds.certificate('tea');
      const expected = `https://registry.example/certificates/${certificateId}?utm=qr`;
      assert.equal(response.headers.get('location'), expected);
      assert.match(
        response.headers.get('link') ?? '',
        /^<https:\/\/registry\.example\/id\/01\/06901234567892\?linkType=linkset>; rel="linkset"/,
      );
      assert.equal(response.headers.get('access-control-allow-origin'), '*');
    });

    test('answers with the linkset by link type and by media type', async (t) => {
      const { app } = await startRegistry(t, kind);
      const answers = await Promise.all([
        app.request(`/id/01/${gtin}?linkType=all`),
        app.request(`/id/01/${gtin}?linkType=linkset`),
        app.request(`/id/01/${gtin}`, { headers: { accept: linkset } }),
        app.request(`/id/01/${gtin}/10/LOT7`, { headers: { accept: linkset } }),
      ]);
      const certificate = `https://registry.example/certificates/${sampleIds.certificate('tea')}`;
      for (const answer of answers) {
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('content-type'), linkset);
        const {
          linkset: [context],
        } = (await answer.json()) as Linkset;
        assert.equal(context['anchor'], `https://registry.example/id/01/${gtin}`);
        const [defaultLink] = context['https://ref.gs1.org/voc/defaultLink'] as object[];
        assert.deepEqual(Object.keys(defaultLink ?? {}), ['href', 'title']);
        const [info] = context['https://ref.gs1.org/voc/certificationInfo'] as { href: string }[];
        assert.equal(info?.href, certificate);
        assert.ok(context['https://ref.gs1.org/voc/pip']);
        assert.ok(context['https://test.uncefact.org/vocabulary/linkTypes/dcc']);
      }
    });

    test('prefers to lead on where the linkset is accepted less or not at all', async (t) => {
      const { app } = await startRegistry(t, kind);
      for (const accept of [`text/html, ${linkset};q=0.5`, `${linkset};q=0, */*`, '*/*']) {
        const answer = await app.request(`/id/01/${gtin}`, { headers: { accept } });
        assert.equal(answer.status, 307, accept);
      }
    });

    test('leads to the type of link asked for, compact or as URI, and is 404 for one that is not there', async (t) => {
      const { app } = await startRegistry(t, kind);
      const locationOf = async (linkType: string) => {
        const response = await app.request(
          `/id/01/${gtin}?linkType=${encodeURIComponent(linkType)}`,
        );
        assert.equal(response.status, 307, linkType);
        return new URL(response.headers.get('location') ?? '').pathname;
      };
      const product = sampleIds.product('tea');
      assert.equal(await locationOf('gs1:masterData'), `/v1/products/${product}`);
      assert.equal(await locationOf('https://ref.gs1.org/voc/pip'), `/products/${product}`);
      const certificate = `/certificates/${sampleIds.certificate('tea')}`;
      assert.equal(await locationOf('untp:dcc'), certificate);
      assert.equal(await locationOf('gs1:defaultLink'), certificate);
      const missing = await app.request(`/id/01/${gtin}?linkType=gs1:recipeInfo`);
      assert.equal((await problemOf(missing)).code, 'notFound');
    });

    test('is 404 for a GTIN that no product has, and 400 for what is no GTIN', async (t) => {
      const { app } = await startRegistry(t, kind);
      const unknown = await app.request('/id/01/06901234567908');
      assert.equal((await problemOf(unknown)).code, 'notFound');
      const page = await app.request('/id/01/06901234567908', { headers: { accept: 'text/html' } });
      assert.equal(page.status, 404);
      assert.match(await page.text(), /06901234567908 的商品没有经过认定/);
      const wrong = await app.request('/id/01/123');
      assert.equal((await problemOf(wrong)).code, 'invalidInput');
      const misread = await app.request('/id/01/123', { headers: { accept: 'text/html' } });
      assert.equal(misread.status, 400);
      assert.match(await misread.text(), /条码不正确/);
    });

    test('offers the choice where several products bear one GTIN, and prefers a certified one', async (t) => {
      const { app, database } = await startRegistry(t, kind);
      await database.db
        .updateTable('product')
        .set({ gtin: gtin, gtin14: gtin })
        .where('productId', '=', sampleIds.product('pepper'))
        .execute();
      const choices = await app.request(`/id/01/${gtin}?linkType=gs1:certificationInfo`);
      assert.equal(choices.status, 300);
      const {
        linkset: [context],
      } = (await choices.json()) as Linkset;
      const targets = context['https://ref.gs1.org/voc/certificationInfo'] as unknown[];
      assert.equal(targets.length, 2);
      assert.equal((await app.request(`/id/01/${gtin}`)).status, 307);
    });

    test('describes itself and answers preflights and HEAD', async (t) => {
      const { app } = await startRegistry(t, kind);
      const description = await app.request('/.well-known/gs1resolver');
      const { resolverRoot, supportedPrimaryKeys } = (await description.json()) as {
        resolverRoot: string;
        supportedPrimaryKeys: string[];
      };
      assert.equal(resolverRoot, 'https://registry.example/id');
      assert.deepEqual(supportedPrimaryKeys, ['01']);
      const preflight = await app.request(`/id/01/${gtin}`, { method: 'OPTIONS' });
      assert.equal(preflight.status, 204);
      assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
      const head = await app.request(`/id/01/${gtin}`, { method: 'HEAD' });
      assert.equal(head.status, 307);
    });
  });
}
