import { contactKindOfColumn } from '../sync/file/guessMapping.ts';

/** Names of fields that name a thing, the surest first: those of survey offices, of 部件普查 and of OpenStreetMap. */
const NAMES = [
  ...['名称', '标准名称', '中文名称', '道路名称', '部件名称', '设施名称', '小区名称', '建筑名称', '点位名称'],
  ...['name', 'name:zh', 'name_zh', 'name_chn', 'mc', 'dlmc', 'lmmc', 'bjmc', 'objname', 'title'],
  ...['路名', '名', '道路', '地名', '点位', '标题'],
];
/** Ends of names that name something else: whose it is, of what kind, who keeps it. */
const OTHERS = /类|型|单位|部门|公司|街道|社区|区县|行政|人名|姓名|type|class|dept|owner|unit|user/i;

/** The field that names the features: a known one, else one whose name ends like one. Null: none does. Never one of a person. */
export function nameFieldOf(fields: readonly string[]): string | null {
  const able = fields.filter((field) => !isContactField(field));
  const plain = (field: string): string => field.normalize('NFKC').trim().toLowerCase();
  for (const name of NAMES) {
    const found = able.find((field) => plain(field) === name);
    if (found !== undefined) return found;
  }
  return able.find((field) => /(?:名称|_name|mc)$/.test(plain(field)) && !OTHERS.test(field)) ?? null;
}

/** Whether a field holds contact data, which no window of a map may see. */
export function isContactField(field: string): boolean {
  return contactKindOfColumn(field) !== null;
}
