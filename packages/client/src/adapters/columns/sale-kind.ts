const kinds: Record<string, 'sale' | 'return'> = {
  ...Object.fromEntries(
    [
      '销售',
      '售出',
      '正常',
      '正常销售',
      '零售',
      '消费',
      '收款',
      '销售单',
      'sale',
      'sales',
      'sold',
    ].map((word) => [word, 'sale']),
  ),
  ...Object.fromEntries(
    [
      '退货',
      '退款',
      '退单',
      '销售退货',
      '退货单',
      '退',
      'return',
      'returns',
      'refund',
      'refunded',
    ].map((word) => [word, 'return']),
  ),
};

/**
 * What an export's word for the kind of a row means; undefined for any other word, and for a cancelled or void row on
 * purpose: whether its sale was ever reported is for a person to say.
 */
export function saleKindOf(text: string): 'sale' | 'return' | undefined {
  const word = text.normalize('NFKC').trim().toLowerCase();
  return Object.hasOwn(kinds, word) ? kinds[word] : undefined;
}
