import { type Handover, HandoverRecord } from '../../../shared/contract/handover.ts';
import type { HandoverTable } from '../store/handoverTable.ts';
import { HandoverRefused } from './refused.ts';
import type { HandoverStreams } from './streamKind.ts';

/** The open hand-over of a post; null while there is none. */
export function openOf(
  table: Pick<HandoverTable, 'openIdOf'>,
  streams: Pick<HandoverStreams, 'load'>,
  org: string,
): Handover | null {
  const id = table.openIdOf(org);
  const state = id === null ? null : streams.load(id);
  return state?.stage === 'open' ? state.handover : null;
}

/**
 * The open hand-over of that number.
 * @throws HandoverRefused where it is signed already, never was, or belongs to another post.
 */
export function openById(streams: Pick<HandoverStreams, 'load'>, id: string, org: string): Handover {
  const state = streams.load(id);
  if (state === null || state.stage === 'cancelled') throw new HandoverRefused('none-open');
  if (state.stage === 'signed') throw new HandoverRefused('already-signed');
  if (state.handover.post.org !== org) throw new HandoverRefused('other-post');
  return state.handover;
}

/** The record in the event of a signature. Years later another program reads it: through the contract. */
export function readRecord(event: string): HandoverRecord {
  const { record }: { record: unknown } = JSON.parse(event);
  return HandoverRecord.parse(record);
}
