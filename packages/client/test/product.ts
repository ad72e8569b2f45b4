/** A product as a registry answers with it, with a member and values that this version doesn't know. */
export function productOf(index: number) {
  const id = String(index).padStart(8, '0');
  return {
    productId: `prd_${id}`,
    name: `核桃 ${index}`,
    nameEn: 'Walnuts',
    spec: '500 g',
    category: { code: '0101', name: '干果', nameEn: 'Dried fruit' },
    county: {
      code: '130108',
      name: '平山县',
      nameEn: 'Pingshan',
      provinceCode: '130000',
      provinceName: '河北省',
      provinceNameEn: 'Hebei',
    },
    supplier: { supplierId: `sup_${id}`, name: '合作社', kind: 'socialEnterprise' },
    images: ['/images/walnut.svg'],
    referencePriceFen: 2990,
    annualSupply: { quantity: '12000', unit: 'kg' },
    certificate: null,
    carbonFootprintGrams: 120,
  };
}
