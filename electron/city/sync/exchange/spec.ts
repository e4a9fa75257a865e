import {
  EXCHANGE_OVERLAP,
  EXCHANGE_PAGE_SIZE,
  EXCHANGE_PORTS,
  type ExchangeEngine,
} from '../../../../shared/contract/exchange.ts';

/** A database of the command line, still to be checked by the contract; or why it is none, in both languages. */
export type ExchangeAddress =
  | { ok: true; id: string; name: string; exchange: Record<string, unknown> }
  | { ok: false; zh: string; en: string };

const wrong = (zh: string, en: string): ExchangeAddress => ({ ok: false, zh, en });

/**
 * Reads `postgres://USER@HOST[:PORT]/DB` (or `mysql://…`) and its options: `view` ([SCHEMA.]VIEW), `key`, `cursor`, `overlap`,
 * `pagesize`, `tls` (`required` or `off`). A password is refused: it would be in the list of processes.
 */
export function readExchangeAddress(address: string, options: URLSearchParams): ExchangeAddress {
  if (!URL.canParse(address))
    return wrong('数据库地址无法识别。', 'the address of the database cannot be read.');
  const url = new URL(address);
  if (url.password !== '')
    return wrong(
      '地址里不能带口令，请在「数据接入」窗口里填写。',
      'the address must not contain a password: enter it in the connections window.',
    );
  const engine: ExchangeEngine = url.protocol === 'mysql:' ? 'mysql' : 'postgres';
  const database = decodeURIComponent(url.pathname.slice(1));
  const [view, key] = [options.get('view'), options.get('key')];
  if (url.username === '' || url.hostname === '' || database === '' || view === null || key === null)
    return wrong(
      `写法应为 ${engine}://用户@主机/库#view=视图&key=主键列&cursor=增量列&mapping=文件。`,
      `expected ${engine}://USER@HOST/DB#view=VIEW&key=COLUMN&cursor=COLUMN&mapping=FILE.`,
    );
  const dot = view.indexOf('.');
  const name = dot < 0 ? view : view.slice(dot + 1);
  const slug = `${url.hostname}-${database}-${name}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
  return {
    ok: true,
    id: slug.replace(/^-|-$/g, '') || 'database',
    name: `${database}.${name}`,
    exchange: {
      ...{ engine, database, key, host: url.hostname.replace(/^\[|\]$/g, '') },
      port: url.port === '' ? EXCHANGE_PORTS[engine] : Number(url.port),
      user: decodeURIComponent(url.username),
      view: { schema: dot < 0 ? null : view.slice(0, dot), name },
      cursor: options.get('cursor'),
      overlap: Number(options.get('overlap') ?? EXCHANGE_OVERLAP.time),
      pageSize: Number(options.get('pagesize') ?? EXCHANGE_PAGE_SIZE),
      tls: options.get('tls') ?? 'off',
    },
  };
}
