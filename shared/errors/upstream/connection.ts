import { z } from 'zod';
import { SentError } from '../../contract/common.ts';
import { entry, plain } from '../entry.ts';

/** What the upstream itself said, appended to a sentence; nothing where it said nothing. */
const quoteZh = (said: string | null): string => (said === null ? '' : `：${said}`);
const quoteEn = (said: string | null): string => (said === null ? '' : `: ${said}`);

const address = { address: z.string() };
const said = { said: z.string().nullable() };

/** Why an upstream could not be reached or read (数据源错误). Parameters tell these codes from those of requests. */
export const connectionErrors = {
  'bad-url': entry(
    {
      problem: z.enum([
        ...['empty', 'no-scheme', 'unreadable', 'invalid', 'protocol', 'no-host'],
        ...['credentials', 'port'],
      ] as const),
      address: z.string(),
    },
    (p) =>
      ({
        empty: '地址是空的，请填写以 http:// 或 https:// 开头的接口地址。',
        'no-scheme': `地址「${p.address}」无法识别，是不是少了开头的 https:// ？`,
        unreadable: `地址「${p.address}」无法识别，请检查是否有空格或多余的字符。`,
        invalid: `接口地址“${p.address}”无效，应以 http:// 或 https:// 开头`,
        protocol: `地址「${p.address}」不是 http:// 或 https:// 开头，其他协议不受支持。`,
        'no-host': `地址「${p.address}」缺少主机名。`,
        credentials: '地址里不能带用户名或口令，请改用密钥设置。',
        port: `${p.address} 的端口不允许访问，请核对地址。`,
      })[p.problem],
    (p) =>
      ({
        empty: 'The address is empty: enter one that begins with http:// or https://.',
        'no-scheme': `The address “${p.address}” cannot be read: is https:// missing at its beginning?`,
        unreadable: `The address “${p.address}” cannot be read: check it for spaces and stray characters.`,
        invalid: `The address “${p.address}” is invalid: it must begin with http:// or https://.`,
        protocol: `The address “${p.address}” does not begin with http:// or https://; no other protocol is supported.`,
        'no-host': `The address “${p.address}” has no host name.`,
        credentials: 'The address must not contain a user name or password: use the key setting instead.',
        port: `The port of ${p.address} is not allowed: check the address.`,
      })[p.problem],
  ),
  redirect: entry(
    {
      problem: z.enum(['too-many', 'unreadable', 'protocol', 'body-elsewhere']),
      address: z.string(),
      target: z.string(),
      limit: z.number(),
    },
    (p) =>
      ({
        'too-many': `${p.address} 重定向超过 ${p.limit} 次。`,
        unreadable: `${p.address} 重定向到无法识别的地址。`,
        protocol: `${p.address} 要求改用 ${p.target}，请核实后把来源地址改成它。`,
        'body-elsewhere': `${p.address} 要求把查询内容转发到另一个地址 ${p.target}，已拒绝。请核实后直接填写那个地址。`,
      })[p.problem],
    (p) =>
      ({
        'too-many': `The address ${p.address} redirects more than ${p.limit} times.`,
        unreadable: `The address ${p.address} redirects to an invalid address.`,
        protocol: `The address ${p.address} redirects to ${p.target}: verify that and change the address of the source.`,
        'body-elsewhere': `The address ${p.address} wants the query sent on to another address, ${p.target}, which is refused: verify that address and enter it directly.`,
      })[p.problem],
  ),
  'host-not-allowed': entry(
    { host: z.string() },
    (p) =>
      `本机只允许访问指定的上游主机，${p.host} 不在其中。请核对地址，或由管理员在启动选项 --upstream-hosts 中加入它。`,
    (p) =>
      `This machine may reach listed upstream hosts only, and ${p.host} is not among them: check the address, or have it added to the start option --upstream-hosts.`,
  ),
  'address-refused': entry(
    { host: z.string(), address: z.string(), why: z.enum(['reserved', 'inward']) },
    (p) =>
      p.why === 'reserved'
        ? `${p.host} 指向 ${p.address}，这是链路本地、组播、云主机元数据或其他保留地址，不作为数据源访问。请核对地址。`
        : `上游要求重定向到本单位内部的 ${p.host}（${p.address}），已拒绝。如果确需访问，请直接填写那个地址。`,
    (p) =>
      p.why === 'reserved'
        ? `The host ${p.host} is at ${p.address}, a link-local, multicast, cloud metadata or other reserved address, which is never read as a source: check the address.`
        : `The upstream redirects to ${p.host} (${p.address}) inside of this network, which is refused: enter that address directly if it is meant.`,
  ),
  'key-elsewhere': entry(
    { savedFor: z.string(), address: z.string() },
    (p) => `密钥是为 ${p.savedFor || '另一个地址'} 保存的，不会发给 ${p.address}。请为新地址重新填写密钥。`,
    (p) =>
      `The key was saved for ${p.savedFor || 'another address'} and is not sent to ${p.address}: enter the key again for the new address.`,
  ),
  refused: entry(
    address,
    (p) => `${p.address} 拒绝连接，服务可能没有启动或端口不对。`,
    (p) => `The connection to ${p.address} was refused: the service may be down, or the port is wrong.`,
  ),
  dns: entry(
    address,
    (p) => `找不到 ${p.address} 的主机，请检查地址和网络。`,
    (p) => `The host of ${p.address} was not found: check the address and the network.`,
  ),
  timeout: entry(
    address,
    (p) => `${p.address} 在限定时间内没有答完。`,
    (p) => `The response of ${p.address} did not arrive in time.`,
  ),
  network: entry(
    address,
    (p) => `与 ${p.address} 的连接中断。`,
    (p) => `The connection to ${p.address} was lost.`,
  ),
  tls: entry(
    address,
    (p) =>
      `${p.address} 的证书无法验证，请与对方核对。若证书由本单位自己签发，请在启动时用 --ca 指定其根证书。`,
    (p) =>
      `The certificate of ${p.address} cannot be verified: ask its operator. For a certificate of your own authority, start with --ca and its root certificate.`,
  ),
  aborted: plain('已停止。', 'The request was stopped.'),
  'breaker-open': entry(
    { host: z.string(), failures: z.number(), seconds: z.number() },
    (p) => `${p.host} 连续 ${p.failures} 次访问失败，已暂停访问，约 ${p.seconds} 秒后自动再试。`,
    (p) =>
      `Requests to ${p.host} failed ${p.failures} times in a row and are paused; the next attempt is in about ${p.seconds} s.`,
  ),
  'fields-not-provided': entry(
    { fields: z.array(z.string()) },
    (p) =>
      `字段${p.fields.map((field) => `“${field}”`).join('、')}本次未提供，已入库的内容保持不变。请与对方核对。`,
    (p) =>
      `The upstream did not provide ${p.fields.map((field) => `“${field}”`).join(', ')} this time; what is stored of it is kept. Ask its operator.`,
  ),
  'rate-limited': entry(
    address,
    (p) => `${p.address} 限制了访问次数（429），将按对方要求放慢。`,
    (p) =>
      `The server of ${p.address} limits the number of requests (429); they are slowed down accordingly.`,
  ),
  'server-error': entry(
    { address: z.string(), status: z.number() },
    (p) => `${p.address} 内部出错（HTTP ${p.status}）。`,
    (p) => `The server of ${p.address} reports an internal error (HTTP ${p.status}).`,
  ),
  html: entry(
    { address: z.string().nullable() },
    (p) =>
      p.address === null
        ? '上游返回的是网页而不是数据，可能需要登录或地址有误'
        : `${p.address} 返回的是网页（登录页或维护页？），不是数据。`,
    (p) =>
      p.address === null
        ? 'The upstream returned an HTML page instead of data: it may require a login, or the address is wrong.'
        : `The address ${p.address} returned an HTML page (login or maintenance?) instead of data.`,
  ),
  'too-large': entry(
    { mebibytes: z.number() },
    (p) => `对方的应答超过 ${p.mebibytes} MiB，已中断；将缩小查询范围再试。`,
    (p) =>
      `The response is larger than ${p.mebibytes} MiB and was aborted; a smaller range will be requested.`,
  ),
  'bad-json': entry(
    { characters: z.number() },
    (p) => `上游返回的 JSON 不完整或格式有误（共 ${p.characters} 字），无法读取`,
    (p) =>
      `The JSON of the upstream is truncated or malformed (${p.characters} characters) and cannot be read.`,
  ),
  'bad-xml': entry(
    { problem: z.enum(['entities', 'malformed', 'root']) },
    (p) =>
      `上游返回的 XML ${
        {
          entities: '含有实体定义，出于安全已拒绝',
          malformed: '不完整或格式有误，无法读取',
          root: '没有唯一的根元素',
        }[p.problem]
      }`,
    (p) =>
      `The XML of the upstream ${
        {
          entities: 'defines entities and was rejected for security.',
          malformed: 'is truncated or malformed and cannot be read.',
          root: 'has no single root element.',
        }[p.problem]
      }`,
  ),
  auth: entry(
    { status: z.number(), check: z.enum(['key', 'app-token']) },
    (p) =>
      `上游拒绝访问（HTTP ${p.status}），请检查${p.check === 'key' ? '密钥与白名单' : '应用令牌（X-App-Token）'}`,
    (p) =>
      `The upstream denied access (HTTP ${p.status}): check the ${p.check === 'key' ? 'key and the allow list' : 'app token (X-App-Token)'}.`,
  ),
  unauthorised: entry(
    { status: z.number(), ...said },
    (p) => `对方拒绝访问（HTTP ${p.status}）${quoteZh(p.said)}。请检查密钥。`,
    (p) => `The server denied access (HTTP ${p.status})${quoteEn(p.said)}. Check the key.`,
  ),
  'not-found': entry(
    { what: z.enum(['resource', 'interface', 'data-set']), ...said },
    (p) =>
      ({
        resource: `对方没有这个地址（HTTP 404）${quoteZh(p.said)}，请核对接口地址。`,
        interface: '上游没有这个地址（HTTP 404），请核对接口地址',
        'data-set': '上游没有这个数据集（HTTP 404），请核对地址',
      })[p.what],
    (p) =>
      `${
        {
          resource: `The server has no such address (HTTP 404)${quoteEn(p.said)}`,
          interface: 'The upstream has no such address (HTTP 404)',
          'data-set': 'The upstream has no such data set (HTTP 404)',
        }[p.what]
      }. Check the address of the source.`,
  ),
  'http-status': entry(
    { status: z.number(), check: z.enum(['parameters', 'nothing']), ...said },
    (p) =>
      p.check === 'parameters'
        ? `上游答复 HTTP ${p.status}，请核对请求参数`
        : `上游答复 HTTP ${p.status}${quoteZh(p.said)}`,
    (p) =>
      p.check === 'parameters'
        ? `The upstream responded with HTTP ${p.status}: check the request parameters.`
        : `The upstream responded with HTTP ${p.status}${quoteEn(p.said)}`,
  ),
  'refused-question': entry(
    { status: z.number(), ...said },
    (p) => `对方不接受这次查询（HTTP ${p.status}）${quoteZh(p.said)}`,
    (p) => `The server rejected the query (HTTP ${p.status})${quoteEn(p.said)}`,
  ),
  'bad-answer': entry(
    { problem: z.enum(['message', 'no-message', 'value', 'root']), text: z.string() },
    (p) =>
      `对方的应答不是工单列表：${
        {
          message: p.text,
          'no-message': '对方报告错误，没有说明。',
          value: `意外的应答：${p.text}`,
          root: `意外的 XML 根元素 <${p.text}>`,
        }[p.problem]
      }`,
    (p) =>
      `The response is not a list of cases: ${
        {
          message: p.text,
          'no-message': 'the server reports an error without a message.',
          value: `unexpected value ${p.text}`,
          root: `unexpected XML root element <${p.text}>`,
        }[p.problem]
      }`,
  ),
  'upstream-refused': entry(
    { path: z.string(), value: z.string().nullable(), ...said },
    (p) => `上游答复失败（${p.path} = ${p.value ?? '无'}）${quoteZh(p.said)}`,
    (p) => `The upstream reports a failure (${p.path} = ${p.value ?? 'missing'})${quoteEn(p.said)}`,
  ),
  'no-rows': entry(
    { where: z.enum(['mapping', 'data-set', 'file']), path: z.string() },
    (p) =>
      ({
        mapping: `上游答复里找不到案件列表（路径“${p.path === '' ? '根' : p.path}”），请核对映射`,
        'data-set': '上游答复不是数据行列表，请使用 /resource/….json 地址',
        file: 'JSON 文件里找不到案件列表，应为数组，或包在 data、rows 等字段中',
      })[p.where],
    (p) =>
      ({
        mapping: `The response has no list of cases at ${p.path === '' ? 'its root' : `the path “${p.path}”`}: check the mapping.`,
        'data-set': 'The response is not a list of rows: use an address of the form /resource/….json.',
        file: 'The JSON file has no list of cases: it must be an array, or contain one under a key such as data or rows.',
      })[p.where],
  ),
  'bad-mapping': entry(
    {
      problem: z.enum(['zone', 'not-an-object', 'unknown-preset', 'invalid']),
      detail: z.string(),
      presets: z.array(z.string()),
    },
    (p) =>
      ({
        zone: `时区“${p.detail}”无法识别，请改为 Asia/Shanghai 这样的名称`,
        'not-an-object': '映射文件应是一个 JSON 对象',
        'unknown-preset': `没有名为“${p.detail}”的预设，可用：${p.presets.join('、')}`,
        invalid: `映射不完整或有误：${p.detail}`,
      })[p.problem],
    (p) =>
      ({
        zone: `The time zone “${p.detail}” is unknown: use a name such as Asia/Shanghai.`,
        'not-an-object': 'The mapping file must be a JSON object.',
        'unknown-preset': `There is no preset “${p.detail}”; available: ${p.presets.join(', ')}.`,
        invalid: `The mapping is incomplete or wrong: ${p.detail}`,
      })[p.problem],
  ),
  'too-many-pages': entry(
    { pages: z.number() },
    (p) => `上游分页超过 ${p.pages} 页仍未结束，请核对分页参数`,
    (p) => `The list of the upstream has not ended after ${p.pages} pages: check the paging parameters.`,
  ),
  unsettled: entry(
    { cause: SentError },
    () => '还不知道怎样读取这个数据源，稍后再次探测',
    () => 'It is not known yet how this source is to be read; it will be probed again',
  ),
  'rows-unreadable': entry(
    { rows: z.number(), cause: SentError },
    (p) => `已停止读取：收到的 ${p.rows} 行没有一行能读`,
    (p) => `Reading was stopped: none of the ${p.rows} rows received can be read`,
  ),
  'no-system-fields': plain(
    '数据集没有返回 :updated_at 与 :id，无法增量同步',
    'The data set does not return :updated_at and :id, so changes cannot be followed.',
  ),
  'still-pending': plain(
    '上游一直答复“正在准备”（HTTP 202），稍后再试',
    'The upstream keeps responding that it is still preparing the data (HTTP 202); it will be tried again.',
  ),
  'preview-timeout': plain(
    '对方在限定时间内没有给出任何一行；可先保存，让它在后台慢慢读取。',
    'The server returned no row in time; you may save the source and have it read in the background.',
  ),
  'no-http': plain('文件来源不访问网络。', 'A file source does not use the network.'),
  'file-missing': entry(
    { path: z.string() },
    (p) => `文件不存在：${p.path}`,
    (p) => `The file does not exist: ${p.path}`,
  ),
  'file-unreadable': entry(
    { path: z.string(), reason: z.string() },
    (p) => `文件无法读取（${p.reason || '未知原因'}）：${p.path}，请检查权限`,
    (p) => `The file cannot be read (${p.reason || 'unknown reason'}): ${p.path}. Check its permissions.`,
  ),
  'file-too-large': entry(
    { mebibytes: z.number() },
    (p) => `JSON 文件超过 ${p.mebibytes} MB，请改存为 CSV 或每行一条的 NDJSON`,
    (p) =>
      `The JSON file is larger than ${p.mebibytes} MB: save it as CSV, or as NDJSON with one row per line.`,
  ),
  'not-a-list': entry(
    {
      what: z.enum([
        ...['password', 'document', 'archive', 'layer', 'picture', 'xml', 'damaged', 'empty'],
      ] as const),
    },
    (p) =>
      ({
        password: '工作簿设有打开密码，请在 Excel 中去掉密码后另存，再导入。',
        document: '这是一份文档（Word、PDF、OFD 等），不是清单，请导出为 Excel 工作簿或 CSV。',
        archive: '这是一个压缩包，请先解压，再导入其中的清单。',
        layer: '这是图层文件（Shapefile、DBF、KML 等），不是案件清单，请导出为 GeoJSON、Excel 工作簿或 CSV。',
        picture: '这是一张图片，不是清单，请导出为 Excel 工作簿或 CSV。',
        xml: '这是其他系统的 XML 文件，不是表格，请导出为 Excel 工作簿或 CSV。',
        damaged: '文件已损坏或没有传完整，读不出表格，请重新导出。',
        empty: '文件里没有表格，请核对是否选对了文件。',
      })[p.what],
    (p) =>
      ({
        password: 'The workbook needs a password: save it without one in Excel, then import it.',
        document: 'This is a document (Word, PDF, OFD …), not a list: export it as an Excel workbook or CSV.',
        archive: 'This is an archive: unpack it, then import the list in it.',
        layer:
          'This is a map layer (shapefile, DBF, KML …), not a list of cases: export it as GeoJSON, Excel or CSV.',
        picture: 'This is a picture, not a list: export it as an Excel workbook or CSV.',
        xml: 'This is an XML file of another system, not a table: export it as an Excel workbook or CSV.',
        damaged: 'The file is damaged or incomplete, and no table can be read: export it again.',
        empty: 'There is no table in the file: check that it is the right one.',
      })[p.what],
  ),
  'workbook-too-large': plain(
    '工作簿太大，内存不足以读完，请分成几个文件，或另存为 CSV 后导入。',
    'The workbook is too large for the memory: split it, or save it as CSV.',
  ),
  'store-failed': entry(
    { cause: SentError },
    () => '数据未能入库',
    () => 'The rows could not be stored',
  ),
  internal: entry(
    { name: z.string() },
    (p) => `读取时出现意外错误（${p.name}），数据未丢失，将自动重试。`,
    (p) =>
      `An unexpected error occurred while reading (${p.name}); no data is lost, and it will be tried again.`,
  ),
};

