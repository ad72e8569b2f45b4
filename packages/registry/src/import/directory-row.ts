import type { CertificateStatus, SupplierKind } from '@fupin/schema';
import { columns, type ColumnName } from './columns.ts';
import type { RowFault } from './csv-rows.ts';
import {
  type CellReader,
  readCategoryCode,
  readCommodityValue,
  readCount,
  readDate,
  readGtin,
  readLine,
  readLinkage,
  readPrice,
  readQuantity,
  readStatus,
  readSupplierKind,
  readUscc,
} from './read-cell.ts';
import { readCounty } from './read-county.ts';

/** What one row of a directory file says, with money in fen and the county by today's code. */
export interface DirectoryRow {
  readonly directoryNo: string;
  readonly batch: string;
  readonly productName: string;
  readonly spec: string;
  readonly categoryCode: string;
  readonly gtin: string | null;
  readonly supplierName: string;
  readonly uscc: string;
  readonly supplierKind: SupplierKind;
  readonly countyCode: string;
  readonly annualSupply: string;
  readonly unit: string;
  readonly commodityValueFen: number;
  readonly referencePriceFen: number;
  readonly householdsHelped: number;
  readonly peopleHelped: number;
  readonly linkageKinds: readonly string[];
  readonly validFrom: string;
  readonly validUntil: string;
  readonly status: CertificateStatus;
}

/** Reads the cells of a row; where any is wrong, all that are. */
export function readDirectoryRow(
  cells: ReadonlyMap<ColumnName, string>,
): { readonly row: DirectoryRow } | { readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = [];
  const textOf = (column: ColumnName) => (cells.get(column) ?? '').normalize('NFC').trim();

  const read = <Value, Absent>(column: ColumnName, reader: CellReader<Value>, absent: Absent) => {
    const text = textOf(column);
    if (text.includes('\ufffd')) {
      faults.push({
        column,
        value: text,
        reason: 'holds bytes that are no text in the encoding of the file',
      });
      return absent;
    }
    if (text === '') {
      if (columns[column].isRequired)
        faults.push({ column, value: '', reason: 'must not be empty' });
      return absent;
    }
    const result = reader(text);
    if ('value' in result) return result.value;
    faults.push({ column, value: text, reason: result.reason });
    return absent;
  };

  const county = readCounty({
    countyCode: textOf('countyCode'),
    county: textOf('county'),
    province: textOf('province'),
  });
  if ('fault' in county) faults.push(county.fault);
  const row: DirectoryRow = {
    directoryNo: read('directoryNo', readLine(64), ''),
    batch: read('batch', readLine(64), ''),
    productName: read('productName', readLine(120), ''),
    spec: read('spec', readLine(120), ''),
    categoryCode: read('categoryCode', readCategoryCode, ''),
    gtin: read('gtin', readGtin, null),
    supplierName: read('supplierName', readLine(120), ''),
    uscc: read('uscc', readUscc, ''),
    supplierKind: read('supplierKind', readSupplierKind, 'enterprise'),
    countyCode: 'code' in county ? county.code : '',
    annualSupply: read('annualSupply', readQuantity, '0'),
    unit: read('unit', readLine(20), ''),
    commodityValueFen: read('commodityValue', readCommodityValue, 0),
    referencePriceFen: read('referencePrice', readPrice, 0),
    householdsHelped: read('householdsHelped', readCount, 0),
    peopleHelped: read('peopleHelped', readCount, 0),
    linkageKinds: read('linkage', readLinkage, []),
    validFrom: read('validFrom', readDate, ''),
    validUntil: read('validUntil', readDate, ''),
    status: read('status', readStatus, 'active'),
  };
  if (row.validFrom !== '' && row.validUntil !== '' && row.validUntil < row.validFrom) {
    const reason = `must not lie before validFrom, which is ${row.validFrom}`;
    faults.push({ column: 'validUntil', value: textOf('validUntil'), reason });
  }
  return faults.length > 0 ? { faults } : { row };
}
