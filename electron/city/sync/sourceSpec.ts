import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import {
  type Crs,
  DialectName,
  type FieldMapping,
  type RestMapping,
  ServiceKind,
  SourceConfig,
} from '../../../shared/contract/sources.ts';
import type { RestWriteBack } from '../../../shared/contract/writeBack.ts';
import { UpstreamError } from './adapter.ts';
import { type ExchangeAddress, readExchangeAddress } from './exchange/spec.ts';
import { inspectFile } from './file/inspectFile.ts';
import type { Workbooks } from './file/workbook/readWorkbook.ts';
import { checkAddress } from './http/address.ts';
import { isObject } from './normalise/paths.ts';
import { withKnownRate } from './open311/knownHosts.ts';
import { DIALECTS } from './open311/presets.ts';
import { sourceIdFor } from './probe/sourceId.ts';
import { resolveMapping } from './rest/resolveMapping.ts';
import { sodaMapping } from './soda/mappings.ts';
import { writeBackOfFile } from './writeBackOfFile.ts';

/**
 * Defaults for what a SPEC does not give: coordinate system and zone of the pack, poll interval of the command line.
 */
export type SpecDefaults = {
  pollSeconds: number;
  crs: Crs;
  zone: string;
  /** Ids already used on the same command line. */
  taken: Set<string>;
  workbooks: Workbooks;
};

/** An unusable `--source`; the message says why in Chinese and English. */
export class SourceSpecError extends Error {
  constructor(spec: string, zh: string, en: string) {
    super(`数据源「${spec}」无法使用：${zh}\nSource "${spec}" cannot be used: ${en}`);
    this.name = 'SourceSpecError';
  }
}

const FORMS =
  'open311+URL[#dialect=…] | rest+URL#mapping=FILE | soda+URL | arcgis+URL | ogc+URL | wfs+URL[#layer=…] | ckan+URL[#resource=…] | file:PATH | postgres://USER@HOST/DB#view=… | mysql://…';

/**
 * Parses a SPEC of the command line (design.md §12) into a source configuration.
 * Fragment options are `&`-separated: dialect, mapping, id, name, jurisdiction, crs, zone, and `layer` or `resource` of a
 * service; of a database also view, key, cursor, overlap, pagesize and tls. A service without a mapping is `unsettled`: its
 * fields are asked for when it is first read. Throws SourceSpecError.
 */
export async function parseSourceSpec(text: string, defaults: SpecDefaults): Promise<SourceConfig> {
  const spec = text.trim();
  const redacted = withoutQuery(spec);
  const fail = (zh: string, en: string): never => {
    throw new SourceSpecError(redacted, zh, en);
  };
  const form = /^(open311|rest|soda|arcgis|ogc|wfs|ckan)\+(.*)$/s.exec(spec);
  const file = /^file:(.+)$/s.exec(spec);
  const database = /^(?:postgres|mysql):\/\//.test(spec);
  if (form === null && file === null && !database) return fail(`写法应为 ${FORMS}。`, `expected ${FORMS}.`);
  const [address = '', fragment = ''] = splitFragment(form?.[2] ?? file?.[1] ?? spec);
  const options = new URLSearchParams(fragment);
  const known = ['dialect', 'mapping', 'id', 'name', 'jurisdiction', 'crs', 'zone', 'layer', 'resource'];
  if (database) known.push('view', 'key', 'cursor', 'overlap', 'pagesize', 'tls');
  for (const name of options.keys()) {
    if (!known.includes(name))
      fail(
        `不认识选项「${name}」，可用：${known.join('、')}。`,
        `unknown option "${name}"; known: ${known.join(', ')}.`,
      );
  }
  const parts = database
    ? exchangeSource(address, options, fail)
    : file === null
      ? remoteSource(form?.[1] ?? '', address, options, fail)
      : await fileSource(address, options, defaults, fail);
  const id = options.get('id') ?? uniqueId(parts.id, defaults.taken);
  const config = SourceConfig.safeParse({
    pollSeconds: defaults.pollSeconds,
    paused: false,
    crs: options.get('crs') ?? parts.stated?.crs ?? defaults.crs,
    zone: options.get('zone') ?? parts.stated?.zone ?? defaults.zone,
    auth: { in: 'none', name: 'api_key' },
    jurisdiction: options.get('jurisdiction'),
    name: options.get('name') ?? parts.name,
    id,
    ...parts.kind,
  });
  if (!config.success) {
    const where = config.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    return fail(`内容不合要求（${where}）。`, `invalid (${where}).`);
  }
  defaults.taken.add(config.data.id);
  return config.data;
}

