import { ProfileId } from '../../../shared/layout/layout.ts';
import { useCommands } from '../../base/commands/registry.ts';
import { useWords } from '../../base/words.ts';
import { windowHost } from './ownWindowHost.ts';
import { showWorkspacePanel } from './useWorkspace.ts';
import { PANEL_KEY, PROFILE_KEYS } from './workspaceKeys.ts';
import { workspaceWords } from './workspaceWords.ts';

/** Commands for the windows of this workstation. */
export function useWorkspaceCommands(): void {
  const words = useWords(workspaceWords);
  useCommands(() => [
    { id: 'workspace-panel', title: words.title, hint: PANEL_KEY, run: () => showWorkspacePanel(true) },
    ...ProfileId.options.map((id) => ({
      id: `workspace-${id}`,
      title: words.switchTo(words[id]),
      hint: PROFILE_KEYS[id],
      run: () => void windowHost.switchTo(id),
    })),
    {
      id: 'workspace-identify',
      title: words.identify,
      hint: words.title,
      run: () => void windowHost.identify(),
    },
  ]);
}
