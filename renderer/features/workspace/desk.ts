import { electronDesk } from './electronDesk.ts';
import { webDesk } from './webDesk.ts';
import type { WindowHost } from './windowHost.ts';

/** The host of this window. */
export const desk: WindowHost = electronDesk() ?? webDesk();
