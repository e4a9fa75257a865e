import { isTyping, useShortcuts } from '../../base/keys.ts';
import { pressedKey } from '../../base/pressedKey.ts';
import { useWords } from '../../base/words.ts';
import { toast } from '../../ui/kit/toast.ts';
import type { MeetingWindowState, Tab } from './useMeetingWindow.ts';
import type { RunActions } from './useRunActions.ts';
import { windowWords } from './words.ts';

export type HeadActions = {
  tab: (tab: Tab) => void;
  open: () => void;
  /** Adjourns, or goes on. */
  adjourn: () => void;
  close: () => void;
  plan: () => void;
  wall: () => void;
};

/** What the head's buttons and keys do. */
export function useHeadActions(state: MeetingWindowState | null, run: RunActions): HeadActions {
  const words = useWords(windowWords);
  const meeting = state?.meeting ?? null;
  const stage = meeting?.stage;
  return {
    tab(tab) {
      if (state === null) return;
      state.setTab(tab);
      const part = meeting?.agenda.find(({ kind }) => kind === 'read-back');
      // What is read back stands on the wall as a whole.
      if (tab === 'readBack' && stage === 'open' && state.mayRun)
        void state.step({ type: 'show', part: part?.id ?? null, item: null });
    },
    open() {
      if (state === null || stage !== 'planned') return;
      void state.step({ type: 'open' }).then((opened) => {
        if (opened) state.setTab('run');
      });
    },
    adjourn() {
      if (stage === 'open') void state?.step({ type: 'adjourn', reason: '' });
      if (stage === 'adjourned') void state?.step({ type: 'resume' });
    },
    close() {
      if (stage === 'open') void state?.step({ type: 'close' });
    },
    plan() {
      if (stage === undefined || stage === 'closed') void state?.plan();
    },
    wall() {
      if (meeting === null || stage === 'planned') return;
      if (!run.toggleWalls()) toast('failed', words.noWall);
    },
  };
}

/** The keys of the window; those of the decision line are its own. */
export function useMeetingKeys(
  state: MeetingWindowState | null,
  run: RunActions,
  act: HeadActions,
  onAdd: () => void,
): void {
  useShortcuts((event) => {
    if (state === null || document.querySelector('dialog[open]') !== null) return null;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping(event.target)) return null;
    const running = state.tab === 'run';
    const keys: Record<string, () => void> = {
      p: () => act.tab('prepare'),
      s: () => act.tab('signIn'),
      r: () => act.tab('run'),
      b: () => act.tab('readBack'),
      h: () => act.tab('history'),
      o: act.open,
      x: act.adjourn,
      c: act.close,
      n: act.plan,
      w: act.wall,
      a: onAdd,
      ...(running ? { j: () => run.go(1), k: () => run.go(-1), t: run.toggleSpeaker } : {}),
    };
    return keys[pressedKey(event)] ?? null;
  });
}
