import { z } from 'zod';
import { create } from 'zustand';
import { WindowRole } from '../../shared/contract/windowRole.ts';
import { pageStorage } from './storage.ts';

export type Theme = 'light' | 'dark';
export type Language = 'zh' | 'en';

/** Preferences chosen on this machine; the same in every window of the browser profile. */
export type Prefs = {
  /** Null: the default of each window (dark for a wall, otherwise the system's preference). */
  theme: Theme | null;
  language: Language;
  /** Multiplies the root size, by window role: 1 is right for a desk screen, more for a far wall (domain.md §7). */
  scales: Readonly<Partial<Record<WindowRole, number>>>;
};

const KEY = 'citywhistle.prefs';
const DEFAULTS: Prefs = { theme: null, language: 'zh', scales: {} };
const Scales = z.partialRecord(WindowRole, z.number().min(0.75).max(3));

/** Text sizes to choose from, as multiples of the root size. */
export const SCALES = [0.85, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3] as const;

/** Reads the stored preferences field by field, so that an invalid entry affects only itself. */
export function readPrefs(text: string | null): Prefs {
  let stored: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    if (typeof parsed === 'object' && parsed !== null) stored = { ...parsed };
  } catch {
    // A damaged entry counts as missing.
  }
  const { theme, language } = stored;
  const scales = Scales.safeParse(stored['scales']);
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : DEFAULTS.theme,
    language: language === 'en' ? 'en' : DEFAULTS.language,
    scales: scales.success ? scales.data : DEFAULTS.scales,
  };
}

export const usePrefs = create<Prefs>()(() => readPrefs(pageStorage()?.getItem(KEY) ?? null));

/** Sends changes to the other windows of the profile. */
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

/**
 * The text size of a role's windows. It is stored by role, because one machine may drive both a distant wall and a
 * desk.
 */
export function useScale(role: WindowRole): number {
  return usePrefs((prefs) => prefs.scales[role] ?? 1);
}

export function setScale(role: WindowRole, scale: number): void {
  setPrefs({ scales: { ...usePrefs.getState().scales, [role]: scale } });
}
