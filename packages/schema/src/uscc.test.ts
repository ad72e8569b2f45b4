import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isUscc, Uscc, usccCheckCharacter } from './uscc.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const published = [
  '91350100M000100Y43',
  '91110000600037341L',
  '91110000802100433B',
  '9144030071526726XG',
  '91330100799655058B',
  '914403001922038216',
  '91110108551385082Q',
  '91100000100003962T',
  '9111000071093123XX',
  '92371000MA3MXH0E3W',
];

const wrong: readonly (readonly [code: string, why: string])[] = [
  ['', 'empty'],
  ['91110000600037342L', 'a wrong digit in the organization code'],
  ['91110000600037341N', 'a wrong check character'],
  ['91110000600037314L', 'two digits transposed'],
  ['91110000600037341', '17 characters'],
  ['91110000600037341LL', '19 characters'],
  ['91110000600037341l', 'small letters'],
  [' 91110000600037341L', 'space'],
  ['91110000600037341L\n', 'a line break'],
  ['９1110000600037341L', 'a full-width digit'],
  ['01110000600037341L', 'a registration authority of 0'],
  ['9111A000600037341L', 'a letter in the division code'],
  ['000000000000000000', 'zeros'],
];

describe('a unified social credit code', () => {
  for (const code of published) {
    test(`${code} is one`, () => {
      assert.equal(isUscc(code), true);
      assert.equal(usccCheckCharacter(code.slice(0, 17)), code.at(-1));
      assert.equal(Uscc.safeParse(code).success, true);
    });
  }

  for (const [code, why] of wrong) {
    test(`${JSON.stringify(code)} is none: ${why}`, () => {
      assert.equal(isUscc(code), false);
      assert.equal(Uscc.safeParse(code).success, false);
    });
  }

  for (const letter of 'IOSVZ') {
    test(`has no letter ${letter}`, () => {
      const body = `91350100M00010${letter}Y4`;
      assert.throws(() => usccCheckCharacter(body), RangeError);
      for (const check of alphabet) assert.equal(isUscc(body + check), false);
    });
  }

  test('has one check character, which catches every wrong character and every transposition', () => {
    const character = fc.constantFrom(...alphabet);
    const body = fc
      .tuple(
        fc.constantFrom('9', '5', '1', 'A', 'Y'),
        character.filter((first) => first !== '0'),
        fc.stringMatching(/^\d{6}$/),
        fc.string({ unit: character, minLength: 9, maxLength: 9 }),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(body, fc.nat(16), character, (text, place, other) => {
        const code = text + usccCheckCharacter(text);
        assert.equal(isUscc(code), true);
        const altered = code.slice(0, place) + other + code.slice(place + 1);
        assert.equal(isUscc(altered), altered === code);
        const swapped =
          code.slice(0, place) +
          code.charAt(place + 1) +
          code.charAt(place) +
          code.slice(place + 2);
        assert.equal(isUscc(swapped), swapped === code);
      }),
    );
  });

  test('has a body of 17 characters', () => {
    assert.throws(() => usccCheckCharacter('9135010'), /expected 17 characters, received 7/);
  });
});
