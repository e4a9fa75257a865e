import { useRef, useState } from 'react';
import { dropDraft, keepDraft, keptDraft } from '../../base/formDrafts.ts';

type Options<T> = {
  operator: string;
  /** Names the form and its subject. */
  form: string;
  /** UTC ms by the service's clock. */
  now: number;
  /** What the form begins with where nothing was kept. */
  first: () => T;
  /** Kept values as this form can use them; null: it cannot. */
  read: (kept: unknown) => T | null;
};

/**
 * The values of a form that outlive it until they are sent: see `keepDraft`. `restoredAt`: when those were typed that an
 * earlier opening left (UTC ms); null: none. `changed`: there is something that nobody has sent.
 *
 * For forms of commands, which `useKeptState` does not serve: they keep an id that must come back with the values, so that
 * what was sent without an answer is sent again as the same command (`renew`), and so keep also values that are as they
 * were; they ask before they close (`changed`); and kept values are fitted to the whistle as it stands now (`read`). They
 * exist only for a signed-in operator, and are made anew for another one.
 */
export function useFormDraft<T>({ operator, form, now, first, read }: Options<T>): {
  values: T;
  /** What the operator typed, or what must outlive the form all the same: it is kept. */
  change: (next: (before: T) => T) => void;
  /** What the form itself goes on with: it is kept beside what was typed, and is nothing to ask about alone. */
  renew: (next: (before: T) => T) => void;
  restoredAt: number | null;
  changed: boolean;
  discard: () => void;
  sent: () => void;
} {
  const [restored, setRestored] = useState(() => {
    const kept = keptDraft(operator, form, now);
    const values = kept === null ? null : read(kept.values);
    return kept === null || values === null ? null : { at: kept.at, values };
  });
  const [values, setValues] = useState<T>(() => restored?.values ?? first());
  const [touched, setTouched] = useState(false);
  // Several changes may come before the next rendering.
  const latest = useRef(values);
  const changed = touched || restored !== null;
  const drop = (): void => dropDraft(operator, form, now);
  const set = (next: (before: T) => T, keeps: boolean): void => {
    latest.current = next(latest.current);
    setValues(latest.current);
    if (keeps) keepDraft(operator, form, { at: now, values: latest.current });
  };
  return {
    values,
    change(next) {
      set(next, true);
      setTouched(true);
    },
    renew: (next) => set(next, changed),
    restoredAt: restored?.at ?? null,
    changed,
    discard() {
      drop();
      latest.current = first();
      setValues(latest.current);
      setRestored(null);
      setTouched(false);
    },
    sent: drop,
  };
}
