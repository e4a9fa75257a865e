import { z } from 'zod';
import { SentError } from '../../contract/common.ts';
import { entry, plain } from '../entry.ts';

const address = { address: z.string() };
const view = { view: z.string() };
const column = { column: z.string() };
const names = (list: readonly string[], language: 'zh' | 'en'): string =>
  list.join(language === 'zh' ? '、' : ', ');

/** Why an exchange database (中间库) could not be read. */
export const exchangeErrors = {
  'exchange-login': entry(
    { address: z.string(), user: z.string(), password: z.enum(['given', 'none']) },
    (p) =>
      p.password === 'given'
        ? `${p.address} 不接受账号“${p.user}”的登录，请核对用户名、口令，以及对方是否放行本机。`
        : `${p.address} 不接受账号“${p.user}”的登录：还没有保存口令，请填写。`,
    (p) =>
      p.password === 'given'
        ? `The database ${p.address} refused the account “${p.user}”: check the user, the password, and whether it admits this machine.`
        : `The database ${p.address} refused the account “${p.user}”: no password is kept yet, enter it.`,
  ),
  'exchange-login-method': entry(
    address,
    (p) =>
      `${p.address} 要求的口令验证方式本系统不支持（如 openGauss 的 SHA256），请对方为这个只读账号改用 MD5 或 SCRAM 方式。`,
    (p) =>
      `The database ${p.address} wants a method of login that is not supported (such as SHA256 of openGauss): have this account use MD5 or SCRAM.`,
  ),
  'exchange-database': entry(
    { address: z.string(), database: z.string() },
    (p) => `${p.address} 上没有名为“${p.database}”的库，或该账号无权使用它。`,
    (p) => `The server ${p.address} has no database “${p.database}”, or the account may not use it.`,
  ),
  'exchange-full': entry(
    address,
    (p) => `${p.address} 的连接数已满，稍后自动再试；若反复出现，请对方为本账号预留连接。`,
    (p) => `The server ${p.address} has no connection left; it will be tried again.`,
  ),
  'exchange-no-tls': entry(
    address,
    (p) => `${p.address} 不支持加密连接，口令没有发出。请对方开启 TLS，或在确认线路可信后关闭加密。`,
    (p) =>
      `The server ${p.address} offers no encryption, and no password was sent: have TLS enabled there, or turn encryption off if the line can be trusted.`,
  ),
  'exchange-view': entry(
    view,
    (p) => `库里没有视图“${p.view}”，可能已改名或删除，请与对方核对。`,
    (p) => `The database has no view “${p.view}”: it may have been renamed or removed.`,
  ),
  'exchange-rights': entry(
    view,
    (p) => `账号无权读取“${p.view}”，请对方授予查询（SELECT）权限。`,
    (p) => `The account may not read “${p.view}”: have it granted SELECT.`,
  ),
  'exchange-columns': entry(
    { view: z.string(), columns: z.array(z.string()) },
    (p) => `“${p.view}”里没有这些列：${names(p.columns, 'zh')}。视图可能已改动，请重新探测。`,
    (p) =>
      `The view “${p.view}” has no column ${names(p.columns, 'en')}: it may have changed, probe it again.`,
  ),
  'exchange-cursor-type': entry(
    { column: z.string(), type: z.string(), use: z.enum(['cursor', 'key']) },
    (p) =>
      p.use === 'cursor'
        ? `列“${p.column}”的类型是 ${p.type}，不能作增量列；应为时间、日期或整数。`
        : `列“${p.column}”的类型是 ${p.type}，不能作主键列；应为整数或文本。`,
    (p) =>
      p.use === 'cursor'
        ? `The column “${p.column}” is of type ${p.type} and cannot be the cursor: it must be a time, a date or a whole number.`
        : `The column “${p.column}” is of type ${p.type} and cannot be the key: it must be a whole number or text.`,
  ),
  'exchange-same-key': entry(
    { view: z.string(), column: z.string(), rows: z.number() },
    (p) =>
      `“${p.view}”里超过 ${p.rows} 行的“${p.column}”相同，无法翻页而不漏行。请改用每行不同的列作主键列。`,
    (p) =>
      `More than ${p.rows} rows of “${p.view}” have the same “${p.column}”, so that no page can end without losing rows: choose a key that differs in each row.`,
  ),
  'exchange-slow': entry(
    { view: z.string(), seconds: z.number() },
    (p) =>
      `查询“${p.view}”超过 ${p.seconds} 秒没有结果，已停止；请对方在增量列和主键列上建索引，或减小每页行数。`,
    (p) =>
      `A query of “${p.view}” took longer than ${p.seconds} s and was stopped: have the cursor and the key indexed, or make pages smaller.`,
  ),
  'exchange-encoding': entry(
    view,
    (p) => `“${p.view}”里的文字与库声明的字符集不符，无法读取；请对方核对库的字符集（应为 UTF8 或 GBK）。`,
    (p) =>
      `The text of “${p.view}” does not fit the character set that the database declares, and cannot be read: have that checked (UTF8 or GBK).`,
  ),
  'exchange-query': entry(
    { view: z.string(), state: z.string() },
    (p) => `库在查询“${p.view}”时报错（代码 ${p.state}），请把代码告诉对方的管理员。`,
    (p) => `The database failed on “${p.view}” (code ${p.state}): tell the code to its administrator.`,
  ),
};

