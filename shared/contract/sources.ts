import { z } from 'zod';
import { ContactPart } from './cases.ts';
import { Millis, SentError } from './common.ts';
import { ExchangeOptions } from './exchange.ts';
import { RowTally } from './rowTally.ts';
import { RestWriteBack, WriteBack } from './writeBack.ts';

/** Greatest lengths in characters. A longer text is refused, never cut. */
const Name = z.string().max(100);
const Word = z.string().max(200);
const Path = z.string().max(300);
const Zone = z.string().max(60);
const Url = z.string().max(2000);
const Secret = z.string().max(4000);

/**
 * Coordinate systems with a name of their own. `cgcs2000-plane`: CGCS2000 metres whose zone (带号) follows from the values or
 * the city. `beijing54`, `xian80`: cannot be converted without parameters of the place, so nothing is placed.
 */
export const NamedCrs = z.enum([
  ...['wgs84', 'cgcs2000', 'gcj02', 'bd09'],
  ...['web-mercator', 'cgcs2000-plane', 'beijing54', 'xian80'],
] as const);
/** EPSG codes of CGCS2000 / Gauss–Krüger (高斯－克吕格平面坐标): 4491–4512 in zones of 6°, 4513–4554 in zones of 3°. */
export const PlaneCrs = z.enum(Array.from({ length: 64 }, (_, i): `epsg:${number}` => `epsg:${4491 + i}`));
export type PlaneCrs = z.infer<typeof PlaneCrs>;
export const Crs = z.enum([...NamedCrs.options, ...PlaneCrs.options]);
export type Crs = z.infer<typeof Crs>;

/** Services of map layers and open data (数据服务): ArcGIS layers, OGC API Features, WFS 2, CKAN. */
export const ServiceKind = z.enum(['arcgis', 'ogc', 'wfs', 'ckan']);
export type ServiceKind = z.infer<typeof ServiceKind>;
export const SourceKind = z.enum([
  ...['open311', 'rest', 'soda', 'file', 'exchange', 'push'],
  ...ServiceKind.options,
] as const);
export type SourceKind = z.infer<typeof SourceKind>;

export const DialectName = z.enum([
  'plain',
  'connectedbits',
  'seeclickfix',
  'markaspot',
  'citysdk',
  'fixmystreet',
  '6aika',
]);
export type DialectName = z.infer<typeof DialectName>;

/** Properties of an Open311 server needed to read it (work-order-apis.md §5.1). Each can be set by hand. */
export const DialectRecord = z.object({
  name: DialectName,
  format: z.enum(['json', 'xml']),
  /** Null: the server does not page. */
  pageParam: Name.nullable(),
  pageSizeParam: Name.nullable(),
  maxPage: z.int().positive(),
  /** Name of the «changed since» parameter; null if there is none. */
  updatedAfterParam: Name.nullable(),
  updatedBeforeParam: Name.nullable(),
  /** `updated_after` means >, not ≥. */
  strictAfter: z.boolean(),
  /** How times are written in queries. */
  dateStyle: z.enum(['iso-z', 'iso-offset', 'iso-no-zone']),
  /** JSON key that wraps the list, null for a bare list. */
  wrapKey: Name.nullable(),
  emptyIs404: z.boolean(),
  /** Requests per minute; null if unknown. */
  ratePerMinute: z.number().positive().nullable(),
  /** Longest window in days that the server accepts. */
  maxWindowDays: z.number().positive(),
  extensions: z.boolean(),
});
export type DialectRecord = z.infer<typeof DialectRecord>;

/** Where an upstream row has a field of a case: a dotted path, or several that are tried in order. */
const FieldPath = z.union([Path, z.array(Path).max(20)]);

