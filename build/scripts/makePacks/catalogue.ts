import type { LimitUnit } from '../../../shared/contract/limitUnit.ts';
import type { CatalogueItem, CatalogueLimit } from '../../../shared/pack/schema.ts';

/**
 * The catalogue of the demonstration packs: components (部件) and events (事件), by main category (大类) and subcategory
 * (小类). Main categories are the five and six of the national standard. Code = P (component) or E (event) + 2 digits
 * main category + 2 digits subcategory; without the letter the codes of both kinds would collide. Cities disagree on 04
 * and 05: here 04 is street order (街面秩序) and 05 emergencies (突发事件).
 */
export const CATALOGUE_VERSION = 'demo-2026.1';
export const CATALOGUE_SOURCE =
  '大类按国家标准的部件五类、事件六类；小类名称为行业通称；时限借用运城、济源、大英三地公开的立案标准，无出处的按同类众数设定。' +
  '编码为 P（部件）或 E（事件）加大类、小类各两位；事件 04 为街面秩序、05 为突发事件（部分城市两者相反，导入时须核对目录版本）。';

const YUNCHENG = '借用：运城市数字化城管立案标准，未经本区核定';
const JIYUAN = '借用：济源市数字化城管时限清单，未经本区核定';
const DAYING = '借用：大英县数字化城管时限清单，未经本区核定';
const DEFAULT = '示例：按运城市目录同类时限的众数设定，未经本区核定';

type Row = [code: string, name: string, ...limits: [string, number, LimitUnit, string][]];

const UH: LimitUnit = 'urgent_hour';
const WH: LimitUnit = 'work_hour';
const WD: LimitUnit = 'work_day';
const UD: LimitUnit = 'urgent_work_day';

