import { electronDesk } from './electronWindowHost.ts';
import { webDesk } from './web/webWindowHost.ts';
import type { WindowHost } from './windowHost.ts';

/** The host of this window. */
export const desk: WindowHost = electronDesk() ?? webDesk();
