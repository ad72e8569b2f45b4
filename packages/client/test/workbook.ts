import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a workbook: its name and text, packed unless it is to be stored as it is. */
interface Part {
  readonly name: string;
  readonly text: string;
  readonly isStored?: boolean;
}

/** A ZIP archive (APPNOTE.TXT 4.3) of these parts. */
export function archiveOf(parts: readonly Part[]): Buffer<ArrayBuffer> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, isStored } of parts) {
    const plain = Buffer.from(text);
    const data = isStored ? plain : deflateRawSync(plain);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(isStored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(plain), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(plain.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, rest, Buffer.from(name)]),
    );
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, central, end]);
}

const namespace = 'http://schemas.openxmlformats.org';

/** A workbook of one sheet, given as the XML of its rows, and of shared strings. */
export function workbookOf(
  rows: string,
  {
    strings = '',
    book = '',
    sheets = '<sheet name="明细" sheetId="1" r:id="rId1"/>',
    isStored = false,
  } = {},
): Blob {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${namespace}/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
  const parts = [
    { name: '[Content_Types].xml', text: '<Types/>' },
    { name: 'xl/workbook.xml', text: `<workbook>${book}<sheets>${sheets}</sheets></workbook>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `<Relationships>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'worksheet', '/xl/worksheets/sheet2.xml')}${relation('rId3', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    },
    { name: 'xl/sharedStrings.xml', text: `<sst>${strings}</sst>` },
    {
      name: 'xl/worksheets/sheet1.xml',
      text: `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      isStored,
    },
    {
      name: 'xl/worksheets/sheet2.xml',
      text: '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>second</v></c></row></sheetData></worksheet>',
    },
  ];
  return new Blob([archiveOf(parts)]);
}
