import type { Application } from '@fupin/schema';
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { fileLimitBytes } from '../http/read-file-body.ts';
import { openDesk, reviewKeys, samplePdf, uploadHeaders } from '../testing/applications.ts';
import { databaseKinds, type DatabaseKind } from '../testing/databases.ts';
import { bodyOf, problemOf, startRegistry } from '../testing/registry-under-test.ts';
import { listen } from '../testing/listen.ts';
import { evidenceQuota } from './evidence-handlers.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const png =
  '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\0IEND\xaeB`\x82';
const html = '<!doctype html><script>alert(1)</script>';

/** What pretends to be a file of a kind that is taken, or is another than it says. */
const attacks: readonly (readonly [what: string, mediaType: string, content: string])[] = [
  ['a web page that says it is a PDF', 'application/pdf', html],
  ['a web page with a PDF behind it', 'application/pdf', `${html}%PDF-1.4\n%%EOF`],
  ['a PDF that was cut off', 'application/pdf', '%PDF-1.4\n1 0 obj\n'],
  ['a PNG with a web page behind it', 'image/png', `${png}${html}`],
  ['a PNG with an archive behind it', 'image/png', `${png}PK\x05\x06${'\0'.repeat(18)}`],
  ['a JPEG that says it is a PNG', 'image/png', '\xff\xd8\xff\xe0\0\x10JFIF\0\xff\xd9'],
  ['a PDF that says it is a JPEG', 'image/jpeg', '%PDF-1.4\n%%EOF'],
  ['nothing', 'application/pdf', ''],
  ['a web page', 'text/html', html],
  ['a picture that runs scripts', 'image/svg+xml', '<svg onload="alert(1)"/>'],
  ['two media types', 'application/pdf, text/html', '%PDF-1.4\n%%EOF'],
];

async function openDraft(t: TestContext, kind: DatabaseKind) {
  const registry = await startRegistry(t, kind);
  const desk = await openDesk(registry);
  const body = { schemeIds: ['national-directory'] };
  const created = await desk.call('createApplication', 'meitan', { body });
  const { applicationId } = await bodyOf<Application>(created, 201);
  const key = await registry.key({ ...reviewKeys.meitan });
  const path = (fileName: string) =>
    `/v1/applications/${applicationId}/evidence/other/${encodeURIComponent(fileName)}`;
  const put = async (
    content: Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>> = uploadHeaders(content),
    fileName = 'a.pdf',
  ) =>
    registry.app.request(path(fileName), {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, ...headers },
      body: content,
    });
  const evidence = async () => (await desk.read(applicationId, 'meitan')).evidence;
  return { registry, desk, applicationId, key, path, put, evidence };
}

const filesIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      )
    : [];

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('a file is kept under its digest, for its owner alone, and comes back as it was', async (t) => {
      const { registry, desk, applicationId, put, evidence } = await openDraft(t, kind);
      await bodyOf(await put(samplePdf, uploadHeaders(samplePdf), '营业执照 "1".pdf'));
      const [file, ...more] = filesIn(registry.evidenceDirectory);
      assert.ok(file && more.length === 0);
      assert.match(file.name, /^[0-9a-f]{64}$/);
      const path = join(file.parentPath, file.name);
      assert.equal(statSync(path).mode & 0o777, 0o600);
      assert.deepEqual(Uint8Array.from(readFileSync(path)), samplePdf);

      const [stored] = await evidence();
      assert.ok(stored);
      assert.partialDeepStrictEqual(stored, {
        fileName: '营业执照 "1".pdf',
        mediaType: 'application/pdf',
      });
      const params = { applicationId, evidenceId: stored.evidenceId };
      const response = await desk.call('getEvidence', 'meitan', { params });
      assert.equal(response.status, 200);
      assert.deepEqual(new Uint8Array(await response.arrayBuffer()), samplePdf);
      const { headers } = response;
      assert.equal(headers.get('content-type'), 'application/pdf');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.match(headers.get('content-security-policy') ?? '', /^sandbox; default-src 'none'/);
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('content-digest'), uploadHeaders(samplePdf)['content-digest']);
      assert.equal(
        headers.get('content-disposition'),
        `attachment; filename="____ _1_.pdf"; filename*=UTF-8''%E8%90%A5%E4%B8%9A%E6%89%A7%E7%85%A7%20%221%22.pdf`,
      );
    });

    test('a file that was altered on disk is not given out', async (t) => {
      const { registry, desk, applicationId, put, evidence } = await openDraft(t, kind);
      await bodyOf(await put(samplePdf));
      const [file] = filesIn(registry.evidenceDirectory);
      assert.ok(file);
      writeFileSync(join(file.parentPath, file.name), 'altered');
      const [stored] = await evidence();
      const params = { applicationId, evidenceId: stored?.evidenceId ?? '' };
      const problem = await problemOf(await desk.call('getEvidence', 'meitan', { params }));
      assert.equal(problem.code, 'internal');
      assert.match(registry.failures.join(), /was altered/);
    });

    for (const [what, mediaType, content] of attacks) {
      test(`${what} is refused and leaves nothing behind`, async (t) => {
        const { registry, put, evidence } = await openDraft(t, kind);
        const file = bytes(content);
        const response = await put(file, uploadHeaders(file, mediaType));
        assert.equal((await problemOf(response)).code, 'unsupportedMediaType');
        assert.deepEqual(await evidence(), []);
        assert.deepEqual(filesIn(registry.evidenceDirectory), []);
      });
    }

    test('a PNG and a JPEG are taken', async (t) => {
      const { put } = await openDraft(t, kind);
      const picture = bytes(png);
      await bodyOf(await put(picture, uploadHeaders(picture, 'image/png'), 'a.png'));
      const photo = bytes('\xff\xd8\xff\xe0\0\x10JFIF\0\xff\xd9 and what a telephone adds');
      await bodyOf(await put(photo, uploadHeaders(photo, 'image/jpeg'), 'a.jpg'));
    });

    for (const [what, digest, code] of [
      [
        'of another file',
        uploadHeaders(bytes('%PDF-1.7\n%%EOF'))['content-digest'],
        'digestMismatch',
      ],
      ['that is missing', undefined, 'digestMissing'],
      ['by another algorithm', 'md5=:1B2M2Y8AsgTpgAmY7PhCfg==:', 'digestMissing'],
      ['that is no digest', 'sha-256=x', 'digestMissing'],
    ] as const) {
      test(`a digest ${what} is ${code}`, async (t) => {
        const { registry, put } = await openDraft(t, kind);
        const headers = {
          'content-type': 'application/pdf',
          ...(digest !== undefined && { 'content-digest': digest }),
        };
        const { code: problem, issues } = await problemOf(await put(samplePdf, headers));
        assert.equal(problem, 'invalidInput');
        assert.partialDeepStrictEqual(issues, [{ in: 'header', pointer: '/Content-Digest', code }]);
        assert.deepEqual(filesIn(registry.evidenceDirectory), []);
      });
    }

    for (const name of [
      '../../etc/passwd',
      '..\\..\\boot.ini',
      '.htaccess',
      'a/b.pdf',
      'gpj\u202efdp.exe',
      'a\nb.pdf',
    ]) {
      test(`${JSON.stringify(name)} is no name of a file`, async (t) => {
        const { registry, put } = await openDraft(t, kind);
        const { issues } = await problemOf(await put(samplePdf, uploadHeaders(samplePdf), name));
        assert.equal(issues?.[0]?.pointer, '/fileName');
        assert.deepEqual(filesIn(registry.evidenceDirectory), []);
      });
    }

    for (const name of ['a.html', 'a.hta', 'a.pdf.bat', 'a', 'a.png']) {
      test(`a PDF is not taken under the name ${name}`, async (t) => {
        const { registry, put, evidence } = await openDraft(t, kind);
        const page = bytes(`%PDF-1.4\n${html}\n%%EOF`);
        const { issues } = await problemOf(await put(page, uploadHeaders(page), name));
        assert.equal(issues?.[0]?.pointer, '/fileName');
        assert.deepEqual(await evidence(), []);
        assert.deepEqual(filesIn(registry.evidenceDirectory), []);
      });
    }

    test('a file above the limit is refused, announced or not', async (t) => {
      const { path, key, registry } = await openDraft(t, kind);
      const large = new Uint8Array(fileLimitBytes + 1).fill(32);
      large.set(bytes('%PDF-'));
      large.set(bytes('%%EOF'), fileLimitBytes - 10);
      const headers = { authorization: `Bearer ${key}`, ...uploadHeaders(large) };
      const announced = { ...headers, 'content-length': String(large.length) };
      const init = { method: 'PUT', headers: announced, body: large };
      const refused = await problemOf(await registry.app.request(path('a.pdf'), init));
      assert.equal(refused.code, 'payloadTooLarge');
      const streamed = new Request(`http://registry.test${path('a.pdf')}`, {
        method: 'PUT',
        headers,
        body: new Blob([large]).stream(),
        duplex: 'half',
      } as RequestInit);
      assert.equal((await problemOf(await registry.app.request(streamed))).code, 'payloadTooLarge');
    });

    test('a connection that breaks midway leaves nothing behind', async (t) => {
      const { registry, key, path, evidence } = await openDraft(t, kind);
      const address = await listen(t, registry.app);
      const upload = httpRequest(`${address}${path('a.pdf')}`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${key}`,
          ...uploadHeaders(samplePdf),
          'content-length': samplePdf.length,
        },
      });
      upload.on('error', () => undefined);
      const closed = new Promise((resolve) => upload.on('close', resolve));
      upload.write(samplePdf.subarray(0, 10), () => upload.destroy());
      await closed;
      assert.deepEqual(await evidence(), []);
      assert.deepEqual(filesIn(registry.evidenceDirectory), []);
    });

    test('a file of the same kind and name takes the place of the one before, until it is submitted', async (t) => {
      const { desk, applicationId, put, evidence } = await openDraft(t, kind);
      await bodyOf(await put(samplePdf));
      const [first] = await evidence();
      const other = bytes('%PDF-1.7\nanother\n%%EOF');
      await bodyOf(await put(other));
      const [second, ...more] = await evidence();
      assert.equal(more.length, 0);
      assert.equal(second?.evidenceId, first?.evidenceId);
      assert.notEqual(second?.sha256, first?.sha256);
      const params = { applicationId, evidenceId: second?.evidenceId ?? '' };
      await bodyOf(await desk.call('removeEvidence', 'meitan', { params }));
      assert.deepEqual(await evidence(), []);
    });

    test('what was submitted can be neither replaced nor removed', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const { applicationId, version, evidence } = await desk.draft(['national-directory']);
      const params = { applicationId };
      await bodyOf(
        await desk.call('submitApplication', 'meitan', { params, body: { version } }),
        201,
      );
      const returned = { decision: 'return', reason: '补充材料' };
      await bodyOf(await desk.step(applicationId, 'national-directory', 'township', returned), 201);
      const replaced = await problemOf(await desk.upload(applicationId, 'meitan', 'commitment'));
      assert.equal(replaced.code, 'conflict');
      const removal = { params: { applicationId, evidenceId: evidence[0]?.evidenceId ?? '' } };
      const removed = await problemOf(await desk.call('removeEvidence', 'meitan', removal));
      assert.equal(removed.code, 'conflict');
      await bodyOf(await desk.upload(applicationId, 'meitan', 'priceProof'));
    });

    test('of files that come at once no more are taken than there is room for', async (t) => {
      const { put, evidence } = await openDraft(t, kind);
      for (let place = 1; place < evidenceQuota.files; place += 1) {
        await bodyOf(await put(samplePdf, uploadHeaders(samplePdf), `${place}.pdf`));
      }
      const responses = await Promise.all(
        ['x.pdf', 'y.pdf', 'z.pdf'].map((name) => put(samplePdf, uploadHeaders(samplePdf), name)),
      );
      assert.deepEqual(
        responses.map(({ status }) => status).toSorted((a, b) => a - b),
        [200, 409, 409],
      );
      assert.equal((await evidence()).length, evidenceQuota.files);
    });

    test('an application holds a counted number of files', async (t) => {
      const { put, evidence } = await openDraft(t, kind);
      for (let place = 0; place < evidenceQuota.files; place += 1) {
        await bodyOf(await put(samplePdf, uploadHeaders(samplePdf), `${place}.pdf`));
      }
      const { code, issues } = await problemOf(
        await put(samplePdf, uploadHeaders(samplePdf), 'x.pdf'),
      );
      assert.equal(code, 'conflict');
      assert.equal(issues?.[0]?.code, 'evidenceQuota');
      assert.equal((await evidence()).length, evidenceQuota.files);
    });
  });
}
