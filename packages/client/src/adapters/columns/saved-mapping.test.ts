import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { columnsOf, MappingError, readMapping, savedMappingOf } from './saved-mapping.ts';

const headers = ['票据', '件', '', '金额（元）', '件'];

describe('a saved mapping', () => {
  test('names columns as the file does, or as nearly, or by their place', () => {
    const mapping = readMapping(
      '{"columns": {"receiptNo": "票据", "amount": "金额", "quantity": 2}}',
    );
    assert.deepEqual(columnsOf(mapping, headers), { receiptNo: 0, amount: 3, quantity: 1 });
  });

  const faults: [json: string, fault: RegExp][] = [
    ['{', /^must be JSON/],
    ['[]', /object/],
    ['{"columns": {"receipt": "票据"}}', /^\/columns/],
    ['{"columns": {"receiptNo": 0}}', /^\/columns\/receiptNo/],
    ['{"dateOrder": "yearFirst"}', /^\/dateOrder/],
    ['{"quantity": "one"}', /^\/quantity must be a number/],
    ['{"colums": {}}', /colums/],
  ];
  for (const [json, fault] of faults) {
    test(`is refused where it is ${json}`, () => {
      assert.throws(
        () => readMapping(json),
        (error) => error instanceof MappingError && fault.test(error.faults[0] ?? ''),
      );
    });
  }

  test('is refused where the file has not the column, or has it twice', () => {
    const faultsOf = (columns: object) => {
      try {
        columnsOf({ columns }, headers);
      } catch (error) {
        return (error as MappingError).faults;
      }
      return [];
    };
    assert.deepEqual(faultsOf({ name: '品名', quantity: '件', sku: 9 }), [
      '/columns/name names "品名", which the file has not',
      '/columns/quantity names "件", which the file has twice',
      '/columns/sku names "9", which the file has not',
    ]);
  });

  test('is the one that was saved', () => {
    const settings = {
      columns: { receiptNo: 0, quantity: 1, name: 2, amount: 3 },
      ...{ terminalId: 'main', unit: '件', dateOrder: 'dayFirst' as const, quantity: undefined },
    };
    const saved = savedMappingOf(settings, headers);
    assert.deepEqual(saved, {
      columns: { receiptNo: '票据', quantity: 2, name: 3, amount: '金额（元）' },
      ...{ terminalId: 'main', unit: '件', dateOrder: 'dayFirst' },
    });
    const again = readMapping(JSON.stringify(saved));
    assert.deepEqual(columnsOf(again, headers), settings.columns);
  });
});
