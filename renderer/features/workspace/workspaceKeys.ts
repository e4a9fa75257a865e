import type { ProfileId } from '../../../shared/layout/layout.ts';
import { preventingDefault } from '../../base/keys.ts';
import { windowHost } from './ownWindowHost.ts';
import { showWorkspacePanel, useWorkspace } from './useWorkspace.ts';

/** As printed beside what they do. */
export const PANEL_KEY = 'Alt+0';
export const PROFILE_KEYS: Record<ProfileId, string> = {
  daily: 'Ctrl+Alt+1',
  meeting: 'Ctrl+Alt+2',
  drill: 'Ctrl+Alt+3',
  emergency: 'Ctrl+Alt+4',
};

/** In every window, kiosk walls included: in an emergency any keyboard is the right one. */
export const workspaceKeys: Record<string, (event: KeyboardEvent) => void> = {
  'Alt+Digit0': preventingDefault(() => showWorkspacePanel(!useWorkspace.getState().panel)),
  'Control+Alt+Digit1': preventingDefault(() => void windowHost.switchTo('daily')),
  'Control+Alt+Digit2': preventingDefault(() => void windowHost.switchTo('meeting')),
  'Control+Alt+Digit3': preventingDefault(() => void windowHost.switchTo('drill')),
  'Control+Alt+Digit4': preventingDefault(() => void windowHost.switchTo('emergency')),
};