const component: [code: string, name: string, rows: Row[]][] = [
  [
    'P01',
    '公用设施',
    [
      [
        'P0101',
        '上水井盖',
        ['缺失、移位', 2, UH, YUNCHENG],
        ['破损面积大于 25 平方厘米', 4, WH, YUNCHENG],
        ['松动、车辆经过有响声', 2, WD, YUNCHENG],
        ['周边 150×150 厘米路面沉陷或框差大于 2 厘米', 5, WD, YUNCHENG],
      ],
      [
        'P0102',
        '污水井盖',
        ['缺失、移位', 2, UH, YUNCHENG],
        ['破损', 4, WH, YUNCHENG],
        ['松动、异响', 2, WD, YUNCHENG],
      ],
      [
        'P0103',
        '雨水井盖',
        ['缺失、移位', 2, UH, YUNCHENG],
        ['破损', 4, WH, YUNCHENG],
        ['松动、异响', 2, WD, YUNCHENG],
      ],
      ['P0104', '雨水箅子', ['缺失', 2, UH, YUNCHENG], ['堵塞、破损', 1, WD, DEFAULT]],
      ['P0105', '电力井盖', ['缺失、移位', 2, UH, YUNCHENG], ['破损', 4, WH, YUNCHENG]],
      ['P0106', '路灯井盖', ['缺失、移位', 2, UH, YUNCHENG], ['破损', 1, WD, DEFAULT]],
      ['P0107', '通信井盖', ['缺失、移位', 2, UH, YUNCHENG], ['破损', 1, WD, DEFAULT]],
      ['P0108', '热力井盖', ['缺失、移位', 2, UH, YUNCHENG], ['破损', 1, WD, DEFAULT]],
      ['P0109', '燃气井盖', ['缺失、移位', 2, UH, YUNCHENG], ['破损', 4, WH, YUNCHENG]],
      ['P0110', '无主井盖', ['缺失、破损', 4, UH, DEFAULT]],
      ['P0111', '消火栓', ['漏水、损坏', 1, WD, DEFAULT]],
      ['P0112', '通信交接箱', ['箱门敞开、破损', 1, WD, DEFAULT]],
      ['P0113', '电力设施', ['变压器箱体破损、线缆裸露', 2, UH, DEFAULT], ['箱体脏污', 3, WD, DEFAULT]],
      ['P0114', '路灯', ['灯杆倾斜、线缆裸露', 2, UH, DEFAULT], ['不亮', 1, WD, DEFAULT]],
      ['P0115', '立杆', ['倾斜、倒伏', 2, UH, DEFAULT], ['废弃', 5, WD, DEFAULT]],
      ['P0116', '架空线缆', ['垂落、断裂', 2, UH, DEFAULT], ['凌乱', 5, WD, DEFAULT]],
    ],
  ],
  [
    'P02',
    '交通设施',
    [
      ['P0201', '停车设施', ['损坏', 3, WD, DEFAULT]],
      ['P0202', '公交站亭', ['损坏、玻璃碎裂', 1, WD, DEFAULT]],
      ['P0203', '过街天桥', ['护栏、踏步损坏', 3, WD, DEFAULT]],
      ['P0204', '地下通道', ['照明、踏步损坏', 3, WD, DEFAULT]],
      ['P0205', '交通标志牌', ['倾斜、缺失', 1, WD, DEFAULT]],
      ['P0206', '交通信号灯', ['不亮、错相', 2, UH, DEFAULT]],
      ['P0207', '交通护栏', ['移位、倒伏', 4, WH, YUNCHENG], ['缺损', 3, WD, DEFAULT]],
      ['P0208', '人行道', ['铺装破损、沉陷', 5, WD, DEFAULT]],
      ['P0209', '盲道', ['缺损、中断', 5, WD, DEFAULT]],
      ['P0210', '路名牌', ['倾斜、字迹不清', 3, WD, DEFAULT]],
    ],
  ],
  [
    'P03',
    '市容环境设施',
    [
      ['P0301', '公共厕所', ['设施损坏', 1, WD, DEFAULT]],
      ['P0302', '垃圾转运站', ['设施损坏、渗滤液外溢', 1, WD, DEFAULT]],
      ['P0303', '垃圾箱', ['破损、倒伏', 1, WD, DEFAULT], ['满溢', 2, WH, DEFAULT]],
      ['P0304', '户外广告', ['破损、存在坠落隐患', 2, UH, DEFAULT], ['陈旧、缺字', 3, WD, DEFAULT]],
      ['P0305', '牌匾标识', ['破损、松动', 1, WD, DEFAULT]],
    ],
  ],
  [
    'P04',
    '园林绿化设施',
    [
      ['P0401', '行道树', ['倒伏、断枝', 2, UH, DEFAULT], ['死株、缺株', 7, WD, DEFAULT]],
      ['P0402', '古树名木', ['倾斜、护栏损坏', 1, WD, DEFAULT]],
      ['P0403', '护树设施', ['缺损', 3, WD, DEFAULT]],
      ['P0404', '花架花钵', ['破损、移位', 3, WD, DEFAULT]],
      ['P0405', '绿地护栏', ['缺损', 3, WD, DEFAULT]],
    ],
  ],
  [
    'P05',
    '其他部件',
    [
      ['P0501', '河道护栏', ['缺损', 1, WD, DEFAULT]],
      ['P0502', '工地围挡', ['倒伏、破损', 4, WH, DEFAULT]],
      ['P0503', '健身设施', ['损坏', 3, WD, DEFAULT]],
    ],
  ],
];

