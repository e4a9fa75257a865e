import type { ExportedCase, ExportQuery } from '../../../shared/contract/exportCases.ts';
import type { PackNames } from '../../../shared/pack/names.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { type CityTime, type CityTimes, cityTimes } from './cityTimes.ts';
import { BOM, csvLine, linesCell, numberCell, textCell } from './csv.ts';
import { type ExportCell, type ExportColumn, exportColumns, STAGE_NAMES } from './exportColumns.ts';
import { maskPersons } from './wallText.ts';

const WORDS: Readonly<Record<string, string>> = {
  ...STAGE_NAMES,
  none: '阶段未知',
  open: '在办',
  'on-time': '按期结案',
  late: '超期结案',
  unclosed: '超期未结案',
};
const FILTERS: Readonly<Record<keyof Omit<ExportQuery, 'sort'>, string>> = {
  bbox: '范围（经纬度）',
  from: '上报自',
  to: '上报至（不含）',
  closedFrom: '结案自',
  closedTo: '结案至（不含）',
  countedFrom: '应结案自',
  countedTo: '应结案至（不含）',
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
const TIMES: ReadonlySet<string> = new Set([
  'from',
  'to',
  'closedFrom',
  'closedTo',
  'countedFrom',
  'countedTo',
]);
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
  columns: ExportColumn[];
  times: CityTimes;
  head(): string;
  row(row: ExportedCase, persons: readonly string[]): string;
  tail(note: ExportRecord): string;
  /** Who exported what and why, a label and a value each. */
  record(note: ExportRecord): [string, string][];
  /** The filters in words, e.g. `状态：在办；街道：夫子庙街道；最新上报在前`. */
  filterText(query: ExportQuery): string;
};

/**
 * The queue as CSV. The column heads are the first line, as filters, sorting and pivot tables of a spreadsheet
 * expect. The record of the export comes last, after an empty line, where these stop; its last line shows that the
 * file is complete. Texts are masked as for a wall: without contact data, phone numbers and flat numbers. Everything is written
 * so that an import (导入) reads the same again.
 */
export function createExportSheet(
  pack: Pick<CityPack, 'manifest' | 'grids'>,
  former: PackNames,
): ExportSheet {
  const { manifest } = pack;
  const { categories, orgs, streets, grids } = former;
  const names = new Map([
    ...[...categories, ...orgs, ...streets, ...grids].map(({ code, name }) => [code, name] as const),
    ...manifest.catalogue.items.map((item) => [item.code, item.name] as const),
    ...manifest.orgs.map((org) => [org.code, org.name] as const),
    ...manifest.streets.map((street) => [street.code, street.name] as const),
    ...pack.grids.features.map(({ properties }) => [properties.code, properties.name] as const),
  ]);
  const times = cityTimes(manifest.zone);
  const columns = exportColumns((code) => (code === null ? null : (names.get(code) ?? code)));

  function valueText(field: string, value: unknown): string {
    if (Array.isArray(value)) return value.map((one) => valueText(field, one)).join('、');
    if (typeof value === 'number' && TIMES.has(field)) return times.minute(value);
    if (typeof value === 'boolean') return value ? '是' : '否';
    const text = String(value);
    return field === 'q' ? maskPersons(text, []) : (WORDS[text] ?? names.get(text) ?? text);
  }

  function csvCell(cell: ExportCell): string {
    switch (cell.kind) {
      case 'text':
        return textCell(cell.text);
      case 'lines':
        return linesCell(cell.text);
      case 'number':
        return numberCell(cell.value);
      default:
        return cell.at === null ? '' : timeText(times.of(cell.at), cell.kind);
    }
  }

  const record = (note: ExportRecord): [string, string][] => [
    ['导出说明', `共 ${note.count} 件，不含联系方式；文中的姓名、号码和户号已隐去`],
    ['导出人', note.by],
    ['导出时间', times.minute(note.at)],
    ['导出理由', note.reason],
    ['筛选与排序', note.filter],
    ['数据修订号', String(note.revision)],
    ['导出编号', note.number],
  ];
  return {
    columns,
    times,
    record,
    head: () => BOM + csvLine(columns.map(({ head }) => textCell(head))),
    row: (row, persons) => csvLine(columns.map(({ cell }) => csvCell(cell(row, persons)))),
    tail: (note) =>
      [[], ...record(note), ['文件结束', '没有这一行的文件不完整']]
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
  };
}

/** A limit that ends a day is written as the day, as which an import reads it. */
function timeText({ text, endsDay }: CityTime, kind: 'time' | 'limit'): string {
  return kind === 'limit' && endsDay ? text.slice(0, 10) : text;
}
