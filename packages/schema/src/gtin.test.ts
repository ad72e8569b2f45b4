import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Gtin, gtinCheckDigit, isGtin } from './gtin.ts';

type Kind = 'gtin' | 'inStore' | 'wrongCheckDigit';

/** Barcodes scanned in a shop, and two made-up ones. */
const scanned: readonly (readonly [code: string, name: string, kind: Kind])[] = [
  ['6972549660493', '三得利沁葡水', 'gtin'],
  ['6901285991219', '怡宝 饮用纯净水', 'gtin'],
  ['2501408943107', '湘鄂风味道地肠XX', 'inStore'],
  ['8809448200094', '韩美禾啵乐哈密瓜味戒指糖', 'gtin'],
  ['8410525173950', '菲尼牌西瓜形夹心泡泡', 'gtin'],
  ['6920459998434', '康师傅茉莉清茶低糖', 'gtin'],
  ['6972549660905', '三得利茉莉乌龙茶饮料无糖', 'gtin'],
  ['8801906160452', '趣莱福蒜味虾片', 'gtin'],
  ['6901845040968', '格力高饼干抹茶慕斯', 'gtin'],
  ['6923450611944', "m&m's 冰淇淋巧克力味", 'gtin'],
  ['4894375030139', 'Aji椰子卷', 'gtin'],
  ['6958652300068', '品客 浓香奶酪味', 'gtin'],
  ['6928804014877', '可口可乐', 'gtin'],
  ['6972549660097', '三得利瓶装乌龙茶无', 'gtin'],
  ['6901939671603', '可口可乐可乐味汽水', 'gtin'],
  ['6902538004045', '脉动维生素饮料青柠', 'gtin'],
  ['6902538005141', '脉动维生素饮料桃子口味', 'gtin'],
  ['6921168558049', '农夫山泉东方树叶茉莉花茶', 'gtin'],
  ['6907868581389', '八喜 草莓冰淇淋', 'gtin'],
  ['6970399920415', '元气森林白桃味苏打气泡水', 'gtin'],
  ['6902827110228', '美年达橙味', 'gtin'],
  ['6928804014952', '芬达橙味汽水', 'gtin'],
  ['6974139940251', '可可满分椰子水', 'gtin'],
  ['2501408866109', '照烧脆骨丸串', 'inStore'],
  ['6921168596348', '东方树叶青柑普洱茶', 'gtin'],
  ['6921168594993', '苏打矿泉水白桃风味', 'gtin'],
  ['4891028705949', '维他柠檬茶饮料', 'gtin'],
  ['6926265306418', '上好佳田园泡玉米口味', 'gtin'],
  ['6901285991220', 'a demo’s number', 'wrongCheckDigit'],
  ['78013011111111', '14 digits', 'wrongCheckDigit'],
];

const others: readonly (readonly [code: string, isOne: boolean, why: string])[] = [
  ['73513537', true, 'GTIN-8'],
  ['73513536', false, 'GTIN-8 with a wrong check digit'],
  ['00000000', false, 'zeros, as tills write where there is no barcode'],
  ['0000000000000', false, 'zeros in 13 digits'],
  ['00000000000000', false, 'zeros in 14 digits'],
  ['20000004', false, 'an in-store GTIN-8'],
  ['0000020000004', false, 'an in-store GTIN-8 written as 13 digits'],
  ['00000073513537', true, 'GTIN-8 written as 14 digits'],
  ['614141000036', true, 'GTIN-12'],
  ['0614141000036', true, 'GTIN-12 written as 13 digits'],
  ['212345678909', false, 'an in-store number in 12 digits'],
  ['0212345678909', false, 'an in-store number of 12 digits written as 13'],
  ['412345678903', false, 'an in-store number in 12 digits'],
  ['16901285991216', true, 'GTIN-14 of a case'],
  ['12501408943104', false, 'a case of an in-store good'],
  ['6901285991219 ', false, 'space'],
  ['690128599121', false, 'a digit is missing'],
  ['６901285991219', false, 'a full-width digit'],
  ['', false, 'empty'],
];

describe('a GTIN', () => {
  for (const [code, name, kind] of scanned) {
    test(`${code} (${name}) is ${kind === 'gtin' ? 'one' : `none: ${kind}`}`, () => {
      assert.equal(isGtin(code), kind === 'gtin');
      assert.equal(Gtin.safeParse(code).success, kind === 'gtin');
      assert.equal(gtinCheckDigit(code.slice(0, -1)) === code.at(-1), kind !== 'wrongCheckDigit');
    });
  }

  for (const [code, isOne, why] of others) {
    test(`${JSON.stringify(code)} is ${isOne ? 'one' : 'none'}: ${why}`, () => {
      assert.equal(isGtin(code), isOne);
    });
  }

  test('has a check digit that catches every wrong digit', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^6[0-9]{11}$/),
        fc.nat(11),
        fc.nat(9),
        (body, place, digit) => {
          const code = body + gtinCheckDigit(body);
          assert.equal(isGtin(code), true);
          const altered = code.slice(0, place) + String(digit) + code.slice(place + 1);
          if (altered.startsWith('6')) assert.equal(isGtin(altered), altered === code);
        },
      ),
    );
  });

  test('has a body of digits', () => {
    assert.throws(() => gtinCheckDigit('69012859912X'), RangeError);
    assert.throws(() => gtinCheckDigit(''), RangeError);
  });
});
