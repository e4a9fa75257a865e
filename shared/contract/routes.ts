import { z } from 'zod';
import {
  CalendarChangeRequest,
  CalendarPreview,
  CalendarPreviewRequest,
  CalendarView,
  CalendarYearQuery,
  CalendarYearView,
} from './calendars.ts';
import { CaseContact, CaseDetail, CasePage, ContactRequest } from './cases.ts';
import { ActingChoice, DelegationCreate, DelegationEnd, DelegationList } from './delegations.ts';
import { ExportQuery, ExportRequest } from './exportCases.ts';
import { GridCounts, HeatQuery, Histogram, HistogramQuery, Points, PointsQuery, Summary } from './figures.ts';
import { CaseFilterQuery, CaseListQuery } from './filters.ts';
import {
  Acknowledgement,
  HandoverList,
  HandoverQuery,
  HandoverSheet,
  HandoverSigned,
  IncomingChoice,
  IncomingSignature,
  NoteChange,
  OutgoingSignature,
  PostHandover,
  PostHandoverQuery,
  ShelvedAlarms,
  ShelveRequest,
  UnshelveRequest,
} from './handover.ts';
import {
  AuditPage,
  AuditQuery,
  OperatorCreate,
  OperatorList,
  OperatorPatch,
  PinChange,
  PostChoice,
  SessionState,
  SignInList,
} from './operators.ts';
import { GridCollection, PackView } from './packView.ts';
import { Delegation, OperatorWithPosts, SessionInfo, SessionRequest } from './people.ts';
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
import {
  CityEvent,
  CityStatus,
  JournalAcknowledgement,
  QuarantinePage,
  QuarantineQuery,
  RetryReport,
} from './status.ts';
import { DissolvedList, TransferReport, TransferRequest } from './successions.ts';
import { WallWhistle, WallWhistleQuery } from './wallWhistles.ts';
import {
  Attachment,
  AttachmentQuery,
  CheckInCode,
  IndicatorQuery,
  Suggestion,
  SuggestQuery,
  ViewQuery,
  ViewTicket,
  WhistleCreate,
  WhistleIndicators,
} from './whistleApi.ts';
import { BatchAnswer, NoticesRead, NoticesReadAnswer, WhistleBatch } from './whistleBatch.ts';
import { WhistleCommand } from './whistleCommands.ts';
import { NoticePage, NoticeQuery, NoticesShown, NoticesShownAnswer } from './whistleNotices.ts';
import { WhistleListQuery, WhistlePage } from './whistles.ts';
import { CommandAnswer, WhistleView } from './whistleView.ts';
import { audited, ownEntry, unaudited, type WriteRule, withoutSession } from './writeRule.ts';

/** What the body of a response is. `floats`: Float32 little-endian; `events`: a stream of CityEvent; `bytes`: a file. */
type Produces = 'json' | 'floats' | 'bytes' | 'events' | 'nothing';
/** What the body of a request must be. `bytes`: any media type, streamed. */
type Consumes = 'nothing' | 'json' | 'bytes';

/**
 * One route of the service. Parameters in `path` are written `:id`. Queries are strict: a misspelt filter is refused,
 * since ignoring it would give a plausible but wrong number.
 */
export type Route<
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  /** Description in the API document, in Chinese. */
  summary: string;
  query: Q;
  consumes: Consumes;
  body: B;
  produces: Produces;
  response: R;
  /** Status of success. */
  status: 200 | 201 | 202 | 204;
  /** Who may use it and how it is recorded; null for a route that only reads. */
  write: WriteRule | null;
};

const NoQuery = z.strictObject({});
const NoBody = z.undefined();
const Nothing = z.undefined();

function get<const P extends string, Q extends z.ZodType, R extends z.ZodType>(
  path: P,
  summary: string,
  query: Q,
  response: R,
) {
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
    write: null,
  } as const satisfies Route;
}

function post<const P extends string, B extends z.ZodType, R extends z.ZodType>(
  path: P,
  summary: string,
  body: B,
  response: R,
  status: 200 | 201 | 202,
  write: WriteRule,
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
    write,
  } as const satisfies Route;
}

function remove<const P extends string>(path: P, summary: string, write: WriteRule) {
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
    write,
  } as const satisfies Route;
}

const ImportList = z.object({ jobs: z.array(ImportJob) });
/** The saved source as the list shows it. */
export const SourceEntry = SourceList.shape.sources.element;
export type SourceEntry = z.infer<typeof SourceEntry>;
/** Name of an uploaded file; folders in it are ignored. */
const UploadQuery = z.strictObject({ filename: z.string().min(1).max(200) });

