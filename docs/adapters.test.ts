import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import * as columns from '@fupin/client/adapters/columns';
import * as shopify from '@fupin/client/adapters/shopify';
import * as vending from '@fupin/client/adapters/vending';
import * as woocommerce from '@fupin/client/adapters/woocommerce';
import type { SaleLine } from '@fupin/schema';
import { shopifyOrder } from '../packages/client/test/shopify-order.ts';
import { wooOrder } from '../packages/client/test/woocommerce-order.ts';
import { examplesIn, readGuide } from './examples.ts';

const modules: Readonly<Record<string, object>> = { columns, shopify, vending, woocommerce };

/** Runs an example of the guide with what its reader would have; answers with the lines that it reports. */
async function linesOf(
  code: string,
  given: Readonly<Record<string, unknown>>,
): Promise<SaleLine[]> {
  const reported: SaleLine[] = [];
  const outbox = { reportAll: (lines: readonly SaleLine[]) => void reported.push(...lines) };
  const body = code.replace(
    /import \{(.*?)\} from '@fupin\/client\/adapters\/(\w+)';/gs,
    'const {$1} = modules.$2;',
  );
  const names = Object.keys(given);
  const run = new Function(
    ...['modules', 'outbox', ...names],
    `return (async () => { ${body}; return typeof lines === 'undefined' ? [] : lines; })()`,
  ) as (...values: unknown[]) => Promise<SaleLine[]>;
  const lines = await run(modules, outbox, ...names.map((name) => given[name]));
  return reported.length > 0 ? reported : lines;
}

describe('the guide to adapters', () => {
  const [woo = '', shop = '', machine = '', table = ''] = examplesIn(readGuide('adapters.md'));
  const secret = 'secret';
  const signed = (order: object, header: string) => {
    const body = JSON.stringify(order);
    const signature = createHmac('sha256', secret).update(body).digest('base64');
    return { body, secret, headers: new Headers({ [header]: signature }) };
  };

  test('reports an order of WooCommerce', async () => {
    const given = { ...signed(wooOrder(), 'x-wc-webhook-signature'), refunds: [] };
    assert.equal((await linesOf(woo, given)).length, 2);
    await assert.rejects(linesOf(woo, { ...given, body: '{}' }), /not from the shop/);
  });

  test('reports an order of Shopify', async () => {
    const given = signed(shopifyOrder(), 'x-shopify-hmac-sha256');
    assert.equal((await linesOf(shop, given)).length, 2);
    await assert.rejects(linesOf(shop, { ...given, body: '{}' }), /not from the shop/);
  });

  test('reads a machine’s order', async () => {
    const order = {
      ...{ orderNo: 'V1', sbId: '8610001', createTime: '2020-10-17 08:05:00', hasPay: 1 },
      ...{ goodsId: 17, goodsName: '核桃', number: 1, amount: 29.9 },
    };
    const lines = await linesOf(machine, { goods: {}, productIds: new Map(), order });
    assert.deepEqual(
      lines.map(({ amountFen }) => amountFen),
      [2990],
    );
  });

  test('reads any table', async () => {
    const file = new File(['单号,日期,品名,数量,金额\nA1,2020-10-17,核桃,1,29.90'], 'sales.csv');
    const lines = await linesOf(table, { file });
    assert.deepEqual(
      lines.map(({ amountFen }) => amountFen),
      [2990],
    );
  });
});

test('the mappings in the guide to the command line can be used', () => {
  const mappings = examplesIn(readGuide('command-line.md'), 'json').map((json) =>
    columns.readMapping(json),
  );
  assert.equal(mappings.length, 2);
  const headers = ['票据', '成交', '品名', '件', '', '', '收'];
  const [first] = mappings;
  assert.deepEqual(first && columns.columnsOf(first, headers), {
    ...{ receiptNo: 0, soldAt: 1, name: 2, quantity: 3, amount: 6 },
  });
});

test('the guide to the command line names every field and status', () => {
  const guide = readGuide('command-line.md');
  for (const field of columns.saleFields) assert.ok(guide.includes(`\`${field}\``), field);
  for (const status of [0, 1, 2, 3, 4, 130])
    assert.match(guide, new RegExp(`^\\| ${status} +\\|`, 'm'));
});