/** What the operator should know of an exchange database that works. */
export const exchangeWarnings = {
  'exchange-not-counted': plain(
    '库在限定时间内数不出行数，无法核对是否读全；不据此判定撤销。',
    'The database could not count its rows in time, so that it is not known whether all were read; no case is marked as gone.',
  ),
  'exchange-no-key': entry(
    { column: z.string(), rows: z.number() },
    (p) => `有 ${p.rows} 行的主键列“${p.column}”为空，没有读取，请对方补齐。`,
    (p) => `The key “${p.column}” is empty in ${p.rows} rows, which are not read: have it filled in.`,
  ),
  'exchange-no-cursor': entry(
    { column: z.string(), rows: z.number() },
    (p) => `有 ${p.rows} 行的增量列“${p.column}”为空，每次都会重读；过多时请对方补齐。`,
    (p) => `The cursor “${p.column}” is empty in ${p.rows} rows, which are read at every poll.`,
  ),
  'exchange-ahead': entry(
    { column: z.string(), value: z.string() },
    (p) => `增量列“${p.column}”里有晚于库时钟的时间（${p.value}），游标不会越过现在，这些行每次重读。`,
    (p) =>
      `The cursor “${p.column}” holds a time ahead of the database (${p.value}); the position stays at the present, and such rows are read at every poll.`,
  ),
  'exchange-letters': entry(
    { rows: z.number() },
    (p) =>
      `有 ${p.rows} 行的文字无法按库声明的字符集读出，出现“�”；请对方核对库的字符集（应为 UTF8 或 GBK）。`,
    (p) =>
      `The text of ${p.rows} rows is damaged (it holds “�”), perhaps by a conversion on their side: have that checked.`,
  ),
};

