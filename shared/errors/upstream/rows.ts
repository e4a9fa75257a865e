import { z } from 'zod';
import { entry, plain } from '../entry.ts';

/** Why a row is in quarantine (隔离原因). */
export const rowReasons = {
  'not-a-row': plain(
    '这一条不是工单记录，无法读取。',
    'This item is not a record of a case and cannot be read.',
  ),
  'not-a-case': plain(
    '这一条没有编号、状态和上报时间，不是工单（可能是类别或说明）。',
    'This item has no number, status or time of report: it is no case (perhaps a category or a note).',
  ),
  'not-an-object': plain(
    '这一行不是对象，无法按字段读取',
    'This row is not an object, so its fields cannot be read.',
  ),
  unparsed: entry(
    { what: z.enum(['item', 'line']) },
    (p) => (p.what === 'item' ? '这一条的文字残缺，无法解析。' : '这一行无法解析（格式损坏或列数不符）'),
    (p) =>
      p.what === 'item'
        ? 'The text of this item is incomplete and cannot be parsed.'
        : 'This line cannot be parsed (malformed, or with the wrong number of columns).',
  ),
  unreadable: plain(
    '这一行结构异常（嵌套过深或无法读取），请核对上游数据',
    'The structure of this row is unusual (nested too deep, or unreadable): check the data of the upstream.',
  ),
  'no-id': entry(
    { problem: z.enum(['field', 'unassigned', 'token-only']), field: z.string() },
    (p) =>
      ({
        field: `缺少案件编号（字段 ${p.field}），无法入库`,
        unassigned: '对方还没有给工单编号（service_request_id 为空），有编号后会再次收到。',
        'token-only': '对方只给了受理凭证（token），还没有工单编号，有编号后会再次收到。',
      })[p.problem],
    (p) =>
      ({
        field: `The number of the case is missing (field ${p.field}), so it cannot be stored.`,
        unassigned:
          'The server has not assigned a number yet (service_request_id is empty); the case will be received again with one.',
        'token-only':
          'The server has only given a token, not a number yet; the case will be received again with one.',
      })[p.problem],
  ),
  'bad-id': entry(
    { problem: z.enum(['too-long', 'scientific', 'masked']), id: z.string(), length: z.number() },
    (p) =>
      ({
        'too-long': `案件编号过长（${p.length} 字），请核对字段对应关系`,
        scientific: `案件编号“${p.id}”被表格软件改成了科学计数法，末位数字已丢失，请以文本格式重新导出`,
        masked: '案件编号在隔离区中已被遮盖，请从上游重新同步这一行',
      })[p.problem],
    (p) =>
      ({
        'too-long': `The number of the case is too long (${p.length} characters): check the field mapping.`,
        scientific: `A spreadsheet changed the number of the case to scientific notation (“${p.id}”) and lost digits: export the column as text.`,
        masked:
          'The number of the case was masked in quarantine: synchronise this row from the upstream again.',
      })[p.problem],
  ),
  'repeated-id': entry(
    { id: z.string() },
    (p) =>
      `案件编号“${p.id}”在同一清单中重复出现而上报时间不同，可能是编号列选错，或被表格软件截去了末位数字；请核对后重新导出`,
    (p) =>
      `The number “${p.id}” occurs again in this list with another time of report: it may be the wrong column, or a spreadsheet cut its last digits. Check and export it again.`,
  ),
  'repeated-id-differs': entry(
    { id: z.string() },
    (p) =>
      `案件编号“${p.id}”在同一清单中重复出现而内容不同，可能是编号列选错；请核对，或改用几列组成编号后重新导入`,
    (p) =>
      `The number “${p.id}” occurs again in this list with other contents: it may be the wrong column. Check it, or make the number of several columns and import again.`,
  ),
  'made-id-repeats': entry(
    { columns: z.string() },
    (p) => `与前面的一行“${p.columns}”完全相同而其他内容不同，编不出不同的编号；请再选一列组成编号后重新导入`,
    (p) =>
      `Another row has the same “${p.columns}” and other contents, so both would get one number: choose one more column and import again.`,
  ),
  'no-made-id': entry(
    { columns: z.string() },
    (p) => `用来组成编号的列“${p.columns}”全为空，编不出编号`,
    (p) => `The columns of which the number is made (“${p.columns}”) are all empty.`,
  ),
  'no-time': entry(
    { dialect: z.enum(['open311', 'mapping']), field: z.string() },
    (p) =>
      p.dialect === 'open311'
        ? `没有上报时间（${p.field}），无法排入任何时段。`
        : `缺少上报时间（字段 ${p.field}）`,
    (p) => `The time of report is missing (field ${p.field}).`,
  ),
  'bad-time': entry(
    { value: z.string(), format: z.string().nullable() },
    (p) =>
      p.format === null
        ? `上报时间「${p.value}」无法识别。`
        : `上报时间“${p.value}”无法识别，请核对时间格式“${p.format}”`,
    (p) =>
      p.format === null
        ? `The time of report “${p.value}” cannot be read.`
        : `The time of report “${p.value}” cannot be read: check the time format “${p.format}”.`,
  ),
  store: entry(
    { detail: z.string() },
    (p) => `这一行的内容不符合数据库的要求，未能入库（${p.detail}）。请检查该数据源的字段映射后重试。`,
    (p) =>
      `The database does not accept the content of this row (${p.detail}): check the field mapping of the source, then retry.`,
  ),
  future: entry(
    { value: z.string() },
    (p) => `上报时间“${p.value}”在一年以后，年份可能有误`,
    (p) => `The time of report “${p.value}” is more than a year ahead: the year may be wrong.`,
  ),
};

