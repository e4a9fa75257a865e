import { useEffect, useMemo, useRef, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import { useBoard } from '../../live/whistleBoard.ts';
import {
  type Alarm,
  type AlarmBook,
  acknowledge,
  alarmsOf,
  loadOf,
  look,
  NO_ALARMS,
  shelve,
  unshelve,
} from './alarms.ts';
import { sound } from './sound.ts';

/** How long «搁置» lasts. */
export const SHELVE_MS = 15 * 60_000;

export type Alarms = {
  all: readonly Alarm[];
  book: AlarmBook;
  perHour: number;
  flood: boolean;
  acknowledge: (keys: readonly string[]) => void;
  shelve: (keys: readonly string[]) => void;
  unshelve: (key: string) => void;
};

/** What the signed-in operator owes, kept per operator and window; a new alarm sounds where sound was switched on. */
export function useAlarms(me: SessionState | null, now: number): Alarms {
  const rows = useBoard((board) => board.rows);
  const ready = useBoard((board) => board.loadedAt !== null);
  const all = useMemo(() => alarmsOf(rows.values(), me), [rows, me]);
  const [book, setBook] = useState<AlarmBook>(NO_ALARMS);
  const latest = useRef(book);
  const opened = useRef<string | null>(null);
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
    const { book: after, fresh } = look(before, all, now, opening);
    latest.current = after;
    setBook(after);
    if (fresh.length > 0) sound(fresh.some((alarm) => alarm.urgent));
  }, [all, now, operator, ready]);
  return {
    all,
    book,
    ...loadOf(book, now),
    acknowledge: (keys) => put(acknowledge(latest.current, keys)),
    shelve: (keys) => put(shelve(latest.current, keys, now + SHELVE_MS)),
    unshelve: (key) => put(unshelve(latest.current, key)),
  };
}