/** Why a walk is known not to have received everything. */
const MISSING_ZH = {
  short: '',
  more: '上游表示后面还有，但没有给出下一页；请设置翻页，或改用对应的服务类型。',
  'ignores-paging': '上游不理会翻页参数，每次给的都是同一批。',
  repeats: '上游反复给出同一页。',
  'other-host': '下一页的地址在另一台主机上，没有访问。',
  changing: '读取期间清单一直在变。',
  'one-row': '上游无论怎么问每次只给一条，又不能翻页，同一秒内的其余工单取不到；请对方放开每次的条数。',
  surplus: '收到的比上游计数还多：有行被重复计入，或读取期间有变化。',
} as const;
const MISSING_EN = {
  short: '',
  more: ' The upstream says that there are more but gives no next page: set up paging, or use the kind of its service.',
  'ignores-paging': ' The upstream ignores the paging parameters and gives the same rows every time.',
  repeats: ' The upstream repeats the same page.',
  'other-host': ' The address of the next page is on another host, which was not asked.',
  changing: ' The list kept changing while it was read.',
  'one-row':
    ' The upstream gives one row whatever is asked, and no pages: others of the same second cannot be read. Have it give more at once.',
  surplus: ' More were received than the upstream counts: rows came twice, or the list changed meanwhile.',
} as const;

