import { useRef, useState } from 'react';
import type { z } from 'zod';
import { dropDraft, keepDraft, keptDraft } from '../../base/formDrafts.ts';
import { useSession } from '../../live/client/session.ts';
import { useClockOffset } from '../../live/link/clock.ts';

type Options<T> = {
  /** Names the form and its subject. */
  form: string;
  first: T;
  /** What may be kept: fields that this drops (PINs, keys) never reach the storage. */
  schema: z.ZodType<T>;
};

export type KeptState<T> = {
  values: T;
  change: (next: (before: T) => T) => void;
  /** UTC ms of the last change that an earlier opening left; null: none. */
  restoredAt: number | null;
  /** Begins again: what was typed was sent, or is not wanted. */
  forget: () => void;
  /** What was typed was sent, and stays in the form. */
  sent: () => void;
};

type Held<T> = {
  operator: string | null;
  form: string;
  values: T;
  touched: boolean;
  restoredAt: number | null;
};

/**
 * State of a form that outlives it until it is sent (未提交的内容): through Esc, a locked desk, an ended session, a reload, a
 * dead window. It belongs to its operator: after a lock the form is empty, and the same operator finds the text again.
 * Where nobody is signed in it is plain state, which whoever signs in next keeps. Both this and the forms of whistle commands
 * (`useFormDraft`) keep in the one store of `base/formDrafts.ts`; those also keep a command's id, which outlives a form that
 * is as it was, and exist only while somebody is signed in.
 */
export function useKeptState<T>({ form, first, schema }: Options<T>): KeptState<T> {
  const operator = useSession((session) => session.info?.operator ?? null);
  const offset = useClockOffset() ?? 0;
  const find = (): Held<T> => {
    const kept = operator === null ? null : keptDraft(operator, form, Date.now() + offset);
    const read = kept === null ? null : schema.safeParse(kept.values);
    const found = kept !== null && read?.success ? { at: kept.at, values: read.data } : null;
    return {
      ...{ operator, form, touched: false },
      ...{ values: found?.values ?? first, restoredAt: found?.at ?? null },
    };
  };
  const [held, setHeld] = useState(find);
  // Several changes may come before the next rendering.
  const latest = useRef(held);
  if (held.operator !== operator || held.form !== form) {
    const typedByNobody = held.operator === null && held.form === form && held.touched;
    latest.current = typedByNobody ? { ...held, operator } : find();
    setHeld(latest.current);
  }
  const keepable = (values: T): string | null => {
    const read = schema.safeParse(values);
    return read.success ? JSON.stringify(read.data) : null;
  };
  const drop = (): void => {
    if (operator !== null) dropDraft(operator, form, Date.now() + offset);
  };
  const hold = (next: Held<T>): void => {
    latest.current = next;
    setHeld(next);
  };
  return {
    values: held.values,
    change(next) {
      const values = next(latest.current.values);
      hold({ ...latest.current, values, touched: true });
      if (operator === null) return;
      const kept = keepable(values);
      const at = Date.now() + offset;
      // Nothing is to be kept of a form that is as it was, or in which only a secret was typed.
      if (kept === keepable(first)) dropDraft(operator, form, at);
      else if (kept !== null) keepDraft(operator, form, { at, values: JSON.parse(kept) });
    },
    restoredAt: held.restoredAt,
    forget() {
      drop();
      hold({ ...latest.current, values: first, touched: false, restoredAt: null });
    },
    sent() {
      drop();
      hold({ ...latest.current, touched: false, restoredAt: null });
    },
  };
}
