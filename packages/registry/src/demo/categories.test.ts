import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { demoCategoryGroups, demoLeafCategories, illustrationOf } from './categories.ts';
import { specialities } from './specialities.ts';

const folder = new URL('../../illustrations/', import.meta.url);
const files = readdirSync(folder).sort();

test('every code has its parent, and no code is used twice', () => {
  const codes = [...demoCategoryGroups, ...demoLeafCategories].map(({ code }) => code);
  assert.equal(new Set(codes).size, codes.length);
  for (const code of codes) {
    if (code.length > 2) assert.ok(codes.includes(code.slice(0, -2)), code);
  }
  assert.ok(demoLeafCategories.every(({ code }) => code.length === 6));
});

test('every picture that a category or speciality names is there, and every picture is named', () => {
  const ofCategories = demoLeafCategories.map(({ code }) => illustrationOf(code));
  const own = specialities.flatMap(({ illustration }) => illustration ?? []);
  const named = new Set([...ofCategories, ...own].map((name) => `${name}.svg`));
  assert.ok(files.length >= 40, `${files.length}`);
  assert.deepEqual([...named].sort(), files);
});

test('a code outside the third level has no picture', () => {
  assert.throws(() => illustrationOf('0101'), /no third-level demo category/);
});

for (const file of files) {
  test(`${file} is small, square and safe under a strict content security policy`, () => {
    const svg = readFileSync(new URL(file, folder), 'utf8');
    assert.ok(Buffer.byteLength(svg) <= 5000, `${Buffer.byteLength(svg)} bytes`);
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 400 400">/);
    assert.doesNotMatch(svg, /<(script|style|text|image|use|a|foreignObject|animate)\b/i);
    assert.doesNotMatch(svg, /\b(style|href|xlink:href|class|on\w+)\s*=/i);
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    const references = [...svg.matchAll(/url\(#([^)]+)\)/g)].map((match) => match[1]);
    for (const reference of references) assert.ok(ids.includes(reference), `#${reference}`);
    assert.equal([...svg.matchAll(/url\(/g)].length, references.length);
  });
}
