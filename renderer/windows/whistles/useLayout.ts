import { useEffect, useMemo, useRef, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { WhistleSummary } from '../../../shared/contract/whistles.ts';
import { useBoard } from '../../live/whistles/board.ts';
import { type BoardFilter, passes, searchText } from './filter.ts';
import { changedCards, type Layout, layoutOf } from './layout.ts';

/** A board nobody has touched for so long may rearrange itself. */
const REST_MS = 20_000;

/**
 * Which card stands where, held still while somebody works on the board. `drift`: how much has changed since;
 * `rearrange` takes it over.
 */
export function useLayout(parts: {
  filter: BoardFilter;
  me: SessionState | null;
  name: (org: string) => string;
  now: number;
}): { layout: Layout; drift: number; rearrange: () => void; touched: () => void; shown: number } {
  const { filter, me, name, now } = parts;
  const rows = useBoard((board) => board.rows);
  const ready = useBoard((board) => board.loadedAt !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other names make other texts
  const texts = useMemo(() => new WeakMap<WhistleSummary, string>(), [name]);
  const found = useMemo(() => {
    const textOf = (row: WhistleSummary): string => {
      const known = texts.get(row);
      if (known !== undefined) return known;
      const text = searchText(row, name);
      texts.set(row, text);
      return text;
    };
    const needsText = filter.text.trim() !== '';
    return [...rows.values()].filter((row) => passes(row, filter, me, needsText ? textOf(row) : ''));
  }, [rows, filter, me, name, texts]);
  const fresh = useMemo(() => layoutOf(found, now), [found, now]);
  const [held, setHeld] = useState<Layout>(fresh);
  const touchedAt = useRef(0);
  const question = JSON.stringify([filter, me?.operator ?? null, ready]);
  const asked = useRef('');
  const drift = useMemo(() => changedCards(held, fresh), [held, fresh]);
  useEffect(() => {
    // Another question is another list: it is answered at once.
    if (asked.current !== question || Date.now() - touchedAt.current > REST_MS) {
      asked.current = question;
      setHeld(fresh);
    }
  }, [question, fresh]);
  return {
    layout: asked.current === question ? held : fresh,
    drift,
    rearrange: () => setHeld(fresh),
    touched: () => {
      touchedAt.current = Date.now();
    },
    shown: found.length,
  };
}
