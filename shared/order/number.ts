import type { OrderNumber } from '../contract/orders.ts';

/** `督〔2026〕12号`, as GB/T 9704 writes 发文字号: the year in full, no 第, no leading zero. */
export function numberText({ series, year, number }: OrderNumber): string {
  return `${series}〔${year}〕${number}号`;
}

/** Id of an order, from the id of the command that registers it: the same command twice is the same order. */
export function orderId(commandId: string): string {
  return `o-${commandId}`;
}

/** Command id of a firing timer: the same timer of the same order fires once. */
export function timerCommandId(order: string, timer: string): string {
  return `t-${order}-${timer}`;
}
