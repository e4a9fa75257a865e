import { z } from 'zod';
import { SentError } from '../../contract/common.ts';
import { ServiceKind } from '../../contract/sources.ts';
import { entry, plain } from '../entry.ts';
import { EXCHANGE_STEPS } from './exchange.ts';

const FORMAT = z.enum(['json', 'xml']);
const SYSTEMS = { wgs84: 'WGS-84', cgcs2000: 'CGCS2000', gcj02: 'GCJ-02', bd09: 'BD-09' } as const;

const SERVICES = {
  arcgis: { zh: 'ArcGIS 图层服务', en: 'an ArcGIS layer service' },
  ogc: { zh: 'OGC API 要素服务', en: 'an OGC API Features service' },
  wfs: { zh: 'WFS 2 要素服务', en: 'a WFS 2 service' },
  ckan: { zh: 'CKAN 开放数据门户', en: 'a CKAN open data portal' },
} as const;

/** What a line of the probe report is about. */
export const PROBE_STEPS = {
  address: { zh: '检查地址', en: 'Address' },
  access: { zh: '访问接口', en: 'Access' },
  discovery: { zh: '发现文档', en: 'Discovery' },
  services: { zh: '类别目录', en: 'Categories' },
  cases: { zh: '工单列表', en: 'Case list' },
  clock: { zh: '时钟', en: 'Clock' },
  dialect: { zh: '接口方言', en: 'Dialect' },
  rate: { zh: '限速', en: 'Rate limit' },
  crs: { zh: '坐标系', en: 'Coordinates' },
  paging: { zh: '翻页', en: 'Paging' },
  changes: { zh: '增量', en: 'Changes' },
  dates: { zh: '时间窗口', en: 'Time window' },
  empty: { zh: '空结果', en: 'Empty result' },
  sample: { zh: '读取样本', en: 'Sample' },
  mapping: { zh: '字段映射', en: 'Mapping' },
  'data-set': { zh: '数据集', en: 'Data set' },
  service: { zh: '服务类型', en: 'Service' },
  layer: { zh: '图层', en: 'Layer' },
  total: { zh: '总数', en: 'Total' },
  decide: { zh: '需要确认', en: 'To decide' },
  ...EXCHANGE_STEPS,
} as const;

