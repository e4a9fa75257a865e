import type { NewOrder } from '../contract/orders.ts';
import { localDate } from '../time/zone.ts';
import { invalid, type OrderContext } from './context.ts';

/** Refuses an order that cannot be given as it is written: units, links, date. */
export function checkDraft(order: NewOrder, context: OrderContext): void {
  checkUnits(order.lead, order.coUnits, context);
  for (const subject of order.subjects)
    if (!context.exists(subject)) invalid({ code: 'order-subject', parameters: { id: subject.id } });
  const { now, calendar } = context;
  if (order.due !== null && order.due < localDate(now, calendar.zone))
    invalid({ code: 'order-due-past', parameters: {} });
}

/** Every file that is named was uploaded. */
export function checkFiles(evidence: readonly string[], { hasFile }: OrderContext): void {
  const hash = evidence.find((one) => !hasFile(one));
  if (hash !== undefined) invalid({ code: 'order-file', parameters: { hash } });
}

/** Lead and co-units are departments or streets of the city, each named once. */
export function checkUnits(lead: string, coUnits: readonly string[], { orgs }: OrderContext): void {
  const units = [lead, ...coUnits];
  for (const unit of units) {
    const org = orgs.find(({ code }) => code === unit);
    if (org === undefined) invalid({ code: 'order-unit', parameters: { org: unit } });
    else if (org.kind !== 'department' && org.kind !== 'street')
      invalid({ code: 'order-lead-kind', parameters: {} });
  }
  if (new Set(units).size < units.length) invalid({ code: 'order-unit-twice', parameters: {} });
}
