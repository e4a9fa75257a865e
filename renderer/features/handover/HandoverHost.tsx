import type { ReactNode } from 'react';
import { mayBeOnDuty } from '../../../shared/handover/duty.ts';
import { useCommands } from '../../base/commands/registry.ts';
import { act, useKeys } from '../../base/keys.ts';
import type { Role } from '../../base/role.ts';
import { useWords } from '../../base/words.ts';
import { useSession } from '../../live/session.ts';
import { HandoverDialog } from './HandoverDialog.tsx';
import { handoverWords } from './handover-words.ts';
import { showHandover, showTab, useHandoverView } from './open.ts';

/** 交 (jiāo), as printed beside what it does. */
export const HANDOVER_KEY = 'Alt+J';
const KEYS = { 'Alt+KeyJ': act(() => showHandover(!useHandoverView.getState().open)) };

/** The hand-over (交接班) in any window with a bar: its key, its commands, its dialog. */
export function HandoverHost({ role }: { role: Role }): ReactNode {
  const words = useWords(handoverWords);
  const open = useHandoverView((state) => state.open);
  useKeys(KEYS);
  useCommands(() => [
    { id: 'handover', title: words.title, hint: HANDOVER_KEY, run: () => showTab('current') },
    { id: 'handover-past', title: words.commandPast, hint: words.past, run: () => showTab('past') },
  ]);
  return open ? <HandoverDialog wall={role === 'wall'} onClose={() => showHandover(false)} /> : null;
}

/** Who is signed in and keeps a desk; null for everybody else. */
export function useOnDuty(): string | null {
  const info = useSession((session) => session.info);
  return info !== null && mayBeOnDuty(info) ? info.operator : null;
}
