import { EXPORT_HEADERS, type ExportFormat } from '../../../shared/contract/exportCases.ts';
import type { OrderCommand } from '../../../shared/contract/orderCommands.ts';
import type { OrderView } from '../../../shared/contract/orderViews.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { ApiError } from '../client/apiError.ts';
import { call } from '../client/call.ts';
import type { QueryOf } from '../client/request.ts';
import { invalidateRoutes } from '../client/routeQuery.ts';
import { saveFile } from '../client/saveFile.ts';
import { handleSessionEnd } from '../client/session.ts';

/** Pauses before the second and third try, ms: the same command id is executed at most once. */
const RETRY_DELAYS_MS = [400, 1500];

/** Sends an act on an order; a registration makes a new one. Without a connection it is sent again. @throws ApiError */
export async function sendOrder(id: string | null, command: OrderCommand): Promise<OrderView> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { view } = await post(id, command);
      await invalidateRoutes(routes.orders, routes.order);
      return view;
    } catch (error) {
      const pause = RETRY_DELAYS_MS[attempt];
      const cut = error instanceof ApiError && (error.status === 0 || error.status === 503);
      if (!cut || pause === undefined) throw withSessionEnd(error);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function post(id: string | null, command: OrderCommand) {
  if (id !== null) return call(routes.commandOrder, { id, body: command });
  if (command.type !== 'register') throw new Error(`${command.type} without an order`);
  return call(routes.createOrder, { body: command });
}

/** Draws the re-checks (回头看) of a month. @throws ApiError */
export async function drawMonth(month: string, commandId: string): Promise<void> {
  try {
    await call(routes.drawOrders, { body: { month, commandId } });
    await invalidateRoutes(routes.orders, routes.order, routes.orderDraws);
  } catch (error) {
    throw withSessionEnd(error);
  }
}

/** A finished export: number of orders, its number in the audit, and the file name. */
export type ExportedRegister = { count: number; number: string; filename: string };

/** Saves the register with these filters as a file; the reason is stored in the audit. @throws ApiError */
export async function exportRegister(
  query: QueryOf<typeof routes.exportOrders>,
  reason: string,
  format: ExportFormat,
): Promise<ExportedRegister> {
  try {
    const { file, headers } = await call(routes.exportOrders, { query, body: { reason, format } });
    const encoded = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '')?.[1];
    const filename = encoded === undefined ? `督办台账.${format}` : decodeURIComponent(encoded);
    saveFile(file, filename);
    const count = Number(headers.get(EXPORT_HEADERS.count));
    return { count, number: headers.get(EXPORT_HEADERS.number) ?? '', filename };
  } catch (error) {
    throw withSessionEnd(error);
  }
}

function withSessionEnd(error: unknown): unknown {
  if (error instanceof ApiError && error.status === 401) handleSessionEnd();
  return error;
}
