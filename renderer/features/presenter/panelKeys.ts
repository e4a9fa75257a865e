import type { KeyboardEvent } from 'react';
import type { WallReport } from '../../../shared/presenter/messages.ts';
import { pressedKey } from '../../base/pressedKey.ts';
import { toggled } from './toggles.ts';
import type { ControlMapState } from './useControlMap.ts';
import type { PanelState, Tool } from './usePanel.ts';

/** Keys of the acts, as printed on their buttons. */
export const ACT_KEYS = {
  freeze: 'F',
  blank: 'B',
  pin: 'P',
  send: 'V',
  release: 'X',
  takeOver: 'J',
  undo: 'Z',
  unmark: 'U',
  clear: 'C',
  all: '0',
} as const;
export const TOOL_KEYS: Record<Tool, string> = { spot: 'S', pen: 'D', arrow: 'W', ring: 'R', text: 'T' };

type KeyContext = {
  panel: PanelState;
  controlMap: ControlMapState;
  walls: readonly WallReport[];
  /** The map, and the field of the text tool. */
  mapArea: HTMLElement | null;
  field: HTMLInputElement | null;
  onClose: () => void;
};

const ARROWS: Record<string, [east: number, north: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** What a key of the panel does; null: nothing, it is the browser's. */
export function keyAction(event: KeyboardEvent, given: KeyContext): (() => void) | null {
  const { panel, controlMap, walls, mapArea, field } = given;
  if (event.ctrlKey) return event.code === 'KeyZ' ? panel.undo : null;
  const arrow = ARROWS[event.key];
  if (arrow !== undefined) return () => controlMap.move(arrow[0], arrow[1], event.shiftKey);
  const key = pressedKey(event);
  if (key === '0') return panel.toggleAll;
  if (/^[1-9]$/.test(key)) {
    const wall = walls[Number(key) - 1];
    return wall === undefined ? null : () => panel.toggle(wall.wall);
  }
  if (key === '+' || key === '=') return () => controlMap.zoom(1);
  if (key === '-') return () => controlMap.zoom(-1);
  if (event.key === 'Enter') {
    // On a button Enter is the button's.
    if (event.target !== mapArea) return null;
    return () => {
      if (panel.tool === 'text') field?.focus();
      else controlMap.applyTool();
    };
  }
  if (event.key === 'Escape') return controlMap.stroke === null ? given.onClose : controlMap.cancel;
  return letterAction(key.toUpperCase(), given);
}

function letterAction(letter: string, { panel, controlMap, field }: KeyContext): (() => void) | null {
  const id = crypto.randomUUID();
  switch (letter) {
    case ACT_KEYS.freeze:
      return () => panel.run(toggled(panel.contents, 'freeze'), id);
    case ACT_KEYS.blank:
      return () => panel.run(toggled(panel.contents, 'blank'), id);
    case ACT_KEYS.pin:
      return () => panel.run(toggled(panel.contents, 'pin'), id);
    case ACT_KEYS.send:
      return panel.send;
    case ACT_KEYS.release:
      return () => panel.run({ type: 'release' }, id);
    case ACT_KEYS.takeOver:
      return () => panel.run({ type: 'take-over' }, id);
    case ACT_KEYS.undo:
      return panel.undo;
    case ACT_KEYS.unmark:
      return () => panel.run({ type: 'unmark' }, id);
    case ACT_KEYS.clear:
      return () => panel.run({ type: 'clear' }, id);
    case TOOL_KEYS.spot:
      return () => {
        panel.setTool('spot');
        controlMap.spotHere();
      };
    case TOOL_KEYS.text:
      return () => {
        panel.setTool('text');
        field?.focus();
      };
    default: {
      const tool = (['pen', 'arrow', 'ring'] as const).find((each) => TOOL_KEYS[each] === letter);
      return tool === undefined ? null : () => panel.setTool(tool);
    }
  }
}
