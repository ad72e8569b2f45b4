import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findDateOrder, readSaleTime, readTimeOfDay, type DateOrder } from './sale-time.ts';

const times: [text: string, instant: string, order?: DateOrder][] = [
  ['2011-11-28 08:48:00', '2011-11-28T08:48:00+08:00'],
  ['2020/10/17 8:05', '2020-10-17T08:05:00+08:00'],
  ['2020.10.17 8:05', '2020-10-17T08:05:00+08:00'],
  ['2020-10-17T08:00:00+08:00', '2020-10-17T08:00:00+08:00'],
  ['2020-10-17T00:00:00Z', '2020-10-17T08:00:00+08:00'],
  ['2020-10-16T20:30:00.250Z', '2020-10-17T04:30:00.250+08:00'],
  ['2020-10-17 08:00:00+0800', '2020-10-17T08:00:00+08:00'],
  ['2020-10-17T08:00:00', '2020-10-17T08:00:00+08:00'],
  ['2020-10-17 08:00:00.000', '2020-10-17T08:00:00+08:00'],
  ['2020年10月17日 8:05', '2020-10-17T08:05:00+08:00'],
  ['2020年10月17日8时5分', '2020-10-17T08:05:00+08:00'],
  ['2020/10/17 下午3:20', '2020-10-17T15:20:00+08:00'],
  ['2020/10/17 上午12:20', '2020-10-17T00:20:00+08:00'],
  ['2020/10/17 3:20:10 PM', '2020-10-17T15:20:10+08:00'],
  ['２０２０／１０／１７　８：０５', '2020-10-17T08:05:00+08:00'],
  ['20201017080509', '2020-10-17T08:05:09+08:00'],
  ['202010170805', '2020-10-17T08:05:00+08:00'],
  ['12/1/2010 8:26', '2010-12-01T08:26:00+08:00', 'monthFirst'],
  ['12/1/2010 8:26', '2010-01-12T08:26:00+08:00', 'dayFirst'],
  ['13/1/2010 8:26', '2010-01-13T08:26:00+08:00'],
  ['1-13-2010', '2010-01-13T12:00:00+08:00'],
  ['5/5/2010', '2010-05-05T12:00:00+08:00'],
  ['44121', '2020-10-17T12:00:00+08:00'],
  ['44121.3368055556', '2020-10-17T08:05:00+08:00'],
  ['2020-10-17', '2020-10-17T12:00:00+08:00'],
  ['20201017', '2020-10-17T12:00:00+08:00'],
  ['2020-02-29 00:00', '2020-02-29T00:00:00+08:00'],
];

for (const [text, instant, order] of times) {
  test(`reads ${text}${order ? `, ${order},` : ''} as ${instant}`, () => {
    const time = readSaleTime(text, order);
    assert.ok(typeof time === 'object', String(time));
    assert.equal(time.instant, instant);
    assert.equal(time.date, instant.slice(0, 10));
  });
}

const noTimes = [
  ...['', '昨天', '2020-13-01', '2020-02-30', '2021-02-29', '0020-10-17', '10/12/01', '2020-10'],
  ...['2020-10-17 24:00', '2020-10-17 8:60', '2020-10-17T25:00:00Z', '2020-02-30T08:00:00Z'],
  ...['12345', '99999', '1602892800000', '2020-10-17 8', '20201317', '20201017256000', '1.5'],
];

for (const text of noTimes) {
  test(`does not take ${JSON.stringify(text)} for a date`, () => {
    assert.equal(readSaleTime(text, undefined), 'notADate');
  });
}

test('does not guess whether 12/1/2010 is in December or in January', () => {
  assert.equal(readSaleTime('12/1/2010', undefined), 'dateOrderUnknown');
});

test('a date that can’t be in the order of its column is no date', () => {
  assert.equal(readSaleTime('13/1/2010', 'monthFirst'), 'notADate');
});

test('says where only the day is known', () => {
  const only = readSaleTime('2020-10-17', undefined);
  const full = readSaleTime('2020-10-17 12:00', undefined);
  assert.ok(typeof only === 'object' && typeof full === 'object');
  assert.equal(only.isDateOnly, true);
  assert.equal(full.isDateOnly, false);
});

test('joins a day and a time of day from two columns', () => {
  const time = readSaleTime('2020-10-17 00:00:00', undefined, '18:05:09');
  assert.ok(typeof time === 'object');
  assert.equal(time.instant, '2020-10-17T18:05:09+08:00');
  assert.equal(readSaleTime('2020-10-17', undefined, '傍晚'), 'notATime');
});

test('reads times of day', () => {
  assert.equal(readTimeOfDay('8:05'), '08:05:00');
  assert.equal(readTimeOfDay('080530'), '08:05:30');
  assert.equal(readTimeOfDay('8:05 pm'), '20:05:00');
  assert.equal(readTimeOfDay('中午12:30'), '12:30:00');
  assert.equal(readTimeOfDay('25:00'), undefined);
  assert.equal(readTimeOfDay('早'), undefined);
});

describe('the order of day and month', () => {
  const findings: [texts: string[], finding: string][] = [
    [['2020-10-17', '44121'], 'needless'],
    [['5/5/2010', ''], 'needless'],
    [['12/1/2010 8:26', '1/2/2010 8:26'], 'ambiguous'],
    [['12/1/2010 8:26', '12/13/2010 8:26'], 'monthFirst'],
    [['12/1/2010 8:26', '13/12/2010 8:26'], 'dayFirst'],
    [['12/13/2010', '13/12/2010'], 'contradictory'],
  ];
  for (const [texts, finding] of findings) {
    test(`of ${texts.join(', ')} is ${finding}`, () => {
      assert.equal(findDateOrder(texts), finding);
    });
  }
});

test('months have names too, long or short', () => {
  const named: [text: string, instant: string][] = [
    ['Saturday, October 17, 2020', '2020-10-17T12:00:00+08:00'],
    ['Oct 17, 2020 3:20 PM', '2020-10-17T15:20:00+08:00'],
    ['Sept. 1, 2020', '2020-09-01T12:00:00+08:00'],
    ['17 October 2020', '2020-10-17T12:00:00+08:00'],
    ['17-Oct-2020 08:05:30', '2020-10-17T08:05:30+08:00'],
    ['Sat, 3rd May 2020', '2020-05-03T12:00:00+08:00'],
  ];
  for (const [text, instant] of named) {
    const read = readSaleTime(text, undefined);
    assert.equal(typeof read === 'object' && read.instant, instant, text);
  }
  for (const text of [
    'Marble 3, 2020',
    'Oct 32, 2020',
    '17 Okt 2020',
    'Ju 3, 2020',
    '30 Feb 2020',
  ]) {
    assert.equal(readSaleTime(text, undefined), 'notADate', text);
  }
});

test('an offset may stand after a space', () => {
  const read = readSaleTime('2020-10-16 23:30:00 -0500', undefined);
  assert.equal(typeof read === 'object' && read.instant, '2020-10-17T12:30:00+08:00');
});

test('a time of day may be a part of a day', () => {
  assert.equal(readTimeOfDay('0.5'), '12:00:00');
  assert.equal(readTimeOfDay('.354166666666667'), '08:30:00');
});
