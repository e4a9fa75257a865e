import type { Crs } from '../../../../shared/contract/sources.ts';
import { FieldMapping } from '../../../../shared/contract/sources.ts';
import { contactKindOfField } from '../normalise/contactFields.ts';
import { stageReader } from '../normalise/stageWords.ts';

export type Column = { name: string; samples: string[] };
type FieldName = keyof FieldMapping['fields'];

/**
 * Normalised column names by field, most specific first. The Chinese ones are those of 数字城管 (digital city management)
 * and 12345 (hotline) exports, the English ones those of published 311 data sets (work-order-apis.md §1.6, §1.7, §2).
 */
const COLUMN_NAMES: [FieldName, string][] = [
  [
    'id',
    `案件编号 工单编号 任务编号 问题编号 案卷编号 事件编号 受理编号 工单号 案件号 任务号 编号 caseenquiryid servicerequestid
    casenumber caseid srnumber uniquekey requestid ticketid ticketno orderno ordernumber recordnumber workordercode workorderid
    taskid tasknum recid objid featureid id`,
  ],
  [
    'requestedAt',
    `上报时间 受理时间 发现时间 登记时间 来电时间 创建时间 提交时间 立案时间 派遣时间 诉求时间 发生时间 opendt
    requesteddatetime createddate createdat createtime opendate openeddate opened reporttime reportedat requesteddate
    discovertime submittime dispatchtime datecreated ordate created date time`,
  ],
  [
    'status',
    `案件状态 工单状态 办理状态 处理状态 当前状态 状态 casestatus statusname statusdescription status state`,
  ],
  ['stage', `当前环节 所处环节 案件阶段 环节 阶段 流程节点 stage actpropertyname pscaption detailedstatus`],
  [
    'categoryCode',
    `小类编码 小类代码 类别编码 分类编码 事项编码 大类编码 servicecode srshortcode subtypeid categorycode typecode`,
  ],
  [
    'categoryName',
    `小类名称 小类 子类 事项名称 诉求类型 问题类型 问题小类 案件类型 类别 分类 大类名称 大类 类型 infoscname servicename
    srtype complainttype requesttype category subtypename appealtype type`,
  ],
  ['title', `标题 案件标题 工单标题 诉求标题 主题 casetitle title subject summary descriptor appealsubject`],
  [
    'description',
    `问题描述 案件描述 诉求内容 工单内容 内容 描述 事件描述 详情 description details content eventdesc
    workordercontent servicedetails`,
  ],
  [
    'address',
    `案发地址 事发地址 详细地址 问题位置 发生地点 地址 位置 地点 address incidentaddress location streetaddress
    locationstreetname place addressstring`,
  ],
  [
    'org',
    `处置部门 承办单位 主办单位 责任单位 责任部门 办理单位 主管部门 派遣部门 department agencyresponsible agencyname
    ownerdepartment executedeptname dealunitname assigneddept agency queue`,
  ],
  [
    'channel',
    `问题来源 案件来源 诉求来源 来源 渠道 上报渠道 受理渠道 source channel origin opendatachanneltype infosourcename
    datasource`,
  ],
  [
    'updatedAt',
    `更新时间 最后更新时间 修改时间 变更时间 updateddatetime updatedat updatetime lastmodifieddate lastupdated
    modifiedat resolutionactionupdateddate`,
  ],
  [
    'closedAt',
    `结案时间 办结时间 完成时间 关闭时间 归档时间 closeddt closeddate closedat closetime closeddatetime closed
    archivetime finishtime resolvedat`,
  ],
  [
    'dueAt',
    `办结时限 截止时间 处置时限 截止日期 应结案时间 要求完成时间 限办时间 到期时间 targetdt expecteddatetime duedate
    deadline dueat expecteddeadline processlimited sladate`,
  ],
  ['lon', `经度 坐标x x坐标 x longitude long lon lng pointx coordx coordinatex x坐标经度`],
  ['lat', `纬度 坐标y y坐标 y latitude lat pointy coordy coordinatey`],
  ['point', `坐标 经纬度 位置坐标 geometry point geom thegeom shape wkt coordinates latlng geolocation`],
  ['mediaUrl', `图片 照片 附件 图片地址 mediaurl submittedphoto photo imageurl attachments`],
  [
    'statusNotes',
    `处理结果 办理结果 办理意见 处置结果 回复内容 处理意见 closurereason statusnotes resolutiondescription
    resolution`,
  ],
  ['rework', `返工次数 返工数 rework reworknum`],
];

