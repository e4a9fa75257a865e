import { DEMO_PIN } from '../../../electron/city/people/demoPin.ts';
import type { Console } from './driver/console.ts';
import type { WhistleStatus, WhistlesDriver } from './driver/whistles.ts';
import { expect, picturesWanted, soon } from './fixtures.ts';
import type { Hall } from './halls.ts';
import { SEATS, type Seat } from './hardWhistle.ts';
import { SUBJECT } from './whistleCases.ts';

/** Windows by the seat that they stand at. */
export type Seated<S extends Seat> = Record<S, WhistlesDriver>;

/** Opens a whistle board at each of these seats, in a browser of its own, with the person who works there signed in. */
export async function seatsAt<S extends Seat>(
  consoleOf: (hall: Hall) => Promise<Console>,
  hall: Hall,
  ...seats: S[]
): Promise<Seated<S>> {
  const windows: [S, WhistlesDriver][] = [];
  for (const seat of seats) {
    const console = await consoleOf(hall);
    // What is refused is an answer of its own.
    console.expectFault(/Failed to load resource/);
    const window = await console.open('whistles');
    await window.signIn(SEATS[seat], DEMO_PIN);
    windows.push([seat, window]);
  }
  return Object.fromEntries(windows) as Seated<S>;
}

/** Each of these windows tells the same of the whistle; a column of the board may be called shorter than its stage. */
export async function allSee(
  windows: Partial<Seated<Seat>>,
  stage: string,
  more: Partial<WhistleStatus>,
): Promise<void> {
  const wanted = { stage: expect.stringMatching(`^${stage}`), ...more };
  for (const [seat, window] of Object.entries(windows))
    await soon(() => window.status(SUBJECT), { message: seat }).toMatchObject(wanted);
}

/**
 * Pictures of a step at these seats. One of each step is always kept; all of them where somebody wants to look, and of
 * the steps called `large` the first on a large dark screen too.
 */
export async function pictures(
  step: string,
  windows: Partial<Seated<Seat>>,
  size: 'large' | 'usual' = 'usual',
): Promise<void> {
  const all = Object.entries(windows);
  for (const [seat, window] of picturesWanted ? all : all.slice(0, 1))
    await window.screenshot(`story-${step}-${seat}`);
  const [first] = all;
  if (!picturesWanted || first === undefined || size === 'usual') return;
  const [seat, window] = first;
  await window.resize({ width: 3840, height: 2160 });
  await window.theme('dark');
  await window.screenshot(`story-${step}-${seat}-2160-dark`);
  await window.theme('light');
  await window.resize({ width: 1920, height: 1080 });
}

/** A picture of a form or page in English, where pictures are wanted. */
export async function inEnglish(step: string, window: WhistlesDriver): Promise<void> {
  if (!picturesWanted) return;
  await window.language('en');
  await window.screenshot(`story-${step}-en`);
  await window.language('zh');
}
