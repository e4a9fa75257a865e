import {
  type Handover,
  HandoverRecord,
  type HandoverRecord as Record,
} from '../../../shared/contract/handover.ts';
import type { HandoverTable } from '../store/handoverTable.ts';
import { HandoverRefused } from './refused.ts';

/** The open hand-over of a post; null while there is none. What this program wrote is read back as it is. */
export function draftOf(table: HandoverTable, org: string): Handover | null {
  const row = table.draft(org);
  if (row === null) return null;
  const handover: Handover = JSON.parse(row.body);
  return handover;
}

/**
 * The open hand-over of that number.
 * @throws HandoverRefused where it is signed already, never was, or belongs to another post.
 */
export function draftFor(table: HandoverTable, id: string, org: string): Handover {
  const row = table.draftById(id);
  if (row === null) throw new HandoverRefused(table.signed(id) === null ? 'none-open' : 'already-signed');
  if (row.org !== org) throw new HandoverRefused('other-post');
  const handover: Handover = JSON.parse(row.body);
  return handover;
}

export function putDraft(table: HandoverTable, handover: Handover): void {
  const { id, post, openedAt } = handover;
  table.putDraft({ org: post.org, id, openedAt, body: JSON.stringify(handover) });
}

/** Years later another program reads it: through the contract. */
export function readRecord(body: string): Record {
  return HandoverRecord.parse(JSON.parse(body));
}
