import {
  type DrawCommand,
  type DrawEvent,
  type DrawRefusal,
  type DrawState,
  drawDecider,
} from '../../../shared/order/draw.ts';
import type { Streams } from '../journal/openJournal.ts';
import type { StreamKind } from '../journal/streamKind.ts';
import type { JournalTable } from '../store/journalTable.ts';
import type { OrderTable } from '../store/orderTable.ts';

export type DrawStreams = Streams<DrawState, DrawCommand, DrawEvent, DrawRefusal>;

/**
 * The draws of re-checks (回头看) as a kind of stream, one for each month. The seed is the value of the journal's chain before
 * the entry: it stands in the log, and nobody who draws can choose it.
 */
export function drawKind(
  table: OrderTable,
  journal: Pick<JournalTable, 'head'>,
  zone: () => string,
): StreamKind<DrawState, DrawCommand, DrawEvent, DrawRefusal> {
  return {
    kind: drawDecider.kind,
    foldVersion: 1,
    decide: (month, state, command, { by, at }) =>
      drawDecider.decide(state, command, {
        ...{ now: at, zone: zone(), month, by, pool: table.closedIn(month) },
        seed: journal.head().link.toString('hex'),
      }),
    evolve: drawDecider.evolve,
    audited: () => false,
    timers: () => [],
    notices: () => [],
    writeTables: (_stream, month, { drawn }) => table.writeDraw(month, drawn),
    expireCommand(month) {
      throw new Error(`the draw of ${month} has no timers`);
    },
  };
}
