/** Fills the database in a file with a made-up directory: `fill.ts FILE PRODUCTS`. */
import { openDatabase } from '@fupin/registry';
import { fillDirectory, sizeOf } from './directory.ts';

const [file = '', products = ''] = process.argv.slice(2);
const database = await openDatabase(file);
const started = performance.now();
await fillDirectory(database, sizeOf(Number(products)));
await database.close();
console.log(`${products} products in ${Math.round((performance.now() - started) / 1000)} s`);
