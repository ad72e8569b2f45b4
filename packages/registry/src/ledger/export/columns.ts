import type { LedgerFigure, LedgerLine } from '@fupin/schema';
import type { Column } from './table.ts';

/** The columns of exported figures. */
export const figureColumns: readonly Column<LedgerFigure>[] = [
  text('期间', 'Period', ({ period, periodName }) => periodName ?? period),
  text('代码', 'Code', ({ member }) => member),
  text('名称', 'Name', ({ name }) => name),
  ...totalColumns('全部', 'all goods', ({ all }) => all),
  ...totalColumns('认定产品', 'certified goods', ({ certified }) => certified),
  count('未匹配行数', 'Unmatched lines', ({ unmatchedLines }) => unmatchedLines),
  count('调整行数', 'Adjustments', ({ lateLines }) => lateLines),
  money('调整净额', 'Net of adjustments', ({ lateFen }) => lateFen),
];

/** The columns of exported lines. */
export const lineColumns: readonly Column<LedgerLine>[] = [
  text('入账日', 'Booked on', ({ bookedOn }) => bookedOn),
  text('营业日', 'Business date', ({ businessDate }) => businessDate),
  text('是否调整', 'Adjustment', ({ late }) => yes(late)),
  text('网点', 'Outlet', ({ outletId }) => outletId),
  text('终端', 'Terminal', ({ terminalId }) => terminalId),
  text('小票号', 'Receipt', ({ receiptNo }) => receiptNo),
  count('行号', 'Line', ({ lineNo }) => lineNo),
  text('类型', 'Kind', ({ kind }) => kind),
  text('产品', 'Product', ({ productId }) => productId),
  text('货号', 'SKU', ({ sku }) => sku),
  text('品名', 'Name', ({ name }) => name),
  text('产地代码', 'County of origin', ({ countyCode }) => countyCode),
  text('证书', 'Certificate', ({ certificateId }) => certificateId),
  text('是否认定', 'Certified', ({ certified }) => yes(certified)),
  text('是否未匹配', 'Unmatched', ({ unmatched }) => yes(unmatched)),
  text('数量', 'Quantity', ({ quantity }) => quantity),
  text('单位', 'Unit', ({ unit }) => unit),
  money('金额', 'Amount', ({ amountFen }) => amountFen),
  text('采购方类型', 'Buyer kind', ({ buyerKind }) => buyerKind),
  text('资金来源', 'Fund source', ({ fundSource }) => fundSource),
  text('协作方式', 'Cooperation', ({ cooperation }) => cooperation),
  text('销售时间', 'Sold at', ({ soldAt }) => soldAt),
  text('入库时间', 'Accepted at', ({ acceptedAt }) => acceptedAt),
  text('明细编号', 'Line ID', ({ lineId }) => lineId),
  text('原明细编号', 'Original line ID', ({ originalLineId }) => originalLineId),
];

function totalColumns(
  zh: string,
  en: string,
  of: (figure: LedgerFigure) => LedgerFigure['all'],
): readonly Column<LedgerFigure>[] {
  return [
    count(`行数，${zh}`, `Lines, ${en}`, (figure) => of(figure).lines),
    money(`销售额，${zh}`, `Sales, ${en}`, (figure) => of(figure).salesFen),
    money(`退货额，${zh}`, `Returns, ${en}`, (figure) => of(figure).returnsFen),
    money(`作废额，${zh}`, `Voids, ${en}`, (figure) => of(figure).voidsFen),
    money(`净销售额，${zh}`, `Net sales, ${en}`, (figure) => of(figure).netFen),
  ];
}

function text<Row>(zh: string, en: string, valueOf: (row: Row) => string | null): Column<Row> {
  return { zh, en, kind: 'text', valueOf };
}

function count<Row>(zh: string, en: string, valueOf: (row: Row) => number): Column<Row> {
  return { zh, en, kind: 'number', valueOf };
}

function money<Row>(zh: string, en: string, valueOf: (row: Row) => number): Column<Row> {
  return { zh: `${zh}（元）`, en: `${en} (yuan)`, kind: 'fen', valueOf };
}

function yes(is: boolean): string {
  return is ? '1' : '0';
}
