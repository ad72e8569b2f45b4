import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findDelimiter, readRows, type Delimiter } from './file-rows.ts';
import { SalesFileError } from './sales-file-error.ts';

const rowsOf = async (text: string, delimiter: Delimiter = ',', pieceBytes?: number) => {
  const rows: (readonly string[])[] = [];
  const broken: number[] = [];
  for await (const batch of readRows(new Blob([text]), 'utf-8', delimiter, pieceBytes)) {
    for (const row of batch.rows) {
      if (row.hasBrokenQuotes) broken.push(rows.length);
      rows.push(row.cells);
    }
  }
  return { rows, broken };
};

describe('rows', () => {
  const tables: [name: string, text: string, rows: string[][], delimiter?: Delimiter][] = [
    [
      'plain',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'without a line end at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'with CRLF',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'with CRLF after quotes',
      '"a","b"\r\n"1","2"\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['with a delimiter in quotes', 'a,"x,y"\n', [['a', 'x,y']]],
    ['with quotes in quotes', '"5"" 盘",1\n', [['5" 盘', '1']]],
    [
      'with a line end in quotes',
      '"two\r\nlines",1\n2,3',
      [
        ['two\nlines', '1'],
        ['2', '3'],
      ],
    ],
    [
      'with an inch mark',
      '5" 盘,1\n2,3\n',
      [
        ['5" 盘', '1'],
        ['2', '3'],
      ],
    ],
    ['with blank rows', 'a,b\n\n1,2\n', [['a', 'b'], [''], ['1', '2']]],
    [
      'with tabs',
      'a\tb\n1\t2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      '\t',
    ],
    [
      'with semicolons',
      'a;b\n1,5;2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
      ';',
    ],
    [
      'with an empty last cell',
      'a,\n,b\n',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
  ];
  for (const [name, text, rows, delimiter] of tables) {
    test(`${name} are the same wherever the file is cut`, async () => {
      for (const pieceBytes of [1, 2, 3, 7, undefined]) {
        const read = await rowsOf(text, delimiter, pieceBytes);
        assert.deepEqual(read, { rows, broken: [] }, `in pieces of ${pieceBytes}`);
      }
    });
  }
});

test('a quotation mark in the wrong place marks its row', async () => {
  const { rows, broken } = await rowsOf('1,"BIG" BOX,2,"x"\n5,6,7,8\n');
  assert.deepEqual(broken, [0]);
  assert.deepEqual(rows.at(-1), ['5', '6', '7', '8']);
});

test('a quotation mark that joins rows ends the reading with its row', async () => {
  await assert.rejects(rowsOf('0,0\n1,"BIG" BOX,2\n3,"x",4\n5,6,7\n'), {
    code: 'brokenQuotes',
    row: 2,
  });
});

test('a quotation mark that is never closed ends the reading with its row', async () => {
  const text = `a,b\n1,2\n3,"4\n${'5,6\n'.repeat(300_000)}`;
  await assert.rejects(
    rowsOf(text),
    (error) =>
      error instanceof SalesFileError && error.code === 'quoteNotClosed' && error.row === 3,
  );
  await assert.rejects(rowsOf('a,b\n1,"2\n'), { code: 'quoteNotClosed', row: 2 });
});

test('reads a hundred thousand rows in pieces and tells how far it is', async () => {
  const file = new Blob(['A1,枸杞,2\n'.repeat(100_000)]);
  let count = 0;
  let last = 0;
  for await (const { rows, bytesRead } of readRows(file, 'utf-8', ',')) {
    assert.ok(rows.length < 20_000);
    assert.ok(bytesRead > last);
    last = bytesRead;
    count += rows.length;
  }
  assert.equal(count, 100_000);
  assert.equal(last, file.size);
});

describe('the delimiter', () => {
  const files: [text: string, delimiter: Delimiter][] = [
    ['a,b,c\n1,2,3\n', ','],
    ['a\tb\tc\n1,5\t2\t3\n', '\t'],
    ['a;b;c\n1,5;2;3\n2,5;3;4\n', ';'],
    ['销售明细表\n小票号,数量\nA1,2\n', ','],
    ['name;x,"q;r"\n1,2\n3,4\n', ','],
    ['one column\n', ','],
    ['', ','],
  ];
  for (const [text, delimiter] of files) {
    test(`of ${JSON.stringify(text)} is ${JSON.stringify(delimiter)}`, async () => {
      assert.equal(await findDelimiter(new Blob([text]), 'utf-8'), delimiter);
    });
  }
});
