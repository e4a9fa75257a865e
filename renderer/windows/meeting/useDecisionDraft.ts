import { useEffect, useRef, useState } from 'react';
import type { DecisionDraft, Meeting } from '../../../shared/contract/meeting.ts';
import { ApiError } from '../../live/client/apiError.ts';
import { stepMeeting } from '../../live/queries/meetings.ts';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { isSame, NOTHING, Wording, wordingOf } from './wording.ts';

/** How long after a press the words are kept by the service, ms: what a death of everything costs at the most. */
const KEEP_AFTER_MS = 700;
/** Waits after a failure, ms. */
const RETRY_MS = 1500;

export type DraftState = {
  values: Wording;
  change: (next: Wording) => void;
  /** When the service has kept what is shown, UTC ms; null: it has not yet. */
  savedAt: number | null;
  failed: boolean;
  /** Another window has written since; null: none has. */
  theirs: DecisionDraft | null;
  takeTheirs: () => void;
  keepMine: () => void;
  /** It was decided, or is not wanted. */
  forget: () => void;
};

/**
 * The decision that is being written on an item: kept in this window with every press (over a reload, a lock, a crash) and by
 * the service within a second, so that walls show it and another window can go on with it.
 */
export function useDecisionDraft(meeting: Meeting, item: string, operator: string): DraftState {
  const held = useKeptState({
    form: `meeting-decision-${meeting.id}-${item}`,
    first: NOTHING,
    schema: Wording,
  });
  const server = meeting.drafts.find((draft) => draft.item === item) ?? null;
  const [failed, setFailed] = useState(false);
  const [touched, setTouched] = useState(() => !isSame(held.values, NOTHING));
  /** Version of the service's draft that these words go on from. */
  const base = useRef(server?.n ?? 0);
  const busy = useRef(false);
  const kept = server === null ? NOTHING : wordingOf(server);
  const values = touched ? held.values : kept;
  const same = isSame(values, kept);
  const newer = server !== null && server.n > base.current && !busy.current;
  const theirs = touched && newer && !same ? server : null;
  // Words that the service has are nobody's alone: the next change may come from any window.
  if (newer && (same || !touched)) base.current = server.n;

  const flush = useRef(async (): Promise<void> => undefined);
  flush.current = async () => {
    if (busy.current || !touched || same || theirs !== null) return;
    busy.current = true;
    try {
      const step = { type: 'draft', item, n: base.current, ...values } as const;
      const { meeting: after } = await stepMeeting(meeting.id, operator, step, crypto.randomUUID());
      base.current = after.drafts.find((draft) => draft.item === item)?.n ?? 0;
      setFailed(false);
    } catch (error) {
      // Of another version the window is told by the meeting itself.
      setFailed(!(error instanceof ApiError && error.code === 'meeting-moved'));
    } finally {
      busy.current = false;
    }
  };
  const pending = touched && !same && theirs === null;
  useEffect(() => {
    if (!pending) return;
    const timer = setInterval(() => void flush.current(), failed ? RETRY_MS : KEEP_AFTER_MS);
    return () => clearInterval(timer);
  }, [pending, failed]);

  return {
    values,
    change(next) {
      setTouched(true);
      held.change(() => next);
    },
    savedAt: same && server !== null ? server.at : null,
    failed,
    theirs,
    takeTheirs() {
      base.current = server?.n ?? 0;
      held.forget();
      setTouched(false);
    },
    keepMine() {
      base.current = server?.n ?? 0;
      setFailed(false);
    },
    forget() {
      base.current = 0;
      held.forget();
      setTouched(false);
    },
  };
}
