import { ProductId } from '@fupin/schema';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { naturalId, randomId } from './record-id.ts';

test('a natural id is the same for the same key, and one that the schema takes', () => {
  const id = naturalId('prd', 'sup_1', '翠芽', '250g');
  assert.equal(id, naturalId('prd', 'sup_1', '翠芽', '250g'));
  assert.equal(ProductId.safeParse(id).success, true);
});

test('a natural id tells keys apart that differ only in where a part ends', () => {
  assert.notEqual(naturalId('prd', 'ab', 'c'), naturalId('prd', 'a', 'bc'));
});

test('base32 is that of RFC 4648', () => {
  assert.match(randomId('out'), /^out_[a-z2-7]{26}$/);
  assert.equal(new Set(Array.from({ length: 1000 }, () => randomId('out'))).size, 1000);
});
