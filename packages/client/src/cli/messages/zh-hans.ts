import type { CliMessages } from './messages.ts';

/** The command line's texts in Chinese. */
export const zhHans: CliMessages = {
  help: `\
fupin：向认定登记平台上报销售

用法：fupin report 文件 [选项]

读取销售明细（CSV、TSV 或 XLSX；UTF-8、UTF-16 或 GB 18030 编码）或人工携带的上报文件，
先说明读懂了什么，再逐行上报，每行只记一次。随时可以中断，再次运行会接着上报。

  --registry 网址     登记平台地址（或设置 FUPIN_REGISTRY）
  --outlet 编号       销售网点（或设置 FUPIN_OUTLET）
  --dry-run          只说明将上报什么，不上报
  --mapping 文件      各列的含义（JSON）
  --save-mapping 文件  保存本次识别的各列含义，供下次使用
  --dates 写法        3/4/2020 这类日期分不清时：dayFirst 日在前，monthFirst 月在前
  --terminal 名称     文件里没有收银机号时用它；默认 main
  --unit 单位         文件里没有单位时用它；默认 件
  --format 格式       未能识别时：csv、tsv、semicolon 或 xlsx
  --encoding 编码     未能识别时：utf-8、gb18030、utf-16le 或 utf-16be
  --state 文件夹      存放未发送内容的位置；默认 文件名.fupin
  --json             以 JSON 输出结果

密钥从 FUPIN_KEY 读取，或在运行时询问；请勿写在命令里，同机其他用户能看到。

无法上报的行连同原因写入“文件名.faulty.csv”，改正后上报该文件即可。

退出码：0 全部入账；1 有行未入账；2 用法不对或需说明各列含义；3 平台拒绝密钥或上报；
4 文件无法读取或状态无法保存；130 被中断。`,
  noCommand: (name) => `没有“${name}”这个命令，可用：report。参见 fupin --help`,
  needsFile: 'report 需要一个文件：fupin report 文件。参见 fupin --help',
  keyInParameters:
    '请勿把密钥写在命令里，同机其他用户能看到。请设置 FUPIN_KEY，或在询问时输入；这个密钥已经暴露，请更换。',
  badOption: (message) => `${message}\n参见 fupin --help`,
  badValue: (option, value, expected) => `${option} 是“${value}”，应为：${expected}。`,
  needsOption: (option, variable) => `缺少 ${option}。请给出，或设置 ${variable}。`,
  needsKey: '没有密钥，也没有终端可以询问。请设置 FUPIN_KEY。',
  badKey: '这不是密钥：应为 sk_… 这样的可见英文字符。',
  askKey: '密钥（不显示）：',
  cantRead: (file, reason) => `无法读取 ${file}：${reason}`,
  cantReadMapping: (file, faults) =>
    `列映射 ${file} 无法使用：\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  missingColumns: (missing, headers) =>
    `没有认出这些列：${missing.join('；')}。\n文件里的列：${headers.join('、')}。\n` +
    '请写一个列映射，如 {"columns": {"receiptNo": "票据", "quantity": "件"}}，用 --mapping 给出。',
  missingHints: {
    quantity: '如果每行就是一件，请在列映射里写 "quantity": "1"。',
    receiptNo: '如果没有小票（如一次只卖一件的售货机），请在列映射里写 "receiptFromTime": true。',
  },
  dateOrderUnknown: (example) =>
    `“${example}”是哪一天？请用 --dates dayFirst（日在前）或 --dates monthFirst（月在前）说明。`,
  otherOutlet: (stated, found) =>
    `文件属于网点 ${found}，而 --outlet 是 ${stated}。请去掉 --outlet，或换对应的文件。`,
  untrusted: (file, reason) => `${file} 与设备写出时不一致：${reason}`,

  understood: (file, rows, format) => `${file}：${rows} 行，${format}`,
  columnLine: (field, column) => `  ${field}：${column}`,
  unusedColumns: (columns) => `  未使用：${columns}`,
  constants: (terminal, unit) => `  文件里没有时：收银机 ${terminal}，单位 ${unit}`,
  totals: {
    sales: ({ lines, amountFen }) => `销售　　${lines} 行，${amountFen} 元`,
    returns: ({ lines, amountFen }) => `退货　　${lines} 行，${amountFen} 元`,
    voids: ({ lines, amountFen }) => `作废　　${lines} 行，${amountFen} 元`,
    notPaid: ({ lines, amountFen }) => `未付款　${lines} 行，${amountFen} 元，不上报`,
    net: (yuan) => `净额　　${yuan} 元`,
    faulty: (rows) => `有问题　${rows} 行，不上报`,
    totalsRows: (rows, numbers) => `略过 ${rows} 行合计，它们不是销售（第 ${numbers} 行）`,
  },
  odditiesHeading: '请留意：',
  faultsHeading: '问题：',
  inRowNumbers: (rows) => `第 ${rows} 行`,
  dryRun: '试运行：没有上报任何内容。',
  mappingSaved: (file) => `各列含义已保存到 ${file}。`,

  checking: '正在读取',
  sending: '正在上报',
  progress: (label, percent, detail) => `${label} ${percent} %　${detail}`,
  checkedRows: (rows) => `${rows} 行`,
  sentLines: (acknowledged, lines) => `${acknowledged} / ${lines} 行`,
  waiting: (time, reason) => `暂时连不上平台，${time} 再试，内容不会丢失。（${reason}）`,
  goingOn: (lines) => `从上次的第 ${lines} 行之后继续。`,
  nothingNew: '此前已全部上报，这次没有发送。',
  interrupted: (folder) => `已中断。未发送的内容保存在 ${folder}，再次运行同一命令会继续。`,
  refused: (reason) => `平台拒绝了这次上报：${reason}\n请检查密钥、网点和地址，再运行同一命令。`,
  stateUnusable: (folder, reason) =>
    `${folder} 里的状态无法使用：${reason}\n请等另一个命令结束，或用 --state 另选文件夹。`,
  diskFull: (folder) =>
    `${folder} 所在的磁盘已满。请腾出空间后再运行同一命令，或用 --state 另选位置。`,
  done: (lines) => `${lines} 行已入账。`,
  already: (lines) => `其中 ${lines} 行此前已以相同内容入账。`,
  rejected: (lines, file) => `${lines} 行未被接受，原因见 ${file}；改正后上报该文件。`,
  faultyWritten: (rows, file) => `${rows} 行有问题，已写入 ${file}；改正后上报该文件。`,
  unexpected: (message) =>
    `出现意外错误：${message}\n请再运行同一命令；若仍出现，请连同这一行和 Node 版本（${process.version}）反馈。`,
};
