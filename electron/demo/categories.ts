/** Daily profile of a kind of problem: when it is reported. */
export type Rhythm = 'office' | 'rush' | 'evening' | 'morning' | 'round' | 'night';

/** Kinds of places where problems cluster. */
export type PlaceKind =
  | 'night-market'
  | 'metro'
  | 'old-estate'
  | 'market'
  | 'school'
  | 'mall'
  | 'site'
  | 'alley'
  | 'river';

/**
 * How often cases of a sub-category (小类) occur, when, where, who handles them, and sentences for their descriptions.
 * Keyed by the name of the 小类, because codes differ between catalogues. A 小类 without an entry gets `DEFAULT_PROFILE`.
 */
export type Profile = {
  weight: number;
  rhythm: Rhythm;
  placeKinds: PlaceKind[];
  /** Part of the handling organisation's name; `街道` means the street of the case. */
  handler: string;
  /** Factor on the rate during heavy rain. */
  rain: number;
  phrases: string[];
};

export const PROFILES: Record<string, Profile> = {
  暴露生活垃圾: profile(9, 'morning', ['old-estate', 'alley', 'market'], '环境卫生', 0.7, [
    '{地}地面散落生活垃圾，约{量}平方米',
    '{地}垃圾桶旁堆放多袋生活垃圾，未清运',
    '{地}有暴露垃圾，影响环境',
  ]),
  道路不洁: profile(8, 'round', ['metro', 'night-market', 'market'], '环境卫生', 0.5, [
    '{地}路面有明显污渍和果皮纸屑',
    '{地}路面落叶、烟头较多，未及时清扫',
    '{地}路面油污约{量}平方米',
  ]),
  积存垃圾渣土: profile(2.5, 'office', ['old-estate', 'site', 'alley'], '环境卫生', 0.8, [
    '{地}堆放装修垃圾约{量}立方米',
    '{地}积存渣土，未覆盖',
  ]),
  废弃家具设备: profile(2.5, 'office', ['old-estate', 'alley'], '街道', 0.8, [
    '{地}堆放废弃沙发、床垫',
    '{地}有人丢弃旧衣柜，占用通道',
  ]),
  非机动车乱停放: profile(7, 'rush', ['metro', 'mall', 'school'], '行政执法', 0.6, [
    '{地}非机动车停放杂乱，约{多}辆，占用盲道',
    '{地}电动车越线停放，影响行人通行',
  ]),
  共享单车淤积: profile(5, 'rush', ['metro', 'mall'], '行政执法', 0.4, [
    '{地}共享单车淤积约{多}辆，堵塞出入口',
    '{地}共享单车倒伏成片',
  ]),
  机动车乱停放: profile(6, 'rush', ['school', 'mall', 'market'], '交警', 0.8, [
    '{地}机动车占用人行道停放，{少}辆',
    '{地}车辆违停占用非机动车道',
  ]),
  店外经营: profile(8, 'evening', ['night-market', 'market', 'alley'], '行政执法', 0.3, [
    '{地}一店铺超出门窗摆放桌椅经营',
    '{地}{少}家餐饮店店外摆设货架，占用人行道',
  ]),
  占道经营: profile(5, 'evening', ['night-market', 'metro', 'school'], '行政执法', 0.25, [
    '{地}有人占道摆摊，影响通行',
    '{地}占道售卖水果，堵塞非机动车道',
  ]),
  无照经营游商: profile(6, 'evening', ['night-market', 'metro', 'mall'], '行政执法', 0.25, [
    '{地}流动摊贩约{少}处，售卖小吃',
    '{地}出入口有游商兜售，人群聚集',
  ]),
  露天烧烤: profile(1.2, 'night', ['night-market', 'alley'], '行政执法', 0.1, [
    '{地}露天烧烤，烟雾扰民',
    '{地}夜间占道烧烤，油污满地',
  ]),
  占道广告牌: profile(2.5, 'office', ['mall', 'alley'], '行政执法', 0.6, [
    '{地}店铺将广告灯箱摆放在人行道上',
    '{地}占道摆放易拉宝{少}块',
  ]),
  非法小广告: profile(5, 'office', ['old-estate', 'alley', 'metro'], '街道', 0.6, [
    '{地}墙面张贴小广告{多}余处',
    '{地}电杆上有喷涂“办证”小广告',
  ]),
  街头散发广告: profile(1, 'rush', ['metro', 'mall'], '行政执法', 0.2, [
    '{地}有人散发广告传单，地面丢弃较多',
  ]),
  违章张贴悬挂广告牌匾: profile(1, 'office', ['mall'], '城市管理局', 0.5, ['{地}外墙擅自悬挂横幅广告']),
  乱堆物料: profile(4, 'office', ['alley', 'site', 'market'], '街道', 0.8, [
    '{地}人行道堆放建筑材料',
    '{地}楼前堆放杂物，占用公共空间',
  ]),
  沿街晾挂: profile(3, 'morning', ['old-estate', 'alley'], '街道', 0.05, [
    '{地}沿街拉绳晾晒衣被',
    '{地}树木间晾挂被褥',
  ]),
  商业噪音: profile(1.6, 'evening', ['mall', 'night-market'], '生态环境', 0.6, [
    '{地}店铺高音喇叭招揽顾客',
    '{地}商家外放音响声音过大',
  ]),
  占用消防通道: profile(2, 'night', ['old-estate', 'mall'], '消防', 1, [
    '{地}消防通道被车辆堵塞',
    '{地}消防登高面停放车辆{少}辆',
  ]),
  电动车飞线充电: profile(2, 'night', ['old-estate'], '街道', 0.8, [
    '{地}有居民从窗口拉线给电动车充电',
    '{地}电动车推入楼道充电',
  ]),
  楼道堆物: profile(2.4, 'office', ['old-estate'], '街道', 1, [
    '{地}单元楼道堆放纸箱杂物',
    '{地}楼道内停放自行车、堆放旧家具',
  ]),
  小区积存大件垃圾: profile(1.5, 'office', ['old-estate'], '街道', 1, ['{地}大件垃圾堆放点满溢，多日未清']),
  私搭乱建: profile(1.2, 'office', ['old-estate', 'alley'], '行政执法', 0.8, [
    '{地}有人搭建阳光房，正在施工',
    '{地}一楼住户违规搭建围墙',
  ]),
  油烟污染: profile(1.2, 'evening', ['night-market', 'alley'], '生态环境', 0.9, [
    '{地}餐饮店油烟直排，气味刺鼻',
    '{地}油烟净化设备未开启，周边居民反映强烈',
  ]),
  餐厨垃圾混投: profile(1, 'night', ['night-market', 'market'], '环境卫生', 1, [
    '{地}餐厨垃圾混入其他垃圾桶，洒漏在地',
  ]),
  施工扰民: profile(2.4, 'night', ['site'], '生态环境', 0.5, [
    '{地}工地夜间施工，噪声扰民',
    '{地}凌晨仍有混凝土泵车作业',
  ]),
  工地扬尘: profile(1.8, 'office', ['site'], '住房和城乡建设', 0.1, [
    '{地}工地裸土未覆盖，扬尘明显',
    '{地}围挡喷淋未开启',
  ]),
  工地出入口带泥: profile(1, 'round', ['site'], '住房和城乡建设', 3, [
    '{地}渣土车带泥上路，污染路面约{多}米',
  ]),
  道路遗撒: profile(1.2, 'round', ['site'], '行政执法', 1, ['{地}路面遗撒砂石，约{多}米']),
  施工废弃料: profile(0.8, 'office', ['site'], '住房和城乡建设', 1, ['{地}掘路施工后废料未清运']),
  无证掘路: profile(0.3, 'office', [], '住房和城乡建设', 0.3, ['{地}有单位开挖路面，未见许可公示']),
  水域不洁: profile(1.6, 'office', ['river'], '水务', 2, [
    '{地}河面漂浮落叶、塑料袋',
    '{地}河道有成片水草和垃圾',
  ]),
  绿地脏乱: profile(2, 'office', ['river', 'old-estate'], '园林绿化', 0.8, [
    '{地}绿地内有白色垃圾',
    '{地}绿化带内堆有枯枝',
  ]),
  道路破损: profile(2.2, 'office', [], '市政设施', 1.3, [
    '{地}路面坑槽约{量}平方米',
    '{地}沥青路面龟裂、起伏',
  ]),
  路面塌陷: profile(0.25, 'round', [], '市政设施', 5, ['{地}路面塌陷，直径约{少}米，已设临时围挡']),
  道路积水: profile(0.35, 'round', ['alley', 'metro', 'old-estate'], '水务', 60, [
    '{地}路面积水约{深}厘米，影响通行',
    '{地}低洼处积水，车辆缓行',
    '{地}积水没过鞋面，雨水口疑似堵塞',
  ]),
  污水冒溢: profile(0.8, 'round', ['old-estate', 'night-market'], '水务', 8, [
    '{地}污水井冒溢，异味明显',
    '{地}化粪池满溢，污水流至路面',
  ]),
  供水管道破裂: profile(0.25, 'round', ['old-estate'], '供水', 1, ['{地}自来水管爆裂，路面跑水']),
  燃气管道破裂: profile(0.05, 'office', ['site'], '燃气', 1, ['{地}施工挖破燃气管，现场有异味']),
  高空坠物隐患: profile(0.6, 'office', ['old-estate', 'mall'], '住房和城乡建设', 3, [
    '{地}外墙瓷砖脱落，存在坠落隐患',
    '{地}楼顶广告字松动',
  ]),
  树木倒伏: profile(0.2, 'round', ['alley', 'river'], '园林绿化', 25, [
    '{地}树木倒伏，压占车道',
    '{地}大树断枝横在路上',
  ]),
  线缆坠落: profile(0.4, 'round', ['alley', 'old-estate'], '通信', 6, ['{地}线缆垂落，离地约一人高']),
  上水井盖: profile(0.8, 'round', [], '供水', 2, ['{地}上水井盖松动，车辆经过有响声', '{地}上水井盖破损']),
  污水井盖: profile(1.4, 'round', ['old-estate', 'alley'], '水务', 5, [
    '{地}污水井盖缺失，已临时摆放警示物',
    '{地}污水井盖破损下沉',
  ]),
  雨水井盖: profile(1.4, 'round', [], '水务', 9, ['{地}雨水井盖移位', '{地}雨水井盖被冲开，存在安全隐患']),
  雨水箅子: profile(1.6, 'round', ['alley', 'market'], '水务', 14, [
    '{地}雨水箅子被落叶堵塞',
    '{地}雨水箅子缺失{少}块',
  ]),
  通信井盖: profile(0.9, 'round', [], '通信', 1.5, ['{地}通信井盖破损', '{地}通信井盖与路面高差较大']),
  电力井盖: profile(0.7, 'round', [], '供电', 1.5, ['{地}电力井盖松动异响']),
  无主井盖: profile(0.3, 'round', [], '市政设施', 1.5, ['{地}一处井盖无标识，权属不明，已破损']),
  路灯: profile(1.8, 'night', ['alley', 'old-estate'], '城市管理局', 1.5, [
    '{地}路灯不亮，{少}盏',
    '{地}路灯闪烁',
  ]),
  架空线缆: profile(1, 'office', ['alley', 'old-estate'], '通信', 2, ['{地}架空线缆凌乱下垂']),
  人行道: profile(2.4, 'office', ['mall', 'metro'], '市政设施', 1, [
    '{地}人行道板松动破损约{量}平方米',
    '{地}人行道沉陷，行人易绊倒',
  ]),
  盲道: profile(0.9, 'office', ['metro'], '市政设施', 1, ['{地}盲道砖缺损']),
  交通护栏: profile(1.4, 'rush', ['school'], '交警', 1, ['{地}交通护栏移位{少}节', '{地}护栏被撞变形']),
  交通信号灯: profile(0.3, 'rush', [], '交警', 2, ['{地}路口信号灯不亮']),
  公交站亭: profile(0.6, 'rush', ['metro'], '城市管理局', 1, ['{地}公交站亭玻璃碎裂']),
  垃圾箱: profile(2.6, 'round', ['metro', 'mall', 'night-market'], '环境卫生', 0.8, [
    '{地}垃圾箱满溢',
    '{地}垃圾箱倒伏、箱体破损',
  ]),
  户外广告: profile(0.6, 'office', ['mall'], '城市管理局', 3, ['{地}户外广告布破损飘挂', '{地}店招灯箱缺字']),
  行道树: profile(0.9, 'office', [], '园林绿化', 6, ['{地}行道树断枝悬挂', '{地}行道树枯死一株']),
  公共厕所: profile(0.6, 'office', ['night-market', 'mall'], '环境卫生', 1, ['{地}公厕洗手池漏水']),
  停车设施: profile(0.5, 'office', ['mall'], '城市管理局', 1, ['{地}停车道闸损坏']),
  健身设施: profile(0.5, 'office', ['old-estate', 'river'], '街道', 1, ['{地}健身器材松动']),
  工地围挡: profile(0.5, 'office', ['site'], '住房和城乡建设', 6, ['{地}工地围挡倾斜']),
};

/** Profile of a 小类 without an entry. */
export const DEFAULT_PROFILE: Profile = profile(0.2, 'office', [], '街道', 1, [
  '{地}存在{类}问题',
  '{地}{类}需处理',
]);

function profile(
  weight: number,
  rhythm: Rhythm,
  placeKinds: PlaceKind[],
  handler: string,
  rain: number,
  phrases: string[],
): Profile {
  return { weight, rhythm, placeKinds, handler, rain, phrases };
}
