import type { BrowserContext } from '@playwright/test';
import { z } from 'zod';
import type { Shell } from './shell.ts';

/**
 * A screen as Chromium's headless mode can pretend one. All have the scale factor 1: with mixed ones it reckons the
 * positions of windows wrongly in itself (a window on a screen of 200 % says that it is at half its place).
 */
export type FakeScreen = { width: number; height: number; label: string };
/** All stand in a row, their tops in line. */
export type PlacedScreen = FakeScreen & { x: number };

/** The monitors of a workstation, and their cables. */
export type Monitors = {
  /** As they are now, from the left. */
  connected(): readonly PlacedScreen[];
  plug(screen: FakeScreen, x: number): Promise<void>;
  unplug(label: string): Promise<void>;
};

const Screens = z.object({ screenInfos: z.array(z.object({ id: z.string(), label: z.string() })) });

/** The screens that a headless browser pretends to have. */
export class EmulatedMonitors implements Monitors {
  private screens: readonly PlacedScreen[];
  private readonly context: BrowserContext;

  constructor(screens: readonly FakeScreen[], context: BrowserContext) {
    let x = 0;
    this.screens = screens.map((screen) => {
      x += screen.width;
      return { ...screen, x: x - screen.width };
    });
    this.context = context;
  }

  connected(): readonly PlacedScreen[] {
    return this.screens;
  }

  async plug({ width, height, label }: FakeScreen, x: number): Promise<void> {
    await this.emulate('Emulation.addScreen', { left: x, top: 0, width, height, label });
    this.screens = [...this.screens, { label, width, height, x }].sort((a, b) => a.x - b.x);
  }

  async unplug(label: string): Promise<void> {
    const infos = Screens.parse(await this.emulate('Emulation.getScreenInfos', {}));
    const found = infos.screenInfos.find((each) => each.label === label);
    if (found === undefined) throw new Error(`no display ${label}`);
    await this.emulate('Emulation.removeScreen', { screenId: found.id });
    this.screens = this.screens.filter((each) => each.label !== label);
  }

  /** Sends a screen command over the DevTools protocol; Playwright has no API for it. */
  private async emulate(method: string, parameters: object): Promise<unknown> {
    const [page] = this.context.pages();
    if (page === undefined) throw new Error('no window is open');
    const session: { send(method: string, parameters: object): Promise<unknown> } =
      await this.context.newCDPSession(page);
    return session.send(method, parameters);
  }
}

/**
 * The shell's desktop with these monitors and no others. Outputs have names of their own: the first screen is DUMMY0,
 * and
 * keeps that output when it is unplugged and comes back.
 */
export async function outputsOf(shell: Shell, screens: readonly FakeScreen[]): Promise<Monitors> {
  const { desktop } = shell;
  if (desktop === null)
    throw new Error('the monitors of this desktop are real: they cannot be chosen by a test');
  const outputOf = new Map(screens.map(({ label }, index) => [label, `DUMMY${index}`]));
  const labelOf = new Map([...outputOf].map(([label, output]) => [output, label]));
  const name = (label: string): string => outputOf.get(label) ?? label;
  let x = 0;
  for (const screen of screens) {
    await desktop.plug({ ...screen, label: name(screen.label) }, x);
    x += screen.width;
  }
  return {
    connected: () =>
      desktop.connected().map((output) => ({ ...output, label: labelOf.get(output.label) ?? output.label })),
    plug: (screen, left) => desktop.plug({ ...screen, label: name(screen.label) }, left),
    unplug: (label) => desktop.unplug(name(label)),
  };
}
