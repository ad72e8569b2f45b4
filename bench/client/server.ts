/** A server of one page of 50 products, in a process of its own so that its CPU is nobody else's. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const items = Array.from({ length: 50 }, (_, index) => ({
  productId: `prd_${String(index).padStart(8, '0')}`,
  name: `平山核桃 ${index}`,
  nameEn: 'Pingshan walnuts',
  spec: '500 克 × 2 袋',
  category: { code: '010203', name: '坚果', nameEn: 'Nuts' },
  county: {
    code: '130131',
    name: '平山县',
    nameEn: 'Pingshan',
    provinceCode: '130000',
    provinceName: '河北省',
    provinceNameEn: 'Hebei',
  },
  supplier: {
    supplierId: `sup_${String(index).padStart(8, '0')}`,
    name: '平山县核桃种植专业合作社',
    kind: 'cooperative',
  },
  description: '产自太行山区的薄皮核桃，当年新果，自然晾晒。',
  images: ['/images/010203.svg'],
  referencePriceFen: 5980,
  annualSupply: { quantity: '120000', unit: '千克' },
  certificate: null,
}));
const page = Buffer.from(JSON.stringify({ items, nextCursor: 'next', total: items.length }));

const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': page.length });
  response.end(page);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
