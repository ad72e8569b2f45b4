import { isGtin, isUscc } from '@fupin/schema';
import { findCounties } from '@fupin/schema/counties';
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { it } from 'node:test';
import { demoOutlets } from '../demo/outlets.ts';
import { demoDirectory } from './demo-directory.ts';
import { listingsOf } from './demo-outlets.ts';
import { inventedGtin, inventedUscc } from './invented-numbers.ts';

const directory = demoDirectory('2026-06-01');

it('suppliers have unified social credit codes of their county, each its own', () => {
  const codes = new Map(directory.map(({ supplier }) => [supplier.uscc, supplier.name]));
  const names = new Set(directory.map(({ supplier }) => supplier.name));
  assert.equal(codes.size, names.size);
  for (const { supplier, speciality } of directory) {
    assert.ok(isUscc(supplier.uscc), supplier.uscc);
    assert.equal(supplier.uscc.slice(2, 8), speciality.countyCode);
  }
});

it('what is packed has a GTIN of its own, crafts and services have none', () => {
  const gtins = directory.flatMap(({ product }) => product.gtin ?? []);
  assert.equal(new Set(gtins).size, gtins.length);
  assert.ok(gtins.length > 200 && gtins.length < directory.length);
  for (const gtin of gtins) assert.ok(isGtin(gtin) && gtin.startsWith('69'), gtin);
});

it('products stand under today’s code of one of the 832 counties, with a picture that is there', () => {
  for (const { product } of directory) {
    assert.ok(findCounties(product.countyCode).some(({ code }) => code === product.countyCode));
    const [image] = product.images;
    assert.ok(existsSync(new URL(`../..${image ?? ''}`, import.meta.url)), image);
  }
});

it('no outlet has an article number or a product twice', () => {
  for (const outlet of demoOutlets) {
    const listings = listingsOf(outlet, directory);
    assert.ok(listings.length >= 10, outlet.name);
    assert.equal(new Set(listings.map(({ sku }) => sku)).size, listings.length, outlet.name);
    assert.equal(new Set(listings.map(({ productId }) => productId)).size, listings.length);
  }
});

it('the directory is the same for the same day', () => {
  assert.deepEqual(demoDirectory('2026-06-01'), directory);
});

it('an organisation code of which the check is 10 ends with X', () => {
  const codes = Array.from({ length: 200 }, (_, place) =>
    inventedUscc('enterprise', '520328', `${place}`),
  );
  assert.ok(codes.every(isUscc));
  assert.ok(codes.some((code) => code.charAt(16) === 'X'));
  assert.ok(isGtin(inventedGtin(0)));
});
