import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outletKinds } from '@fupin/schema';
import { demoOutlets } from './outlets.ts';

test('there are at least 72 outlets, of all three kinds, on the web and at places', () => {
  assert.ok(demoOutlets.length >= 72, `${demoOutlets.length}`);
  for (const kind of outletKinds) {
    assert.ok(demoOutlets.filter((outlet) => outlet.kind === kind).length >= 10, kind);
  }
  assert.ok(demoOutlets.some(({ online }) => online));
});

test('the first one is the demo supermarket’s special area on the web', () => {
  const [first] = demoOutlets;
  assert.equal(first?.key, 'helin');
  assert.equal(first.kind, 'area');
  assert.equal(first.online, true);
});

test('keys and names are unique', () => {
  for (const field of ['key', 'name', 'nameEn'] as const) {
    const values = demoOutlets.map((outlet) => outlet[field]);
    assert.equal(new Set(values).size, values.length, field);
  }
});

test('an outlet at a place lies in China and has address, hours and district', () => {
  const placed = demoOutlets.filter(({ online }) => !online);
  assert.ok(placed.length > 0);
  for (const { name, longitude, latitude, address, openingHours, divisionCode } of placed) {
    assert.ok(longitude !== undefined && longitude > 73.5 && longitude < 135.1, name);
    assert.ok(latitude !== undefined && latitude > 18 && latitude < 53.6, name);
    assert.ok(address && openingHours, name);
    assert.match(divisionCode ?? '', /^\d{6}$/, name);
  }
});

test('an outlet on the web has an address under the reserved domain and no place', () => {
  for (const outlet of demoOutlets.filter(({ online }) => online)) {
    assert.match(outlet.url ?? '', /^https:\/\/[a-z]+\.example\/$/);
    assert.equal(outlet.longitude, undefined);
  }
});
