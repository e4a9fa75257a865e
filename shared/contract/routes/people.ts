import { ActingChoice, DelegationCreate, DelegationEnd, DelegationList } from '../delegations.ts';
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
} from '../operators.ts';
import { Delegation, OperatorWithPosts, SessionInfo, SessionRequest } from '../people.ts';
import { ownEntry, unaudited, withoutSession } from '../writeRule.ts';
import { get, NoBody, NoQuery, Nothing, post, type Route, remove } from './route.ts';

/** Sessions, operators, delegations and the audit. */
export const peopleRoutes = {
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
} as const satisfies Record<string, Route>;
