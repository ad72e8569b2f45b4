import type { ColumnsMessages } from './messages.ts';

/** The texts of reading sales files in Chinese. */
export const zhHansColumns: ColumnsMessages = {
  fileErrors: {
    empty: () => ({ what: '这个文件是空的。', remedy: '请确认导出已完成，再选择一次。' }),
    workbook: () => ({
      what: '这是 Excel 工作簿，需要的是 CSV 文本文件。',
      remedy: '请在 Excel 中打开，选择“另存为 → CSV UTF-8（逗号分隔）”，再导入另存的文件。',
    }),
    notText: () => ({
      what: '这不是文本文件，需要的是 CSV 或 TXT 格式的销售明细。',
      remedy: '请在收银系统中重新导出，格式选 CSV。',
    }),
    webPage: () => ({
      what: '这个文件其实是网页，需要的是 CSV 文本文件。',
      remedy: '请用 Excel 打开它，另存为“CSV UTF-8（逗号分隔）”后再导入。',
    }),
    unreadable: () => ({
      what: '无法读取这个文件，它可能已被移动、改动或正被其他程序占用。',
      remedy: '请关闭占用它的程序，重新选择文件。',
    }),
    quoteNotClosed: (row) => ({
      what: `第 ${row} 行开始的引号没有成对结束，后面的内容无法分行。`,
      remedy: '请在原文件中补上或删去这个引号，再导入一次。',
    }),
    brokenQuotes: (row) => ({
      what: `第 ${row} 行的引号位置不对，有几行连在了一起。`,
      remedy: '请在原文件中改正这一行的引号（单元格内的引号应写成两个），再导入一次。',
    }),
    oneColumn: () => ({
      what: '文件里只找到一列，需要用逗号、制表符或分号分隔的多列。',
      remedy: '请确认导出格式是 CSV，再导入一次。',
    }),
    noRows: () => ({
      what: '文件里只有标题，没有销售明细。',
      remedy: '请换一个有数据的日期重新导出。',
    }),
  },
  fields: {
    receiptNo: '收银单号',
    soldAt: '销售时间',
    soldTime: '时刻（单独一列时）',
    businessDate: '营业日期',
    terminalId: '收银机号',
    lineNo: '小票行号',
    kind: '销售或退货',
    sku: '商品编码',
    gtin: '商品条码',
    name: '商品名称',
    quantity: '数量',
    unit: '单位',
    unitPrice: '单价',
    amount: '金额',
    status: '订单状态',
    orderDiscount: '整单优惠',
  },
  missing: {
    receiptNo: '收银单号',
    date: '销售时间或营业日期',
    good: '商品编码、条码或名称',
    quantity: '数量',
    money: '金额或单价',
  },
  faults: {
    missing: () => ({ what: '没有填写。', remedy: '请补上。' }),
    tooLong: () => ({ what: '太长了，超出上限。', remedy: '请缩短，或检查是否对错了列。' }),
    tooLarge: () => ({ what: '数值太大，超出上限。', remedy: '请检查是否多写了位数或对错了列。' }),
    tooManyDecimals: () => ({ what: '小数超过 6 位。', remedy: '请四舍五入到 6 位以内。' }),
    scientificNumber: () => ({
      what: '被 Excel 改成了科学计数法，原号码已不完整。',
      remedy: '请从收银系统重新导出，不要用 Excel 打开后保存；或把该列设为文本再补全号码。',
    }),
    notANumber: () => ({
      what: '不是数字，应为 1234.5 这样的数。',
      remedy: '请改成数字；逗号只能用作千分位，如 1,234.50。',
    }),
    zeroQuantity: () => ({
      what: '数量为零。',
      remedy: '请填写实际数量；若没有卖出，请删去这一行。',
    }),
    bothNegative: () => ({
      what: '数量和价格都是负数，分不清是销售还是退货。',
      remedy: '退货请只让其中一个为负，或在文件里加一列注明“退货”。',
    }),
    notADate: () => ({
      what: '看不出是哪一天，或这一天不存在。',
      remedy: '请写成 2020-10-17 08:05 这样。',
    }),
    notATime: () => ({ what: '看不出是什么时刻。', remedy: '请写成 08:05 或 08:05:30 这样。' }),
    dateOrderUnknown: () => ({
      what: '分不清哪个是月、哪个是日。',
      remedy: '请选定这个文件里日期的写法。',
    }),
    notALineNo: () => ({
      what: '不是行号，应为 1 到 100000 的整数。',
      remedy: '请改正，或不使用这一列。',
    }),
    lineNoRepeated: () => ({
      what: '同一张小票里已有这个行号。',
      remedy: '请改成这件商品自己的行号；若这一列不是行号，请不要使用它。',
    }),
    unknownKind: () => ({
      what: '不知道这是销售还是退货。',
      remedy: '请写“销售”或“退货”。已取消或作废、从未上报过的小票请删去。',
    }),
    noGood: () => ({ what: '没有说明卖的是什么。', remedy: '请补上商品编码、条码或名称。' }),
    totalsRow: () => ({ what: '这是合计行，不是销售。', remedy: '不用处理，它不会发送。' }),
    extraCells: () => ({
      what: '比标题多出了单元格，各列可能错位。',
      remedy: '请检查内容里是否有没加引号的逗号。',
    }),
    brokenQuotes: () => ({
      what: '引号位置不对，各列可能错位。',
      remedy: '请改正引号；单元格内的引号应写成两个。',
    }),
    invalid: (detail) => ({ what: `不符合要求：${detail}`, remedy: '请改正后再导入。' }),
    unknownStatus: () => ({
      what: '看不出这张订单是否已付款。',
      remedy: '请写“已支付”或“已取消”，或不使用这一列。',
    }),
    refundedOrder: () => ({
      what: '这张订单有退款，但文件没有写退了多少。',
      remedy: '请改成两行：一行状态为“已支付”的销售，一行实际退回的退货。',
    }),
  },
  oddities: {
    return: (count) => `${count} 行的数量或金额为负，按退货上报。`,
    cancelledReceipt: (count) => `其中 ${count} 行来自以 C 开头的冲销单。`,
    identicalRow: (count) => `${count} 行与同一小票里的另一行完全相同，按各自一件分别计入。`,
    zeroAmount: (count) => `${count} 行的金额为零（如赠品）。`,
    rounded: (count) => `${count} 行的金额四舍五入到了分。`,
    blankName: (count) => `${count} 行没有商品名称，按编码上报。`,
    nameCut: (count) => `${count} 行的商品名称过长，截到 200 字。`,
    controlCharacters: (count) => `${count} 行里有看不见的控制字符，已去掉。`,
    notGtin: (count) =>
      `${count} 行的条码不是标准商品条码（如店内码、校验位不符），按商品编码上报。`,
    dateOnly: (count) => `${count} 行只有日期，时间按中午 12 点计。`,
    inFuture: (count) => `${count} 行的销售时间在将来，请检查收银机的时钟。`,
    blankRow: (count) => `${count} 个空行已略过。`,
    repeatedHeader: (count) => `${count} 行是重复的标题，已略过。`,
    timeFromReceipt: (count) => `${count} 行没有时间，用了同一张小票里其他行的时间。`,
    orderDiscount: (count) =>
      `${count} 行所在的订单有整单优惠，文件没有分摊到商品，金额按优惠前上报。`,
    notPaid: (count) => `${count} 行属于未付款或已取消的订单，不上报。`,
  },
  kinds: { sale: '销售', return: '退货', void: '作废' },
  rowInFile: '原文件第几行',
  problem: '问题',
  problems: {
    conflict: {
      what: '台账里已有这一行，但内容不同；台账保持原样。',
      remedy: '若台账里的是对的，可移除此行；若是另一件商品，请给它自己的行号再上报。',
    },
    returnExceedsSale: {
      what: '退货的数量或金额超过了原来的销售。',
      remedy: '请核对原小票，改正后再上报。',
    },
    originalNotFound: {
      what: '找不到所指的原销售。',
      remedy: '请先上报原销售，或不填原小票再上报。',
    },
  },
  otherProblem: (detail) => ({
    what: detail || '登记平台没有接受这一行。',
    remedy: '请按说明改正后再上报。',
  }),
};