/** What the probe of an exchange database found. */
export const exchangeFindings = {
  'probe-login': entry(
    { server: z.string(), encoding: z.string(), tls: z.enum(['yes', 'no']) },
    (p) => `已登录 ${p.server}，字符集 ${p.encoding}，${p.tls === 'yes' ? '连接已加密' : '连接未加密'}。`,
    (p) =>
      `Signed in to ${p.server}, character set ${p.encoding}, ${p.tls === 'yes' ? 'encrypted' : 'not encrypted'}.`,
  ),
  'probe-encoding': entry(
    { encoding: z.string() },
    (p) => `库没有声明字符集（${p.encoding}），汉字可能读错，请核对样例。`,
    (p) =>
      `The database declares no character set (${p.encoding}), so that text may be misread: check the samples.`,
  ),
  'probe-read-only': plain('账号只能读取，合适。', 'The account can only read, as it should.'),
  'probe-writable': plain(
    '这个账号可以改写数据，请改用只读账号。本系统只查询，从不写入。',
    'This account can change data: use one that can only read. Nothing is ever written from here.',
  ),
  'probe-rights-unknown': plain(
    '无法判断账号能否改写数据，请向对方确认它只读。',
    'It could not be told whether the account can change data: ask that it is read-only.',
  ),
  'probe-views': entry(
    { count: z.number() },
    (p) => `可读取 ${p.count} 个视图或表，请选择一个。`,
    (p) => `The account may read ${p.count} views or tables: choose one.`,
  ),
  'probe-no-views': plain(
    '账号在这个库里没有任何可读取的视图或表，请对方授权。',
    'The account may read no view or table of this database: have it granted SELECT.',
  ),
  'probe-columns': entry(
    { count: z.number() },
    (p) => `${p.count} 列可读。`,
    (p) => `There are ${p.count} columns to read.`,
  ),
  'probe-left-out': entry(
    { columns: z.array(z.string()) },
    (p) => `这些列不读取（二进制或图形，不是案件文字）：${names(p.columns, 'zh')}。`,
    (p) => `These columns are not read (binary, or shapes other than points): ${names(p.columns, 'en')}.`,
  ),
  'probe-count': entry(
    { rows: z.number() },
    (p) => `共 ${p.rows} 行。`,
    (p) => `There are ${p.rows} rows.`,
  ),
  'probe-no-count': plain(
    '行数在限定时间内数不出来，读取后无法核对是否完整。',
    'The rows could not be counted in time, so that it cannot be checked whether all were read.',
  ),
  'probe-key': entry(
    column,
    (p) => `主键列用“${p.column}”，已核实每行不同。`,
    (p) => `The key is “${p.column}”, verified to differ in each row.`,
  ),
  'probe-key-unverified': entry(
    column,
    (p) => `主键列用“${p.column}”，来不及核实是否每行不同。`,
    (p) => `The key is “${p.column}”; whether it differs in each row could not be checked in time.`,
  ),
  'probe-key-repeated': entry(
    column,
    (p) => `列“${p.column}”有重复值或空值，同号的行会互相覆盖，请换一列或请对方修正视图。`,
    (p) =>
      `The column “${p.column}” has repeated or empty values, so that rows would replace each other: choose another.`,
  ),
  'probe-no-key': plain(
    '没有可作主键的列（整数或文本），这个视图不能接入。',
    'No column can be the key (a whole number or text), so that this view cannot be connected.',
  ),
  'probe-cursor': entry(
    { column: z.string(), cause: SentError },
    (p) => `增量列用“${p.column}”`,
    (p) => `The cursor is “${p.column}”`,
  ),
  'probe-no-cursor': plain(
    '没有可用的增量列（更新时间或自增序号），每次都要整表读取，并靠多遍核对发现撤销。',
    'There is no usable cursor (an update time or a sequence): every poll reads everything.',
  ),
  'cursor-updated': plain('列名表明它是更新时间。', 'Its name says that it is the time of the last change.'),
  'cursor-sequence': plain(
    '自增序号或版本号：若改动时不变，旧行的改动要到每日核对才看到。',
    'It is a sequence or version: where a change leaves it as it is, that change is seen by the daily comparison only.',
  ),
  'cursor-time': plain(
    '是时间列，但列名没有说明改动时会更新：旧行的改动可能要到每日核对才看到。',
    'It is a time, but nothing says that a change renews it: changes of older rows may be seen by the daily comparison only.',
  ),
  'key-id': plain('列名表明它是编号。', 'Its name says that it is the number of the case.'),
  'key-other': plain(
    '类型合适，列名看不出是编号。',
    'Its type fits, but its name does not say that it is a number.',
  ),
};

/** Names of the further lines of a probe. */
export const EXCHANGE_STEPS = {
  login: { zh: '登录', en: 'Login' },
  rights: { zh: '账号权限', en: 'Rights' },
  views: { zh: '视图', en: 'Views' },
  columns: { zh: '列', en: 'Columns' },
  rows: { zh: '行数', en: 'Rows' },
  key: { zh: '主键列', en: 'Key' },
  cursor: { zh: '增量列', en: 'Cursor' },
} as const;
