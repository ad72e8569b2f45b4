import type { SpecialAreaMessages } from './messages.ts';

/** The special area's texts in simplified Chinese. */
export const zhHans: SpecialAreaMessages = {
  heading: '消费扶贫专区',
  introduction: '每件商品都由产地县认定，标识在您的浏览器里当场核验，点开即可查看证书。',
  search: '搜索专区商品',
  searchHint: '搜商品、产地或供应商',
  province: '产地',
  allProvinces: '全部产地',
  category: '品类',
  allCategories: '全部',
  sort: '排序',
  sorts: {
    relevance: '综合排序',
    priceAscending: '价格从低到高',
    priceDescending: '价格从高到低',
    householdsHelped: '带动户数最多',
  },
  loading: '正在载入商品…',
  total: (count) => `共 ${count} 件商品`,
  progress: (shown, total) => `已显示 ${shown} / ${total} 件`,
  loadMore: '查看更多商品',
  loadingMore: '正在载入…',
  empty: '没有找到合适的商品',
  emptyHint: '换个关键词，或放宽产地和品类试试。',
  clearFilters: '清除筛选',
  failed: '专区暂时没有载入成功',
  failedHint: '请检查网络后重试。',
  retry: '重新载入',
};
