import { ProfileId } from '../../../shared/layout/layout.ts';
import { useCommands } from '../../base/commands/registry.ts';
import { useWords } from '../../base/words.ts';
import { desk } from './ownWindowHost.ts';
import { showPanel } from './useWorkspace.ts';
import { PANEL_KEY, PROFILE_KEYS } from './workspaceKeys.ts';
import { hallWords } from './workspaceWords.ts';

/** What the command line can do with the windows of the hall. */
export function useHallCommands(): void {
  const words = useWords(hallWords);
  useCommands(() => [
    { id: 'hall-panel', title: words.title, hint: PANEL_KEY, run: () => showPanel(true) },
    ...ProfileId.options.map((id) => ({
      id: `hall-${id}`,
      title: words.switchTo(words[id]),
      hint: PROFILE_KEYS[id],
      run: () => void desk.switchTo(id),
    })),
    { id: 'hall-identify', title: words.identify, hint: words.title, run: () => void desk.identify() },
  ]);
}
