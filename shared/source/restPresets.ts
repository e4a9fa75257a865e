import { RestMapping } from '../contract/sources.ts';

/** An initial mapping. Field names come from public code and standards; the operator gives address and key. */
export type RestPreset = {
  id: string;
  name: { zh: string; en: string };
  note: { zh: string; en: string };
  mapping: RestMapping;
};

const LOCAL = 'yyyy-MM-dd HH:mm:ss';
const CLOSED = ['已结案', '结案', '已办结', '办结', '归档', '已归档', '强制结案', '已关闭', '作废'];

/** Field names common to both usual envelopes of Chinese web back ends. */
const COMMON_FIELDS = {
  requestedAt: ['reportTime', 'createTime'],
  status: ['status', 'statusName', 'state'],
  title: ['title', 'caseTitle'],
  description: ['description', 'caseDesc', 'content'],
  address: 'address',
  org: ['deptName', 'orgName', 'assignedDept'],
  updatedAt: 'updateTime',
  lon: ['longitude', 'lng', 'lon'],
  lat: ['latitude', 'lat'],
};
const CONTACT = {
  name: ['reporterName', 'callerName', 'contactName'],
  phone: ['reporterPhone', 'contactPhone', 'phone'],
};
const NOTE_GENERIC = {
  zh: '常见后台的答复形状，字段名按惯例猜测，请对照实际应答逐项核对。',
  en: 'The usual response of back ends. Field names are guesses: check each one against a real response.',
};

/**
 * Presets for the Chinese interfaces of work-order-apis.md §1.7 and domain.md §2.7. Vendor interfaces are not public,
 * so each preset must be verified against a real response.
 */
export const REST_PRESETS: readonly RestPreset[] = [
  {
    id: 'rows-total',
    name: { zh: '通用：rows/total，pageNum/pageSize', en: 'Generic: rows/total, pageNum/pageSize' },
    note: { zh: NOTE_GENERIC.zh, en: NOTE_GENERIC.en },
    mapping: RestMapping.parse({
      preset: 'rows-total',
      rowsPath: 'rows',
      success: { path: 'code', values: [200, '200', 0, '0'] },
      messagePath: 'msg',
      totalPath: 'total',
      paging: { pageParam: 'pageNum', sizeParam: 'pageSize', firstPage: 1, size: 100 },
      fields: {
        ...COMMON_FIELDS,
        id: ['caseNo', 'caseCode', 'id'],
        stage: ['stageName', 'stage', 'statusName', 'status'],
        categoryCode: ['smallClassCode', 'categoryCode'],
        categoryName: ['smallClassName', 'categoryName'],
        channel: ['sourceName', 'source'],
        closedAt: ['endTime', 'closeTime'],
        dueAt: ['deadline', 'limitTime'],
      },
      closedValues: CLOSED,
      contact: CONTACT,
      timeFormat: LOCAL,
      crs: 'gcj02',
    }),
  },
  {
    id: 'records-current',
    name: { zh: '通用：data.records，current/size', en: 'Generic: data.records, current/size' },
    note: { zh: NOTE_GENERIC.zh, en: NOTE_GENERIC.en },
    mapping: RestMapping.parse({
      preset: 'records-current',
      rowsPath: 'data.records',
      success: { path: 'code', values: [0, 200, '0', '200'] },
      messagePath: 'msg',
      totalPath: 'data.total',
      paging: { pageParam: 'current', sizeParam: 'size', firstPage: 1, size: 100 },
      fields: {
        ...COMMON_FIELDS,
        id: ['caseNo', 'orderNo', 'id'],
        stage: ['statusName', 'status', 'state'],
        categoryCode: ['categoryCode', 'typeCode'],
        categoryName: ['categoryName', 'typeName'],
      },
      closedValues: CLOSED,
      contact: CONTACT,
      timeFormat: LOCAL,
      crs: 'gcj02',
    }),
  },
  {
    id: 'shanghai-grid',
    name: { zh: '上海城市网格化（T_INFO_MAIN）', en: 'Shanghai city grid (T_INFO_MAIN)' },
    note: {
      zh: 'COORDX/COORDY 是上海城市坐标系（米），没有转换参数不能上图，位置记为“无”。',
      en: "COORDX/COORDY are metres of Shanghai's own grid: without its parameters cases have no place on the map.",
    },
    mapping: RestMapping.parse({
      preset: 'shanghai-grid',
      rowsPath: 'data.rows',
      success: { path: 'errorCode', values: ['0', 0] },
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
        title: ['INFOSCNAME', 'INFOBCNAME'],
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
    name: { zh: '泰安 12345（环节列表）', en: "Tai'an 12345 hotline (list of stages)" },
    note: {
      zh: '环节取列表最后一项；record_number 为 18 位编号，按文本保存。列表字段名请按接口核对。',
      en: "The stage is the list's last entry; the 18-digit record_number is kept as text. Check the name of the list.",
    },
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
        title: ['title', 'subject'],
        description: ['content', 'note'],
        address: 'address',
        org: ['stages.-1.di_title', 'di_title'],
        updatedAt: ['stages.-1.date', 'date'],
        dueAt: 'expires_at',
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
      contact: { name: 'caller_name', phone: ['phone', 'caller_number'] },
      timeFormat: LOCAL,
    }),
  },
  {
    id: 'suzhou-components',
    name: { zh: '苏州部件推送', en: 'Suzhou components (部件)' },
    note: {
      zh: '部件台账而非案件：每个部件一行，ObjState 为部件状态；Shape 为 POINT(经度 纬度)。',
      en: 'An inventory, not cases: one row per component, ObjState is its state, Shape is POINT(lon lat).',
    },
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
    name: { zh: '城市生命线工程工单（无锡）', en: 'Urban lifeline work orders (Wuxi)' },
    note: {
      zh: 'state：0 待处理、1 处理中、2 已完成；processlimited 只有日期，按当日结束计。',
      en: 'state: 0 waiting, 1 at work, 2 done; processlimited is a day and ends with it.',
    },
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
        title: 'workordercontent',
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
    name: { zh: '固镇县热线工单', en: 'Guzhen county hotline' },
    note: {
      zh: '密钥放在请求头 x-api-key；callerName、contactPhone 入库前剥离。编号与时间字段名请按接口核对。',
      en: 'The key goes into the header x-api-key; callerName and contactPhone are split off. Check the names of id and time.',
    },
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
    name: { zh: '数字城管通用平台（eGova 类）', en: 'Digital city management (eGova kind)' },
    note: {
      zh: '答复形如 {hasError, result[], message, totalCount}；默认查询近 30 天，时间为本地时间。',
      en: 'Answers look like {hasError, result[], message, totalCount}; times are local.',
    },
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

/** An empty mapping, for an interface that no preset matches. */
export const EMPTY_REST_MAPPING: RestMapping = RestMapping.parse({ fields: { id: '', requestedAt: '' } });