/** Mapping of a generic REST source or a file onto a case (work-order-apis.md §1.7). */
export const FieldMapping = z.object({
  fields: z.object({
    id: FieldPath,
    requestedAt: FieldPath,
    status: FieldPath.optional(),
    stage: FieldPath.optional(),
    categoryCode: FieldPath.optional(),
    categoryName: FieldPath.optional(),
    title: FieldPath.optional(),
    description: FieldPath.optional(),
    address: FieldPath.optional(),
    org: FieldPath.optional(),
    channel: FieldPath.optional(),
    updatedAt: FieldPath.optional(),
    closedAt: FieldPath.optional(),
    dueAt: FieldPath.optional(),
    /** When the case was suspended (挂账) last, and when that ended. */
    suspendedAt: FieldPath.optional(),
    resumedAt: FieldPath.optional(),
    lon: FieldPath.optional(),
    lat: FieldPath.optional(),
    /** One field holding both: `POINT (x y)`, `x,y` or a GeoJSON point. */
    point: FieldPath.optional(),
    /** Street, community and grid by name or code, for rows without coordinates. */
    street: FieldPath.optional(),
    community: FieldPath.optional(),
    grid: FieldPath.optional(),
    mediaUrl: FieldPath.optional(),
    statusNotes: FieldPath.optional(),
    rework: FieldPath.optional(),
  }),
  /**
   * Columns of which the number of a case is made, for a list that has none (自编号): `fields.id` is not read then. The same
   * values give the same number in the next list.
   */
  idFrom: z.array(Path).min(1).max(6).optional(),
  /**
   * Columns that name the category together, from 大类 to 小类 (and 细类), because a name may stand under several 大类. The last
   * one that is filled is the name of the category where `fields` give none.
   */
  categoryPath: z.array(Path).min(1).max(6).optional(),
  /** Columns with the time of day, for times whose own column has the day alone (日期 beside 时间). */
  clocks: z.partialRecord(z.enum(['requestedAt', 'updatedAt', 'closedAt', 'dueAt']), Path).optional(),
  /** Upstream categories (`categoryWord`) → codes of the catalogue, for those that it words otherwise. */
  categoryValues: z.record(Word, Word).optional(),
  /** Upstream words that mean closed, besides the common ones. A word that nobody knows is open, and noted. */
  closedValues: z.array(Word).max(200).default(['closed', 'Closed', '已结案', '结案', '已办结', '办结', '2']),
  /** Upstream words that mean open and say no stage, confirmed by the operator. */
  openValues: z.array(Word).max(200).optional(),
  /** Upstream stage words → our stages. */
  stageValues: z.record(Word, Word).default({}),
  /** Fields (dotted paths) with contact data, which is separated before storage. */
  contact: z
    .object({
      name: FieldPath.optional(),
      phone: FieldPath.optional(),
      email: FieldPath.optional(),
      /** Where a person lives; the place of the problem is a field of the case. */
      address: FieldPath.optional(),
      /** Number of an identity card (身份证号), a passport or the like. */
      identity: FieldPath.optional(),
      /** Bank cards and the like, which are not stored. */
      dropped: FieldPath.optional(),
    })
    .default({}),
  /** e.g. `yyyy/MM/dd HH:mm:ss`, `iso`, `epoch-s`, `epoch-ms`; `auto` tries them, `auto-mdy` and `auto-dmy` in that order. */
  timeFormat: z.string().max(60).default('auto'),
  /** IANA zone of times without one. */
  zone: Zone.default('Asia/Shanghai'),
  crs: Crs.default('wgs84'),
  /** Of a workbook: the sheet that is read; absent: the one whose header is understood best. */
  sheet: z.string().max(200).optional(),
});
export type FieldMapping = z.infer<typeof FieldMapping>;

