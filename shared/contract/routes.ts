import { z } from 'zod';
import { CaseDetail, CasePage } from './cases.ts';
import { GridCounts, HeatQuery, Histogram, HistogramQuery, Points, PointsQuery, Summary } from './figures.ts';
import { CaseFilterQuery, CaseListQuery } from './filters.ts';
import { GridCollection, PackView } from './packView.ts';
import {
  ImportJob,
  ImportRequest,
  PreviewReport,
  PreviewRequest,
  ProbeReport,
  ProbeRequest,
  SourceCreate,
  SourceList,
  SourcePatch,
  SourceStatus,
  UploadReport,
} from './sources.ts';
import { CityEvent, CityStatus, QuarantinePage, QuarantineQuery, RetryReport } from './status.ts';

/** What the body of an answer is. `floats`: Float32 little-endian; `events`: a stream of CityEvent. */
type Produces = 'json' | 'floats' | 'events' | 'nothing';
/** What the body of a question must be. `bytes`: any media type, streamed. */
type Consumes = 'nothing' | 'json' | 'bytes';

/**
 * One route of the service. Parameters in `path` are written `:id`. Queries are strict: a misspelt filter is refused,
 * since an ignored one would give a number that looks right and is not.
 */
export type Route<
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  /** For people, in Chinese. */
  summary: string;
  query: Q;
  consumes: Consumes;
  body: B;
  produces: Produces;
  response: R;
  /** Status of success. */
  status: 200 | 201 | 202 | 204;
};

const NoQuery = z.strictObject({});
const NoBody = z.undefined();
const Nothing = z.undefined();

function get<Q extends z.ZodType, R extends z.ZodType>(path: string, summary: string, query: Q, response: R) {
  return {
    method: 'GET',
    path,
    summary,
    query,
    consumes: 'nothing',
    body: NoBody,
    produces: 'json',
    response,
    status: 200,
  } as const satisfies Route;
}

function post<B extends z.ZodType, R extends z.ZodType>(
  path: string,
  summary: string,
  body: B,
  response: R,
  status: 200 | 201 | 202,
) {
  return {
    method: 'POST',
    path,
    summary,
    query: NoQuery,
    consumes: body === (NoBody as z.ZodType) ? 'nothing' : 'json',
    body,
    produces: 'json',
    response,
    status,
  } as const satisfies Route;
}

function remove(path: string, summary: string) {
  return {
    method: 'DELETE',
    path,
    summary,
    query: NoQuery,
    consumes: 'nothing',
    body: NoBody,
    produces: 'nothing',
    response: Nothing,
    status: 204,
  } as const satisfies Route;
}

const ImportList = z.object({ jobs: z.array(ImportJob) });
/** The saved source as the list shows it. */
export const SourceEntry = SourceList.shape.sources.element;
export type SourceEntry = z.infer<typeof SourceEntry>;
/** Name of an uploaded file; only its ending and its last part are used. */
const UploadQuery = z.strictObject({ filename: z.string().min(1).max(200) });

/** Every route of the service; the one place where paths are written. */
export const routes = {
  status: get('/api/status', '运行状态：修订号、模式、案件总数、各数据源、告警', NoQuery, CityStatus),
  summary: get('/api/summary', '指标条与筛选清单', CaseFilterQuery.strict(), Summary),
  cases: get('/api/cases', '案件队列，分页', CaseListQuery.strict(), CasePage),
  case: get('/api/cases/:id', '案件详情：历史、时限及其算法', NoQuery, CaseDetail),
  heat: {
    ...get(
      '/api/heat',
      '密度面：Float32 小端，自北向南逐行，单位 件/平方公里',
      HeatQuery.strict(),
      z.undefined(),
    ),
    produces: 'floats',
  },
  grids: get('/api/grids', '网格边界（GeoJSON）', NoQuery, GridCollection),
  gridCounts: get('/api/grids/counts', '各网格案件数', CaseFilterQuery.strict(), GridCounts),
  histogram: get('/api/histogram', '按上报时间分段计数', HistogramQuery.strict(), Histogram),
  points: get('/api/points', '放大后的案件点位，列式', PointsQuery.strict(), Points),
  pack: get('/api/pack', '城市包：名称、机构、目录、来源说明、街道与辖区边界', NoQuery, PackView),
  sources: get('/api/sources', '数据源清单与密钥保管方式', NoQuery, SourceList),
  createSource: post('/api/sources', '保存新的数据源', SourceCreate, SourceEntry, 201),
  source: get('/api/sources/:id', '单个数据源', NoQuery, SourceEntry),
  patchSource: {
    ...post(
      '/api/sources/:id',
      '修改数据源（名称、周期、暂停、坐标系、时区）',
      SourcePatch.strict(),
      SourceEntry,
      200,
    ),
    method: 'PATCH',
  },
  deleteSource: remove('/api/sources/:id', '停用并移除数据源；已入库案件保留'),
  syncSource: post('/api/sources/:id/sync', '立即同步', NoBody, SourceStatus, 202),
  probe: post(
    '/api/sources/probe',
    '探测接口：方言、分页、限速、时钟、坐标系',
    ProbeRequest,
    ProbeReport,
    200,
  ),
  preview: post('/api/sources/preview', '预览若干行入库后的样子，不写库', PreviewRequest, PreviewReport, 200),
  quarantine: get('/api/quarantine', '隔离区：未能读入的行及原因', QuarantineQuery.strict(), QuarantinePage),
  retryQuarantine: post('/api/quarantine/:id/retry', '重试一行隔离数据', NoBody, RetryReport, 200),
  upload: {
    ...post('/api/uploads', '上传文件并猜测字段对应', NoBody, UploadReport, 201),
    consumes: 'bytes',
    query: UploadQuery,
  },
  imports: get('/api/imports', '本次运行以来的导入任务', NoQuery, ImportList),
  createImport: post('/api/imports', '开始导入已上传的文件', ImportRequest, ImportJob, 202),
  importJob: get('/api/imports/:id', '导入进度与对账', NoQuery, ImportJob),
  cancelImport: remove('/api/imports/:id', '取消导入；已入库的行保留并计入对账'),
  events: { ...get('/api/events', '事件流：init 后接增量', NoQuery, CityEvent), produces: 'events' },
  openapi: get('/api/openapi.json', '由契约生成的接口说明', NoQuery, z.record(z.string(), z.unknown())),
} as const satisfies Record<string, Route>;
