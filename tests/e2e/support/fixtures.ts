import { expect, test as playwright } from '@playwright/test';
import { electronTestObstacle } from '../../../build/scripts/electron.ts';
import { Console, type Settings } from './driver/console.ts';
import type { WindowDriver } from './driver/window.ts';
import { emptyHall, type Hall, simulatedHall } from './halls.ts';
import { chooseHost, chosenHost, type Host } from './host.ts';
import { sharedSimulatedHall } from './sharedHall.ts';

/** Where pictures go that a person will look at; null: none are taken, since without a GPU each costs seconds. */
export const picturesDir = process.env['CITYWHISTLE_PICTURES'] ?? null;
/** Specs that tell a story then take many. */
export const picturesWanted = picturesDir !== null;

/** Pictures of a window at 1920 × 1080 and 3840 × 2160, where they are wanted. */
export async function picturesAtBothSizes(window: WindowDriver, name: string): Promise<void> {
  if (!picturesWanted) return;
  await window.screenshot(name);
  await window.resize({ width: 3840, height: 2160 });
  await window.screenshot(`${name}-2160`);
  await window.resize({ width: 1920, height: 1080 });
}

type Options = Partial<Omit<Settings, 'hall' | 'picturesDir'>>;

export type Using = <T extends { end(): Promise<void> }>(starting: Promise<T>) => Promise<T>;

type TestFixtures = {
  /** A console in front of a hall; its faults fail the test at the end. */
  consoleOf(hall: Hall, options?: Options): Promise<Console>;
  /** Skips what cannot run here, and says why. */
  skipIfImpossible: undefined;
  /** Ends with the test, passed or failed. */
  using<T extends { end(): Promise<void> }>(starting: Promise<T>): Promise<T>;
};
/** The project's choice of a host, made before anything of the worker starts. */
type HostOptions = { host: Host; onHost: undefined };
/** The simulated city takes half a minute to load, so all specs share one; in the shell, those of one worker. */
type Shared = HostOptions & { simulated: Hall };

function obstacleTo(host: Host): string | null {
  return host === 'electron' ? electronTestObstacle() : null;
}

export const test = playwright.extend<TestFixtures, Shared>({
  // After `using`, so that browsers close before the halls they stand in front of.
  consoleOf: async ({ browser, using: _ }, use) => {
    const consoles: Console[] = [];
    await use(async (hall, options) => {
      test.skip(
        chosenHost() === 'electron' && hall.shell === undefined,
        "This hall lives in the test's own process, with a clock in its hands: only the web host can",
      );
      const settings: Settings = {
        screen: { width: 1920, height: 1080 },
        theme: null,
        view: null,
        ...options,
        hall,
        picturesDir,
      };
      const console = await Console.start(browser, settings);
      consoles.push(console);
      return console;
    });
    for (const console of consoles) await console.close();
    expect(consoles.flatMap((console) => console.faults)).toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  using: async ({}, use) => {
    const running: { end(): Promise<void> }[] = [];
    await use(async (starting) => {
      const started = await starting;
      running.push(started);
      return started;
    });
    for (const each of running.reverse()) await each.end();
  },
  host: ['web', { option: true, scope: 'worker' }],
  onHost: [
    async ({ host }, use) => {
      chooseHost(obstacleTo(host) === null ? host : 'web');
      await use(undefined);
    },
    { auto: true, scope: 'worker' },
  ],
  skipIfImpossible: [
    async ({ host }, use) => {
      const obstacle = obstacleTo(host);
      test.skip(obstacle !== null, obstacle ?? '');
      await use(undefined);
    },
    { auto: true },
  ],
  simulated: [
    async ({ host, onHost: _ }, use) => {
      // Its test is skipped then; half a minute need not be spent on that.
      const start = host === 'web' ? sharedSimulatedHall : simulatedHall;
      const hall = await (obstacleTo(host) === null ? start : emptyHall)();
      await use(hall);
      await hall.end();
    },
    { scope: 'worker', timeout: 480_000 },
  ],
});

export { expect };

/** Asks again until it is so. */
export const soon = expect.poll;