/** How to query a generic REST source and find the rows in its answer. */
export const RestMapping = FieldMapping.extend({
  preset: Name.nullable().default(null),
  method: z.enum(['GET', 'POST']).default('GET'),
  /** Dotted path to the rows. */
  rowsPath: Path.default(''),
  /** Path and accepted values that mean success; null: HTTP status alone decides. */
  success: z
    .object({ path: Path, values: z.array(z.union([Word, z.number(), z.boolean()])).max(50) })
    .nullable()
    .default(null),
  messagePath: Path.nullable().default(null),
  totalPath: Path.nullable().default(null),
  paging: z
    .object({
      pageParam: Name,
      sizeParam: Name,
      firstPage: z.int().min(0).max(1),
      size: z.int().positive(),
      /** What `pageParam` holds: the page's number (absent too), the rows before it, or what the last answer gave at `nextPath`. */
      by: z.enum(['page', 'offset', 'cursor', 'link']).optional(),
      /** Path to the next page's cursor, or to its whole address (`link`), which must be on the same host. */
      nextPath: Path.optional(),
    })
    .nullable()
    .default(null),
  /** Path to the flag by which an answer says that there are more rows. */
  morePath: Path.optional(),
  updatedAfterParam: Name.nullable().default(null),
  params: z.record(Name, z.string().max(2000)).default({}),
  ratePerMinute: z.number().positive().nullable().default(null),
});
export type RestMapping = z.infer<typeof RestMapping>;

export const SodaOptions = z.object({
  mapping: FieldMapping,
  ratePerMinute: z.number().positive().nullable().default(null),
  pageSize: z.int().positive().max(50_000).default(1000),
});

/** How to read a service. Paths of the mapping name fields (`CASENO`), also as the answer has them (`attributes.CASENO`). */
export const ServiceOptions = z.object({
  mapping: FieldMapping,
  /** Layer, collection, feature type or resource (资源); null: the address names it. */
  layer: Word.nullable().default(null),
  /** The largest page that is asked for; a smaller one that the server gives is kept to. */
  pageSize: z.int().positive().max(50_000).default(1000),
  ratePerMinute: z.number().positive().nullable().default(null),
});
export type ServiceOptions = z.infer<typeof ServiceOptions>;

/** How a key is sent. The key itself is in the secret store and never in an answer. */
export const SourceAuth = z.object({
  in: z.enum(['none', 'header', 'query', 'bearer']),
  name: Name.default('api_key'),
});

export const SourceId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'id: a-z, 0-9 and -, at most 40');

const Base = {
  id: SourceId,
  name: z.string().min(1).max(80),
  pollSeconds: z.number().min(1).max(86_400),
  paused: z.boolean(),
  crs: Crs,
  /** IANA zone of times that come without one. */
  zone: Zone,
  auth: SourceAuth,
  jurisdiction: Word.nullable().default(null),
  /**
   * How to read the source is not known yet, because no probe has been answered whole: it is probed before it is read, again
   * and again with back-off.
   */
  unsettled: z.literal(true).optional(),
};
const RemoteConfigs = [
  z.object({
    ...Base,
    kind: z.literal('open311'),
    url: Url,
    dialect: DialectRecord,
    /** What this upstream is told (回传); absent: nothing. */
    writeBack: WriteBack.optional(),
  }),
  z.object({
    ...Base,
    kind: z.literal('rest'),
    url: Url,
    mapping: RestMapping,
    writeBack: RestWriteBack.optional(),
  }),
  z.object({ ...Base, kind: z.literal('soda'), url: Url, options: SodaOptions }),
  z.object({ ...Base, kind: ServiceKind, url: Url, options: ServiceOptions }),
] as const;
/**
 * Sources that are not asked over HTTP: a view of an exchange database (中间库), and a system that calls by itself (推送). For
 * `push`, `pollSeconds` is the heartbeat: how often the other system promises to call.
 */
const OtherConfigs = [
  z.object({ ...Base, kind: z.literal('exchange'), exchange: ExchangeOptions, mapping: FieldMapping }),
  z.object({
    ...Base,
    kind: z.literal('push'),
    mapping: FieldMapping,
    /** Dotted path to the rows of a body; empty: the body is the list or the row. */
    rowsPath: Path.default(''),
  }),
] as const;
/** A source as it is stored. The path of a file comes from an upload or from the command line. */
export const SourceConfig = z.discriminatedUnion('kind', [
  ...RemoteConfigs,
  ...OtherConfigs,
  z.object({ ...Base, kind: z.literal('file'), path: z.string().max(4096), mapping: FieldMapping }),
]);
export type SourceConfig = z.infer<typeof SourceConfig>;