const event: [code: string, name: string, rows: Row[]][] = [
  [
    'E01',
    '市容环境',
    [
      ['E0101', '私搭乱建', ['在建', 2, UD, YUNCHENG], ['已建成', 15, WD, YUNCHENG]],
      ['E0102', '暴露生活垃圾', ['散落、堆积', 4, WH, YUNCHENG], ['成片堆积', 1, WD, JIYUAN]],
      ['E0103', '积存垃圾渣土', ['积存', 4, WD, JIYUAN]],
      ['E0104', '道路不洁', ['明显垃圾、污渍', 2, WH, YUNCHENG], ['大面积遗撒', 5, WH, JIYUAN]],
      ['E0105', '水域不洁', ['漂浮物', 1, WD, DEFAULT]],
      ['E0106', '绿地脏乱', ['垃圾、枯枝', 1, WD, DEFAULT]],
      ['E0107', '废弃家具设备', ['堆放', 1, WD, DEFAULT]],
      ['E0108', '非装饰性树挂', ['悬挂', 1, WD, DEFAULT]],
      ['E0109', '道路破损', ['坑槽', 3, WD, DEFAULT]],
      ['E0110', '河堤破损', ['坍塌、缺口', 3, WD, DEFAULT]],
      ['E0111', '道路遗撒', ['遗撒', 2, UH, DEFAULT]],
      ['E0112', '建筑物外立面不洁', ['污损', 5, WD, DEFAULT]],
      ['E0113', '油烟污染', ['直排', 3, WD, DEFAULT]],
      ['E0114', '餐厨垃圾混投', ['混投、洒漏', 4, WH, DEFAULT]],
      ['E0115', '积雪积冰', ['未清扫', 4, WH, YUNCHENG]],
    ],
  ],
  [
    'E02',
    '宣传广告',
    [
      ['E0201', '非法小广告', ['张贴、涂写', 1, WD, YUNCHENG]],
      ['E0202', '违章张贴悬挂广告牌匾', ['未经许可设置', 2, WD, DEFAULT]],
      ['E0203', '占道广告牌', ['占用人行道', 2, WH, DEFAULT]],
      ['E0204', '街头散发广告', ['散发', 2, UH, DEFAULT]],
    ],
  ],
  [
    'E03',
    '施工管理',
    [
      ['E0301', '施工扰民', ['夜间施工', 2, UH, DEFAULT]],
      ['E0302', '工地扬尘', ['未覆盖、未喷淋', 4, WH, DEFAULT]],
      ['E0303', '施工废弃料', ['未清运', 1, WD, DEFAULT]],
      ['E0304', '无证掘路', ['掘路', 2, UH, DEFAULT]],
      ['E0305', '工地出入口带泥', ['车辆带泥上路', 2, UH, DEFAULT]],
    ],
  ],
  [
    'E04',
    '街面秩序',
    [
      ['E0401', '无照经营游商', ['经营', 2, UH, YUNCHENG]],
      ['E0402', '店外经营', ['超出门窗经营', 2, UH, YUNCHENG]],
      ['E0403', '占道经营', ['占用人行道、车行道', 2, UH, YUNCHENG]],
      ['E0404', '机动车乱停放', ['占用人行道', 3, UH, DAYING]],
      ['E0405', '非机动车乱停放', ['成片乱停', 2, WH, DEFAULT]],
      ['E0406', '共享单车淤积', ['成片淤积', 2, WH, DEFAULT]],
      ['E0407', '乱堆物料', ['占用公共空间', 1, WD, DEFAULT]],
      ['E0408', '沿街晾挂', ['晾挂', 2, WH, DEFAULT]],
      ['E0409', '商业噪音', ['高音招揽', 2, UH, DEFAULT]],
      ['E0410', '占用消防通道', ['堵塞', 1, UH, DEFAULT]],
      ['E0411', '露天烧烤', ['经营', 2, UH, DEFAULT]],
    ],
  ],
  [
    'E05',
    '突发事件',
    [
      ['E0501', '路面塌陷', ['现场围护、抢险', 2, UH, YUNCHENG]],
      ['E0502', '道路积水', ['积水', 2, UH, YUNCHENG]],
      [
        'E0503',
        '供水管道破裂',
        ['现场围护', 1, UH, YUNCHENG],
        ['修复', 8, UH, DAYING],
        ['路面恢复', 5, WD, DAYING],
      ],
      ['E0504', '燃气管道破裂', ['现场处置', 1, UH, YUNCHENG], ['路面恢复', 5, WD, YUNCHENG]],
      ['E0505', '热力管道破裂', ['现场处置', 1, UH, YUNCHENG], ['路面恢复', 5, WD, YUNCHENG]],
      ['E0506', '污水冒溢', ['冒溢', 4, UH, DEFAULT]],
      ['E0507', '高空坠物隐患', ['现场围护', 2, UH, YUNCHENG]],
      ['E0508', '树木倒伏', ['影响通行', 2, UH, DEFAULT]],
      ['E0509', '线缆坠落', ['影响通行', 2, UH, DEFAULT]],
    ],
  ],
  [
    'E06',
    '其他事件',
    [
      ['E0601', '楼道堆物', ['堵塞通道', 1, WD, DEFAULT]],
      ['E0602', '电动车飞线充电', ['飞线、进楼充电', 4, WH, DEFAULT]],
      ['E0603', '小区积存大件垃圾', ['未清运', 2, WD, DEFAULT]],
    ],
  ],
];

/** All catalogue items: each main category followed by its subcategories, components before events. */
export function catalogueItems(): CatalogueItem[] {
  return [...section(component, 'component'), ...section(event, 'event')];
}

function section(classes: typeof component, kind: CatalogueItem['kind']): CatalogueItem[] {
  return classes.flatMap(([code, name, rows]) => [
    { code, name, parent: null, kind, limits: [] },
    ...rows.map(([itemCode, itemName, ...limits]): CatalogueItem => {
      const read = limits.map(([condition, amount, unit, source]): CatalogueLimit => {
        return { condition, amount, unit, source };
      });
      return { code: itemCode, name: itemName, parent: code, kind, limits: read };
    }),
  ]);
}
