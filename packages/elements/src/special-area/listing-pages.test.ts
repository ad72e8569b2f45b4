import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listingFacets } from '@fupin/schema/fixtures';
import { keepChosen } from './listing-pages.ts';

const none = { provinces: [], categories: [] };

describe('keepChosen', () => {
  it('keeps a choice under which nothing is left, with a count of 0', () => {
    const chosen = { divisionCode: '520000', categoryCode: '0301' };
    const kept = keepChosen(none, listingFacets, chosen);
    assert.deepEqual(
      kept?.provinces.map(({ name, count }) => [name, count]),
      [['贵州省', 0]],
    );
    assert.deepEqual(
      kept.categories.map(({ name, count }) => [name, count]),
      [['茶叶', 0]],
    );
  });

  it('adds nothing that is not chosen or not known', () => {
    const unchosen = { divisionCode: undefined, categoryCode: undefined };
    assert.deepEqual(keepChosen(none, listingFacets, unchosen), none);
    const unknown = { divisionCode: '110000', categoryCode: '99' };
    assert.deepEqual(keepChosen(none, listingFacets, unknown), none);
  });

  it('keeps the facets of before where an answer has none', () => {
    const query = { divisionCode: undefined, categoryCode: undefined };
    assert.equal(keepChosen(undefined, listingFacets, query), listingFacets);
  });
});
