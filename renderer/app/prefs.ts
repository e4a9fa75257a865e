import { create } from 'zustand';
import { pageStorage } from '../live/page-storage.ts';

export type Theme = 'light' | 'dark';
export type Language = 'zh' | 'en';

/** What an operator chose for this machine; the same in every window of the browser profile. */
export type Prefs = {
  /** Null: each window's own default (dark for the wall, else what the system prefers). */
  theme: Theme | null;
  language: Language;
  /** Multiplies the root size: 1 is right for a desk screen, more for a far wall (domain.md §7). */
  scale: number;
};

const KEY = 'citywhistle.prefs';
const FRESH: Prefs = { theme: null, language: 'zh', scale: 1 };

/** Reads what was stored, field by field: an old or damaged entry costs only itself. */
export function readPrefs(text: string | null): Prefs {
  let stored: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    if (typeof parsed === 'object' && parsed !== null) stored = { ...parsed };
  } catch {
    // A damaged entry is as good as none.
  }
  const { theme, language, scale } = stored;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : FRESH.theme,
    language: language === 'en' ? 'en' : FRESH.language,
    scale: typeof scale === 'number' && scale >= 0.75 && scale <= 3 ? scale : FRESH.scale,
  };
}

export const usePrefs = create<Prefs>()(() => readPrefs(pageStorage()?.getItem(KEY) ?? null));

/** Tells the other windows of the profile. */
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(KEY);

/** Changes and keeps preferences, here and in the other windows. */
export function setPrefs(patch: Partial<Prefs>): void {
  usePrefs.setState(patch);
  const text = JSON.stringify(usePrefs.getState());
  pageStorage()?.setItem(KEY, text);
  channel?.postMessage(text);
}

if (channel !== null)
  channel.onmessage = ({ data }: { data: unknown }) => {
    if (typeof data === 'string') usePrefs.setState(readPrefs(data));
  };
