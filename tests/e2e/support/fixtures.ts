import { fileURLToPath } from 'node:url';
import { expect, test as playwright } from '@playwright/test';
import { Console, type Settings } from './driver/console.ts';
import { type Hall, simulatedHall } from './halls.ts';

/** To be looked at by a person: given, the specs that tell a story take many more. */
const wantedDir = process.env['CITYWHISTLE_PICTURES'];
export const picturesWanted = wantedDir !== undefined;
export const picturesDir =
  wantedDir ?? fileURLToPath(new URL('../../../test-results/pictures', import.meta.url));

type Options = Partial<Omit<Settings, 'hall' | 'picturesDir'>>;

type Given = {
  /** A console in front of a hall; its faults fail the test at the end. */
  consoleOf(hall: Hall, options?: Options): Promise<Console>;
  /** Ends with the test, passed or failed. */
  using<T extends { end(): Promise<void> }>(starting: Promise<T>): Promise<T>;
};
/** The simulated city takes half a minute to load, so all specs share one. */
type Shared = { simulated: Hall };

export const test = playwright.extend<Given, Shared>({
  // After `using`, so that browsers close before the halls they stand in front of.
  consoleOf: async ({ browser, using: _ }, use) => {
    const consoles: Console[] = [];
    await use(async (hall, options) => {
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
  simulated: [
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const hall = await simulatedHall();
      await use(hall);
      await hall.end();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

export { expect };

/** Asks again until it is so. */
export const soon = expect.poll;