/** What the operator should know of a source that works (数据源提示). */
export const sourceWarnings = {
  'source-incomplete': entry(
    {
      stated: z.number().nullable(),
      received: z.number(),
      why: z.enum([
        ...['short', 'more', 'ignores-paging', 'repeats', 'other-host', 'changing', 'surplus'],
        'one-row',
      ] as const),
    },
    (p) =>
      `不完整：${p.stated === null ? '' : `上游称 ${p.stated} 条，`}收到 ${p.received} 条。${MISSING_ZH[p.why]}`,
    (p) =>
      `Incomplete: ${p.stated === null ? '' : `the upstream states ${p.stated} rows, `}${p.received} received.${MISSING_EN[p.why]}`,
  ),
  'window-full': entry(
    { second: z.string(), rows: z.number() },
    (p) => `${p.second} 这一秒的工单可能超过对方单次上限（${p.rows} 条），超出部分取不到。`,
    (p) =>
      `The second ${p.second} may have more cases than the server returns at once (${p.rows}); the others cannot be read.`,
  ),
  'poison-window': entry(
    { second: z.string() },
    (p) => `对方在 ${p.second} 这一秒的数据上总是出错，已跳过；请转告对方修复，巡查时会再试。`,
    (p) =>
      `The server fails every time for its data of the second ${p.second}, which was skipped: tell its operator. The next sweep tries again.`,
  ),
  'sweep-empty': plain(
    '全量核对时对方没有返回任何工单，未据此判定工单已撤销。',
    'The server returned no case at all during a full sweep; no case was marked as deleted for that.',
  ),
  'list-cut': entry(
    { rows: z.number() },
    (p) => `对方一次只给 ${p.rows} 条，既不按时间筛选也不翻页，其余工单可能取不到。`,
    (p) =>
      `The server gives ${p.rows} cases at once and ignores both times and pages: others may exist that cannot be read.`,
  ),
  'changes-cut': plain(
    '变更太多且对方不支持翻页，部分变更要到夜间巡查才能补齐。',
    'There are too many changes and the server does not page: the nightly sweep will read the rest.',
  ),
};
