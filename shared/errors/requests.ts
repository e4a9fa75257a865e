import { z } from 'zod';
import { entry, plain } from './entry.ts';
import { FieldErrors, fieldsText } from './fields.ts';

const THINGS = {
  case: ['案件', 'case'],
  contact: ['联系方式', 'contact data of case'],
  whistle: ['哨', 'whistle'],
  order: ['督办件', 'supervision order'],
  file: ['文件', 'file'],
  source: ['数据源', 'source'],
  upload: ['上传文件', 'uploaded file'],
  import: ['导入任务', 'import'],
  quarantine: ['隔离记录', 'quarantined row'],
  basemap: ['底图', 'base map'],
  layer: ['图层', 'layer'],
  message: ['回传', 'message to an upstream'],
} as const;
/** Kinds of things that can be asked for by their number. */
export type Thing = keyof typeof THINGS;
const Thing = z.enum(Object.keys(THINGS) as [Thing, ...Thing[]]);

const fields = { fields: FieldErrors };
const number = (value: number): string => String(Math.floor(value));

/** What any request may be answered: its shape, its subject, the window that asks. */
export const requestErrors = {
  'bad-query': entry(
    fields,
    (p) => `查询参数有误：${fieldsText(p.fields, 'zh')}`,
    (p) => `The query is wrong: ${fieldsText(p.fields, 'en')}`,
  ),
  'bad-body': entry(
    fields,
    (p) => `请求内容有误：${fieldsText(p.fields, 'zh')}`,
    (p) => `The request is wrong: ${fieldsText(p.fields, 'en')}`,
  ),
  'unsupported-media-type': plain(
    '请求正文须为 application/json',
    'The body of the request must be application/json',
  ),
  'bad-json': plain('请求正文不是有效的 JSON', 'The body of the request is not valid JSON'),
  'too-large': entry(
    { what: z.enum(['body', 'import']), bytes: z.number() },
    ({ what, bytes }) =>
      what === 'body'
        ? `请求正文超过 ${number(bytes / 1024)} KB`
        : `文件超过 ${number(bytes / 1024 ** 3)} GB，请改用 file: 数据源直接读取`,
    ({ what, bytes }) =>
      what === 'body'
        ? `The body of the request is larger than ${number(bytes / 1024)} KB`
        : `The file is larger than ${number(bytes / 1024 ** 3)} GB: read it in place through a source “file:”`,
  ),
  'not-found': entry(
    { what: Thing, id: z.string() },
    ({ what, id }) => `没有这个${THINGS[what][0]}：${id}`,
    ({ what, id }) => `There is no ${THINGS[what][1]} ${id}`,
  ),
  'no-route': entry(
    { path: z.string() },
    ({ path }) => `没有这个地址：${path}`,
    ({ path }) => `There is no such address: ${path}`,
  ),
  'bad-cursor': plain(
    '翻页位置 cursor 无效，或不属于当前的筛选与排序，请从第一页重新开始',
    'The cursor is invalid or belongs to another filter or order: start again from the first page',
  ),
  'not-on-a-wall': entry(
    { what: z.enum(['contact-search', 'content']) },
    ({ what }) =>
      what === 'contact-search'
        ? '大屏对全场可见，不能按联系方式搜索，请在案件台搜索'
        : '大屏对全场可见，不提供这项内容和操作，请在案件台或吹哨台进行',
    ({ what }) =>
      what === 'contact-search'
        ? 'The whole hall sees a wall: search by contact data at the case desk instead'
        : 'The whole hall sees a wall: do this at the case desk or the whistle board instead',
  ),
  'window-unnamed': entry(
    { header: z.string() },
    ({ header }) => `这项内容只提供给案件台、吹哨台等窗口，请求须以 ${header} 注明窗口角色`,
    ({ header }) => `Only windows such as the case desk get this: name the window's role in ${header}`,
  ),
  internal: plain('服务内部出错，详情已写入日志', 'The service made an error; its log has the details'),
};
