/** Goods in Chinese and English with their category, the common ones first. */
export const goods: readonly (readonly [name: string, english: string, categoryCode: string])[] =
  `花椒 Sichuan pepper 040101|核桃 walnut 010201|绿茶 green tea 030101|土蜂蜜 wild honey 020201|黑木耳 black fungus 010301|
香菇 shiitake 010302|大米 rice 010101|小米 millet 010102|苹果 apple 010202|红枣 jujube 010203|牛肉干 beef jerky 020101|土鸡蛋 eggs 020102|
菜籽油 rapeseed oil 040201|红茶 black tea 030102|羊肚菌 morel 010303|枸杞 goji berry 050101|天麻 gastrodia 050102|马铃薯 potato 010103|
粉条 glass noodles 040301|辣椒酱 chilli sauce 040102|猕猴桃 kiwi fruit 010204|柑橘 mandarin 010205|板栗 chestnut 010206|百合 lily bulb 010304|
腊肉 cured pork 020103|牦牛奶粉 yak milk powder 020202|藜麦 quinoa 010104|燕麦 oats 010105|荞麦 buckwheat 010106|青稞 barley 010107|
红薯干 sweet potato slices 040302|竹笋 bamboo shoot 010305|莲子 lotus seed 010306|黄花菜 daylily 010307|魔芋 konjac 010308|生姜 ginger 040103|
大蒜 garlic 040104|三七 notoginseng 050103|当归 angelica 050104|党参 codonopsis 050105|黄芪 astragalus 050106|金银花 honeysuckle 050107|
山茶油 camellia oil 040202|亚麻籽油 linseed oil 040203|橄榄油 olive oil 040204|桃胶 peach gum 050108|银耳 white fungus 010309|松茸 matsutake 010310|
竹荪 bamboo fungus 010311|脐橙 navel orange 010207|柚子 pomelo 010208|梨膏 pear paste 040303|沙棘汁 sea buckthorn juice 030201|刺梨汁 roxburgh rose juice 030202|
米酒 rice wine 030301|普洱茶 pu’er tea 030103|白茶 white tea 030104|咖啡豆 coffee bean 030203|羊肉 mutton 020104|藏香猪 Tibetan pork 020105|
冷水鱼 cold-water trout 020301|小龙虾 crayfish 020302|葛根粉 kudzu powder 040304|手工挂面 hand-made noodles 040305|刺绣 embroidery 060101|竹编 bamboo weaving 060102`
    .split('|')
    .map((text) => {
      const [name = '', ...rest] = text.trim().split(' ');
      return [name, rest.slice(0, -1).join(' '), rest.at(-1) ?? ''] as const;
    });

/** What goods are sold as, in Chinese and English, the common ones first. */
export const forms: readonly (readonly [form: string, english: string])[] = [
  ['', ''],
  ['礼盒', 'gift box'],
  ['', 'selected'],
  ['王', 'premium'],
  ['特级', 'first grade'],
  ['家庭装', 'family pack'],
  ['有机', 'organic'],
  ['散装', 'loose'],
  ['粉', 'powder'],
  ['干片', 'dried slices'],
  ['原浆', 'pure'],
  ['新货', 'new harvest'],
  ['手选', 'hand-picked'],
  ['罐装', 'in tins'],
];

/** What names of brands and firms begin with. */
export const words: readonly string[] =
  '云岭 山里 金穗 绿野 清溪 高原 乌蒙 秦巴 大别 武陵 苗乡 彝家 藏地 瑶山 侗寨 太行 六盘 雪域 红土 龙潭 凤凰 石门 白云 青山 丰收 同心 百花 五谷 田园 老家 春晖 晨露 天府 黔灵 滇香 陇上 北川 南涧 望江 临泉'.split(
    ' ',
  );

/** What names of brands end with. */
export const marks: readonly string[] = '牌 坊 记 人家 庄 源 味道 农场 印象 匠心'.split(' ');

/** What a product is said to come from where it does not name its county. */
export const places: readonly string[] = '高山 深山 农家 野生 生态 林下 富硒 老树 原生 古法'.split(
  ' ',
);

/** What outlets are called. */
export const shops: readonly string[] =
  '消费扶贫专区 扶贫专柜 特产馆 社区店 机关食堂专柜 帮扶专馆'.split(' ');

/** The categories of the goods. */
export const categories = [
  ['01', '粮果蔬菌', 'Grain, fruit, vegetables and fungi'],
  ['0101', '粮食', 'Grain'],
  ['0102', '水果坚果', 'Fruit and nuts'],
  ['0103', '蔬菜菌菇', 'Vegetables and fungi'],
  ['02', '畜禽水产', 'Livestock and fish'],
  ['0201', '肉蛋', 'Meat and eggs'],
  ['0202', '蜂乳', 'Honey and milk'],
  ['0203', '水产', 'Fish'],
  ['03', '茶饮酒', 'Tea and drinks'],
  ['0301', '茶叶', 'Tea'],
  ['0302', '饮品', 'Drinks'],
  ['0303', '酒', 'Wine'],
  ['04', '加工食品', 'Processed food'],
  ['0401', '调味品', 'Seasoning'],
  ['0402', '食用油', 'Edible oil'],
  ['0403', '方便食品', 'Convenience food'],
  ['05', '药材滋补', 'Medicinal herbs'],
  ['0501', '中药材', 'Herbs'],
  ['06', '手工艺', 'Handicraft'],
  ['0601', '手工艺品', 'Handicraft'],
].map(([code = '', name = '', nameEn = '']) => ({ code, name, nameEn }));