/** Name of an uploaded file in the data folder, as the answer to the upload gave it. */
export const UploadId = z
  .string()
  .regex(/^[0-9a-f-]{36}\.[a-z]{1,10}$/, 'uploadId: as returned by the upload');
/**
 * A source as a request gives it: a file by the id of its upload. A path is refused, since it would let whoever may use the
 * interface read any file of this machine. A file that is read in its own place is named on the command line.
 */
export const SourceInput = z.discriminatedUnion('kind', [
  ...RemoteConfigs,
  ...OtherConfigs,
  z.strictObject({ ...Base, kind: z.literal('file'), uploadId: UploadId, mapping: FieldMapping }),
]);
export type SourceInput = z.infer<typeof SourceInput>;

/**
 * fresh: last success within 1 poll interval; late: within 3; down: longer, or the circuit breaker is open (domain.md §7).
 * incomplete (不完整): the last walk did not receive every row that the upstream states.
 */
export const SourceState = z.enum(['starting', 'fresh', 'late', 'down', 'paused', 'incomplete']);
export type SourceState = z.infer<typeof SourceState>;

/**
 * How far a source has been read, as times instead of its cursor. `upTo`: everything that changed before this time of
 * the server's clock has been read; null until known. `backTo`: how far back older cases have been read for the first
 * time (`loading`) or compared again (`checking`).
 */
export const SourceProgress = z.object({
  phase: z.enum(['loading', 'following', 'checking']),
  upTo: Millis.nullable(),
  backTo: Millis.nullable(),
  /** Each poll asks for what changed, and everything is read once a day; absent: not so. */
  daily: z.literal(true).optional(),
});
export type SourceProgress = z.infer<typeof SourceProgress>;

/** Totals since the source was added: received = stored + unchanged + quarantined. */
export const SourceAccounting = z.object({
  received: z.int(),
  stored: z.int(),
  unchanged: z.int(),
  quarantined: z.int(),
});
export type SourceAccounting = z.infer<typeof SourceAccounting>;

/** An error stored in the database. `parameters` null: stored by an older version, so only `message` is known. */
export const StoredError = SentError.extend({
  parameters: z.record(z.string(), z.unknown()).nullable().default(null),
  at: Millis,
});
export type StoredError = z.infer<typeof StoredError>;

export const SourceStatus = SourceAccounting.extend({
  id: z.string(),
  name: z.string(),
  kind: SourceKind,
  state: SourceState,
  lastSuccessAt: Millis.nullable(),
  lastAttemptAt: Millis.nullable(),
  nextAttemptAt: Millis.nullable(),
  pollSeconds: z.number(),
  cursor: z.string().nullable(),
  /** The cursor as times; null before the first answer. A file is `following` once it has been read to its end. */
  progress: SourceProgress.nullable().optional(),
  /** Of a source that is pushed to: requests that were taken and refused. */
  pushes: z
    .object({ accepted: z.int(), refused: z.int(), lastRefusedAt: Millis.nullable() })
    .nullable()
    .optional(),
  /** Server clock minus ours, ms. */
  skewMs: z.number().nullable(),
  newestRowAt: Millis.nullable(),
  /** The last error, or a warning where there is no error. */
  error: StoredError.nullable(),
});
export type SourceStatus = z.infer<typeof SourceStatus>;

/** POST /api/sources/probe */
export const ProbeRequest = z.object({
  url: Url,
  kind: SourceKind.exclude(['file', 'exchange', 'push']),
  dialect: DialectName.nullable().default(null),
  mapping: RestMapping.nullable().default(null),
  auth: SourceAuth.default({ in: 'none', name: 'api_key' }),
  secret: Secret.nullable().default(null),
  jurisdiction: Word.nullable().default(null),
});
export type ProbeRequest = z.infer<typeof ProbeRequest>;

/** Subject of a line of the probe report. */
export const ProbeStep = z.enum([
  ...['address', 'access', 'discovery', 'services', 'cases', 'clock', 'dialect', 'rate', 'crs'],
  ...['paging', 'changes', 'dates', 'empty', 'sample', 'mapping', 'data-set'],
  ...['service', 'layer', 'total', 'decide'],
  ...['login', 'rights', 'views', 'columns', 'rows', 'key', 'cursor'],
] as const);
export type ProbeStep = z.infer<typeof ProbeStep>;

