/** An exact decimal number: `units` / 10^`scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const plain = /^\d+(?:\.\d*)?$|^\.\d+$/;
const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;

/**
 * Reads a number as it stands in exports: `¥1,234.50`, `１２．５`, `-3`, `3-`, `(3.00)`, `12元`. Undefined where it is no
 * number, or a comma does not group thousands: `4,95` may be meant as 4.95 or 495, and is not guessed at.
 */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > 60) return undefined;
  let rest = text
    .normalize('NFKC')
    .replaceAll(/[\u2212\u2013]/g, '-')
    .trim();
  let negative = false;
  const bracketed = /^\((.*)\)$/.exec(rest)?.[1];
  if (bracketed !== undefined) {
    negative = true;
    rest = bracketed;
  }
  const signed = /^([-+]?)\s*(?:¥|RMB|CNY)?\s*([-+]?)(.*?)\s*(?:元|RMB|CNY)?(-?)$/i.exec(rest);
  if (!signed) return undefined;
  const [, before = '', within = '', digits = '', after = ''] = signed;
  const signs = [before, within, after].filter(Boolean);
  if (signs.length + Number(negative) > 1) return undefined;
  if (signs[0] === '-') negative = true;

  if (!plain.test(digits) && !grouped.test(digits)) return undefined;
  const [whole = '', decimals = ''] = digits.replaceAll(',', '').split('.');
  const significant = decimals.replace(/0+$/, '');
  const units = BigInt(whole + significant || '0');
  return { units: negative ? -units : units, scale: significant.length };
}

/** The product of two decimals, exactly. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** The number without its sign. */
export function magnitude(number: Decimal): Decimal {
  return number.units < 0n ? { ...number, units: -number.units } : number;
}

/** An amount of yuan in fen, rounded half away from zero, and whether it had to be rounded. */
export function yuanToFen(yuan: Decimal): { readonly fen: bigint; readonly rounded: boolean } {
  if (yuan.scale <= 2) return { fen: yuan.units * 10n ** BigInt(2 - yuan.scale), rounded: false };
  const divisor = 10n ** BigInt(yuan.scale - 2);
  const whole = yuan.units / divisor;
  const rest = yuan.units % divisor;
  const isHalfOrMore = (rest < 0n ? -rest : rest) * 2n >= divisor;
  const away = isHalfOrMore ? (yuan.units < 0n ? -1n : 1n) : 0n;
  return { fen: whole + away, rounded: rest !== 0n };
}

/** A decimal as text without superfluous zeros, e.g. `1.5`. */
export function decimalText(number: Decimal): string {
  const sign = number.units < 0n ? '-' : '';
  const digits = String(magnitude(number).units).padStart(number.scale + 1, '0');
  const whole = digits.slice(0, digits.length - number.scale);
  const decimals = digits.slice(digits.length - number.scale).replace(/0+$/, '');
  return sign + whole + (decimals && `.${decimals}`);
}

/** The sum of decimals, exactly. */
export function sum(numbers: readonly Decimal[]): Decimal {
  const scale = Math.max(0, ...numbers.map((number) => number.scale));
  const units = numbers.reduce(
    (total, number) => total + number.units * 10n ** BigInt(scale - number.scale),
    0n,
  );
  return { units, scale };
}
