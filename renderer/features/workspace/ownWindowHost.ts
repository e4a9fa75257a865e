import { electronWindowHost } from './electronWindowHost.ts';
import { webWindowHost } from './web/webWindowHost.ts';
import type { WindowHost } from './windowHost.ts';

/** The host of this window. */
export const windowHost: WindowHost = electronWindowHost() ?? webWindowHost();
