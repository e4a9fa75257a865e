import { type Handover, HandoverRecord } from '../../../shared/contract/handover.ts';
import type { HandoverTable } from '../store/handoverTable.ts';
import { HandoverRefused } from './refused.ts';
import type { HandoverStreams } from './streamKind.ts';

/** The open hand-over of a post; null if there is none. */
export function openHandoverOf(
  table: Pick<HandoverTable, 'openIdOf'>,
  streams: Pick<HandoverStreams, 'load'>,
  org: string,
): Handover | null {
  const id = table.openIdOf(org);
  const state = id === null ? null : streams.load(id);
  return state?.stage === 'open' ? state.handover : null;
}

/**
 * The open hand-over with that id.
 * @throws HandoverRefused if it is signed already, does not exist, or belongs to another post
 */
export function openById(streams: Pick<HandoverStreams, 'load'>, id: string, org: string): Handover {
  const state = streams.load(id);
  if (state === null || state.stage === 'cancelled') throw new HandoverRefused('none-open');
  if (state.stage === 'signed') throw new HandoverRefused('already-signed');
  if (state.handover.post.org !== org) throw new HandoverRefused('other-post');
  return state.handover;
}

/** The record of a `signed` event, validated by the schema since a later version of the program may read it. */
export function readRecord(event: string): HandoverRecord {
  const { record }: { record: unknown } = JSON.parse(event);
  return HandoverRecord.parse(record);
}
