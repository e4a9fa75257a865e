import { z } from 'zod';
import { ExchangeProbeReport, ExchangeProbeRequest } from '../exchangeProbe.ts';
import { ImportPreview, ImportPreviewRequest } from '../importPreview.ts';
import {
  ImportNotesPage,
  ImportNotesQuery,
  ImportRecord,
  ImportRecordPage,
  ImportRecordQuery,
  ImportRowsPage,
  ImportRowsQuery,
  UndoRequest,
  WholeCount,
  WholeRequest,
} from '../imports.ts';
import { PushAnswer, PushKey } from '../push.ts';
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
} from '../sources.ts';
import { QuarantinePage, QuarantineQuery, RetryReport } from '../status.ts';
import { audited, withoutSession } from '../writeRule.ts';
import { get, NoBody, NoQuery, post, type Route, remove } from './route.ts';

const ImportList = z.object({ jobs: z.array(ImportJob) });
/** The saved source as the list shows it. */
export const SourceEntry = SourceList.shape.sources.element;
export type SourceEntry = z.infer<typeof SourceEntry>;
/** Name of an uploaded file; folders in it are ignored. */
const UploadQuery = z.strictObject({ filename: z.string().min(1).max(200) });

/** Which sheet of an uploaded workbook is looked at instead. */
const UploadSheet = z.strictObject({ sheet: z.string().min(1).max(200) });

/** Sources, their quarantine, and the import of files. */
export const sourceRoutes = {
  sources: get('/api/sources', '数据源清单与密钥保管方式', NoQuery, SourceList),
  createSource: post(
    '/api/sources',
    '保存新的数据源',
    SourceCreate,
    SourceEntry,
    201,
    audited('manage-sources', 'source.create'),
  ),
  source: get('/api/sources/:id', '单个数据源', NoQuery, SourceEntry),
  patchSource: {
    ...post(
      '/api/sources/:id',
      '修改数据源（名称、周期、暂停、坐标系、时区）',
      SourcePatch.strict(),
      SourceEntry,
      200,
      audited('manage-sources', 'source.change'),
    ),
    method: 'PATCH',
  },
  deleteSource: remove(
    '/api/sources/:id',
    '停用并移除数据源；已入库案件保留',
    audited('manage-sources', 'source.remove'),
  ),
  syncSource: post(
    '/api/sources/:id/sync',
    '立即同步',
    NoBody,
    SourceStatus,
    202,
    audited('handle-rows', 'source.sync'),
  ),
  probe: post(
    '/api/sources/probe',
    '探测接口：方言、分页、限速、时钟、坐标系',
    ProbeRequest,
    ProbeReport,
    200,
    audited('manage-sources', 'source.probe'),
  ),
  probeExchange: post(
    '/api/sources/exchange/probe',
    '探测中间库：可读视图、列、主键列与增量列',
    ExchangeProbeRequest,
    ExchangeProbeReport,
    200,
    audited('manage-sources', 'source.probe'),
  ),
  pushKey: post(
    '/api/sources/:id/push-key',
    '为推送来源生成新密钥，只在此应答中出现一次；旧密钥立即失效',
    NoBody,
    PushKey,
    201,
    audited('manage-sources', 'source.push-key'),
  ),
  push: {
    ...post(
      '/api/push/:id',
      '推送案件：按密钥签名，不需要登录',
      NoBody,
      PushAnswer,
      200,
      withoutSession('the signature by the key of the source is the proof'),
    ),
    consumes: 'bytes',
  },
  preview: post(
    '/api/sources/preview',
    '预览若干行入库后的样子，不写库',
    PreviewRequest,
    PreviewReport,
    200,
    audited('manage-sources', 'source.preview'),
  ),
  quarantine: get('/api/quarantine', '隔离区：未能读入的行及原因', QuarantineQuery.strict(), QuarantinePage),
  retryQuarantine: post(
    '/api/quarantine/:id/retry',
    '重试一行隔离数据',
    NoBody,
    RetryReport,
    200,
    audited('handle-rows', 'quarantine.retry'),
  ),
  upload: {
    ...post(
      '/api/uploads',
      '上传文件并猜测字段对应',
      NoBody,
      UploadReport,
      201,
      audited('handle-rows', 'import.upload'),
    ),
    consumes: 'bytes',
    query: UploadQuery,
  },
  uploadSheet: post(
    '/api/uploads/:id/sheet',
    '改看已上传工作簿的另一张表',
    UploadSheet,
    UploadReport,
    200,
    audited('handle-rows', 'import.upload'),
  ),
  previewUpload: post(
    '/api/uploads/:id/preview',
    '预检已上传的文件：按字段对应通读全文，不写库',
    ImportPreviewRequest,
    ImportPreview,
    202,
    audited('handle-rows', 'source.preview'),
  ),
  importPreview: get('/api/previews/:id', '预检的进度与结果', NoQuery, ImportPreview),
  cancelPreview: remove('/api/previews/:id', '取消预检', audited('handle-rows', 'import.cancel')),
  imports: get('/api/imports', '本次运行以来的导入任务', NoQuery, ImportList),
  createImport: post(
    '/api/imports',
    '开始导入已上传的文件',
    ImportRequest,
    ImportJob,
    202,
    audited('handle-rows', 'import.start'),
  ),
  importJob: get('/api/imports/:id', '导入进度与对账', NoQuery, ImportJob),
  cancelImport: remove(
    '/api/imports/:id',
    '取消导入；已入库的行保留并计入对账',
    audited('handle-rows', 'import.cancel'),
  ),
  wholeCount: post(
    '/api/uploads/:id/whole',
    '把已上传的文件当作整表，数出应结案的案件，不写库',
    WholeRequest,
    WholeCount,
    200,
    audited('handle-rows', 'import.whole-count'),
  ),
  importRecords: get(
    '/api/import-records',
    '历次导入及其结果，最近的在前',
    ImportRecordQuery,
    ImportRecordPage,
  ),
  importNotes: get(
    '/api/import-records/:id/notes',
    '一次导入中入库但有说明的案件，可按说明种类筛选',
    ImportNotesQuery,
    ImportNotesPage,
  ),
  importRows: get(
    '/api/import-records/:id/rows',
    '一次导入的逐行结果：入库、入库有说明、未变、隔离，按类列出',
    ImportRowsQuery,
    ImportRowsPage,
  ),
  undoImport: post(
    '/api/import-records/:id/undo',
    '撤销一次导入：新增的案件移除，改动的案件还原，其后又有变化的不动',
    UndoRequest,
    ImportRecord,
    200,
    audited('handle-rows', 'import.undo'),
  ),
} as const satisfies Record<string, Route>;
