import {
  AmountFen,
  CommodityValueFen,
  CalendarDate,
  Gtin,
  linkageKinds,
  Quantity,
  supplierKinds,
  Uscc,
  type certificateStatuses,
} from '@fupin/schema';

/** What a cell says, or what was expected of it. */
export type CellResult<Value> = { readonly value: Value } | { readonly reason: string };

/** Reads the text of a cell that is not empty, without space at its ends. */
export type CellReader<Value> = (text: string) => CellResult<Value>;

type Known<Values extends readonly string[]> = Values[number];

const supplierKindNames = namesOf<Known<typeof supplierKinds>>({
  企业: 'enterprise',
  公司: 'enterprise',
  合作社: 'cooperative',
  农民专业合作社: 'cooperative',
  专业合作社: 'cooperative',
  家庭农场: 'familyFarm',
  村集体: 'villageCollective',
  村集体经济组织: 'villageCollective',
  龙头企业: 'leadingEnterprise',
});

const linkageNames = namesOf<Known<typeof linkageKinds>>({
  统一供种: 'seedSupply',
  技术指导: 'technicalGuidance',
  保价收购: 'guaranteedPurchase',
  订单收购: 'guaranteedPurchase',
  保底收购: 'guaranteedPurchase',
  务工就业: 'employment',
  务工: 'employment',
  就业: 'employment',
  吸纳就业: 'employment',
  加工增值: 'processing',
  加工: 'processing',
  入股: 'shareholding',
  入股分红: 'shareholding',
  土地流转: 'shareholding',
  其他: 'other',
});

const statusNames = namesOf<Known<typeof certificateStatuses>>({
  有效: 'active',
  正常: 'active',
  在册: 'active',
  暂停: 'suspended',
  移出: 'withdrawn',
  撤销: 'withdrawn',
  除名: 'withdrawn',
  active: 'active',
  suspended: 'suspended',
  withdrawn: 'withdrawn',
});

/** Text on one line, of at most so many characters. */
export const readLine =
  (maximumLength: number): CellReader<string> =>
  (text) => {
    const value = text.replace(/\s+/g, ' ');
    if (value.length > maximumLength)
      return { reason: `must have ${maximumLength} characters or fewer` };
    return /[\p{Cc}\p{Cs}]/u.test(value)
      ? { reason: 'must not hold control characters' }
      : { value };
  };

/** A category of the third level. */
export const readCategoryCode: CellReader<string> = (text) =>
  /^\d{6}$/.test(text) ? { value: text } : { reason: 'must be six digits, such as 010203' };

/** A GTIN with a correct check digit. */
export const readGtin: CellReader<string> = (text) =>
  Gtin.safeParse(text).success
    ? { value: text }
    : { reason: 'must be a GTIN whose check digit is right, and not an in-store number' };

/** A unified social credit code with a correct check character; small letters are taken. */
export const readUscc: CellReader<string> = (text) => {
  const value = text.toUpperCase();
  return Uscc.safeParse(value).success
    ? { value }
    : { reason: 'must be a unified social credit code whose check character is right' };
};

/** A kind of supplier, in English or Chinese. */
export const readSupplierKind: CellReader<Known<typeof supplierKinds>> = (text) => {
  const value = supplierKinds.find((kind) => kind === text) ?? supplierKindNames.get(text);
  return value
    ? { value }
    : {
        reason: `must be one of ${supplierKinds.join(', ')}, 企业, 合作社, 家庭农场, 村集体, 龙头企业`,
      };
};

/** A positive quantity; commas between thousands are taken. */
export const readQuantity: CellReader<string> = (text) => {
  const value = withoutThousands(text);
  return Quantity.safeParse(value).success
    ? { value }
    : { reason: 'must be a positive number such as 1200 or 1.5' };
};

/** A price in yuan, as fen. */
export const readPrice = yuanReader(AmountFen, '0 to 1 billion');

/** The value of a year's goods in yuan, as fen. */
export const readCommodityValue = yuanReader(CommodityValueFen, '0 to 90 trillion');

function yuanReader(schema: typeof AmountFen, range: string): CellReader<number> {
  return (text) => {
    const plain = withoutThousands(text.replace(/^[¥￥]\s*/, ''));
    const [, whole, decimals = ''] = /^(\d{1,14})(?:\.(\d{1,2})0*)?$/.exec(plain) ?? [];
    const fen =
      whole === undefined ? undefined : Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
    return fen !== undefined && schema.safeParse(fen).success
      ? { value: fen }
      : { reason: `must be an amount in yuan of ${range}, such as 1280 or 12.80` };
  };
}

/** A whole number from 0. */
export const readCount: CellReader<number> = (text) => {
  const plain = withoutThousands(text);
  return /^\d{1,9}$/.test(plain)
    ? { value: Number(plain) }
    : { reason: 'must be a whole number from 0, such as 226' };
};

/** Kinds of interest linkage, separated by 、 or comma, semicolon, slash, in English or Chinese. */
export const readLinkage: CellReader<readonly Known<typeof linkageKinds>[]> = (text) => {
  const kinds: Known<typeof linkageKinds>[] = [];
  for (const part of text.split(/[、,，;；/|]/).map((each) => each.trim())) {
    if (part === '') continue;
    const kind = linkageKinds.find((known) => known === part) ?? linkageNames.get(part);
    if (!kind) {
      return {
        reason: `"${part}" must be one of ${linkageKinds.join(', ')} or their Chinese names`,
      };
    }
    if (!kinds.includes(kind)) kinds.push(kind);
  }
  return { value: kinds };
};

/** A day, such as 2020-10-17, 2020/10/17, 20201017 or 2020年10月17日. */
export const readDate: CellReader<string> = (text) => {
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    [];
  const value = `${year ?? ''}-${month?.padStart(2, '0') ?? ''}-${day?.padStart(2, '0') ?? ''}`;
  return CalendarDate.safeParse(value).success
    ? { value }
    : { reason: 'must be a day that exists, such as 2020-10-17 or 2020年10月17日' };
};

/** The status of a certificate, in English or Chinese. */
export const readStatus: CellReader<Known<typeof certificateStatuses>> = (text) => {
  const value = statusNames.get(text);
  return value
    ? { value }
    : { reason: 'must be one of active 有效, suspended 暂停, withdrawn 移出' };
};

function withoutThousands(text: string): string {
  return /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
}

// A map, because an object has names of its own that a cell could hold.
function namesOf<Value>(names: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(names));
}
