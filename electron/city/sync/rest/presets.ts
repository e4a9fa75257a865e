import { RestMapping } from '../../../../shared/contract/sources.ts';
import { UpstreamError } from '../adapter.ts';
import { isObject } from '../normalise/paths.ts';

/** A mapping to start from. Field names are facts of public code and standards; addresses and keys are the site's. */
export type RestPreset = { id: string; name: string; note: string; mapping: RestMapping };

const LOCAL = 'yyyy-MM-dd HH:mm:ss';
const CLOSED = ['已结案', '结案', '已办结', '办结', '归档', '已归档', '强制结案', '已关闭', '作废'];

/**
 * Presets for the Chinese shapes of work-order-apis.md §1.7 and domain.md §2.7. Vendor interfaces are private, so each
 * is a beginning to be confirmed against the site's own answer, not a promise.
 */
export const restPresets: RestPreset[] = [
  {
    id: 'shanghai-grid',
    name: '上海城市网格化（T_INFO_MAIN）',
    note: 'COORDX/COORDY 是上海城市坐标系（米），没有转换参数不能上图，位置记为“无”。',
    mapping: RestMapping.parse({
      preset: 'shanghai-grid',
      rowsPath: 'data.rows',
      success: { path: 'errorCode', values: ['0'] },
      messagePath: 'errorMessage',
      totalPath: 'data.total',
      paging: { pageParam: 'pageNum', sizeParam: 'pageSize', firstPage: 1, size: 100 },
      fields: {
        id: 'TASKID',
        requestedAt: ['DISCOVERTIME', 'DISPATCHTIME'],
        status: 'STATUSNAME',
        stage: 'STATUSNAME',
        categoryCode: ['INFOZCNAME', 'INFOSCNAME', 'INFOBCNAME'],
        categoryName: ['INFOZCNAME', 'INFOSCNAME', 'INFOBCNAME'],
        description: 'DESCRIPTION',
        address: 'ADDRESS',
        org: 'EXECUTEDEPTNAME',
        channel: 'INFOSOURCENAME',
        closedAt: 'SOLVINGTIME',
        lon: 'COORDX',
        lat: 'COORDY',
      },
      closedValues: CLOSED,
      timeFormat: 'yyyy/MM/dd HH:mm:ss',
    }),
  },
  {
    id: 'taian-12345',
    name: '泰安 12345（环节列表）',
    note: '环节取列表最后一项；record_number 为 18 位编号，按文本保存。列表字段名请按接口核对。',
    mapping: RestMapping.parse({
      preset: 'taian-12345',
      rowsPath: 'data.list',
      success: { path: 'code', values: [0, 200] },
      messagePath: 'msg',
      totalPath: 'data.total',
      paging: { pageParam: 'page', sizeParam: 'limit', firstPage: 1, size: 50 },
      fields: {
        id: 'record_number',
        requestedAt: ['stages.0.date', 'create_time', 'date'],
        status: ['stages.-1.ps_caption', 'ps_caption'],
        stage: ['stages.-1.ps_caption', 'ps_caption'],
        categoryName: ['type_title', 'category_title'],
        title: 'title',
        description: 'content',
        address: 'address',
        org: ['stages.-1.di_title', 'di_title'],
        updatedAt: ['stages.-1.date', 'date'],
        statusNotes: ['stages.-1.payroll_resulttmp', 'payroll_resulttmp', 'note'],
      },
      stageValues: {
        受理: 'reported',
        预审: 'registered',
        处置: 'handling',
        回访: 'checking',
        结案: 'closed',
      },
      closedValues: CLOSED,
      timeFormat: LOCAL,
    }),
  },
  {
    id: 'suzhou-components',
    name: '苏州部件推送',
    note: '部件台账而非案件：每个部件一行，ObjState 为部件状态；Shape 为 POINT(经度 纬度)。',
    mapping: RestMapping.parse({
      preset: 'suzhou-components',
      rowsPath: 'data',
      success: { path: 'code', values: [0, 200] },
      messagePath: 'message',
      fields: {
        id: 'ObjID',
        requestedAt: ['ORDate', 'CHDate'],
        status: 'ObjState',
        categoryCode: ['SmallClass', 'LargeClass'],
        categoryName: ['ObjName', 'SmallClass'],
        title: 'ObjName',
        org: ['DeptName1', 'DeptName2', 'DeptName3'],
        channel: 'DataSource',
        updatedAt: 'CHDate',
        lon: 'PointX',
        lat: 'PointY',
        point: 'Shape',
      },
      closedValues: ['废弃', '消失', '移除'],
      crs: 'cgcs2000',
    }),
  },
  {
    id: 'wuxi-lifeline',
    name: '城市生命线工程工单（无锡）',
    note: 'state：0 待处理、1 处理中、2 已完成；processlimited 只有日期，按当日结束计。',
    mapping: RestMapping.parse({
      preset: 'wuxi-lifeline',
      rowsPath: 'resultData',
      success: { path: 'code', values: [10000] },
      messagePath: 'message',
      totalPath: 'total',
      fields: {
        id: 'workordercode',
        requestedAt: 'dispatchtime',
        status: 'state',
        stage: 'state',
        categoryCode: 'workordertype',
        categoryName: ['scene', 'workordertype'],
        description: 'workordercontent',
        address: ['place', 'area'],
        org: 'area',
        channel: 'sendscene',
        dueAt: 'processlimited',
        mediaUrl: 'attachments',
      },
      stageValues: { '0': 'dispatched', '1': 'handling', '2': 'closed' },
      closedValues: ['2', '已完成'],
    }),
  },
  {
    id: 'guzhen-hotline',
    name: '固镇县热线工单',
    note: '密钥放在请求头 x-api-key；callerName、contactPhone 入库前剥离。编号与时间字段名请按接口核对。',
    mapping: RestMapping.parse({
      preset: 'guzhen-hotline',
      rowsPath: 'data',
      paging: { pageParam: 'pageNum', sizeParam: 'pageSize', firstPage: 1, size: 50 },
      fields: {
        id: ['ticketId', 'ticketNo', 'id'],
        requestedAt: ['createdAt', 'createTime', 'submitTime'],
        status: 'status',
        stage: 'status',
        categoryCode: 'appealType',
        categoryName: 'appealType',
        title: 'appealSubject',
        description: ['appealContent', 'description', 'appealSubject'],
        address: 'incidentAddress',
        org: 'assignedDept',
        updatedAt: ['updatedAt', 'updateTime'],
        closedAt: ['closedAt', 'finishTime'],
        dueAt: 'expectedDeadline',
      },
      closedValues: [...CLOSED, 'closed', 'resolved', 'finished'],
      contact: { name: 'callerName', phone: 'contactPhone' },
    }),
  },
  {
    id: 'egova',
    name: '数字城管通用平台（eGova 类）',
    note: '答复形如 {hasError, result[], message, totalCount}；默认查询近 30 天，时间为本地时间。',
    mapping: RestMapping.parse({
      preset: 'egova',
      rowsPath: 'result',
      success: { path: 'hasError', values: [false] },
      messagePath: 'message',
      totalPath: 'totalCount',
      paging: { pageParam: 'pageIndex', sizeParam: 'pageSize', firstPage: 0, size: 100 },
      fields: {
        id: ['taskNum', 'recId', 'recID'],
        requestedAt: ['reportTime', 'createTime', 'registerTime'],
        status: ['actPropertyName', 'recStatusName', 'statusName'],
        stage: ['actPropertyName', 'recStatusName', 'statusName'],
        categoryCode: ['subTypeId', 'mainTypeId', 'eventTypeId'],
        categoryName: ['subTypeName', 'mainTypeName', 'eventTypeName'],
        description: ['eventDesc', 'recDesc'],
        address: ['address', 'eventAddress'],
        org: ['dealUnitName', 'unitName'],
        channel: ['eventSrcName', 'eventSrcId'],
        updatedAt: 'updateTime',
        closedAt: ['archiveTime', 'closeTime'],
        dueAt: ['disposeDeadline', 'deadLine'],
        lon: ['coordinateX', 'coordX'],
        lat: ['coordinateY', 'coordY'],
        rework: ['reworkNum', 'rework_num'],
      },
      closedValues: CLOSED,
      timeFormat: LOCAL,
      crs: 'cgcs2000',
    }),
  },
];

/**
 * A mapping file as an operator writes it: a whole mapping, or `{"preset": "egova", …}` with only what differs; its
 * `fields` and `contact` are merged one by one. Throws `UpstreamError('bad-mapping')` saying what is wrong.
 */
export function resolveMapping(input: unknown): RestMapping {
  if (!isObject(input)) throw bad('映射文件应是一个 JSON 对象');
  const name = input['preset'];
  const preset = typeof name === 'string' ? restPresets.find((one) => one.id === name) : undefined;
  if (typeof name === 'string' && preset === undefined) {
    throw bad(`没有名为“${name}”的预设，可用：${restPresets.map((one) => one.id).join('、')}`);
  }
  const base: Record<string, unknown> = { ...preset?.mapping };
  const merged = { ...base, ...input };
  for (const key of ['fields', 'contact', 'stageValues', 'params']) {
    const below = base[key];
    const above = input[key];
    if (isObject(below) && isObject(above)) merged[key] = { ...below, ...above };
  }
  const parsed = RestMapping.safeParse(merged);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw bad(`映射不完整或有误：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

function bad(message: string): UpstreamError {
  return new UpstreamError('bad-mapping', message, false);
}
