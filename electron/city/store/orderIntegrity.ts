import type { Database } from 'better-sqlite3';
import { canonical } from '../../../shared/journal/canonical.ts';
import { type DrawEvent, drawDecider, drawnFrom } from '../../../shared/order/draw.ts';
import type { OrderEvent } from '../../../shared/order/events.ts';
import { evolve } from '../../../shared/order/evolve.ts';
import { ORDER_FOLD_VERSION } from '../../../shared/order/foldVersion.ts';
import type { OrderState } from '../../../shared/order/state.ts';
import type { Finding } from './caseIntegrity.ts';
import { orderColumnsOf, orderTimerRows } from './orderProjection.ts';

type Stream = { key: number; subject: string; state: string; version: number; foldVersion: number };
type Row = Record<string, string | number | null>;

/** Checks orders (督办件) and draws (回头看): state, row and timers derived again from each log; each draw drawn again. */
export function orderFindings(db: Database): Finding[] {
  const streams = (kind: string) =>
    db
      .prepare<[string], Stream>(
        'SELECT key, subject, state, version, fold_version AS foldVersion FROM streams WHERE kind = ? ORDER BY key',
      )
      .all(kind);
  const events = db
    .prepare<[number], string>('SELECT event FROM journal_events WHERE stream = ? ORDER BY version')
    .pluck();
  const row = db.prepare<[number], Row>('SELECT * FROM orders WHERE key = ?');
  const timers = db
    .prepare<[number], string>(
      "SELECT id || ' ' || due_at || ' ' || body FROM timers WHERE stream = ? ORDER BY 1",
    )
    .pluck();
  const drawn = db
    .prepare<[string], string>('SELECT order_id FROM order_draws WHERE month = ? ORDER BY 1')
    .pluck();
  const lost = db
    .prepare<[], string>(
      "SELECT id FROM orders WHERE key NOT IN (SELECT key FROM streams WHERE kind = 'order') ORDER BY key",
    )
    .pluck();
  const strange = db
    .prepare<[], string>(
      "SELECT DISTINCT month FROM order_draws WHERE month NOT IN (SELECT subject FROM streams WHERE kind = 'recheck-draw')",
    )
    .pluck();
  return [
    ...streams('order').flatMap((stream) => {
      const state = orderOf(events.all(stream.key), stream);
      if (state === null) return finding('order-event', stream.subject, '的日志读不懂');
      return [
        ...(isSameRow(stream, row.get(stream.key), state)
          ? []
          : finding('order-projection', stream.subject, '的当前状态与其日志不符')),
        ...(same(timers.all(stream.key), timerTexts(state))
          ? []
          : finding('order-timers', stream.subject, '的计时与其状态不符')),
      ];
    }),
    ...lost.all().flatMap((id) => finding('order-projection', id, '没有日志')),
    ...streams('recheck-draw').flatMap(({ key, subject, state }) =>
      isSameDraw(events.all(key), subject, state, drawn.all(subject))
        ? []
        : [{ code: 'order-draw', message: `${subject} 的回头看抽取与其日志中的种子不符。` }],
    ),
    ...strange.all().map((month) => ({ code: 'order-draw', message: `${month} 的回头看抽取没有日志。` })),
  ];
}

function finding(code: string, id: string, why: string): Finding[] {
  return [{ code, message: `督办件 ${id} ${why}。` }];
}

function orderOf(log: readonly string[], { subject, version }: Stream): OrderState | null {
  let state: OrderState | null = null;
  try {
    for (const [i, text] of log.entries()) {
      const event: OrderEvent = JSON.parse(text);
      if (event.seq !== i + 1) return null;
      state = evolve(state, event);
    }
  } catch {
    return null;
  }
  return state !== null && state.id === subject && state.seq === version ? state : null;
}

function isSameRow({ state: stored, foldVersion }: Stream, row: Row | undefined, state: OrderState): boolean {
  // A state folded by another version may differ; this program does not use it.
  if (foldVersion === ORDER_FOLD_VERSION && stored !== canonical(state)) return false;
  const { dueAt, registeredAt, closedMonth, rechecked, ...columns } = orderColumnsOf(state);
  const expected: Row = {
    ...columns,
    ...{
      due_at: dueAt,
      registered_at: registeredAt,
      closed_month: closedMonth,
      rechecked: rechecked ? 1 : 0,
    },
    id: state.id,
  };
  return row !== undefined && Object.entries(expected).every(([name, value]) => row[name] === value);
}

function timerTexts(state: OrderState): string[] {
  return orderTimerRows(state)
    .map(({ id, dueAt, body }) => `${id} ${dueAt} ${body}`)
    .sort();
}

/** The draw of a month by its own seed and pool, and the rows that follow from it. */
function isSameDraw(
  log: readonly string[],
  month: string,
  stored: string,
  listed: readonly string[],
): boolean {
  const [text] = log;
  if (text === undefined || log.length !== 1) return false;
  const event: DrawEvent = JSON.parse(text);
  const state = drawDecider.evolve(null, event);
  const again = drawnFrom(event.pool, event.seed);
  return (
    canonical(state) === stored &&
    event.month === month &&
    same(again, event.drawn) &&
    same(listed, event.drawn)
  );
}

function same(stored: readonly string[], expected: readonly string[]): boolean {
  return stored.length === expected.length && stored.every((one, i) => one === expected[i]);
}