/** Coordinate system and zone that a mapping file gives; where it gives none, those of the pack apply. */
type StatedByMapping = { crs?: unknown; zone?: unknown };
type SpecParts = { id: string; name: string; kind: Record<string, unknown>; stated: StatedByMapping | null };
type Fail = (zh: string, en: string) => never;

function remoteSource(kind: string, address: string, options: URLSearchParams, fail: Fail): SpecParts {
  let url: URL;
  try {
    url = checkAddress(address);
  } catch (error) {
    const message = error instanceof UpstreamError ? error.message : '地址无法识别。';
    return fail(message, 'the address is not a valid http(s) URL.');
  }
  const base = { id: sourceIdFor(url.href), name: url.host };
  const file = options.get('mapping');
  if (kind === 'soda') {
    const { mapping, stated } = file === null ? knownDataSet(url.href, fail) : readMapping(file, fail);
    return { ...base, stated, kind: { kind, url: url.href, options: { mapping } } };
  }
  const service = ServiceKind.safeParse(kind);
  if (service.success) {
    const layer = options.get('layer') ?? options.get('resource');
    const read = file === null ? null : readMapping(file, fail);
    const mapping = read?.mapping ?? { fields: { id: '', requestedAt: '' } };
    const unsettled = read === null ? { unsettled: true as const } : {};
    const source = { kind: service.data, url: url.href, options: { mapping, layer }, ...unsettled };
    return { ...base, stated: read?.stated ?? null, kind: source };
  }
  if (kind === 'rest') {
    if (file === null)
      return fail('rest 来源要用 #mapping=文件 指明映射文件。', 'a rest source needs #mapping=FILE.');
    const { mapping, stated, writeBack } = readMapping(file, fail, true);
    const told = writeBack === undefined ? {} : { writeBack };
    return { ...base, stated, kind: { kind, url: url.href, mapping, ...told } };
  }
  const dialect = DialectName.safeParse(options.get('dialect') ?? 'plain');
  if (!dialect.success) {
    const names = DialectName.options.join(', ');
    return fail(`没有这种方言，可用：${names}。`, `unknown dialect; known: ${names}.`);
  }
  const record = withKnownRate(url.href, DIALECTS[dialect.data]);
  return { ...base, stated: null, kind: { kind, url: url.href, dialect: record } };
}

/** A view of an exchange database (中间库). Its password is entered in the connections window and kept with the other keys. */
function exchangeSource(address: string, options: URLSearchParams, fail: Fail): SpecParts {
  const read: ExchangeAddress = readExchangeAddress(address, options);
  if (!read.ok) return fail(read.zh, read.en);
  const file = options.get('mapping');
  if (file === null)
    return fail('数据库来源要用 #mapping=文件 指明映射文件。', 'a database needs #mapping=FILE.');
  const { mapping, stated } = readMapping(file, fail);
  return {
    id: read.id,
    name: read.name,
    stated,
    kind: { kind: 'exchange', exchange: read.exchange, mapping },
  };
}

function knownDataSet(url: string, fail: Fail): { mapping: FieldMapping; stated: StatedByMapping } {
  const { mapping, missing } = sodaMapping(url, []);
  if (missing.length === 0) return { mapping, stated: mapping };
  return fail(
    '这个数据集没有现成的映射，请用 #mapping=文件 指明，或在「数据接入」窗口里添加。',
    'no mapping is known for this data set: give #mapping=FILE or add it in the connections window.',
  );
}

