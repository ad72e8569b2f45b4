import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it, type TestContext } from 'node:test';
import { certificateIdOf, findCertificate } from '../certificates/certificate-store.ts';
import { productIdOf, findProducts } from '../directory/product-store.ts';
import { supplierIdOf } from '../directory/supplier-store.ts';
import { databaseKinds, type DatabaseKind } from '../testing/databases.ts';
import {
  csvText,
  fileColumns,
  fileRow,
  inGb18030,
  testUscc,
  writeFile,
} from '../testing/directory-file.ts';
import { importDirectory } from './import-directory.ts';

const now = new Date('2026-06-01T00:00:00Z');
const rows = (count: number) => Array.from({ length: count }, (_, number) => fileRow(number));

async function importing(t: TestContext, kind: DatabaseKind, content: string | Uint8Array) {
  const database = await kind.open(t);
  const file = writeFile(t, content);
  return { database, file, result: await importDirectory(database, file, { now }) };
}

for (const kind of databaseKinds) {
  describe(`a directory file on ${kind.name}`, () => {
    const spellings: Readonly<Record<string, string | Uint8Array>> = {
      'UTF-8': csvText(rows(9)),
      'UTF-8 with byte order mark and CRLF': `\ufeff${csvText(rows(9), { lineEnd: '\r\n' })}`,
      'GB 18030 with CRLF': inGb18030(csvText(rows(9), { lineEnd: '\r\n' })),
      'UTF-16': Buffer.from(`\ufeff${csvText(rows(9), { delimiter: '\t' })}`, 'utf16le'),
      semicolons: csvText(rows(9), { delimiter: ';' }),
      tabs: csvText(rows(9), { delimiter: '\t' }),
      'English column names': csvText(rows(9), { header: fileColumns }),
      'JSON Lines': rows(9)
        .map((row) => JSON.stringify(row))
        .join('\n'),
    };
    for (const [spelling, content] of Object.entries(spellings)) {
      it(`is read in ${spelling}`, async (t) => {
        const { database, file, result } = await importing(t, kind, content);
        assert.deepEqual(result, {
          rows: 9,
          added: 9,
          updated: 0,
          unchanged: 0,
          repeated: 0,
          refused: 0,
          errorFile: undefined,
        });
        assert.equal(existsSync(`${file}.errors.csv`), false);
        const certificate = await findCertificate(database, certificateIdOf('X-8'), now);
        assert.equal(certificate?.productName, '湄潭翠芽 8 号');
        assert.equal(certificate.certifiedBy.name, '湄潭县');
        assert.equal(certificate.validUntil, '2028-12-31');
        assert.equal(certificate.commodityValueFen, 50_000_000);
        assert.deepEqual(certificate.linkage, {
          kinds: ['guaranteedPurchase', 'employment'],
          householdsHelped: 36,
          peopleHelped: 120,
        });
      });
    }

    it('changes nothing when it is imported again, and only what differs when it was edited', async (t) => {
      const { database, file } = await importing(t, kind, csvText(rows(20)));
      const again = await importDirectory(database, file, { now });
      assert.deepEqual([again.added, again.updated, again.unchanged], [0, 0, 20]);
      const edited = rows(22);
      edited[3] = fileRow(3, { householdsHelped: '40' });
      edited[4] = fileRow(4, { referencePrice: '130' });
      const second = await importDirectory(database, writeFile(t, csvText(edited)), { now });
      assert.deepEqual([second.added, second.updated, second.unchanged], [2, 2, 18]);
      const { count } = await database.db
        .selectFrom('certificate')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      assert.equal(count, 22);
    });

    it('keeps what it does not speak of, and lifts no suspension', async (t) => {
      const { database, file } = await importing(
        t,
        kind,
        csvText([fileRow(1, { status: '暂停' })]),
      );
      const supplierId = supplierIdOf(testUscc(0));
      const productId = productIdOf({
        supplierId,
        name: fileRow(1).productName,
        spec: fileRow(1).spec,
      });
      await database.db
        .updateTable('product')
        .set({ nameEn: 'Tea', images: '["/illustrations/tea.svg"]' })
        .execute();
      const active = writeFile(t, csvText([fileRow(1, { status: '有效', referencePrice: '99' })]));
      await importDirectory(database, active, { now });
      const product = (await findProducts(database, [productId], now)).get(productId);
      assert.equal(product?.nameEn, 'Tea');
      assert.deepEqual(product.images, ['/illustrations/tea.svg']);
      assert.equal(product.referencePriceFen, 9900);
      assert.equal(product.certificate?.status, 'suspended');
      await importDirectory(database, file, { now });
      assert.equal(product.certificate.statusChanges.length, 1);
    });

    it('is stored to the last row where it has many', async (t) => {
      const { result } = await importing(t, kind, csvText(rows(2500)));
      assert.equal(result.added, 2500);
    });
  });
}

