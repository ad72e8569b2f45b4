import { isGtin, type SaleLine } from '@fupin/schema';
import { cleanText, cutText } from './cell-text.ts';
import type { ColumnMapping, SaleField } from './columns.ts';
import {
  decimalText,
  magnitude,
  multiply,
  parseDecimal,
  yuanToFen,
  type Decimal,
} from './decimal.ts';
import { saleKindOf } from './sale-kind.ts';
import { saleStatusOf, type SaleStatus } from './sale-status.ts';
import { readSaleTime, type DateOrder, type SaleTime } from './sale-time.ts';

/** How rows are to be read: what each column is, and what the file does not say. */
export interface SaleSettings {
  readonly columns: ColumnMapping;
  /** How dates such as `12/1/2010` are meant, where the file leaves it open. */
  readonly dateOrder?: DateOrder | undefined;
  /** The till, where no column or cell names it. */
  readonly terminalId: string;
  /** The unit of quantities, where no column or cell names it. */
  readonly unit: string;
  /** The quantity of every row, such as `1`, where no column has it. */
  readonly quantity?: string | undefined;
  /** Whether the time of sale serves as receipt number where no column has one: of machines that sell one thing at a time. */
  readonly receiptFromTime?: boolean | undefined;
  /** Whether goods were taken back where both quantity and amount are negative; a fault where nobody said so. */
  readonly bothNegativeIsReturn?: boolean | undefined;
}

/** What can be wrong with a cell or, where no field is named, with a row as a whole. */
export type SaleFaultCode =
  | 'missing'
  | 'tooLong'
  | 'tooLarge'
  | 'tooManyDecimals'
  | 'scientificNumber'
  | 'notANumber'
  | 'zeroQuantity'
  | 'bothNegative'
  | 'notADate'
  | 'notATime'
  | 'dateOrderUnknown'
  | 'notALineNo'
  | 'lineNoRepeated'
  | 'unknownKind'
  | 'unknownStatus'
  | 'refundedOrder'
  | 'noGood'
  | 'totalsRow'
  | 'extraCells'
  | 'brokenQuotes'
  | 'invalid';

/** A fault of a row: in which field, what stands there, and what is wrong with it. */
export interface SaleFault {
  readonly field?: SaleField;
  readonly value: string;
  readonly code: SaleFaultCode;
  /** What the schema says, where nothing else was found. */
  readonly detail?: string;
}

/** What is unusual about a row that is sent nevertheless. */
export type SaleOddityCode =
  | 'return'
  | 'cancelledReceipt'
  | 'identicalRow'
  | 'zeroAmount'
  | 'rounded'
  | 'blankName'
  | 'nameCut'
  | 'controlCharacters'
  | 'notGtin'
  | 'dateOnly'
  | 'timeFromReceipt'
  | 'inFuture'
  | 'orderDiscount'
  | 'notPaid'
  | 'blankRow'
  | 'repeatedHeader';

/** A row as it was read: as much of a sale line as could be made of it, its faults, and what is unusual about it. */
export interface ReadRow {
  readonly line: Partial<SaleLine> & Pick<SaleLine, 'terminalId'>;
  /** The state of its order, where a column tells it. */
  readonly status?: SaleStatus;
  readonly faults: readonly SaleFault[];
  readonly oddities: readonly SaleOddityCode[];
}

const totals = /^(?:合计|总计|小计|共计|总合计|本页合计|grand ?total|sub-?total|total)(?:[:：]|$)/i;
const excelNumber = /^\d(?:\.\d+)?E\+\d{1,3}$/i;

/** Reads one row as far as it goes. The line number is left to the whole table where no column has it. */
export function readSaleRow(cells: readonly string[], settings: SaleSettings): ReadRow {
  const row = new RowReader(cells, settings);
  return row.read();
}

/** Reads the cells of one row, noting faults and oddities on the way. */
class RowReader {
  readonly #cells: readonly string[];
  readonly #settings: SaleSettings;
  readonly #faults: SaleFault[] = [];
  readonly #oddities = new Set<SaleOddityCode>();

  constructor(cells: readonly string[], settings: SaleSettings) {
    this.#cells = cells;
    this.#settings = settings;
  }

