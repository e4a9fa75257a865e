import { z } from 'zod';
import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import { pitchOf, type ScreenFacts } from '../../../shared/legibility/legibility.ts';
import { typedNumber } from '../../../shared/text/folded.ts';
import { pageStorage } from '../../base/storage.ts';

/** Usual screens of command halls; pixel pitch in mm, viewing distance in m. */
export const PRESETS = [
  { name: 'desk24', distance: 0.7, pitch: round(pitchOf(23.8, 1920, 1080)) },
  { name: 'desk27', distance: 0.7, pitch: round(pitchOf(27, 2560, 1440)) },
  { name: 'laptop', distance: 0.5, pitch: round(pitchOf(14, 1920, 1080)) },
  { name: 'panel55', distance: 6, pitch: round(pitchOf(55, 1920, 1080)) },
  { name: 'panel55uhd', distance: 4, pitch: round(pitchOf(55, 3840, 2160)) },
  { name: 'led12', distance: 6, pitch: 1.2 },
  { name: 'led15', distance: 8, pitch: 1.5 },
] as const;

const Facts = z.object({ distance: z.number().min(0.2).max(60), pitch: z.number().min(0.05).max(20) });
const KEY = 'citywhistle.seats';
const StoredFacts = z.record(z.string(), Facts);

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** The typed figures as numbers; null when one is out of range. */
export function factsOf(distance: string, pitch: string): ScreenFacts | null {
  const found = Facts.safeParse({ distance: typedNumber(distance), pitch: typedNumber(pitch) });
  return found.success ? found.data : null;
}

/** A screen is recognised by its pixels: its ids change with every start. */
function screenKey(role: WindowRole): string {
  return `${role} ${screen.width}x${screen.height}@${devicePixelRatio}`;
}

function loadAll(): z.infer<typeof StoredFacts> {
  try {
    return StoredFacts.catch({}).parse(JSON.parse(pageStorage()?.getItem(KEY) ?? '{}'));
  } catch {
    return {};
  }
}

/** Viewing distance and pixel pitch for this window's screen; by default a wall is an LED wall, other windows a desk screen. */
export function viewingFactsOf(role: WindowRole): ScreenFacts {
  return loadAll()[screenKey(role)] ?? PRESETS[role === 'wall' ? 5 : 0];
}

export function saveViewingFacts(role: WindowRole, facts: ScreenFacts): void {
  pageStorage()?.setItem(KEY, JSON.stringify({ ...loadAll(), [screenKey(role)]: facts }));
}
