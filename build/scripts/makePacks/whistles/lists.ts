import type { WhistleRules } from '../../../../shared/pack/whistles.ts';

type Lists = Pick<WhistleRules, 'items' | 'responsibilities' | 'ownList'>;

const INVENTED = { origin: 'invented', source: '示例，按行业通行职责编列，须换成本区权责清单' } as const;
const OWN = {
  origin: 'invented',
  source: '示例：秦淮区公开向街道赋权 162 项执法事项，清单未见公开，此处编列 30 项',
} as const;

/** Matters (事项) that need departments: code, name, categories, leading department (主责), assisting departments (协办). */
const DISTRICT_ITEMS: [string, string, string[], string, string[]][] = [
  ['D01', '供水管道破裂抢修', ['E0503', 'P0101'], 'SWGS', ['SZS', 'SWJ']],
  ['D02', '燃气管道泄漏处置', ['E0504', 'P0109'], 'RQGS', ['XFDD', 'JJDD']],
  ['D03', '路面塌陷抢修', ['E0501', 'E0109'], 'SZS', ['SWGS', 'RQGS', 'JJDD']],
  ['D04', '道路积水排除', ['E0502'], 'SWJ', ['SZS', 'JJDD']],
  ['D05', '违法建设拆除', ['E0101'], 'ZFDD', ['ZJJ', 'CGJ']],
  ['D06', '架空线缆整治', ['P0116', 'E0509'], 'TXGS', ['GDGS', 'CGJ']],
  ['D07', '房屋外立面与高空坠物隐患', ['E0507', 'E0112'], 'ZJJ', ['XFDD', 'ZFDD']],
  ['D08', '餐饮油烟污染', ['E0113'], 'HBJ', ['ZFDD', 'SCJ']],
  ['D09', '夜间施工扰民', ['E0301'], 'ZFDD', ['HBJ', 'ZJJ']],
  ['D10', '工地扬尘与出入口带泥', ['E0302', 'E0305'], 'ZJJ', ['HBJ', 'ZFDD']],
  ['D11', '占用消防通道', ['E0410'], 'XFDD', ['JJDD', 'ZFDD']],
  ['D12', '电动自行车飞线充电', ['E0602'], 'XFDD', ['GDGS', 'ZJJ']],
  ['D13', '交通信号与标志缺损', ['P0205', 'P0206'], 'JJDD', ['SZS']],
  ['D14', '共享单车大面积淤积', ['E0406'], 'CGJ', ['JJDD']],
  ['D15', '无主井盖处置', ['P0110'], 'CGJ', ['SZS', 'TXGS']],
  ['D16', '河道水体不洁', ['E0105', 'E0110'], 'SWJ', ['HBJ']],
  ['D17', '路灯成片熄灭', ['P0114'], 'SZS', ['GDGS']],
  ['D18', '树木倒伏压线', ['E0508', 'P0401'], 'LHS', ['GDGS', 'JJDD']],
  ['D19', '无照经营聚集区治理', ['E0401'], 'ZFDD', ['SCJ', 'JJDD']],
  ['D20', '污水冒溢', ['E0506', 'P0102'], 'SWJ', ['SZS', 'HWS']],
  ['D21', '机动车长期占道停放', ['E0404'], 'JJDD', ['CGJ']],
  ['D22', '垃圾转运站扰民', ['P0302'], 'HWS', ['HBJ', 'CGJ']],
];

/** Matters that streets handle themselves (本级可办): code, name, categories, the department that delegated it. */
const STREET_ITEMS: [string, string, string[], string][] = [
  ['S01', '暴露生活垃圾清理', ['E0102'], 'HWS'],
  ['S02', '积存垃圾渣土清理', ['E0103'], 'HWS'],
  ['S03', '道路不洁清扫', ['E0104'], 'HWS'],
  ['S04', '绿地脏乱整治', ['E0106'], 'LHS'],
  ['S05', '废弃家具设备清理', ['E0107'], 'HWS'],
  ['S06', '非装饰性树挂清除', ['E0108'], 'LHS'],
  ['S07', '道路遗撒清理', ['E0111'], 'HWS'],
  ['S08', '餐厨垃圾混投劝导与处罚', ['E0114'], 'ZFDD'],
  ['S09', '积雪积冰清除', ['E0115'], 'HWS'],
  ['S10', '非法小广告清除', ['E0201'], 'ZFDD'],
  ['S11', '违章张贴悬挂处罚', ['E0202'], 'ZFDD'],
  ['S12', '占道广告牌处罚', ['E0203'], 'ZFDD'],
  ['S13', '街头散发广告劝止', ['E0204'], 'ZFDD'],
  ['S14', '施工废弃料清运督促', ['E0303'], 'ZJJ'],
  ['S15', '店外经营处罚', ['E0402'], 'ZFDD'],
  ['S16', '占道经营处罚', ['E0403'], 'ZFDD'],
  ['S17', '非机动车乱停放整理', ['E0405'], 'CGJ'],
  ['S18', '沿街乱堆物料处罚', ['E0407'], 'ZFDD'],
  ['S19', '沿街晾挂劝导', ['E0408'], 'ZFDD'],
  ['S20', '商业噪音处罚', ['E0409'], 'HBJ'],
  ['S21', '露天烧烤处罚', ['E0411'], 'ZFDD'],
  ['S22', '楼道堆物清理', ['E0601'], 'ZJJ'],
  ['S23', '小区大件垃圾清运', ['E0603'], 'HWS'],
  ['S24', '垃圾箱维护更换', ['P0303'], 'HWS'],
  ['S25', '公共厕所保洁', ['P0301'], 'HWS'],
  ['S26', '牌匾标识审查', ['P0305'], 'CGJ'],
  ['S27', '护树设施维护', ['P0403'], 'LHS'],
  ['S28', '花架花钵维护', ['P0404'], 'LHS'],
  ['S29', '健身设施维护', ['P0503'], 'CGJ'],
  ['S30', '绿地护栏维护', ['P0405'], 'LHS'],
];

/** The lists of a district. Organisation codes are its code and a common suffix: `320104-CGJ`. */
export function listsOf(district: string): Lists {
  const org = (serial: string) => `${district}-${serial}`;
  return {
    items: [
      ...DISTRICT_ITEMS.map(([code, name, categories]) => ({ code, name, categories, ...INVENTED })),
      ...STREET_ITEMS.map(([code, name, categories]) => ({ code, name, categories, ...OWN })),
    ],
    responsibilities: DISTRICT_ITEMS.map(([item, name, , lead, co]) => ({
      id: `R-${item}`,
      item,
      lead: org(lead),
      co: co.map(org),
      basis: `${name}：主责与协办部门`,
      ...INVENTED,
    })),
    ownList: STREET_ITEMS.map(([item, , , by]) => ({ item, handedOverBy: org(by), ...OWN })),
  };
}
