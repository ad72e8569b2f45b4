export {
  checkSales,
  type CheckedSales,
  type CheckOptions,
  type SalesTable,
} from './columns/check-sales.ts';
export {
  findHeaderRow,
  guessColumns,
  missingFields,
  saleFields,
  type ColumnMapping,
  type MissingFields,
  type SaleField,
} from './columns/columns.ts';
export { csvText } from './columns/csv-text.ts';
export { decimalText, multiply, parseDecimal, yuanToFen, type Decimal } from './columns/decimal.ts';
export { faultyRowsCsv, type FaultyRowsLabels } from './columns/faulty-rows-csv.ts';
export { delimiters, readRows, type Delimiter, type FileRow } from './columns/file-rows.ts';
export { findEncoding, textEncodings, type TextEncoding } from './columns/file-text.ts';
export { enColumns } from './columns/messages/en.ts';
export type { ColumnsMessages, Explanation } from './columns/messages/messages.ts';
export { zhHansColumns } from './columns/messages/zh-hans.ts';
export type { SaleFault, SaleFaultCode, SaleOddityCode, SaleSettings } from './columns/sale-row.ts';
export {
  findDateOrder,
  readSaleTime,
  type DateOrder,
  type DateOrderFinding,
} from './columns/sale-time.ts';
export type {
  CheckedLine,
  FaultyRow,
  LineTotal,
  SaleOddity,
  SalesSummary,
} from './columns/sales-checker.ts';
export { SalesFileError, type SalesFileErrorCode } from './columns/sales-file-error.ts';
export {
  openSalesFile,
  sampleValues,
  tableOf,
  type OpenSalesFileOptions,
  type SalesFile,
} from './columns/sales-file.ts';
export {
  openSalesSource,
  type SalesSource,
  type SalesSourceOptions,
} from './columns/sales-source.ts';
export {
  columnsOf,
  MappingError,
  readMapping,
  savedMappingOf,
  type SavedMapping,
} from './columns/saved-mapping.ts';
