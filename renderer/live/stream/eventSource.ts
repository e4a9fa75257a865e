import { pageTimers } from '../../base/timers.ts';
import type { StreamParts } from './stream.ts';

/** Named events the service may use instead of plain messages. */
const NAMES = ['init', 'cases', 'source', 'warnings'] as const;

/** The stream over the browser's EventSource and timers. */
export const browserParts: StreamParts = {
  open: (url, hooks) => {
    const source = new EventSource(url, { withCredentials: true });
    source.onopen = () => hooks.opened();
    source.onerror = () => hooks.failed();
    source.onmessage = (event: MessageEvent<string>) => hooks.text(event.data);
    for (const name of NAMES)
      source.addEventListener(name, (event: MessageEvent<string>) => hooks.text(event.data));
    return () => source.close();
  },
  later: pageTimers.later,
  random: Math.random,
  now: Date.now,
};