export const ProbeReport = z.object({
  ok: z.boolean(),
  /**
   * One line per request to the server, in order. `what` and `detail` are Chinese; `step`, `code` and `parameters` give the
   * same in both languages (`shared/errors/upstream`).
   */
  steps: z.array(
    z.object({
      step: ProbeStep,
      what: z.string(),
      ok: z.boolean(),
      code: z.string(),
      parameters: z.record(z.string(), z.unknown()),
      detail: z.string(),
    }),
  ),
  /** A configuration ready to be saved; null when the server's interface was not recognised. */
  suggested: SourceConfig.nullable(),
  skewMs: z.number().nullable(),
  crsGuess: z
    .object({
      crs: Crs,
      code: z.string(),
      parameters: z.record(z.string(), z.unknown()),
      /** Chinese sentence of `code`. */
      reason: z.string(),
      samples: z.array(z.tuple([z.number(), z.number()])),
    })
    .nullable(),
  services: z.int().nullable(),
  /** The layers of a service of several: the operator chooses one by its address. */
  layers: z.array(z.object({ name: z.string(), url: z.string() })).optional(),
});
export type ProbeReport = z.infer<typeof ProbeReport>;

/** POST /api/sources/preview: twenty rows as they would be stored, nothing written. */
export const PreviewRequest = z.object({
  config: SourceInput,
  secret: Secret.nullable().default(null),
  limit: z.int().min(1).max(100).default(20),
});
export type PreviewRequest = z.infer<typeof PreviewRequest>;
export const PreviewReport = z.object({
  rows: z.array(
    z.discriminatedUnion('outcome', [
      z.object({
        outcome: z.literal('ok'),
        case: z.record(z.string(), z.unknown()),
        notes: z.array(SentError),
      }),
      z.object({
        outcome: z.literal('quarantine'),
        code: z.string(),
        parameters: z.record(z.string(), z.unknown()),
        /** Chinese sentence of `code`. */
        reason: z.string(),
        raw: z.unknown(),
      }),
    ]),
  ),
});
export type PreviewReport = z.infer<typeof PreviewReport>;

export const SourceList = z.object({
  sources: z.array(z.object({ config: SourceConfig, status: SourceStatus, hasSecret: z.boolean() })),
  secrets: z.object({
    kind: z.enum(['os', 'file']),
    /** Chinese sentence of `storage`. */
    note: z.string(),
    /** Where keys are stored. */
    storage: SentError,
  }),
});
export type SourceList = z.infer<typeof SourceList>;
export const SourceCreate = z.object({ config: SourceInput, secret: Secret.nullable().default(null) });
export const SourcePatch = z
  .object({
    name: z.string().min(1).max(80),
    pollSeconds: z.number().min(1).max(86_400),
    paused: z.boolean(),
    crs: Crs,
    zone: Zone,
    /**
     * For every kind but Open311; other kinds than REST take the fields alone, without the settings of requests. After a
     * change the service reads everything again, and no probe replaces it.
     */
    mapping: RestMapping,
    /** For Open311 sources. After a change the service reads everything again, and no probe replaces it. */
    dialect: DialectRecord,
    /** For Open311 and REST sources; null: the upstream is told nothing any more. */
    writeBack: WriteBack.nullable(),
    /** A new key for the source; an empty one removes it. */
    secret: Secret,
  })
  .partial();
export type SourcePatch = z.infer<typeof SourcePatch>;

/** Rows of a list that are no cases: lines above its table, repeated headers, totals (合计), remarks (说明). */
export const LeftOutRows = z.object({ title: z.int(), header: z.int(), total: z.int(), note: z.int() });
export type LeftOutRows = z.infer<typeof LeftOutRows>;

