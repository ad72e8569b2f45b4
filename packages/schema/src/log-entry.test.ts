import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { certificate, outlet, product } from './fixtures.ts';
import { encodeLogEntry, LogEntry } from './log-entry.ts';

const at = '2020-10-17T04:00:00.000Z';
const digest = `ni:///sha-256;${'A'.repeat(43)}`;
const { certificateId } = certificate;
const { outletId } = outlet;
const entries: readonly LogEntry[] = [
  { at, digest, certificateId, type: 'certificate' },
  { at, status: 'suspended', certificateId, type: 'statusChange' },
  { at, reason: 'qualityFault', status: 'withdrawn', certificateId, type: 'statusChange' },
  { at, digest, type: 'keySet' },
  {
    at,
    status: 'granted',
    origins: ['https://b.example', 'https://a.example:8443'],
    outletId,
    licenceId: 'lic_12345678',
    type: 'markLicence',
  },
  {
    remaining: '-2',
    sold: '1002.5',
    soldAt: at,
    amountFen: 19_600,
    unit: '袋 "大"',
    quantity: '2.50',
    certificateId,
    productId: product.productId,
    kind: 'sale',
    order: 'o'.repeat(27),
    line: 'l'.repeat(27),
    sequence: 7,
    outletId,
    type: 'sale',
  },
];

describe('the text of a log entry', () => {
  for (const entry of entries) {
    test(`of type ${entry.type} says all that the entry says`, () => {
      assert.deepEqual(LogEntry.parse(JSON.parse(encodeLogEntry(entry))), entry);
    });

    test(`of type ${entry.type} is the same in whichever order the members come`, () => {
      const reversed = Object.fromEntries(Object.entries(entry).toReversed()) as LogEntry;
      assert.equal(encodeLogEntry(reversed), encodeLogEntry(entry));
    });
  }

  test('has its members in the order that auditors know', () => {
    assert.deepEqual(entries.map(encodeLogEntry), [
      `{"type":"certificate","certificateId":"${certificateId}","digest":"${digest}","at":"${at}"}`,
      `{"type":"statusChange","certificateId":"${certificateId}","status":"suspended","at":"${at}"}`,
      `{"type":"statusChange","certificateId":"${certificateId}","status":"withdrawn","reason":"qualityFault","at":"${at}"}`,
      `{"type":"keySet","digest":"${digest}","at":"${at}"}`,
      `{"type":"markLicence","licenceId":"lic_12345678","outletId":"${outletId}","origins":["https://b.example","https://a.example:8443"],"status":"granted","at":"${at}"}`,
      `{"type":"sale","outletId":"${outletId}","sequence":7,"line":"${'l'.repeat(27)}","order":"${'o'.repeat(27)}","kind":"sale","productId":"${product.productId}","certificateId":"${certificateId}","quantity":"2.50","unit":"袋 \\"大\\"","amountFen":19600,"soldAt":"${at}","sold":"1002.5","remaining":"-2"}`,
    ]);
  });

  test('leaves out what is not known, and says null where there is nothing', () => {
    const uncertified = { ...entries.at(-1)!, certificateId: null } as LogEntry;
    const { sold: _, remaining: __, ...rest } = uncertified as Record<string, unknown>;
    const text = encodeLogEntry(rest as LogEntry);
    assert.match(text, /"certificateId":null/);
    assert.doesNotMatch(text, /"sold"|"remaining"/);
  });
});

test('an entry of an unknown type is not taken for a known one', () => {
  assert.equal(LogEntry.safeParse({ type: 'merger', at }).success, false);
});
