import { hash } from 'node:crypto';
import type { RowFault } from './csv-rows.ts';
import type { DirectoryRow } from './directory-row.ts';

/** What was said of something before, and on which line. */
interface Statement {
  readonly line: number;
  readonly digest: string;
}

/** What a row is in view of those before it: new, the same as one of them, or at odds with one. */
export type Standing = 'new' | 'repeated' | RowFault;

/**
 * Remembers what the rows of a file say, so that two which say different things of one certificate, product or supplier
 * don't both go in, the later over the earlier, and again on every run.
 */
export class Contradictions {
  readonly #certificates = new Map<string, Statement>();
  readonly #products = new Map<string, Statement>();
  readonly #suppliers = new Map<string, Statement>();

  /** Takes a row in, unless it repeats or contradicts an earlier one. */
  take(line: number, row: DirectoryRow): Standing {
    const { directoryNo, uscc } = row;
    const certificate = statement(line, Object.values(row));
    const known = this.#certificates.get(directoryNo);
    if (known?.digest === certificate.digest) return 'repeated';
    if (known) {
      const reason = `stands on line ${known.line} as well, with other content; that one counts`;
      return { column: 'directoryNo', value: directoryNo, reason };
    }
    const productKey = [uscc, row.productName, row.spec].join('\0');
    const product = statement(line, [
      row.categoryCode,
      row.gtin,
      row.countyCode,
      row.referencePriceFen,
    ]);
    const supplier = statement(line, [row.supplierName, row.supplierKind]);
    const knownProduct = this.#products.get(productKey);
    const knownSupplier = this.#suppliers.get(uscc);
    if (knownSupplier && knownSupplier.digest !== supplier.digest) {
      const reason = `is that of a supplier with another name or kind on line ${knownSupplier.line}`;
      return { column: 'uscc', value: uscc, reason };
    }
    if (knownProduct && knownProduct.digest !== product.digest) {
      const reason =
        `is a product of this supplier and spec on line ${knownProduct.line}, with another category, gtin, county or ` +
        `reference price`;
      return { column: 'productName', value: row.productName, reason };
    }
    this.#certificates.set(directoryNo, certificate);
    if (!knownProduct) this.#products.set(productKey, product);
    if (!knownSupplier) this.#suppliers.set(uscc, supplier);
    return 'new';
  }
}

function statement(line: number, content: readonly unknown[]): Statement {
  return { line, digest: hash('sha256', JSON.stringify(content), 'base64').slice(0, 22) };
}
