import type { PackManifest } from '../../../shared/pack/schema.ts';
import { bboxAround, type Shapes } from './assemble.ts';
import { CATALOGUE_SOURCE, CATALOGUE_VERSION, catalogueItems } from './catalogue.ts';

/** Channels of all Chinese packs. */
const CHANNELS = [
  '监督员上报',
  '12345热线',
  '视频智能识别',
  '公众随手拍',
  '上级交办',
  '物联感知',
  '网格员上报',
];

const WORKING: PackManifest['working'] = {
  weekdays: [1, 2, 3, 4, 5],
  slots: [
    ['08:00', '12:00'],
    ['14:00', '18:00'],
  ],
  workDay: 'rolling',
  source: '同类系统的默认工作时段 08:00–12:00、14:00–18:00，1 工作日按 8 工作时滚动计；未经本区核定。',
};

/** The catalogue of packs whose city has published no size of its own. */
export function sharedCatalogue(): PackManifest['catalogue'] {
  return { version: CATALOGUE_VERSION, source: CATALOGUE_SOURCE, items: catalogueItems() };
}

/** Organisations of a district: institutional names only. Codes are invented. */
export function districtOrgs(
  district: { code: string; name: string; centre: string },
  streets: { code: string; name: string }[],
): PackManifest['orgs'] {
  const department = (serial: string, name: string, kind: 'department' | 'centre' = 'department') => ({
    code: `${district.code}-${serial}`,
    name,
    kind,
    parent: district.code,
  });
  return [
    { code: district.code, name: district.name, kind: 'district', parent: null },
    department('ZHZX', district.centre, 'centre'),
    department('CGJ', '区城市管理局'),
    department('ZFDD', '区城市管理综合行政执法大队'),
    department('HWS', '区环境卫生管理所'),
    department('ZJJ', '区住房和城乡建设局'),
    department('SWJ', '区水务局'),
    department('SZS', '区市政设施养护所'),
    department('LHS', '区园林绿化养护所'),
    department('SCJ', '区市场监督管理局'),
    department('HBJ', '区生态环境局'),
    department('JJDD', '公安交警大队'),
    department('XFDD', '区消防救援大队'),
    department('GDGS', '供电公司'),
    department('RQGS', '燃气公司'),
    department('SWGS', '供水公司'),
    department('TXGS', '通信运营企业联席办'),
    ...streets.map((street) => ({
      code: street.code,
      name: street.name.endsWith('街道') ? `${street.name}办事处` : street.name,
      kind: 'street' as const,
      parent: district.code,
    })),
  ];
}

/** Provenance of the parts that all Chinese packs share, where a pack does not give its own. */
const SHARED_PROVENANCE: PackManifest['provenance'] = [
  {
    part: 'catalogue',
    origin: 'borrowed',
    source: '运城市、济源市、大英县公开的立案标准；行业通称',
    licence: '事实性内容',
    note: '时限逐条注明来源；“示例”各条按同类众数设定。正式使用前须换成本区核定的目录。',
  },
  {
    part: 'working',
    origin: 'borrowed',
    source: '同类系统默认值',
    licence: '事实性内容',
    note: '工作时段与工作日算法须由本区确认。',
  },
  {
    part: 'orgs',
    origin: 'invented',
    source: '按区级机构的通行名称编列',
    licence: 'MIT',
    note: '只有机构名称，没有人员；机构设置以本区“三定”方案为准。',
  },
  {
    part: 'channels',
    origin: 'borrowed',
    source: '数字城管问题来源的通行分类',
    licence: '事实性内容',
    note: '',
  },
  {
    part: 'calendar',
    origin: 'published',
    source: '国务院办公厅放假通知，经 NateScarlet/holiday-cn 整理，2018–2026 年',
    licence: 'MIT',
    note: '2027 年未装载，届时须导入。',
  },
  {
    part: 'heat',
    origin: 'invented',
    source: '按模拟城市逐日最大密度设定',
    licence: 'MIT',
    note: '模拟城市 30 日中逐日最大密度（半径 250 米）的中位数为秦淮 105、东城 52 件/km²，取 100 与 50；有真实数据后按本区一日的最大密度调整。',
  },
];

/** The parts that differ between cities. */
type Own = Pick<PackManifest, 'id' | 'name' | 'view' | 'orgs' | 'streets' | 'catalogue' | 'heat'> & {
  /** Codes and names of the districts and counties next door (邻区). */
  neighbours: [code: string, name: string][];
  /** Provenance of outline, streets and grids, and of other parts that are its own. */
  provenance: PackManifest['provenance'];
};

/** Builds the manifest of a Chinese pack. */
export function chinaManifest(own: Own, shapes: Shapes): PackManifest {
  const { id, name, view, orgs, streets, catalogue, heat } = own;
  const parts = new Set(own.provenance.map(({ part }) => part));
  return {
    format: 1,
    id,
    version: '1.0.0',
    name,
    zone: 'Asia/Shanghai',
    bbox: bboxAround(shapes.outline, 0.01),
    view,
    defaultCrs: 'cgcs2000',
    calendar: 'cn',
    working: WORKING,
    orgs,
    streets,
    border: 30,
    neighbours: own.neighbours.map(([code, neighbour]) => ({
      ...{ code, name: neighbour, contact: `${neighbour.slice(-1)}城市运行管理中心值班室`, phone: null },
      source: '区划代码与名称公开；值班电话未见公开，须由本区填写。',
    })),
    catalogue,
    channels: CHANNELS,
    heat,
    fallbackPoints: [],
    provenance: [...own.provenance, ...SHARED_PROVENANCE.filter(({ part }) => !parts.has(part))],
  };
}
