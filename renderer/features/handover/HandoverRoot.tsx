import type { ReactNode } from 'react';
import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import { useCommands } from '../../base/commands/registry.ts';
import { preventingDefault, useKeys } from '../../base/keys.ts';
import { useWords } from '../../base/words.ts';
import { useClockOffset } from '../../live/link/clock.ts';
import { HandoverDialog } from './HandoverDialog.tsx';
import { HANDOVER_KEY } from './handoverKey.ts';
import { showHandover, showTab, useHandoverView } from './handoverView.ts';
import { handoverWords } from './handoverWords.ts';

const KEYS = { 'Alt+KeyJ': preventingDefault(() => showHandover(!useHandoverView.getState().open)) };

/** The hand-over (交接班) in any window with a bar: its key, its commands, its dialog. */
export function HandoverRoot({ role }: { role: WindowRole }): ReactNode {
  const words = useWords(handoverWords);
  const open = useHandoverView((state) => state.open);
  const clockKnown = useClockOffset() !== null;
  useKeys(KEYS);
  useCommands(() => [
    { id: 'handover', title: words.title, hint: HANDOVER_KEY, run: () => showTab('current') },
    { id: 'handover-past', title: words.commandPast, hint: words.past, run: () => showTab('past') },
  ]);
  return open && clockKnown ? (
    <HandoverDialog wall={role === 'wall'} onClose={() => showHandover(false)} />
  ) : null;
}