/** Every route of the service; the one place where paths are written. */
export const routes = {
  status: get('/api/status', '运行状态：修订号、模式、案件总数、各数据源、告警', NoQuery, CityStatus),
  dissolved: get('/api/successions', '现行城市包中已没有的单位及其未结事项', NoQuery, DissolvedList),
  transfer: post(
    '/api/successions',
    '划转：撤并单位的未结事项由承接单位继续办理',
    TransferRequest,
    TransferReport,
    200,
    audited('transfer-org', 'org.transfer'),
  ),
  acceptClock: post(
    '/api/clock/accept',
    '本机时钟跳变后，确认以本机时间为准',
    NoBody,
    CityStatus,
    200,
    audited('confirm-clock', 'clock.accept'),
  ),
  acknowledgeJournal: post(
    '/api/journal/acknowledge',
    '日志异常查明后，填写原因予以确认',
    JournalAcknowledgement,
    CityStatus,
    200,
    audited('acknowledge-journal', 'journal.acknowledge'),
  ),
  summary: get('/api/summary', '指标条与筛选清单', CaseFilterQuery.strict(), Summary),
  cases: get('/api/cases', '案件队列，分页', CaseListQuery.strict(), CasePage),
  case: get('/api/cases/:id', '案件详情：历史、时限及其算法', NoQuery, CaseDetail),
  revealContact: post(
    '/api/cases/:id/contact',
    '查看联系方式：须登录并说明理由，记入审计',
    ContactRequest,
    CaseContact,
    200,
    ownEntry,
  ),
  exportCases: {
    ...post(
      '/api/cases/export',
      '导出案件队列（CSV）：须登录并说明理由，不含联系方式，记入审计',
      ExportRequest,
      z.undefined(),
      200,
      ownEntry,
    ),
    query: ExportQuery,
    produces: 'bytes',
  },
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
  calendar: get('/api/calendar', '工作日历：各年状态、本地停工、改动记录', NoQuery, CalendarView),
  calendarYear: get('/api/calendar/year', '工作日历：一年的每一天', CalendarYearQuery, CalendarYearView),
  previewCalendar: post(
    '/api/calendar/preview',
    '预览工作日历的改动：读入的问题、改变的日子、会变动的时限；不写库',
    CalendarPreviewRequest,
    CalendarPreview,
    200,
    unaudited('it shows what a change would do and changes nothing'),
  ),
  changeCalendar: post(
    '/api/calendar/changes',
    '改动工作日历，立即生效并记入审计（管理员、值班长）',
    CalendarChangeRequest,
    CalendarView,
    200,
    ownEntry,
  ),
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
  signIn: post(
    '/api/session',
    '用 PIN 登录；令牌同时放入 Cookie',
    SessionRequest,
    SessionInfo,
    200,
    withoutSession('it opens the session; every attempt is recorded'),
  ),
  session: get('/api/session', '当前登录的操作员', NoQuery, SessionState),
  keepSession: post(
    '/api/session/keep',
    '操作员仍在坐席前：推迟自动锁定',
    NoBody,
    SessionState,
    200,
    unaudited('it postpones the end of the own session'),
  ),
  choosePost: post(
    '/api/session/post',
    '选择以哪个岗位办理（一人多岗）',
    PostChoice,
    SessionState,
    200,
    ownEntry,
  ),
  chooseActing: post(
    '/api/session/acting',
    '选择代何人办理（委托代理）；null 为以本人名义',
    ActingChoice,
    SessionState,
    200,
    ownEntry,
  ),
  delegations: get('/api/delegations', '委托：谁在何时代谁办理哪些事项', NoQuery, DelegationList),
  createDelegation: post('/api/delegations', '办理委托', DelegationCreate, Delegation, 201, ownEntry),
  endDelegation: post('/api/delegations/:id/end', '提前终止委托', DelegationEnd, Delegation, 200, ownEntry),
  signOut: remove(
    '/api/session',
    '退出登录',
    withoutSession('it ends the own session, if there is one; recorded with the session'),
  ),
  operators: get('/api/operators', '登录画面：操作员姓名与角色', NoQuery, SignInList),
  createOperator: post(
    '/api/operators',
    '添加操作员（管理员；首名操作员无需登录）',
    OperatorCreate,
    OperatorWithPosts,
    201,
    withoutSession(
      'the first administrator is created before anybody can sign in; the use case checks all others',
    ),
  ),
  patchOperator: {
    ...post(
      '/api/operators/:id',
      '修改、停用或启用操作员（管理员）',
      OperatorPatch,
      OperatorWithPosts,
      200,
      ownEntry,
    ),
    method: 'PATCH',
  },
  setPin: {
    ...post('/api/operators/:id/pin', '修改自己的 PIN，或由管理员重置', PinChange, Nothing, 200, ownEntry),
    produces: 'nothing',
    status: 204,
  },
  allOperators: get('/api/operators/all', '全部操作员，含已停用（管理员、审计员）', NoQuery, OperatorList),
  audit: get('/api/audit', '登录与操作员管理的审计记录，新的在前（审计员）', AuditQuery.strict(), AuditPage),
  whistles: get('/api/whistles', '吹哨清单，新的在前，分页', WhistleListQuery.strict(), WhistlePage),
  createWhistle: post('/api/whistles', '拟哨', WhistleCreate, CommandAnswer, 201, ownEntry),
  whistleIndicators: get(
    '/api/whistles/indicators',
    '吹哨指标：分子、分母、口径及其逐条来源；默认近 30 天',
    IndicatorQuery.strict(),
    WhistleIndicators,
  ),
  whistleSuggest: get(
    '/api/whistles/suggest',
    '按地点或案件建议：街道、事项、部门、附近的哨、本级可办提示',
    SuggestQuery,
    Suggestion,
  ),
  whistle: get('/api/whistles/:id', '单个哨：各部门、时钟、日志', NoQuery, WhistleView),
  commandWhistle: post(
    '/api/whistles/:id/commands',
    '对哨的一个动作；同一编号只执行一次',
    WhistleCommand,
    CommandAnswer,
    200,
    ownEntry,
  ),
  commandWhistles: post(
    '/api/whistles/commands',
    '批量办理：一次 PIN 确认，逐哨签收或审签，各记一条；同一编号只执行一次',
    WhistleBatch,
    BatchAnswer,
    200,
    ownEntry,
  ),
  checkInCode: get('/api/whistles/:id/check-in', '现场签到码（街道）', NoQuery, CheckInCode),
  wallWhistles: get(
    '/api/wall/whistles',
    '大屏：在办的哨，无姓名与联系方式，新的在前，分页',
    WallWhistleQuery,
    WhistlePage,
  ),
  wallWhistle: get('/api/wall/whistles/:id', '大屏：单个哨的经过，无姓名与联系方式', NoQuery, WallWhistle),
  notices: get('/api/notices', '发给当前操作员的通知，新的在前，保留 90 天', NoticeQuery, NoticePage),
  noticesShown: post(
    '/api/notices/shown',
    '这些通知已在屏幕上出现',
    NoticesShown,
    NoticesShownAnswer,
    200,
    unaudited('windows report on their own what the operator has seen'),
  ),
  noticesRead: post(
    '/api/notices/read',
    '全部已阅：一次 PIN 确认，逐条留痕',
    NoticesRead,
    NoticesReadAnswer,
    200,
    ownEntry,
  ),
  handoverDesk: get(
    '/api/handovers/open',
    '本岗位的交接班：清单、应交接班次、可接班的人',
    PostHandoverQuery,
    PostHandover,
  ),
  openHandover: post(
    '/api/handovers',
    '开始交接班：生成清单；已开始的照旧',
    NoBody,
    PostHandover,
    200,
    ownEntry,
  ),
  handovers: get('/api/handovers', '已签名的交接班记录，新的在前', HandoverQuery, HandoverList),
  handover: get('/api/handovers/:id', '一份已签名的交接班记录，附日志校验码', NoQuery, HandoverSheet),
  handoverNote: post('/api/handovers/:id/notes', '写交班备注', NoteChange, PostHandover, 200, ownEntry),
  handoverIncoming: post(
    '/api/handovers/:id/incoming',
    '选定接班人',
    IncomingChoice,
    PostHandover,
    200,
    ownEntry,
  ),
  handoverAcknowledge: post(
    '/api/handovers/:id/acknowledge',
    '接班人逐项核对：已核或有异议',
    Acknowledgement,
    PostHandover,
    200,
    ownEntry,
  ),
  handoverSignOutgoing: post(
    '/api/handovers/:id/sign-outgoing',
    '交班人签名',
    OutgoingSignature,
    PostHandover,
    200,
    ownEntry,
  ),
  handoverSign: post(
    '/api/handovers/:id/sign',
    '接班人用 PIN 签名：记录入链，坐席同时换人',
    IncomingSignature,
    HandoverSigned,
    200,
    ownEntry,
  ),
  cancelHandover: remove('/api/handovers/:id', '放弃进行中的交接班', ownEntry),
  shelvedAlarms: get('/api/alarms/shelved', '当前操作员搁置的告警', NoQuery, ShelvedAlarms),
  shelveAlarms: post(
    '/api/alarms/shelve',
    '搁置告警，到时自动恢复',
    ShelveRequest,
    ShelvedAlarms,
    200,
    audited('signed-in', 'alarms.shelve'),
  ),
  unshelveAlarms: post(
    '/api/alarms/unshelve',
    '取消搁置',
    UnshelveRequest,
    ShelvedAlarms,
    200,
    audited('signed-in', 'alarms.unshelve'),
  ),
  createAttachment: {
    ...post(
      '/api/attachments',
      '上传照片或文件，按内容命名',
      NoBody,
      Attachment,
      201,
      audited('signed-in', 'attachment.add'),
    ),
    consumes: 'bytes',
    query: AttachmentQuery,
  },
  attachment: {
    ...get('/api/attachments/:id', '照片或文件的内容', NoQuery, z.undefined()),
    produces: 'bytes',
  },
  viewTicket: get('/api/files', '查看照片、播放录像所用的凭据，随登录会话失效', NoQuery, ViewTicket),
  viewFile: {
    ...get('/api/files/:id', '凭据下的照片、录像或录音；HEIC 照片可转为 JPEG', ViewQuery, z.undefined()),
    produces: 'bytes',
  },
  events: { ...get('/api/events', '事件流：init 后接增量', NoQuery, CityEvent), produces: 'events' },
  openapi: get('/api/openapi.json', '由契约生成的接口说明', NoQuery, z.record(z.string(), z.unknown())),
} as const satisfies Record<string, Route>;
