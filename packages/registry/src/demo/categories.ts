/** One category of the demo directory's three-level tree. */
export interface DemoCategory {
  /** Two digits a level: `01`, `0101`, `010103`. A code begins with its parent's. */
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** A third-level category, with the picture of those of its products that have none of their own. */
export interface DemoLeafCategory extends DemoCategory {
  /** File name in packages/registry/illustrations, without `.svg`. */
  readonly illustration: string;
}

/** The first level (goods, rural tourism, labour services) and the second. */
export const demoCategoryGroups: readonly DemoCategory[] = [
  { code: '01', name: '商品', nameEn: 'Goods' },
  { code: '0101', name: '粮油', nameEn: 'Grain and oil' },
  { code: '0102', name: '蔬菜', nameEn: 'Vegetables' },
  { code: '0103', name: '水果', nameEn: 'Fruit' },
  { code: '0104', name: '食用菌', nameEn: 'Edible fungi' },
  { code: '0105', name: '茶叶', nameEn: 'Tea' },
  { code: '0106', name: '肉禽蛋奶', nameEn: 'Meat, poultry, eggs and dairy' },
  { code: '0107', name: '水产', nameEn: 'Aquatic products' },
  { code: '0108', name: '蜂产品', nameEn: 'Bee products' },
  { code: '0109', name: '干果坚果', nameEn: 'Dried fruit and nuts' },
  { code: '0110', name: '中药材', nameEn: 'Medicinal plants' },
  { code: '0111', name: '调味品', nameEn: 'Seasonings' },
  { code: '0112', name: '酒饮料', nameEn: 'Drinks' },
  { code: '0113', name: '手工艺', nameEn: 'Handicrafts' },
  { code: '02', name: '乡村旅游', nameEn: 'Rural tourism' },
  { code: '0201', name: '乡村旅游', nameEn: 'Rural tourism' },
  { code: '03', name: '劳务', nameEn: 'Labour services' },
  { code: '0301', name: '劳务', nameEn: 'Labour services' },
];

/** The third level: what products belong to. */
export const demoLeafCategories: readonly DemoLeafCategory[] = [
  { code: '010101', name: '大米', nameEn: 'Rice', illustration: 'rice' },
  { code: '010102', name: '小米', nameEn: 'Millet', illustration: 'millet' },
  { code: '010103', name: '荞麦', nameEn: 'Buckwheat', illustration: 'buckwheat' },
  {
    code: '010104',
    name: '燕麦、青稞与藜麦',
    nameEn: 'Oats, highland barley and quinoa',
    illustration: 'oat',
  },
  {
    code: '010105',
    name: '豆类与豆制品',
    nameEn: 'Beans and bean products',
    illustration: 'beans',
  },
  { code: '010106', name: '面条与米粉', nameEn: 'Noodles', illustration: 'noodles' },
  { code: '010107', name: '食用油', nameEn: 'Edible oil', illustration: 'oil' },
  { code: '010108', name: '玉米', nameEn: 'Maize', illustration: 'corn' },
  { code: '010109', name: '糕点', nameEn: 'Pastries', illustration: 'pastry' },
  { code: '010201', name: '马铃薯', nameEn: 'Potatoes', illustration: 'potato' },
  {
    code: '010202',
    name: '红薯与粉条',
    nameEn: 'Sweet potatoes and vermicelli',
    illustration: 'sweet-potato',
  },
  {
    code: '010203',
    name: '叶菜与根菜',
    nameEn: 'Leafy and root vegetables',
    illustration: 'cabbage',
  },
  { code: '010204', name: '番茄', nameEn: 'Tomatoes', illustration: 'tomato' },
  { code: '010205', name: '辣椒', nameEn: 'Chillies', illustration: 'chilli' },
  {
    code: '010206',
    name: '葱姜蒜与百合',
    nameEn: 'Garlic, ginger and lily bulb',
    illustration: 'garlic',
  },
  {
    code: '010207',
    name: '竹笋与茭白',
    nameEn: 'Bamboo shoots and water bamboo',
    illustration: 'bamboo-shoot',
  },
  {
    code: '010208',
    name: '特色菜与干菜',
    nameEn: 'Speciality and dried vegetables',
    illustration: 'vegetables',
  },
  { code: '010301', name: '苹果', nameEn: 'Apples', illustration: 'apple' },
  { code: '010302', name: '梨', nameEn: 'Pears', illustration: 'pear' },
  { code: '010303', name: '柑橘', nameEn: 'Citrus', illustration: 'citrus' },
  { code: '010304', name: '猕猴桃', nameEn: 'Kiwifruit', illustration: 'kiwi' },
  { code: '010305', name: '桃李杏', nameEn: 'Peaches, plums and apricots', illustration: 'peach' },
  { code: '010306', name: '葡萄', nameEn: 'Grapes', illustration: 'grape' },
  { code: '010307', name: '瓜类', nameEn: 'Melons', illustration: 'melon' },
  { code: '010308', name: '热带水果', nameEn: 'Tropical fruit', illustration: 'mango' },
  { code: '010309', name: '石榴', nameEn: 'Pomegranates', illustration: 'pomegranate' },
  { code: '010310', name: '浆果', nameEn: 'Berries', illustration: 'blueberry' },
  { code: '010311', name: '樱桃', nameEn: 'Cherries', illustration: 'cherry' },
  { code: '010401', name: '木耳与银耳', nameEn: 'Wood-ear', illustration: 'wood-ear' },
  { code: '010402', name: '香菇与滑子菇', nameEn: 'Shiitake and nameko', illustration: 'shiitake' },
  {
    code: '010403',
    name: '松茸与野生菌',
    nameEn: 'Matsutake and wild mushrooms',
    illustration: 'matsutake',
  },
  {
    code: '010404',
    name: '羊肚菌与竹荪',
    nameEn: 'Morels and bamboo fungus',
    illustration: 'morel',
  },
  { code: '010501', name: '绿茶', nameEn: 'Green tea', illustration: 'green-tea' },
  { code: '010502', name: '红茶', nameEn: 'Black tea', illustration: 'black-tea' },
  { code: '010503', name: '黑茶与普洱茶', nameEn: "Dark tea and Pu'er", illustration: 'dark-tea' },
  { code: '010504', name: '花草茶', nameEn: 'Herbal and flower tea', illustration: 'rose' },
  { code: '010601', name: '羊肉', nameEn: 'Lamb and goat meat', illustration: 'mutton' },
  { code: '010602', name: '牛肉', nameEn: 'Beef and yak meat', illustration: 'beef' },
  { code: '010603', name: '猪肉与腊味', nameEn: 'Pork and cured meat', illustration: 'ham' },
  { code: '010604', name: '鸡肉', nameEn: 'Chicken', illustration: 'chicken' },
  { code: '010605', name: '鸭鹅', nameEn: 'Duck and goose', illustration: 'duck' },
  { code: '010606', name: '禽蛋', nameEn: 'Eggs', illustration: 'egg' },
  { code: '010607', name: '乳制品', nameEn: 'Dairy', illustration: 'milk' },
  { code: '010701', name: '鱼类', nameEn: 'Fish', illustration: 'fish' },
  { code: '010702', name: '虾蟹', nameEn: 'Crayfish, shrimp and crab', illustration: 'crayfish' },
  { code: '010801', name: '蜂蜜', nameEn: 'Honey', illustration: 'honey' },
  { code: '010901', name: '红枣', nameEn: 'Jujubes', illustration: 'jujube' },
  { code: '010902', name: '核桃', nameEn: 'Walnuts', illustration: 'walnut' },
  { code: '010903', name: '板栗', nameEn: 'Chestnuts', illustration: 'chestnut' },
  { code: '010904', name: '坚果与籽仁', nameEn: 'Nuts, seeds and kernels', illustration: 'nuts' },
  { code: '010905', name: '果干', nameEn: 'Dried fruit', illustration: 'raisins' },
  { code: '010906', name: '莲子', nameEn: 'Lotus seed', illustration: 'lotus-seed' },
  { code: '011001', name: '枸杞', nameEn: 'Goji berries', illustration: 'goji' },
  { code: '011002', name: '根茎类药材', nameEn: 'Medicinal roots', illustration: 'root' },
  {
    code: '011003',
    name: '花叶果类药材',
    nameEn: 'Medicinal flowers, leaves and fruit',
    illustration: 'honeysuckle',
  },
  {
    code: '011101',
    name: '花椒与香料',
    nameEn: 'Sichuan pepper and spices',
    illustration: 'sichuan-pepper',
  },
  { code: '011102', name: '醋与酱', nameEn: 'Vinegar and sauces', illustration: 'sauce' },
  { code: '011103', name: '糖与糖膏', nameEn: 'Sugar and syrups', illustration: 'sugar' },
  { code: '011201', name: '酒', nameEn: 'Liquor and wine', illustration: 'liquor' },
  { code: '011202', name: '果汁', nameEn: 'Juice', illustration: 'juice' },
  { code: '011203', name: '咖啡', nameEn: 'Coffee', illustration: 'coffee' },
  {
    code: '011301',
    name: '刺绣与织造',
    nameEn: 'Embroidery and weaving',
    illustration: 'embroidery',
  },
  {
    code: '011302',
    name: '蜡染与书画',
    nameEn: 'Batik, prints and paintings',
    illustration: 'batik',
  },
  {
    code: '011303',
    name: '银饰与玉石',
    nameEn: 'Silver and stone jewellery',
    illustration: 'silver',
  },
  {
    code: '011304',
    name: '竹编与草编',
    nameEn: 'Bamboo and straw weaving',
    illustration: 'bamboo-weaving',
  },
  {
    code: '011305',
    name: '陶石与香品',
    nameEn: 'Pottery, stone and incense',
    illustration: 'pottery',
  },
  { code: '020101', name: '民宿', nameEn: 'Homestays', illustration: 'homestay' },
  { code: '020102', name: '乡村体验', nameEn: 'Village visits', illustration: 'terrace' },
  { code: '030101', name: '家政服务', nameEn: 'Housekeeping', illustration: 'labour-service' },
  { code: '030102', name: '技能培训', nameEn: 'Skills training', illustration: 'labour-service' },
];

const leavesByCode = new Map(demoLeafCategories.map((category) => [category.code, category]));

/** The name of the picture for a product of this category without one of its own, as in `illustrations/<name>.svg`. */
export function illustrationOf(categoryCode: string): string {
  const leaf = leavesByCode.get(categoryCode);
  if (!leaf) throw new Error(`no third-level demo category has the code ${categoryCode}`);
  return leaf.illustration;
}
