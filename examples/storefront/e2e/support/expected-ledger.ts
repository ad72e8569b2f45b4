/** Sums as the ledger has them. */
export interface ExpectedTotals {
  readonly lines: number;
  readonly salesFen: number;
  readonly returnsFen: number;
  readonly netFen: number;
}

/** What the ledger must hold after an export was reported, worked out from the export's text alone. */
export interface ExpectedLedger {
  readonly all: ExpectedTotals;
  readonly certified: ExpectedTotals;
  /** By date, those with lines, in order. */
  readonly byDay: readonly {
    readonly date: string;
    readonly all: ExpectedTotals;
    readonly certified: ExpectedTotals;
  }[];
  /** Certified sales by the code of the county of origin. */
  readonly byOrigin: ReadonlyMap<string, ExpectedTotals>;
}

interface Row {
  readonly date: string;
  readonly isReturn: boolean;
  readonly fen: bigint;
  /** Code of the county of origin of a certified good. */
  readonly county: string | undefined;
}

/**
 * Sums an export up: columns 2 (SKU), 4 (quantity), 5 (time) and 6 (unit price), money in whole fen a row, halves up.
 * `certifiedOrigin` gives the county of origin of a SKU that was certified on a date.
 */
export function expectedLedger(
  csv: string,
  certifiedOrigin: (sku: string, date: string) => string | undefined,
): ExpectedLedger {
  const rows = parseCsv(csv)
    .slice(1)
    .map(([, sku = '', , quantity = '', time = '', price = '']): Row => {
      const product = thousandths(quantity) * thousandths(price);
      const magnitude = product < 0n ? -product : product;
      const date = time.slice(0, 10);
      return {
        date,
        isReturn: quantity.startsWith('-'),
        fen: (magnitude + 5_000n) / 10_000n,
        county: certifiedOrigin(sku, date),
      };
    });
  const certified = rows.filter(({ county }) => county !== undefined);
  const of = <Key>(key: Key, keyOf: (row: Row) => unknown, from: readonly Row[]) =>
    totals(from.filter((row) => keyOf(row) === key));
  const dates = [...new Set(rows.map(({ date }) => date))].toSorted();
  const counties = [...new Set(certified.map(({ county }) => county ?? ''))];
  return {
    all: totals(rows),
    certified: totals(certified),
    byDay: dates.map((date) => ({
      date,
      all: of(date, (row) => row.date, rows),
      certified: of(date, (row) => row.date, certified),
    })),
    byOrigin: new Map(
      counties.map((county) => [county, of(county, (row) => row.county, certified)]),
    ),
  };
}

function totals(rows: readonly Row[]): ExpectedTotals {
  const sum = (isReturn: boolean) =>
    Number(rows.reduce((fen, row) => (row.isReturn === isReturn ? fen + row.fen : fen), 0n));
  const [salesFen, returnsFen] = [sum(false), sum(true)];
  return { lines: rows.length, salesFen, returnsFen, netFen: salesFen - returnsFen };
}

/** A decimal of at most three places, in thousandths. */
function thousandths(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,3}))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is no decimal of at most three places`);
  const [, sign = '', whole = '', decimals = ''] = match;
  return BigInt(`${sign}${whole}${decimals.padEnd(3, '0')}`);
}

/** The cells of RFC 4180 text. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, cell = '', end] of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/g)) {
    if (cell === '' && end === '' && row.length === 0) break;
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
