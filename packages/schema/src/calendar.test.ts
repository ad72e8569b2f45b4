import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { dateInShanghai, endOfDay, startOfDay } from './calendar.ts';

describe('a day in Asia/Shanghai', () => {
  for (const [instant, date] of [
    ['2020-10-16T16:00:00.000Z', '2020-10-17'],
    ['2020-10-16T15:59:59.999Z', '2020-10-16'],
    ['2020-10-17T15:59:59.999Z', '2020-10-17'],
    ['2020-02-28T16:00:00.000Z', '2020-02-29'],
    ['2020-12-31T16:00:00.000Z', '2021-01-01'],
  ] as const) {
    test(`${instant} falls on ${date}`, () => {
      assert.equal(dateInShanghai(new Date(instant)), date);
    });
  }

  test('begins at 16:00 UTC of the day before and lasts 24 hours', () => {
    assert.equal(startOfDay('2020-03-01').toISOString(), '2020-02-29T16:00:00.000Z');
    assert.equal(endOfDay('2020-03-01').toISOString(), '2020-03-01T16:00:00.000Z');
  });

  test('agrees with the time zone database since 1992', () => {
    const formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'Asia/Shanghai',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    const instants = fc.date({
      min: new Date('1992-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        const date = dateInShanghai(instant);
        assert.equal(date, formatter.format(instant));
        assert.ok(startOfDay(date) <= instant && instant < endOfDay(date));
      }),
    );
  });
});
