import {
  OutboxCases,
  OutboxCasesQuery,
  OutboxDelivered,
  OutboxDiscard,
  OutboxMessage,
  OutboxPage,
  OutboxQuery,
  OutboxRetry,
} from '../outbox.ts';
import { audited } from '../writeRule.ts';
import { get, post, type Route } from './route.ts';

/** Messages to upstreams (回传). Who may act on one follows from whose act caused it; the use case checks. */
export const outboxRoutes = {
  outbox: get('/api/outbox', '回传清单：待同步、失败与已确认', OutboxQuery, OutboxPage),
  outboxCases: get('/api/outbox/cases', '哪些案件有待同步或失败的回传', OutboxCasesQuery, OutboxCases),
  retryMessage: post(
    '/api/outbox/:id/retry',
    '重发一条回传，可改正文',
    OutboxRetry,
    OutboxMessage,
    200,
    audited('signed-in', 'outbox.retry'),
  ),
  messageDelivered: post(
    '/api/outbox/:id/delivered',
    '登记上游已收到',
    OutboxDelivered,
    OutboxMessage,
    200,
    audited('signed-in', 'outbox.delivered'),
  ),
  discardMessage: post(
    '/api/outbox/:id/discard',
    '放弃一条回传，须说明理由',
    OutboxDiscard,
    OutboxMessage,
    200,
    audited('signed-in', 'outbox.discard'),
  ),
} as const satisfies Record<string, Route>;