const TIME_FIELDS = {
  updatedAt: ['更新时间', 'time of update'],
  closedAt: ['结案时间', 'time of closing'],
  dueAt: ['办结时限', 'time limit'],
  suspendedAt: ['挂账时间', 'time of suspension'],
  resumedAt: ['挂账恢复时间', 'end of suspension'],
} as const;

const OLD_DATUMS = {
  beijing54: ['北京54', 'Beijing 1954'],
  xian80: ['西安80', 'Xian 1980'],
} as const;

/** Irregularities of a row that is stored all the same (读取说明). */
export const rowNotes = {
  'location-incomplete': plain(
    '坐标不完整或不是数字，未定位',
    'Coordinates incomplete or not numeric; not located',
  ),
  'location-zero': plain('坐标为 0，0，未定位', 'Coordinates are 0, 0; not located'),
  'location-not-degrees': plain(
    '坐标不是经纬度，可能是城市坐标系（米），缺少转换参数，未定位',
    'Coordinates are not degrees, perhaps metres of a local grid without known parameters; not located',
  ),
  'location-zone-unclear': plain(
    '坐标是平面坐标（米），但带号或中央经线无法确定，未定位；请在坐标系中指明',
    'Coordinates are plane metres, but their zone cannot be told; not located: state it as the coordinate system',
  ),
  'location-other-system': plain(
    '坐标是平面坐标（米），与数据源所选的坐标系不符，未定位；请核对坐标系',
    'Coordinates are plane metres that do not fit the coordinate system of the source; not located: check the system',
  ),
  'location-old-datum': entry(
    { crs: z.enum(['beijing54', 'xian80']) },
    (p) => `${OLD_DATUMS[p.crs][0]}坐标缺少本地转换参数，未定位；请换算为 CGCS2000 后重新导出`,
    (p) =>
      `${OLD_DATUMS[p.crs][1]} coordinates need local parameters to be converted; not located: export them as CGCS2000`,
  ),
  'location-system-unsupported': plain(
    '数据注明的坐标系不受支持，未定位；请以 CGCS2000 或 WGS-84 重新导出',
    'The coordinate system named in the data is not supported; not located: export as CGCS2000 or WGS-84',
  ),
  'location-from-gauss-kruger': entry(
    { meridian: z.number() },
    (p) => `坐标按 CGCS2000 高斯平面坐标（米）换算，中央经线 ${p.meridian}°`,
    (p) => `Coordinates read as metres of CGCS2000 Gauss–Krüger, central meridian ${p.meridian}°`,
  ),
  'location-from-web-mercator': plain(
    '坐标按 Web 墨卡托（米）换算',
    'Coordinates read as metres of Web Mercator',
  ),
  'location-swapped': plain('经纬度对调，已纠正', 'Longitude and latitude were swapped; corrected'),
  'location-swapped-outside': plain(
    '经纬度对调，且不在本市范围内',
    'Longitude and latitude are swapped, and outside the city',
  ),
  'location-outside': plain('坐标不在本市范围内', 'Coordinates outside the city'),
  'location-fallback': plain(
    '坐标是地址解析失败时的默认点，位置不可信',
    'Coordinates are the default point of a failed geocoding; not reliable',
  ),
  'location-coarse': plain(
    '坐标过于粗略（只到度或 0.1 度）',
    'Coordinates are coarse (whole degrees or tenths)',
  ),
  'location-unreadable': entry(
    { value: z.string() },
    (p) => `坐标“${p.value}”无法识别，未定位`,
    (p) => `Coordinates “${p.value}” cannot be read; not located`,
  ),
  'time-ignored': entry(
    { field: z.enum(['updatedAt', 'closedAt', 'dueAt', 'suspendedAt', 'resumedAt']), value: z.string() },
    (p) => `${TIME_FIELDS[p.field][0]}“${p.value}”无法识别，按空处理`,
    (p) => `The ${TIME_FIELDS[p.field][1]} “${p.value}” cannot be read and is ignored`,
  ),
  'date-order-assumed': entry(
    { value: z.string() },
    (p) => `日期“${p.value}”按“月/日/年”读取；如为“日/月/年”，请把时间格式改为 auto-dmy`,
    (p) => `The date “${p.value}” is read month first; for day first set the time format to auto-dmy`,
  ),
  'limit-as-length': entry(
    { value: z.string() },
    (p) => `办结时限写作时长“${p.value}”，自上报时间起按本机工作日历推算`,
    (p) => `The limit is a length, “${p.value}”: computed from the time of report by the calendar here`,
  ),
  'update-time-ignored': plain(
    '更新时间无法识别，已忽略',
    'The time of update cannot be read and is ignored',
  ),
  'category-by-name': plain(
    '没有类别编码，已按名称归类',
    'There is no category code; the name is used instead',
  ),
  'ahead-of-clock': plain('上报时间晚于本机时间', "The time of report is ahead of this machine's clock"),
  'category-not-found': entry(
    { problem: z.enum(['unknown', 'ambiguous']), value: z.string() },
    (p) =>
      p.problem === 'unknown'
        ? `类别“${p.value}”不在大类/小类目录中，按原文保留`
        : `类别“${p.value}”在大类/小类目录中不止一个，按原文保留`,
    (p) =>
      p.problem === 'unknown'
        ? `The category “${p.value}” is not in the catalogue and is kept as it is written`
        : `The category “${p.value}” is more than one of the catalogue and is kept as it is written`,
  ),
  'unknown-stage': entry(
    { value: z.string() },
    (p) => `环节“${p.value}”没有对应关系，按未知处理`,
    (p) => `The stage “${p.value}” is not mapped and is treated as unknown`,
  ),
  'unknown-status': entry(
    { value: z.string() },
    (p) => `状态“${p.value}”含义不明，请在字段映射中对应`,
    (p) => `The status “${p.value}” is not known: map it in the field mapping`,
  ),
  'closed-beside-open-word': entry(
    { value: z.string() },
    (p) => `有结案时间，但状态“${p.value}”不是已结案`,
    (p) => `There is a time of closing, but the status “${p.value}” does not mean closed`,
  ),
  'repeated-row': plain(
    '与前面的一行完全相同，不重复入库',
    'The same as a row before it in all columns; not stored twice',
  ),
  'repeated-version': plain(
    '与前面的一行编号相同、更新时间不同，按同一案件的另一次更新处理',
    'The number of a row before it with another time of update; read as another version of that case',
  ),
  'place-nothing': plain(
    '没有坐标，也没有街道、社区或网格，未落到街道',
    'Neither coordinates nor street, community or grid; in no street',
  ),
  'place-not-found': plain(
    '街道、社区或网格的名称在本市资料中找不到，未落到街道',
    'The street, community or grid is not known in this city; in no street',
  ),
  'place-unsure': plain(
    '街道、社区或网格的名称有几处相同，未落到街道',
    'Several places have the name of the street, community or grid; in no street',
  ),
  'place-contradiction': plain(
    '社区或网格不在所写的街道内，未落到街道',
    'The community or grid lies in another street than the one named; in no street',
  ),
  'place-between': plain(
    '坐标在本市范围内，但不在任何街道之内',
    'Coordinates within the box of the city, but in none of its streets',
  ),
  'closed-before-reported': plain('结案时间早于上报时间', 'The case was closed before it was reported'),
};