  read(): ReadRow {
    const { terminalId: defaultTerminal, unit: defaultUnit } = this.#settings;
    const terminalId = this.#text('terminalId', 64) || defaultTerminal;
    const sum = this.#cells.map((cell) => cell.trim()).find((cell) => totals.test(cell));
    const receiptCell = this.#cell('receiptNo');
    if (sum !== undefined && (receiptCell === '' || totals.test(receiptCell))) {
      this.#faults.push({ value: sum, code: 'totalsRow' });
      return { line: { terminalId }, faults: this.#faults, oddities: [] };
    }
    const isTimed = this.#settings.receiptFromTime === true && !this.#isMapped('receiptNo');
    // Read before the other cells only where the receipt's number comes of it, so that faults keep the order of the cells.
    const timed = isTimed ? this.#when() : undefined;
    const receiptNo = isTimed ? this.#receiptOfTime(timed) : this.#identifier('receiptNo');
    if (receiptNo === '') this.#fault('receiptNo', 'missing');
    const money = this.#money();
    if (money?.kind === 'return' && /^C\d/i.test(receiptNo)) this.#oddities.add('cancelledReceipt');
    const line: Record<string, unknown> = {
      terminalId,
      ...(receiptNo && { receiptNo }),
      ...this.#lineNo(),
      ...(timed ?? this.#when()),
      ...this.#good(),
      unit: this.#text('unit', 20) || defaultUnit,
      ...money,
    };
    const status = this.#status();
    const discount = parseDecimal(this.#cell('orderDiscount'));
    if (discount && discount.units !== 0n) this.#oddities.add('orderDiscount');
    return {
      line: line as ReadRow['line'],
      ...(status && { status }),
      faults: this.#faults,
      oddities: [...this.#oddities],
    };
  }

  #receiptOfTime(when: Partial<SaleLine> | undefined): string {
    // A day alone tells no receipts apart.
    return this.#oddities.has('dateOnly')
      ? ''
      : (when?.soldAt?.slice(0, 19).replace('T', ' ') ?? '');
  }

  #status(): SaleStatus | undefined {
    const text = this.#cell('status');
    if (text === '') return undefined;
    const status = saleStatusOf(text);
    if (!status) this.#fault('status', 'unknownStatus');
    return status;
  }

  #cell(field: SaleField): string {
    const column = this.#settings.columns[field];
    const { text, hadControls } = cleanText(
      (column === undefined ? '' : this.#cells[column]) ?? '',
    );
    if (hadControls) this.#oddities.add('controlCharacters');
    return text;
  }

  #isMapped(field: SaleField): boolean {
    return this.#settings.columns[field] !== undefined;
  }

  #fault(field: SaleField, code: SaleFaultCode): void {
    const value = this.#cells[this.#settings.columns[field] ?? -1] ?? '';
    this.#faults.push({ field, value, code });
  }

