import { z } from 'zod';
import { WallWhistle, WallWhistleQuery } from '../wallWhistles.ts';
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
} from '../whistleApi.ts';
import { BatchAnswer, NoticesRead, NoticesReadAnswer, WhistleBatch } from '../whistleBatch.ts';
import { WhistleCommand } from '../whistleCommands.ts';
import { NoticePage, NoticeQuery, NoticesShown, NoticesShownAnswer } from '../whistleNotices.ts';
import { WhistleListQuery, WhistlePage } from '../whistles.ts';
import { CommandAnswer, WhistleView } from '../whistleView.ts';
import { audited, ownEntry, unaudited } from '../writeRule.ts';
import { get, NoBody, NoQuery, post, type Route } from './route.ts';

/** Whistles, their notices and their files. */
export const whistleRoutes = {
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
} as const satisfies Record<string, Route>;