/** Outcomes in the probe report (探测结果). */
export const probeFindings = {
  'probe-address': entry(
    { address: z.string() },
    (p) => `地址有效：${p.address}`,
    (p) => `The address is valid: ${p.address}`,
  ),
  'probe-discovery': entry(
    { format: FORMAT },
    (p) => `有 discovery（${p.format}）。`,
    (p) => `There is a discovery document (${p.format}).`,
  ),
  'probe-no-discovery': plain(
    '没有 discovery，不影响使用。',
    'There is no discovery document; none is needed.',
  ),
  'probe-services': entry(
    { count: z.number(), format: FORMAT },
    (p) => `${p.count} 个类别（${p.format}）。`,
    (p) => `There are ${p.count} categories (${p.format}).`,
  ),
  'probe-no-services': plain(
    '取不到 services，类别将以工单里的为准。',
    'The list of services is not available; categories are taken from the cases.',
  ),
  'probe-cases': entry(
    { rows: z.number(), ids: z.number(), format: FORMAT, wrapKey: z.string().nullable() },
    (p) =>
      `${p.rows} 条（${p.format}${p.wrapKey === null ? '' : `，外层 ${p.wrapKey}`}），其中 ${p.ids} 条有编号。`,
    (p) =>
      `The list has ${p.rows} cases (${p.format}${p.wrapKey === null ? '' : `, wrapped in ${p.wrapKey}`}), ${p.ids} of them with a number.`,
  ),
  'probe-service': entry(
    { kind: ServiceKind },
    (p) => `这是 ${SERVICES[p.kind].zh}。`,
    (p) => `This is ${SERVICES[p.kind].en}.`,
  ),
  'probe-layer': entry(
    { name: z.string() },
    (p) => `读取“${p.name}”。`,
    (p) => `The layer that is read is “${p.name}”.`,
  ),
  'probe-layers': entry(
    { count: z.number() },
    (p) => `这个地址下有 ${p.count} 个图层或数据表，请选择要接入的一个。`,
    (p) => `There are ${p.count} layers or tables at this address: choose the one to connect.`,
  ),
  'probe-no-layers': plain(
    '这个地址下没有可以读取的图层或数据表，请核对地址。',
    'There is no layer or table at this address that can be read: check the address.',
  ),
  'probe-total': entry(
    { total: z.number() },
    (p) => `服务称共 ${p.total} 条，每次读取后据此核对。`,
    (p) => `The service states ${p.total} rows; each walk is compared with that number.`,
  ),
  'probe-no-total': plain(
    '服务不给总数，是否读全只能从分页判断。',
    'The service states no total: only its pages tell whether everything was read.',
  ),
  'probe-page': entry(
    { asked: z.number(), given: z.number() },
    (p) => `要 ${p.asked} 条，一页给 ${p.given} 条。`,
    (p) => `Asked for ${p.asked} rows, the service gives ${p.given} a page.`,
  ),
  'probe-own-id': entry(
    { field: z.string() },
    (p) => `没有找到案件编号的字段，暂用要素编号 ${p.field}；服务重新发布后它可能改变，请核对字段映射。`,
    (p) =>
      `No field holds the number of a case, so that of the feature (${p.field}) is used. It may change when the service is published again: check the mapping.`,
  ),
  'probe-declared-crs': entry(
    { crs: z.string() },
    (p) => `图层注明坐标系 ${p.crs}。`,
    (p) => `The layer names its coordinate system: ${p.crs}.`,
  ),
  'probe-converted-crs': entry(
    { crs: z.string() },
    (p) => `图层的坐标系 ${p.crs} 本机不能换算，由对方换算成经纬度。`,
    (p) =>
      `The coordinate system of the layer, ${p.crs}, cannot be converted here: the server is asked for degrees.`,
  ),
  'probe-cut-short': entry(
    { cause: SentError },
    () => '探测没有做完，没有据此下结论，请稍后重新探测',
    () => 'The probe was cut short and nothing was concluded from it: probe again later',
  ),
  'probe-no-cases': entry(
    { cause: SentError },
    () => '取不到 requests',
    () => 'The list of cases is not available',
  ),
  'probe-no-response': plain('没有应答', 'There was no response'),
  'probe-status': entry(
    { status: z.number() },
    (p) => `应答 HTTP ${p.status}`,
    (p) => `The response was HTTP ${p.status}`,
  ),
  'probe-message': entry(
    { text: z.string() },
    (p) => `对方说：${p.text}`,
    (p) => `The server says: ${p.text}`,
  ),
  'probe-dialect-proven': entry(
    {
      dialect: z.string(),
      proof: z.enum(['host', 'header', 'key', 'parameter', 'field', 'limit', 'sizes']),
      name: z.string(),
    },
    (p) =>
      `认出 ${p.dialect}（${
        {
          host: p.name,
          header: `应答头 ${p.name}`,
          key: `外层 ${p.name}`,
          parameter: `参数 ${p.name}`,
          field: `字段 ${p.name}`,
          limit: '参数 limit，空结果答 404',
          sizes: '两种条数参数，updated_after 不含起点',
        }[p.proof]
      }）。`,
    (p) =>
      `The server is ${p.dialect} (${
        {
          host: p.name,
          header: `header ${p.name}`,
          key: `key ${p.name}`,
          parameter: `parameter ${p.name}`,
          field: `field ${p.name}`,
          limit: 'parameter limit, 404 for empty results',
          sizes: 'two page size parameters, exclusive updated_after',
        }[p.proof]
      }).`,
  ),
  'probe-dialect-plain': plain(
    '标准 GeoReport v2，没有见到扩展，按 plain 读取。',
    'This is standard GeoReport v2 without extensions, read as plain.',
  ),
  'probe-dialect-similar': entry(
    { dialect: z.string(), paged: z.enum(['yes', 'no']) },
    (p) =>
      `没有认出是哪家的产品，按 ${p.dialect} 的方式${p.paged === 'yes' ? '分页' : '查询'}；各项参数以探测所见为准。`,
    (p) =>
      `The product was not recognised; it is ${p.paged === 'yes' ? 'paged' : 'queried'} like ${p.dialect}, with the parameters found by the probe.`,
  ),
  'probe-dialect-given': entry(
    { dialect: z.string() },
    (p) => `按指定使用 ${p.dialect}。`,
    (p) => `The dialect ${p.dialect} is used as chosen.`,
  ),
  'probe-few-rows': plain(
    '样本太少，无法判断翻页方式，按时间窗口读取。',
    'There are too few rows to tell how the server pages; it is read in time windows.',
  ),
  'probe-paging': entry(
    { sizes: z.array(z.string()), page: z.string().nullable(), seen: z.number() },
    (p) =>
      `${p.sizes.length === 0 ? '条数不可指定' : `条数用 ${p.sizes.join(' 或 ')}`}，${
        p.page === null ? '不支持页码' : `页码用 ${p.page}`
      }，一次最多见到 ${p.seen} 条。`,
    (p) =>
      `Page size: ${p.sizes.length === 0 ? 'fixed' : p.sizes.join(' or ')}; page number: ${
        p.page ?? 'not supported'
      }; at most ${p.seen} rows were seen at once.`,
  ),
  'probe-changes': plain(
    '支持 updated_after，只取变更。',
    'The server supports updated_after: only changes are read.',
  ),
  'probe-no-changes': plain(
    '不支持 updated_after，按时段读取并复查未结工单。',
    'The server does not support updated_after: it is read in time windows, and open cases are rechecked.',
  ),
  'probe-dates': entry(
    { zone: z.enum(['yes', 'no']) },
    (p) => (p.zone === 'yes' ? '支持按上报时间查询。' : '支持按上报时间查询，时间不能带时区。'),
    (p) =>
      p.zone === 'yes'
        ? 'The server filters by time of report.'
        : 'The server filters by time of report; times must have no zone.',
  ),
  'probe-no-dates': plain(
    '对方不理会 start_date/end_date，只能反复读取整个列表。',
    'The server ignores start_date and end_date: the whole list has to be read every time.',
  ),
  'probe-empty-404': plain(
    '没有数据时对方回答 404，按空处理。',
    'The server responds with 404 when there is no data; that is treated as empty.',
  ),
  'probe-known-rate': entry(
    { perMinute: z.number() },
    (p) => `这个服务公布的限速是每分钟 ${p.perMinute} 次，按此读取。`,
    (p) => `The published limit of this server is ${p.perMinute} requests per minute, which is kept.`,
  ),
  'probe-no-rate': plain(
    '没有见到限速，遇到 429 时自动放慢。',
    'No rate limit was seen; requests are slowed down after a 429.',
  ),
  'probe-rate-header': entry(
    { header: z.string(), perMinute: z.number().nullable() },
    (p) =>
      p.perMinute === null
        ? `对方给出 ${p.header}，没有说明时间段；遇到 429 时自动放慢。`
        : `${p.header}，按每分钟 ${p.perMinute} 次读取。`,
    (p) =>
      p.perMinute === null
        ? `The server states ${p.header} without a period; requests are slowed down after a 429.`
        : `The server states ${p.header}: at most ${p.perMinute} requests per minute are sent.`,
  ),
  'probe-rate-429': entry(
    { requests: z.number(), seconds: z.number(), perMinute: z.number() },
    (p) => `连续 ${p.requests} 次后回答 429，要求等 ${p.seconds} 秒，按每分钟 ${p.perMinute} 次读取。`,
    (p) =>
      `After ${p.requests} requests the server responded with 429 and a wait of ${p.seconds} s: at most ${p.perMinute} requests per minute are sent.`,
  ),
  'probe-no-clock': plain(
    '对方没有报时，按工单自带时间推进。',
    'The server does not send its time; the times of the cases are used.',
  ),
  'probe-clock': plain('与本机相差不到 1 分钟。', 'The clocks differ by less than a minute.'),
  'probe-clock-skew': entry(
    { direction: z.enum(['ahead', 'behind']), minutes: z.number() },
    (p) => `对方时钟比本机${p.direction === 'ahead' ? '快' : '慢'} ${p.minutes} 分钟，已按对方时钟推进。`,
    (p) =>
      `The server's clock is ${p.minutes} min ${p.direction}; its times are compared with its own clock.`,
  ),
  'probe-empty-sample': plain(
    '对方没有返回任何记录，请核对地址、记录所在路径和时间范围。',
    'The server returned no row: check the address, the path of the rows and the time range.',
  ),
  'probe-sample': entry(
    { rows: z.number(), readable: z.number() },
    (p) => `${p.rows} 条中 ${p.readable} 条可读。`,
    (p) => `Of ${p.rows} rows, ${p.readable} can be read.`,
  ),
  'probe-sample-bad': entry(
    { rows: z.number(), readable: z.number(), cause: SentError },
    (p) => `${p.rows} 条中 ${p.readable} 条可读，例如`,
    (p) => `Of ${p.rows} rows, only ${p.readable} can be read; for example`,
  ),
  'probe-no-mapping': plain(
    '这类接口需要先选择一个映射预设或映射文件。',
    'This kind of source needs a mapping preset or a mapping file.',
  ),
  'probe-not-soda': entry(
    { status: z.number() },
    (p) => `不是 SODA 数据集的应答（HTTP ${p.status}），地址应形如 …/resource/xxxx-xxxx.json。`,
    (p) =>
      `The response (HTTP ${p.status}) is not that of a SODA data set: the address must look like …/resource/xxxx-xxxx.json.`,
  ),
  'probe-unmapped': entry(
    { fields: z.array(z.string()) },
    (p) => `无法猜出这些字段对应哪一列：${p.fields.join('、')}。`,
    (p) => `These fields could not be matched to a column: ${p.fields.join(', ')}.`,
  ),
  'probe-mapped': entry(
    { count: z.number() },
    (p) => `按列名对应了 ${p.count} 个字段，请核对。`,
    (p) => `Matched ${p.count} fields by column name: check them.`,
  ),
  'crs-no-points': plain(
    '样本里没有可用的经纬度，无法判断。',
    'The sample has no usable coordinates, so the system cannot be determined.',
  ),
  'crs-all-outside': entry(
    { total: z.number() },
    (p) => `${p.total} 个样本点都不在本市范围内，无法判断坐标系；请核对地址是否属于本市。`,
    (p) =>
      `All ${p.total} sample points lie outside the city, so the coordinate system cannot be determined: check that the address belongs to this city.`,
  ),
  'crs-guess': entry(
    {
      best: z.enum(['wgs84', 'cgcs2000', 'gcj02', 'bd09']),
      tied: z.enum(['yes', 'no']),
      inside: z.array(z.object({ crs: z.enum(['wgs84', 'cgcs2000', 'gcj02', 'bd09']), count: z.number() })),
      total: z.number(),
    },
    (p) => {
      const counts = p.inside.map(({ crs, count }) => `${SYSTEMS[crs]} ${count}/${p.total}`).join('，');
      const verdict = p.tied === 'yes' ? '几种坐标系难以区分，请在地图上核对' : `${SYSTEMS[p.best]} 最吻合`;
      return `落在本市范围内的点：${counts}；${verdict}。`;
    },
    (p) => {
      const counts = p.inside.map(({ crs, count }) => `${SYSTEMS[crs]} ${count}/${p.total}`).join(', ');
      const verdict =
        p.tied === 'yes'
          ? 'several systems are equally likely: check on the map'
          : `${SYSTEMS[p.best]} fits best`;
      return `Points inside the city: ${counts}; ${verdict}.`;
    },
  ),
};