  #text(field: SaleField, maximumLength: number): string {
    const text = this.#cell(field);
    if (text.length > maximumLength) this.#fault(field, 'tooLong');
    return text;
  }

  /** A number that names something: what Excel made of it, 6.90123E+12, names a million things. */
  #identifier(field: SaleField): string {
    const text = this.#text(field, 64);
    if (excelNumber.test(text)) this.#fault(field, 'scientificNumber');
    return text;
  }

  #lineNo(): Pick<SaleLine, 'lineNo'> | undefined {
    if (!this.#isMapped('lineNo')) return undefined;
    const text = this.#cell('lineNo').normalize('NFKC').replace(/\.0+$/, '');
    if (text === '') return void this.#fault('lineNo', 'missing');
    const lineNo = Number(text);
    if (!/^\d+$/.test(text) || lineNo < 1 || lineNo > 100_000) {
      return void this.#fault('lineNo', 'notALineNo');
    }
    return { lineNo };
  }

  #when(): (Pick<SaleLine, 'businessDate'> & Partial<SaleLine>) | undefined {
    const booked = this.#isMapped('businessDate') ? this.#date('businessDate') : undefined;
    const sold = this.#isMapped('soldAt') ? this.#date('soldAt') : booked;
    if (sold?.isDateOnly) this.#oddities.add('dateOnly');
    const businessDate = this.#isMapped('businessDate') ? booked?.date : sold?.date;
    return businessDate === undefined
      ? undefined
      : { businessDate, ...(sold && { soldAt: sold.instant }) };
  }

  #date(field: 'soldAt' | 'businessDate'): SaleTime | undefined {
    const text = this.#cell(field);
    if (text === '') return void this.#fault(field, 'missing');
    const timeText = field === 'soldAt' ? this.#cell('soldTime') : '';
    const read = readSaleTime(text, this.#settings.dateOrder, timeText);
    if (typeof read === 'object') return read;
    return void this.#fault(read === 'notATime' ? 'soldTime' : field, read);
  }

  #good(): Pick<SaleLine, 'sku' | 'gtin' | 'name'> {
    const code = this.#identifier('sku');
    const barcode = this.#identifier('gtin').replace(/\.0$/, '');
    let name = this.#cell('name');
    if (name === '' && this.#isMapped('name')) this.#oddities.add('blankName');
    if (name.length > 200) {
      name = cutText(name, 200);
      this.#oddities.add('nameCut');
    }
    if (barcode !== '' && !isGtin(barcode)) this.#oddities.add('notGtin');
    // Short shop numbers have a right check digit by chance too often to be taken for a GTIN-8.
    const gtin = [barcode, /^\d{12,14}$/.test(code) ? code : ''].find((text) => isGtin(text));
    const sku = code || (gtin === barcode ? '' : barcode);
    if (!sku && !gtin && !name) this.#faults.push({ value: '', code: 'noGood' });
    return { ...(sku && { sku }), ...(gtin && { gtin }), ...(name && { name }) };
  }

  #number(field: SaleField): Decimal | undefined {
    const text = this.#cell(field);
    if (text === '') return void this.#fault(field, 'missing');
    const number = parseDecimal(text);
    if (!number) this.#fault(field, 'notANumber');
    return number;
  }

  #quantity(): Decimal | undefined {
    const { quantity: given = '' } = this.#settings;
    const quantity =
      given && !this.#isMapped('quantity') ? parseDecimal(given) : this.#number('quantity');
    if (!quantity) return undefined;
    const whole = magnitude(quantity).units / 10n ** BigInt(quantity.scale);
    if (quantity.units === 0n) this.#fault('quantity', 'zeroQuantity');
    else if (quantity.scale > 6) this.#fault('quantity', 'tooManyDecimals');
    else if (whole >= 10n ** 12n) this.#fault('quantity', 'tooLarge');
    else return quantity;
    return undefined;
  }

  #kind(): 'sale' | 'return' | undefined {
    const text = this.#cell('kind');
    if (text === '') return undefined;
    const kind = saleKindOf(text);
    if (!kind) this.#fault('kind', 'unknownKind');
    return kind;
  }

  /** Which way goods and money went, how much of each; the signs say it where no column does. */
  #money(): Pick<SaleLine, 'kind' | 'quantity' | 'amountFen'> | undefined {
    const quantity = this.#quantity();
    const field = this.#isMapped('amount') ? 'amount' : 'unitPrice';
    const money = this.#number(field);
    const stated = this.#kind();
    if (!quantity || !money) return undefined;
    const negatives = [quantity, money].filter((number) => number.units < 0n).length;
    // A negative number of goods at a negative price may be either; a negative amount for them is mostly a return.
    const isExplained =
      field === 'amount' && (stated === 'return' || this.#settings.bothNegativeIsReturn === true);
    if (negatives === 2 && !isExplained) return void this.#fault(field, 'bothNegative');
    const yuan = field === 'amount' ? money : multiply(quantity, money);
    const { fen, rounded } = yuanToFen(magnitude(yuan));
    if (fen > 100_000_000_000n) return void this.#fault(field, 'tooLarge');
    if (rounded) this.#oddities.add('rounded');
    if (fen === 0n) this.#oddities.add('zeroAmount');
    const kind = stated === 'return' || negatives > 0 ? 'return' : 'sale';
    if (kind === 'return') this.#oddities.add('return');
    return { kind, quantity: decimalText(magnitude(quantity)), amountFen: Number(fen) };
  }
}
