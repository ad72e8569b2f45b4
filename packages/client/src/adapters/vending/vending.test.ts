import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inShort, moneyOf, odditiesOf } from '../../../test/source-money.ts';
import { listingOfVendingGoods, saleLinesOfVendingOrder } from './vending.ts';

const productId = 'prd_0123456789ab';
const goods = {
  action: 'create',
  goodsid: 'G-17',
  goodsname: '平山核桃',
  productpic: 'https://operator.example/g17.jpg',
  fpgoodsmark: 1,
  fpwthirdpartyid: 'FP20200017',
  fpwthirdpartyname: '平山核桃',
  suppliername: '云栖谷合作社',
  suppliercode: '93520328MA6E7K2Q95',
  salechnltp: '02',
  salechnlid: '8610001',
  salechnlnm: '一号柜',
  strnm: '-',
  cmdtyunitprc: '29.90',
  cmdtylinks: '-',
  cmdtyattr: '500 克||散装',
  cmdtyst: '1',
  cmdty69cd: '6901234567892',
  cmdtyskucd: 'SKU-17',
  cmdtyspucd: '-',
};
const read = (change: Record<string, unknown> = {}) =>
  listingOfVendingGoods(
    { ...goods, ...change },
    { productIdOf: (id) => (id === 'FP20200017' ? productId : undefined) },
  );

describe('a good', () => {
  test('that is certified makes a listing under its number, with hyphens for what is empty', () => {
    assert.deepEqual(read(), {
      action: 'put',
      outletKind: 'counter',
      channelId: '8610001',
      sku: 'SKU-17',
      listing: { productId, priceFen: 2990, imageUrl: 'https://operator.example/g17.jpg' },
      oddities: [],
    });
    assert.equal(read({ cmdtyskucd: '-' }).sku, 'G-17');
    assert.equal(read({ salechnltp: 1 }).outletKind, 'area');
    assert.equal(read({ salechnltp: '03' }).outletKind, 'pavilion');
  });

  test('that is not certified, or off sale, or deleted, makes none', () => {
    const short = ({ action, oddities }: ReturnType<typeof read>) => [
      action,
      ...oddities.map(({ code, pointer }) => `${code} ${pointer}`),
    ];
    assert.deepEqual(short(read({ fpgoodsmark: '2' })), ['none', 'notCertified /fpgoodsmark']);
    assert.deepEqual(short(read({ cmdtyst: '0' })), ['delete', 'notOnSale /cmdtyst']);
    assert.deepEqual(short(read({ action: 'delete' })), ['delete']);
  });

  const faults: [change: Record<string, unknown>, oddity: string][] = [
    [{ fpgoodsmark: '3' }, 'unreadable /fpgoodsmark'],
    [{ fpwthirdpartyid: 'FP-unknown' }, 'unreadable /fpwthirdpartyid'],
    [{ fpwthirdpartyid: '-' }, 'unreadable /fpwthirdpartyid'],
    [{ cmdtyunitprc: '' }, 'unreadable /cmdtyunitprc'],
    [{ cmdtyunitprc: '29,90' }, 'unreadable /cmdtyunitprc'],
    [{ cmdtylinks: 'g17' }, 'unreadable /link'],
    [{ action: 'sell' }, 'unreadable /action'],
    [{ cmdtyskucd: '-', goodsid: '-' }, 'unreadable /goodsid'],
  ];
  for (const [change, oddity] of faults) {
    test(`with ${JSON.stringify(change)} makes none and says so`, () => {
      const { listing, oddities } = read(change);
      assert.equal(listing, undefined);
      assert.deepEqual(
        oddities.map(({ code, pointer }) => `${code} ${pointer}`),
        [oddity],
      );
    });
  }

  test('with a barcode that is none is listed all the same', () => {
    const { action, oddities } = read({ cmdty69cd: '2012345678900' });
    assert.equal(action, 'put');
    assert.deepEqual(oddities, [
      { code: 'notGtin', pointer: '/cmdty69cd', value: '2012345678900' },
    ]);
  });
});

const order = {
  ...{ orderNo: 'V2020101700001', sbId: '8610001', createTime: '2020-10-17 08:05:00' },
  ...{ goodsId: 17, goodsName: '平山核桃', number: 1, amount: 29.9, hasPay: 1, hasRefund: 0 },
};

describe('a machine’s order', () => {
  test('makes a line of its good, on the machine as terminal', () => {
    const { lines, oddities } = saleLinesOfVendingOrder(order);
    assert.deepEqual(lines, [
      {
        terminalId: '8610001',
        businessDate: '2020-10-17',
        receiptNo: 'V2020101700001',
        lineNo: 1,
        kind: 'sale',
        soldAt: '2020-10-17T08:05:00+08:00',
        sku: '17',
        name: '平山核桃',
        quantity: '1',
        unit: '件',
        amountFen: 2990,
      },
    ]);
    assert.deepEqual(oddities, []);
  });

  test('of several goods makes a line of each, and a return of what was paid back', () => {
    const details = [
      { goodsId: 17, goodsName: '核桃', number: 2, amount: '59.80', hasRefund: 0 },
      { goodsId: 18, goodsName: '枸杞', number: 1, amount: '12.50', hasRefund: 1 },
    ];
    const found = saleLinesOfVendingOrder({ ...order, number: 3, amount: '72.30', details });
    assert.deepEqual(inShort(found.lines), [
      'V2020101700001/1 sale 2 5980',
      'V2020101700001/2 sale 1 1250',
      'V2020101700001-R/2 return 1 1250',
    ]);
    assert.equal(moneyOf(found).reported, 5980);
  });

  test('that is not paid makes none', () => {
    const found = saleLinesOfVendingOrder({ ...order, hasPay: 0 });
    assert.deepEqual(found.lines, []);
    assert.deepEqual(odditiesOf(found), ['notPaid  2990']);
  });

  test('without a time, a price or a quantity is said to be unreadable', () => {
    for (const change of [
      { createTime: '昨天' },
      { amount: '-' },
      { number: '0' },
      { number: undefined },
    ]) {
      const found = saleLinesOfVendingOrder({ ...order, ...change });
      assert.deepEqual(found.lines, [], JSON.stringify(change));
      assert.equal(found.oddities[0]?.code, 'unreadable');
    }
  });
});
