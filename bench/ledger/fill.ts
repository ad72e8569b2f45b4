import { openDatabase } from '@fupin/registry';
import { DatabaseSync } from 'node:sqlite';
import { fillDirectory, outletIdAt, productIdAt } from '../search/directory.ts';

const size = { products: 2000, suppliers: 500, outlets: 400, listings: 0 };
const productsOfOutlet = 100;
/** The days of 2023. */
const days = 365;

/** Ids that the queries ask for. */
export const asked = { outletId: outletIdAt(7), productId: productIdAt(7 * 37, size) };

/**
 * Makes a database in a file, with a year of lines, the oldest first: 400 outlets of which each sells 100 of 2,000 products, most
 * of them to people and some to institutions, a few things brought back. A day of an outlet is a batch, placed in the log.
 */
export async function fillLedger(
  file: string,
  lines: number,
  onProgress: (lines: number) => void,
): Promise<void> {
  const registry = await openDatabase(file);
  await fillDirectory(registry, size);
  await registry.close();
  const database = new DatabaseSync(file);
  // Whatever is lost with the machine is made again.
  database.exec('pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -262144');
  database.exec(`
    create table bench_outlet (number integer primary key, id text not null);
    create table bench_product
      (number integer primary key, id text not null, county text not null, certificate text)`);
  const outlet = database.prepare('insert into bench_outlet values (?, ?)');
  for (let number = 0; number < size.outlets; number += 1) outlet.run(number, outletIdAt(number));
  const product = database.prepare(`
    insert into bench_product select ?, product_id, county_code,
      (select certificate_id from certificate c where c.product_id = product.product_id limit 1)
    from product where product_id = ?`);
  for (let number = 0; number < size.products; number += 1) {
    product.run(number, productIdAt(number, size));
  }
  const insertLines = database.prepare(lineInsertion);
  const insertBatches = database.prepare(batchInsertion);
  for (let day = 0; day < days; day += 1) {
    const first = Math.floor((lines * day) / days);
    const next = Math.floor((lines * (day + 1)) / days);
    const date = new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10);
    database.exec('begin');
    insertLines.run(first, next, date);
    insertBatches.run(first, date);
    database.exec('commit');
    onProgress(next);
  }
  database.close();
}

// A number that looks like chance, from that of the line.
const chance = (salt: number) => `((n * 2654435761 + ${salt}) % 4294967291 / 7)`;

const lineInsertion = `
  with recursive numbers (n) as (select cast(?1 as integer) where ?1 < ?2 union all select n + 1 from numbers where n + 1 < ?2)
  insert into sale_line (outlet_id, line_id, kind, terminal_id, business_date, receipt_no, line_no, fingerprint, accepted_at,
    sold_at, certified, unmatched, product_id, certificate_id, county_code, sku, quantity, unit, amount_fen, buyer_kind,
    fund_source, cooperation, booked_on, batch_id, batch_place)
  select o.id, o.id || '/till/' || ?3 || '/' || n || '/1/sale', case ${chance(1)} % 50 when 0 then 'return' else 'sale' end, 'till',
    ?3, cast(n as text), 1, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', ?3 || 'T14:00:00.000Z', ?3 || 'T03:00:00.000Z',
    ${chance(2)} % 5 < 3 and p.certificate is not null, 0, p.id, case when ${chance(2)} % 5 < 3 then p.certificate end, p.county,
    'S' || p.number, '1', '袋', 1000 + ${chance(3)} % 20000,
    case ${chance(4)} % 20 when 0 then 'budgetUnit' when 1 then 'union' else 'individual' end,
    case ${chance(4)} % 20 when 0 then 'canteen' when 1 then 'union' end,
    case ${chance(5)} % 30 when 0 then 'eastWest' when 1 then 'designated' end, ?3, 'sbt_' || ?3, n / ${size.outlets}
  from numbers
  join bench_outlet o on o.number = n % ${size.outlets}
  join bench_product p on p.number = (o.number * 37 + ${chance(6)} % ${productsOfOutlet} * 19) % ${size.products}`;

const batchInsertion = `
  insert into sale_batch (outlet_id, batch_id, lines, accepted_at, first_leaf)
  select outlet_id, 'sbt_' || ?2, count(*), ?2 || 'T14:00:00.000Z',
    cast(?1 as integer) + sum(count(*)) over (order by outlet_id) - count(*)
  from sale_line where outlet_id in (select id from bench_outlet) and booked_on = ?2 group by outlet_id`;
