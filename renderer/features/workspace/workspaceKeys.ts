import type { ProfileId } from '../../../shared/layout/layout.ts';
import { desk } from './ownWindowHost.ts';
import { showPanel, useHall } from './useWorkspace.ts';

/** As printed beside what they do. */
export const PANEL_KEY = 'Alt+0';
export const PROFILE_KEYS: Record<ProfileId, string> = {
  daily: 'Ctrl+Alt+1',
  meeting: 'Ctrl+Alt+2',
  drill: 'Ctrl+Alt+3',
  emergency: 'Ctrl+Alt+4',
};

const act =
  (run: () => void) =>
  (event: KeyboardEvent): void => {
    event.preventDefault();
    run();
  };

/** In every window, kiosk walls included: in an emergency any keyboard is the right one. */
export const hallKeys: Record<string, (event: KeyboardEvent) => void> = {
  'Alt+Digit0': act(() => showPanel(!useHall.getState().panel)),
  'Control+Alt+Digit1': act(() => void desk.switchTo('daily')),
  'Control+Alt+Digit2': act(() => void desk.switchTo('meeting')),
  'Control+Alt+Digit3': act(() => void desk.switchTo('drill')),
  'Control+Alt+Digit4': act(() => void desk.switchTo('emergency')),
};
