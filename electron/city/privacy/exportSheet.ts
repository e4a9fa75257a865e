import type { CaseSummary } from '../../../shared/contract/cases.ts';
import type { ExportQuery } from '../../../shared/contract/exportCases.ts';
import type { PackNames } from '../../../shared/pack/names.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { zoneRules } from '../../../shared/time/zoneRules.ts';
import { BOM, csvLine, numberCell, textCell } from './csv.ts';
import { maskPersons } from './wallText.ts';

const STAGES = {
  reported: '上报',
  registered: '立案',
  dispatched: '派遣',
  handling: '处置',
  checking: '核查',
  closed: '结案',
  suspended: '挂账',
  cancelled: '作废',
  none: '阶段未知',
} as const;
const WORDS: Readonly<Record<string, string>> = {
  ...STAGES,
  open: '在办',
  'on-time': '按期结案',
  late: '超期结案',
};
const FILTERS: Readonly<Record<keyof Omit<ExportQuery, 'sort'>, string>> = {
  bbox: '范围（经纬度）',
  from: '上报自',
  to: '上报至（不含）',
  closedFrom: '结案自',
  closedTo: '结案至（不含）',
  punctuality: '结案时效',
  status: '状态',
  stage: '阶段',
  category: '类别',
  org: '主责单位',
  street: '街道',
  grid: '网格',
  source: '数据源',
  channel: '来源',
  overdue: '超期',
  q: '搜索',
};
const SORTS = {
  '-requested': '最新上报在前',
  requested: '最早上报在前',
  '-updated': '最近更新在前',
  updated: '最久未更新在前',
  due: '最近到期在前',
  '-due': '最晚到期在前',
} as const satisfies Record<ExportQuery['sort'], string>;
const TIMES: ReadonlySet<string> = new Set(['from', 'to', 'closedFrom', 'closedTo']);
const COLUMNS = [
  '编号',
  '状态',
  '阶段',
  '类别',
  '标题',
  '地址',
  '街道',
  '网格',
  '主责单位',
  '来源',
  '上报时间',
  '更新时间',
  '结案时间',
  '时限',
  '时限依据',
  '超期',
  '返工次数',
  '经度',
  '纬度',
];

/** Who exported what, as written at the end of the file. */
export type ExportRecord = {
  number: string;
  by: string;
  at: number;
  reason: string;
  filter: string;
  revision: number;
  count: number;
};

/** The parts of an export file, with the city's names and local time. */
export type ExportSheet = {
  head(): string;
  row(row: CaseSummary, persons: readonly string[]): string;
  tail(note: ExportRecord): string;
  /** The filters in words, e.g. `状态：在办；街道：夫子庙街道；最新上报在前`. */
  filterText(query: ExportQuery): string;
  /** `2026-11-22 09:30`, city time. */
  time(at: number): string;
};

/**
 * The queue as CSV. The column heads are the first line, as filters, sorting and pivot tables of a spreadsheet
 * expect. The record of the export comes last, after an empty line, where these stop; its last line shows that the
 * file is complete. Texts are masked as for a wall: without contact data, phone numbers and flat numbers.
 */
export function createExportSheet(
  pack: Pick<CityPack, 'manifest' | 'grids'>,
  former: PackNames,
): ExportSheet {
  const { manifest } = pack;
  const rules = zoneRules(manifest.zone);
  const { categories, orgs, streets, grids } = former;
  const names = new Map([
    ...[...categories, ...orgs, ...streets, ...grids].map(({ code, name }) => [code, name] as const),
    ...manifest.catalogue.items.map((item) => [item.code, item.name] as const),
    ...manifest.orgs.map((org) => [org.code, org.name] as const),
    ...manifest.streets.map((street) => [street.code, street.name] as const),
    ...pack.grids.features.map(({ properties }) => [properties.code, properties.name] as const),
  ]);
  const named = (code: string | null) => (code === null ? null : (names.get(code) ?? code));
  const time = (at: number) =>
    new Date(rules?.toLocal(at) ?? at).toISOString().slice(0, 16).replace('T', ' ');
  const timeCell = (at: number | null) => (at === null ? '' : time(at));

  function valueText(field: string, value: unknown): string {
    if (Array.isArray(value)) return value.map((one) => valueText(field, one)).join('、');
    if (typeof value === 'number' && TIMES.has(field)) return time(value);
    if (typeof value === 'boolean') return value ? '是' : '否';
    const text = String(value);
    return field === 'q' ? maskPersons(text, []) : (WORDS[text] ?? names.get(text) ?? text);
  }

  return {
    head: () => BOM + csvLine(COLUMNS.map(textCell)),
    row: (row, persons) => {
      const safe = (text: string | null) => textCell(text === null ? null : maskPersons(text, persons));
      return csvLine([
        textCell(row.id),
        row.status === 'open' ? '在办' : '已结案',
        row.stage === null ? '' : STAGES[row.stage],
        textCell(row.categoryName === '' ? row.categoryCode : `${row.categoryName}（${row.categoryCode}）`),
        safe(row.title),
        safe(row.address),
        textCell(named(row.street)),
        textCell(named(row.grid)),
        textCell(named(row.org)),
        textCell(row.channel),
        timeCell(row.requestedAt),
        timeCell(row.updatedAt),
        timeCell(row.closedAt),
        timeCell(row.dueAt),
        row.dueBasis === null ? '' : row.dueBasis === 'upstream' ? '上游' : '城市包',
        row.overdue ? '是' : '否',
        numberCell(row.rework),
        numberCell(row.lon),
        numberCell(row.lat),
      ]);
    },
    tail: (note) =>
      [
        [],
        ['导出说明', `共 ${note.count} 件，不含联系方式；文中的姓名、号码和户号已隐去`],
        ['导出人', note.by],
        ['导出时间', time(note.at)],
        ['导出理由', note.reason],
        ['筛选与排序', note.filter],
        ['数据修订号', String(note.revision)],
        ['导出编号', note.number],
        ['文件结束', '没有这一行的文件不完整'],
      ]
        .map((cells) => csvLine(cells.map(textCell)))
        .join(''),
    filterText: ({ sort, ...filter }) =>
      [
        ...Object.entries(FILTERS).flatMap(([field, label]) => {
          const value: unknown = Reflect.get(filter, field);
          return value === undefined || value === '' ? [] : [`${label}：${valueText(field, value)}`];
        }),
        SORTS[sort],
      ].join('；'),
    time,
  };
}