const [sqlite] = databaseKinds;
assert.ok(sqlite);

/** The error file's rows as line, column and reason. */
function faultsIn(file: string): string[][] {
  const text = readFileSync(`${file}.errors.csv`, 'utf8');
  assert.ok(text.startsWith('\ufeffline,column,value,reason\r\n'));
  return text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',').slice(0, 2));
}

describe('a row of a great product', () => {
  it('may be worth more in a year than any price is', async (t) => {
    const content = csvText([fileRow(0, { commodityValue: '12,000,000,000.50' })]);
    const { result } = await importing(t, sqlite, content);
    assert.deepEqual([result.added, result.refused], [1, 0]);
  });
});

describe('a bad row', () => {
  const bad = {
    directoryNo: '',
    productName: '',
    categoryCode: '0101',
    gtin: '6901234567890',
    uscc: testUscc(0).replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    supplierKind: 'constructor',
    countyCode: '110101',
    annualSupply: '-5',
    unit: '',
    commodityValue: '1.234',
    referencePrice: '10000000000000000',
    householdsHelped: '3.5',
    peopleHelped: 'many',
    linkage: '保价收购、捐赠',
    validFrom: '2026-02-30',
    validUntil: '2025-12-31',
    status: '未知',
  } as const;
  for (const [column, value] of Object.entries(bad)) {
    it(`is reported by line and column where ${column} is "${value}", and the others are kept`, async (t) => {
      const content = csvText([fileRow(0), fileRow(1, { [column]: value }), fileRow(2)]);
      const { file, result } = await importing(t, sqlite, content);
      assert.deepEqual([result.added, result.refused], [2, 1]);
      assert.deepEqual(faultsIn(file), [['3', column]]);
    });
  }

  it('has its line right after cells that hold line breaks, and with CRLF', async (t) => {
    for (const lineEnd of ['\n', '\r\n']) {
      const content = csvText(
        [
          fileRow(0, { productName: `翠芽${lineEnd}一号${lineEnd}` }),
          fileRow(1),
          fileRow(2, { unit: '' }),
        ],
        { lineEnd },
      );
      const { file, result } = await importing(t, sqlite, content);
      assert.equal(result.added, 2);
      assert.deepEqual(faultsIn(file), [['6', 'unit']]);
    }
  });

  it('is reported with every fault that it has', async (t) => {
    const content = csvText([fileRow(0, { unit: '', uscc: 'x', status: '?' })]);
    const { file } = await importing(t, sqlite, content);
    assert.deepEqual(faultsIn(file), [
      ['2', 'uscc'],
      ['2', 'unit'],
      ['2', 'status'],
    ]);
  });

  it('is reported where it has too few or too many columns', async (t) => {
    const content = `${csvText([fileRow(0)])}X-9,2026\n${csvText([fileRow(1)]).split('\n')[1] ?? ''},extra\n`;
    const { file, result } = await importing(t, sqlite, content);
    assert.deepEqual([result.added, result.refused], [1, 2]);
    assert.deepEqual(faultsIn(file), [
      ['3', ''],
      ['4', ''],
    ]);
  });

  it('is reported where a quotation mark is never closed, and those before it are kept', async (t) => {
    const content = `${csvText([fileRow(0), fileRow(1)])}"X-2,2026-01\n${csvText([fileRow(3)])}`;
    const { file, result } = await importing(t, sqlite, content);
    assert.equal(result.added, 2);
    assert.deepEqual(faultsIn(file), [['4', '']]);
  });

  it('is reported where bytes are no text, without taking the file for another encoding', async (t) => {
    const content = Buffer.from(csvText(rows(50)));
    const place = content.indexOf('湄潭翠芽 30');
    content[place] = 0xff;
    const { file, result } = await importing(t, sqlite, content);
    assert.deepEqual([result.added, result.refused], [49, 1]);
    assert.deepEqual(faultsIn(file), [['32', 'productName']]);
  });

  it('is reported in JSON Lines as well', async (t) => {
    const content = `${JSON.stringify(fileRow(0))}\n{"directoryNo":\n\n[1]\n${JSON.stringify({ ...fileRow(4), unit: {} })}\n`;
    const { file, result } = await importing(t, sqlite, content);
    assert.deepEqual([result.added, result.refused], [1, 3]);
    assert.deepEqual(
      faultsIn(file).map(([line]) => line),
      ['2', '4', '5'],
    );
  });

  it('leaves no error file behind once all rows are good', async (t) => {
    const database = await sqlite.open(t);
    const file = writeFile(t, csvText([fileRow(0, { unit: '' })]));
    await importDirectory(database, file, { now });
    assert.ok(existsSync(`${file}.errors.csv`));
    writeFileSync(file, csvText([fileRow(0)]));
    await importDirectory(database, file, { now });
    assert.equal(existsSync(`${file}.errors.csv`), false);
  });

  it('can’t make a spreadsheet run a formula', async (t) => {
    const content = csvText([fileRow(0, { gtin: '=HYPERLINK("https://x.example")' })]);
    const { file } = await importing(t, sqlite, content);
    assert.match(readFileSync(`${file}.errors.csv`, 'utf8'), /,"'=HYPERLINK\(/);
  });
});

describe('rows at odds with each other', () => {
  const cases: Readonly<Record<string, [ReturnType<typeof fileRow>, string]>> = {
    'one directory number with two contents': [fileRow(1, { unit: '吨' }), 'directoryNo'],
    'one supplier with two names': [
      fileRow(2, { supplierName: '别名', uscc: testUscc(0) }),
      'uscc',
    ],
    'one product at two prices': [
      fileRow(2, { productName: fileRow(1).productName, referencePrice: '1' }),
      'productName',
    ],
  };
  for (const [what, [row, column]] of Object.entries(cases)) {
    it(`are reported: ${what}`, async (t) => {
      const { file, result } = await importing(t, sqlite, csvText([fileRow(1), row]));
      assert.deepEqual([result.added, result.refused], [1, 1]);
      assert.deepEqual(faultsIn(file), [['3', column]]);
    });
  }

  it('are none where a row is there twice', async (t) => {
    const { result } = await importing(t, sqlite, csvText([fileRow(1), fileRow(1)]));
    assert.deepEqual([result.added, result.repeated, result.refused], [1, 1, 0]);
  });
});

describe('a county', () => {
  const certifiedBy = async (t: TestContext, cells: Partial<ReturnType<typeof fileRow>>) => {
    const { database, result } = await importing(t, sqlite, csvText([fileRow(1, cells)]));
    const certificate = await findCertificate(database, certificateIdOf('X-1'), now);
    return certificate?.certifiedBy.code ?? `refused ${result.refused}`;
  };

  it('is found by a code valid before 2020', async (t) => {
    assert.equal(
      await certifiedBy(t, { countyCode: '130721', county: '', province: '' }),
      '130705',
    );
  });

  it('is found by name, with the province where several have it', async (t) => {
    const byName = (county: string, province: string) =>
      certifiedBy(t, { countyCode: '', county, province });
    assert.equal(await byName('湄潭县', ''), '520328');
    assert.match(await byName('魏县', '贵州省'), /refused/);
  });

  it('must be the same by code and by name', async (t) => {
    assert.equal(await certifiedBy(t, { countyCode: '520328', county: '会宁县' }), 'refused 1');
  });
});

describe('a file that is no directory', () => {
  const cases: Readonly<Record<string, [string | Uint8Array, RegExp]>> = {
    'is empty': ['', /is empty\. Expected/],
    'has other columns': ['a,b\n1,2\n', /Missing: 目录编号 \(directoryNo\).*Found: a, b/s],
    'names a column twice': [
      csvText([], { header: [...fileColumns, '目录编号'] }),
      /目录编号 \(directoryNo\) is there twice/,
    ],
    'has no rows': [csvText([]), /has no rows/],
    'holds nothing but line ends': ['\n\n\n', /no line of column names/],
    'is a workbook': [Buffer.from('PK\u0003\u0004rest'), /workbook.*CSV UTF-8/s],
    'holds no text': [Buffer.from([1, 2, 0, 3]), /no text/],
  };
  for (const [what, [content, message]] of Object.entries(cases)) {
    it(`is refused where it ${what}`, async (t) => {
      await assert.rejects(importing(t, sqlite, content), { code: 'import', message });
    });
  }

  it('is refused where it is not there', async (t) => {
    const database = await sqlite.open(t);
    await assert.rejects(importDirectory(database, '/nowhere/at-all.csv', { now }), {
      code: 'import',
      message: /There is no file/,
    });
  });
});

it('a file of 20,000 rows is imported with its progress', async (t) => {
  const database = await sqlite.open(t);
  const file = writeFile(t, inGb18030(csvText(rows(20_000), { lineEnd: '\r\n' })));
  const shares: number[] = [];
  const result = await importDirectory(database, file, {
    now,
    onProgress: ({ bytes, totalBytes }) => shares.push(bytes / totalBytes),
  });
  assert.equal(result.added, 20_000);
  assert.equal(shares.at(-1), 1);
  assert.ok(shares.length >= 20);
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
  );
});
