import type { KeyboardEvent } from 'react';
import type { WallHere } from '../../../shared/presenter/messages.ts';
import { toggled } from './toggles.ts';
import type { PictureWork } from './useControlMap.ts';
import type { PanelWork, Tool } from './usePanel.ts';

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

type Given = {
  work: PanelWork;
  picture: PictureWork;
  walls: readonly WallHere[];
  /** The picture, and the field of the text tool. */
  stage: HTMLElement | null;
  field: HTMLInputElement | null;
  onClose: () => void;
};

const ARROWS: Record<string, [east: number, north: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** What a key of the panel does; null: nothing, it is the browser's. By place on the keyboard, so that no input method changes it. */
export function keyActs(event: KeyboardEvent, given: Given): (() => void) | null {
  const { work, picture, walls, stage, field } = given;
  if (event.ctrlKey) return event.code === 'KeyZ' ? work.undo : null;
  const arrow = ARROWS[event.key];
  if (arrow !== undefined) return () => picture.move(arrow[0], arrow[1], event.shiftKey);
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit === '0') return work.toggleAll;
  if (digit !== undefined) {
    const wall = walls[Number(digit) - 1];
    return wall === undefined ? null : () => work.toggle(wall.wall);
  }
  if (event.key === '+' || event.key === '=') return () => picture.zoom(1);
  if (event.key === '-') return () => picture.zoom(-1);
  if (event.key === 'Enter') {
    // On a button Enter is the button's.
    if (event.target !== stage) return null;
    return () => {
      if (work.tool === 'text') field?.focus();
      else picture.set();
    };
  }
  if (event.key === 'Escape') return picture.begun === null ? given.onClose : picture.cancel;
  return letterAct(event.code.replace(/^Key/, ''), given);
}

function letterAct(letter: string, { work, picture, field }: Given): (() => void) | null {
  const id = crypto.randomUUID();
  switch (letter) {
    case ACT_KEYS.freeze:
      return () => work.run(toggled(work.contents, 'freeze'), id);
    case ACT_KEYS.blank:
      return () => work.run(toggled(work.contents, 'blank'), id);
    case ACT_KEYS.pin:
      return () => work.run(toggled(work.contents, 'pin'), id);
    case ACT_KEYS.send:
      return work.send;
    case ACT_KEYS.release:
      return () => work.run({ type: 'release' }, id);
    case ACT_KEYS.takeOver:
      return () => work.run({ type: 'take-over' }, id);
    case ACT_KEYS.undo:
      return work.undo;
    case ACT_KEYS.unmark:
      return () => work.run({ type: 'unmark' }, id);
    case ACT_KEYS.clear:
      return () => work.run({ type: 'clear' }, id);
    case TOOL_KEYS.spot:
      return () => {
        work.setTool('spot');
        picture.spotHere();
      };
    case TOOL_KEYS.text:
      return () => {
        work.setTool('text');
        field?.focus();
      };
    default: {
      const tool = (['pen', 'arrow', 'ring'] as const).find((each) => TOOL_KEYS[each] === letter);
      return tool === undefined ? null : () => work.setTool(tool);
    }
  }
}
