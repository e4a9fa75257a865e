import { describe, expect, it } from 'vitest';
import { LostWindows } from '../../../renderer/features/workspace/lostWindows.ts';
import type { WorkspaceWindow } from '../../../shared/layout/workspaceView.ts';

const rest = {
  bounds: { x: 0, y: 0, width: 1, height: 1 },
  full: false,
  kiosk: false,
  zoom: 1,
  linked: true,
};

function window(id: string, open: boolean): WorkspaceWindow {
  return { ...rest, id, role: 'desk', display: '1', guest: false, lowered: false, open };
}
/** `+desk-1` is open, `-desk-1` is not. */
function view(turn: number, ...states: string[]) {
  return { turn, windows: states.map((state) => window(state.slice(1), state.startsWith('+'))) };
}

describe('windows that are gone', () => {
  it('were open before; one that never came is another matter', () => {
    const windows = new LostWindows();
    expect(windows.update(view(1, '+desk-1', '-desk-2'))).toEqual([]);
    expect(windows.update(view(1, '-desk-1', '-desk-2'))).toEqual(['desk-1']);
  });

  it('are not gone any more once they are back, and can go again', () => {
    const windows = new LostWindows();
    windows.update(view(1, '+desk-1'));
    windows.update(view(1, '-desk-1'));
    expect(windows.update(view(1, '+desk-1'))).toEqual([]);
    expect(windows.update(view(1, '-desk-1'))).toEqual(['desk-1']);
  });

  it('are forgotten with a switch of the profile, and when the operator knows', () => {
    const windows = new LostWindows();
    windows.update(view(1, '+desk-1', '+desk-2'));
    expect(windows.update(view(2, '-desk-1', '+desk-2'))).toEqual([]);
    expect(windows.update(view(2, '-desk-1', '-desk-2'))).toEqual(['desk-2']);
    windows.dismiss(['desk-2']);
    expect(windows.update(view(2, '-desk-1', '-desk-2'))).toEqual([]);
  });

  it('are none when the layout has them no longer', () => {
    const windows = new LostWindows();
    windows.update(view(1, '+desk-1', '+desk-2'));
    expect(windows.update(view(1, '+desk-1'))).toEqual([]);
  });
});
