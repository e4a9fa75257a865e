import { z } from 'zod';
import { ExportRequest } from '../exportCases.ts';
import { OrderCommand, RegisterOrder } from '../orderCommands.ts';
import {
  DrawRequest,
  OrderAnswer,
  OrderDraw,
  OrderDraws,
  OrderFilter,
  OrderListQuery,
  OrderPage,
  OrderView,
} from '../orderViews.ts';
import { ownEntry } from '../writeRule.ts';
import { get, NoQuery, post, type Route } from './route.ts';

/** Supervision orders (督办件) and their register (督办台账). */
export const orderRoutes = {
  orders: get('/api/orders', '督办台账，分页', OrderListQuery.strict(), OrderPage),
  createOrder: post('/api/orders', '督办件立项', RegisterOrder, OrderAnswer, 201, ownEntry),
  orderDraws: get(
    '/api/orders/draws',
    '回头看抽取：已抽取的月份、种子和名单，待抽取的月份',
    NoQuery,
    OrderDraws,
  ),
  drawOrders: post(
    '/api/orders/draws',
    '抽取一个月的回头看；每月一次，种子取自日志',
    DrawRequest,
    OrderDraw,
    201,
    ownEntry,
  ),
  exportOrders: {
    ...post(
      '/api/orders/export',
      '导出督办台账（CSV 或 xlsx）：须登录并说明理由，文中号码已隐去，记入审计',
      ExportRequest,
      z.undefined(),
      200,
      ownEntry,
    ),
    query: OrderFilter.strict(),
    produces: 'bytes',
  },
  order: get('/api/orders/:id', '单个督办件：时限、办理过程、可办的动作', NoQuery, OrderView),
  commandOrder: post(
    '/api/orders/:id/commands',
    '对督办件的一个动作；同一编号只执行一次',
    OrderCommand,
    OrderAnswer,
    200,
    ownEntry,
  ),
} as const satisfies Record<string, Route>;