const CLOSED_WORD = /结案|办结|完成|完结|关闭|归档|作废|^clos|^resolv|^complet|^cancel|^archiv|^已处理$/i;

/**
 * Guesses a mapping from column names; the operator confirms it. `missing` lists the required fields (`id`,
 * `requestedAt`) that could not be guessed; their path is empty and reads nothing. Samples of the status column that
 * mean closed are added to the closed words.
 */
export function guessMapping(columns: Column[]): { mapping: FieldMapping; missing: string[] } {
  const byName = new Map<string, Column>();
  // Contact fields are split off before storage, so they cannot serve as any other field.
  for (const column of columns.filter(({ name }) => contactKindOfColumn(name) === null)) {
    const name = normaliseName(column.name);
    if (!byName.has(name)) byName.set(name, column);
  }
  const used = new Set<Column>();
  const fields: Partial<Record<FieldName, string>> = {};
  for (const [field, names] of COLUMN_NAMES) {
    const found = findColumn(names.split(/\s+/), byName, used);
    if (found === undefined) continue;
    fields[field] = found.name;
    used.add(found);
  }
  // One coordinate alone is useless.
  if (fields.lon === undefined || fields.lat === undefined) {
    delete fields.lon;
    delete fields.lat;
  }
  const status = columns.find((column) => column.name === fields.status);
  if (fields.stage === undefined && status !== undefined && status.samples.some(isStage)) {
    fields.stage = status.name;
  }
  const closedWords = (status?.samples ?? []).filter((word) => CLOSED_WORD.test(word));
  const defaults = FieldMapping.parse({ fields: { id: '', requestedAt: '' } }).closedValues;
  return {
    mapping: FieldMapping.parse({
      fields: { ...fields, id: fields.id ?? '', requestedAt: fields.requestedAt ?? '' },
      contact: guessContact(columns),
      // «2» means closed only where a preset says so; in a file it may be any code.
      closedValues: [...new Set([...defaults.filter((word) => word !== '2'), ...closedWords])],
      crs: guessCrs(columns),
    }),
    missing: (['id', 'requestedAt'] as const).filter((field) => fields[field] === undefined),
  };
}

const stageOf = stageReader({});

/** Words such as 处置中 or 待核查 name a stage; 结案 and 待受理 may merely mean closed and open. */
function isStage(word: string): boolean {
  const stage = stageOf(word);
  return stage !== null && stage !== 'closed' && stage !== 'reported';
}

/**
 * The kind of contact data in a column, by its name; `dropped` data is never stored. Null for all other columns.
 * Everything inside a contact field (`reporter.name`, `reporter.street`) is contact data too.
 */
export function contactKindOfColumn(name: string): 'name' | 'phone' | 'email' | 'dropped' | null {
  const steps = name.split('.');
  const last = steps.pop() ?? name;
  const kind = contactKindOfField(last);
  if (kind === null && steps.some((step) => contactKindOfField(step) !== null)) {
    return /^name$/i.test(last) ? 'name' : 'dropped';
  }
  if (kind === 'other') return 'dropped';
  return kind === 'name-part' ? 'name' : kind;
}

/** The contact columns by kind; of several columns the first non-empty one is stored. */
function guessContact(columns: Column[]): FieldMapping['contact'] {
  const contact: FieldMapping['contact'] = {};
  for (const kind of ['name', 'phone', 'email'] as const) {
    const names = columns.filter(({ name }) => contactKindOfColumn(name) === kind).map(({ name }) => name);
    const [only] = names;
    if (only !== undefined) contact[kind] = names.length === 1 ? only : names;
  }
  return contact;
}

/** The last step of a dotted name. */
function lastStep(name: string): string {
  return name.split('.').at(-1) ?? name;
}

function normaliseName(name: string): string {
  // Units in brackets are ignored.
  return lastStep(name)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]*\)/g, '')
    .replace(/[\s_\-:]/g, '');
}

function findColumn(names: string[], byName: Map<string, Column>, used: Set<Column>): Column | undefined {
  for (const name of names) {
    const column = byName.get(name);
    if (column !== undefined && !used.has(column)) return column;
  }
  return undefined;
}

function guessCrs(columns: Column[]): Crs {
  const names = columns.map((column) => column.name.toLowerCase()).join(' ');
  if (/bd-?09|百度/.test(names)) return 'bd09';
  if (/gcj|高德|腾讯|火星/.test(names)) return 'gcj02';
  return /cgcs|2000坐标/.test(names) ? 'cgcs2000' : 'wgs84';
}