/** A column proposed for a field: by its whole name, a part of it, or its values. */
export const ColumnProposal = z.object({
  field: z.string(),
  column: z.string(),
  evidence: z.enum(['name', 'part-of-name', 'content']),
  /** The words of the name, or the kind of the values (`times`, `codes` …), or the value that tells. */
  matched: z.string(),
  /** Other columns that could be meant, best first. */
  alternatives: z.array(z.string()),
});
export type ColumnProposal = z.infer<typeof ColumnProposal>;

/**
 * Columns whose values together tell the rows of the beginning of a list apart. `repeats`: of `rows` rows with a value in the
 * column that holds the number, only so many differ; null: there is no such column.
 */
export const IdProposal = z.object({
  columns: z.array(z.string()),
  repeats: z.object({ column: z.string(), rows: z.int(), distinct: z.int() }).nullable(),
});
export type IdProposal = z.infer<typeof IdProposal>;

/** POST /api/uploads: the uploaded file, now in the data folder, with a guessed mapping that the operator confirms. */
export const UploadReport = z.object({
  uploadId: z.string(),
  filename: z.string(),
  bytes: z.int(),
  format: z.enum(['csv', 'json', 'ndjson', 'geojson', 'xlsx', 'xls', 'ods']),
  /** Empty for a workbook. */
  encoding: z.string(),
  /** Sheets of a workbook, hidden ones too; `mapping.sheet` is the one that is read. */
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })).default([]),
  /** Lines above the table's header, which are no data. */
  titles: z.array(z.string()).default([]),
  columns: z.array(
    z.object({
      name: z.string(),
      samples: z.array(z.string()),
      /**
       * Contact data of citizens that the column's name indicates. It is stored apart from the case; `dropped`: bank cards
       * and the like are not stored at all.
       */
      contact: z
        .enum([...ContactPart.options, 'dropped'])
        .nullable()
        .optional(),
    }),
  ),
  mapping: FieldMapping,
  /** Fields that could not be guessed and must be chosen. */
  missing: z.array(z.string()),
  /** Why each column is proposed for its field (依据). */
  proposals: z.array(ColumnProposal).default([]),
  /** Columns of which a number can be made, where no column holds one or the one that does repeats; null: not needed. */
  idProposal: IdProposal.nullable().default(null),
});
export type UploadReport = z.infer<typeof UploadReport>;
export const ImportRequest = z.object({
  uploadId: z.string().max(60),
  sourceId: SourceId,
  name: z.string().min(1).max(80),
  mapping: FieldMapping,
  /**
   * The list is whole (整表): what is open in the source and missing from it is closed. `closes`: how many the operator was
   * shown and confirmed. Absent: what is missing is kept as it is.
   */
  whole: z.strictObject({ closes: z.int().nonnegative() }).optional(),
});
export type ImportRequest = z.infer<typeof ImportRequest>;
/**
 * What came of a list that was declared whole. `confirmed`: cases to be closed as the operator was shown; `found`: as they
 * were counted when the list had been read, null if it was not read to its end; `closed`: all of them, or none.
 */
export const WholeOutcome = z.object({
  confirmed: z.int(),
  found: z.int().nullable(),
  closed: z.int(),
  refused: SentError.nullable(),
});
export type WholeOutcome = z.infer<typeof WholeOutcome>;
export const ImportJob = z.object({
  id: z.string(),
  sourceId: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  bytesRead: z.int(),
  bytesTotal: z.int(),
  accounting: SourceAccounting,
  /** Rows that are no cases, besides the accounting; absent in answers of earlier versions. */
  leftOut: LeftOutRows.optional(),
  /** Letters that broken bytes have cost; absent in answers of earlier versions. */
  lettersLost: z.int().optional(),
  /** What was odd about rows that were stored, each kind with its first case and how many rows have it, most first. */
  notes: z.array(z.object({ note: SentError, rows: z.int() })).optional(),
  /** What became of the rows, by reason and by word, once it has ended; absent in answers of earlier versions. */
  tally: RowTally.optional(),
  /** Absent while the list is read, and of a list that was not declared whole. */
  whole: WholeOutcome.optional(),
  error: SentError.nullable(),
});
export type ImportJob = z.infer<typeof ImportJob>;
