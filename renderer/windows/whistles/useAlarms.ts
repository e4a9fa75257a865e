import { useEffect, useMemo, useRef, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import { useWords } from '../../base/words.ts';
import { windowHost } from '../../features/workspace/ownWindowHost.ts';
import { shelveAlarms, unshelveAlarms, useShelved } from '../../live/queries/shelvedAlarms.ts';
import { onEvent } from '../../live/stream/events.ts';
import { useBoard } from '../../live/whistles/board.ts';
import {
  type Alarm,
  type AlarmBook,
  acknowledge,
  alarmLoad,
  alarmsOf,
  look,
  NO_ALARMS,
  type Shelf,
  sounds,
  type Tone,
} from './alarms.ts';
import { sound } from './sound.ts';
import { whistleWords } from './words.ts';

/** How long «搁置» lasts. */
const SHELVE_MINUTES = 15;

export type Alarms = {
  all: readonly Alarm[];
  book: AlarmBook;
  perHour: number;
  flood: boolean;
  acknowledge: (keys: readonly string[]) => void;
  shelve: (keys: readonly string[]) => void;
  unshelve: (key: string) => void;
  /** Why the last shelving failed; null when it succeeded. */
  error: unknown;
};

/**
 * What the signed-in operator owes. What they acknowledged is kept per window; what they shelved is the service's. A new
 * alarm sounds where sound was switched on, and is a notice of the desktop while the operator works in another program.
 */
export function useAlarms(me: SessionState | null, now: number): Alarms {
  const words = useWords(whistleWords);
  const rows = useBoard((board) => board.rows);
  const ready = useBoard((board) => board.loadedAt !== null);
  const all = useMemo(() => alarmsOf(rows.values(), me), [rows, me]);
  const shelved = useShelved(me?.operator ?? null).data;
  const shelf = useMemo((): Shelf => {
    return Object.fromEntries((shelved?.items ?? []).map(({ alarm, until }) => [alarm, until]));
  }, [shelved]);
  const [error, setError] = useState<unknown>(null);
  const [book, setBook] = useState<AlarmBook>(NO_ALARMS);
  const latest = useRef(book);
  const opened = useRef<string | null>(null);
  const tone = useRef<Tone | null>(null);
  const clock = useRef(now);
  clock.current = now;
  const restartedAt = useRef<number | null>(null);
  useEffect(
    () =>
      onEvent((event) => {
        if (event.type === 'init') restartedAt.current = clock.current;
      }),
    [],
  );
  const operator = me?.operator ?? null;
  const put = (next: AlarmBook): void => {
    latest.current = next;
    setBook(next);
  };
  useEffect(() => {
    if (!ready) return;
    const opening = opened.current !== operator;
    opened.current = operator;
    const before = opening ? NO_ALARMS : latest.current;
    const { book: after, fresh } = look(before, all, shelf, now, opening);
    latest.current = after;
    setBook(after);
    if (fresh.length === 0) return;
    const urgent = fresh.filter((alarm) => alarm.urgent).length;
    if (sounds(tone.current, restartedAt.current, now, urgent > 0)) {
      tone.current = { at: now, urgent: urgent > 0 };
      sound(urgent > 0);
    }
    // Two windows of one operator find the same alarms and notify under the same key.
    const key = fresh
      .map((alarm) => alarm.key)
      .join(' ')
      .slice(0, 200);
    void windowHost.notify(key, words.noticeTitle, words.noticeText(fresh.length, urgent));
  }, [all, shelf, now, operator, ready, words]);
  const tried = (act: Promise<void>): void => {
    act.then(() => setError(null), setError);
  };
  return {
    all,
    book,
    ...alarmLoad(book, now),
    acknowledge: (keys) => put(acknowledge(latest.current, keys)),
    shelve: (keys) => {
      const alarms = all
        .filter(({ key }) => keys.includes(key))
        .map(({ key, whistle }) => ({ alarm: key, whistle }));
      if (operator !== null && alarms.length > 0) tried(shelveAlarms(operator, alarms, SHELVE_MINUTES));
    },
    unshelve: (key) => {
      if (operator !== null) tried(unshelveAlarms(operator, [key]));
    },
    error,
  };
}
