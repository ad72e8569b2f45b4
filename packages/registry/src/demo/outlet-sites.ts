/** A part of a city with outlets of the demo directory. */
export interface OutletSite {
  /** GB/T 2260 code of the district. */
  readonly divisionCode: string;
  readonly city: string;
  readonly district: string;
  readonly cityEn: string;
  /** The neighbourhood that the outlets are named after. */
  readonly place: string;
  readonly placeEn: string;
  readonly street: string;
  /** Near the middle of the neighbourhood, WGS-84 degrees. */
  readonly longitude: number;
  readonly latitude: number;
  /** The kind of its larger outlet; each site has a second one, a counter or an area. */
  readonly mainKind: 'area' | 'counter' | 'pavilion';
}

type Row = readonly [
  divisionCode: string,
  city: string,
  district: string,
  cityEn: string,
  place: string,
  placeEn: string,
  street: string,
  longitude: number,
  latitude: number,
  mainKind: OutletSite['mainKind'],
];

// prettier-ignore
const rows: readonly Row[] = [
  ['110108', '北京', '海淀区', 'Beijing', '中关村', 'Zhongguancun', '北四环西路', 116.31, 39.985, 'area'],
  ['110105', '北京', '朝阳区', 'Beijing', '呼家楼', 'Hujialou', '朝阳路', 116.47, 39.925, 'counter'],
  ['110102', '北京', '西城区', 'Beijing', '月坛', 'Yuetan', '月坛南街', 116.362, 39.912, 'pavilion'],
  ['120101', '天津', '和平区', 'Tianjin', '小白楼', 'Xiaobailou', '南京路', 117.202, 39.119, 'area'],
  ['130102', '石家庄', '长安区', 'Shijiazhuang', '北国', 'Beiguo', '中山东路', 114.515, 38.048, 'counter'],
  ['140105', '太原', '小店区', 'Taiyuan', '长风', 'Changfeng', '长风街', 112.565, 37.815, 'area'],
  ['150102', '呼和浩特', '新城区', 'Hohhot', '新华', 'Xinhua', '新华大街', 111.69, 40.842, 'counter'],
  ['210102', '沈阳', '和平区', 'Shenyang', '太原街', 'Taiyuan Street', '中华路', 123.4, 41.79, 'area'],
  ['210202', '大连', '中山区', 'Dalian', '青泥洼', 'Qingniwa', '人民路', 121.645, 38.918, 'counter'],
  ['220104', '长春', '朝阳区', 'Changchun', '红旗街', 'Hongqi Street', '工农大路', 125.305, 43.867, 'area'],
  ['230103', '哈尔滨', '南岗区', 'Harbin', '秋林', 'Qiulin', '东大直街', 126.65, 45.757, 'counter'],
  ['310115', '上海', '浦东新区', 'Shanghai', '世纪大道', 'Century Avenue', '张杨路', 121.53, 31.225, 'area'],
  ['310104', '上海', '徐汇区', 'Shanghai', '徐家汇', 'Xujiahui', '肇嘉浜路', 121.44, 31.193, 'counter'],
  ['320106', '南京', '鼓楼区', 'Nanjing', '湖南路', 'Hunan Road', '中央路', 118.775, 32.062, 'pavilion'],
  ['320508', '苏州', '姑苏区', 'Suzhou', '观前', 'Guanqian', '干将东路', 120.622, 31.31, 'area'],
  ['330106', '杭州', '西湖区', 'Hangzhou', '文三', 'Wensan', '文三路', 120.125, 30.275, 'area'],
  ['330203', '宁波', '海曙区', 'Ningbo', '天一', 'Tianyi', '药行街', 121.545, 29.87, 'counter'],
  ['340104', '合肥', '蜀山区', 'Hefei', '三里庵', "Sanli'an", '长江西路', 117.26, 31.85, 'pavilion'],
  ['350102', '福州', '鼓楼区', 'Fuzhou', '东街口', 'Dongjiekou', '八一七北路', 119.3, 26.085, 'area'],
  ['350203', '厦门', '思明区', 'Xiamen', '中山路', 'Zhongshan Road', '思明南路', 118.09, 24.47, 'counter'],
  ['360102', '南昌', '东湖区', 'Nanchang', '八一', 'Bayi', '阳明路', 115.895, 28.685, 'area'],
  ['370102', '济南', '历下区', 'Jinan', '泉城', 'Quancheng', '泺源大街', 117.045, 36.665, 'pavilion'],
  ['370202', '青岛', '市南区', 'Qingdao', '香港中路', 'Hongkong Middle Road', '香港中路', 120.385, 36.068, 'counter'],
  ['410105', '郑州', '金水区', 'Zhengzhou', '花园路', 'Huayuan Road', '花园路', 113.675, 34.775, 'area'],
  ['420106', '武汉', '武昌区', 'Wuhan', '水果湖', 'Shuiguohu', '中北路', 114.315, 30.55, 'pavilion'],
  ['430102', '长沙', '芙蓉区', 'Changsha', '五一', 'Wuyi', '五一大道', 113.0, 28.195, 'area'],
  ['440106', '广州', '天河区', 'Guangzhou', '体育西', 'Tiyu West', '体育西路', 113.335, 23.135, 'area'],
  ['440304', '深圳', '福田区', 'Shenzhen', '华强', 'Huaqiang', '深南中路', 114.06, 22.54, 'counter'],
  ['450103', '南宁', '青秀区', 'Nanning', '民族', 'Minzu', '民族大道', 108.37, 22.815, 'pavilion'],
  ['460106', '海口', '龙华区', 'Haikou', '国贸', 'Guomao', '国贸路', 110.328, 20.031, 'counter'],
  ['500103', '重庆', '渝中区', 'Chongqing', '解放碑', 'Jiefangbei', '民权路', 106.56, 29.555, 'pavilion'],
  ['510107', '成都', '武侯区', 'Chengdu', '桐梓林', 'Tongzilin', '人民南路四段', 104.05, 30.64, 'area'],
  ['520115', '贵阳', '观山湖区', 'Guiyang', '金阳', 'Jinyang', '林城西路', 106.63, 26.645, 'pavilion'],
  ['530102', '昆明', '五华区', 'Kunming', '南屏', 'Nanping', '人民中路', 102.705, 25.045, 'area'],
  ['540102', '拉萨', '城关区', 'Lhasa', '宇拓', 'Yutuo', '北京中路', 91.13, 29.652, 'counter'],
  ['610113', '西安', '雁塔区', "Xi'an", '小寨', 'Xiaozhai', '长安中路', 108.945, 34.222, 'area'],
  ['620102', '兰州', '城关区', 'Lanzhou', '西关', 'Xiguan', '张掖路', 103.835, 36.058, 'pavilion'],
  ['630103', '西宁', '城中区', 'Xining', '大十字', 'Dashizi', '西大街', 101.78, 36.62, 'counter'],
  ['640104', '银川', '兴庆区', 'Yinchuan', '南门', 'Nanmen', '中山南街', 106.28, 38.47, 'area'],
  ['650102', '乌鲁木齐', '天山区', 'Urumqi', '南门', 'Nanmen', '解放北路', 87.625, 43.795, 'pavilion'],
];

/** Forty neighbourhoods of large cities in every part of the country. */
export const outletSites: readonly OutletSite[] = rows.map(
  ([
    divisionCode,
    city,
    district,
    cityEn,
    place,
    placeEn,
    street,
    longitude,
    latitude,
    mainKind,
  ]) => ({
    divisionCode,
    city,
    district,
    cityEn,
    place,
    placeEn,
    street,
    longitude,
    latitude,
    mainKind,
  }),
);