async function fileSource(
  path: string,
  options: URLSearchParams,
  defaults: SpecDefaults,
  fail: Fail,
): Promise<SpecParts> {
  const full = resolve(decodeFileUrl(path));
  const name = basename(full);
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const id = `file-${slug}`.slice(0, 40).replace(/-$/, '');
  const file = options.get('mapping');
  if (file === null) {
    const mapping = await guessFileMapping(full, defaults, fail);
    return { id, name, stated: mapping, kind: { kind: 'file', path: full, mapping } };
  }
  const { mapping, stated } = readMapping(file, fail);
  return { id, name, stated, kind: { kind: 'file', path: full, mapping } };
}

async function guessFileMapping(
  path: string,
  { zone, crs, workbooks }: SpecDefaults,
  fail: Fail,
): Promise<FieldMapping> {
  const report = await inspectFile(path, null, { zone, defaultCrs: crs }, workbooks).catch((error: unknown) =>
    fail(error instanceof UpstreamError ? error.message : '文件无法读取。', 'the file cannot be read.'),
  );
  if (report.missing.length === 0) return report.mapping;
  const list = report.missing.join(', ');
  return fail(
    `猜不出这些字段对应哪一列：${list}；请用 #mapping=文件 指明。`,
    `these fields could not be matched to columns: ${list}; give #mapping=FILE.`,
  );
}

type ReadMapping = { mapping: RestMapping; stated: StatedByMapping; writeBack: RestWriteBack | undefined };

/** `isAnswered`: the source can be told something (回传), so that its file may say how. */
function readMapping(path: string, fail: Fail, isAnswered = false): ReadMapping {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return fail(`映射文件读不到：${path}。`, `the mapping file cannot be read: ${path}.`);
  }
  let input: unknown;
  let mapping: RestMapping;
  try {
    input = JSON.parse(text.replace(/^\ufeff/, ''));
    mapping = resolveMapping(input);
  } catch (error) {
    if (error instanceof SyntaxError)
      return fail('映射文件不是有效的 JSON。', 'the mapping file is not valid JSON.');
    const message = error instanceof Error ? error.message : String(error);
    return fail(`映射文件内容不合要求（${message}）。`, `the mapping file is invalid (${message}).`);
  }
  const answers = writeBackOfFile(input);
  if (!answers.ok)
    return fail(
      `映射文件的回传配置不合要求（${answers.problem.zh}）。`,
      `the write-back of the mapping file is invalid (${answers.problem.en}).`,
    );
  if (answers.found !== undefined && !isAnswered)
    return fail(
      '映射文件里有回传配置，而只有 rest 来源可以这样配置。',
      'the mapping file configures write-back, which only a rest source can have.',
    );
  return { mapping, stated: isObject(input) ? input : {}, writeBack: answers.found };
}

function splitFragment(text: string): [string, string] {
  const at = text.indexOf('#');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decodeFileUrl(path: string): string {
  return path.startsWith('//') ? decodeURIComponent(path.replace(/^\/\/(localhost)?/, '')) : path;
}

function uniqueId(id: string, taken: Set<string>): string {
  if (!taken.has(id)) return id;
  for (let number = 2; ; number += 1) {
    const next = `${id.slice(0, 36)}-${number}`;
    if (!taken.has(next)) return next;
  }
}

/** For messages: a query may hold a key, and an address a password. */
function withoutQuery(text: string): string {
  const spec = text.replace(/^([a-z+]*:\/\/)[^/?#@]*@/i, '$1…@');
  const start = spec.indexOf('?');
  if (start < 0) return spec;
  const fragment = spec.indexOf('#', start);
  return `${spec.slice(0, start)}?…${fragment < 0 ? '' : spec.slice(fragment)}`;
}
