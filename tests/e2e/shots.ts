import { resolve } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { chromiumFlags, ensureChromium } from '../../build/scripts/chromium.ts';
import { bostonDataExists } from '../support/boston.ts';
import { Console, type Screen } from './support/driver/console.ts';
import type { Role } from './support/driver/window.ts';
import { filledHall } from './support/filledHalls.ts';
import { bostonHall, emptyHall, type Hall, simulatedHall, until } from './support/halls.ts';
import { type Scene, scenes } from './support/scenes.ts';

/**
 * `npx node tests/e2e/shots.ts OUTDIR [HALL…]`: pictures of every window over every kind of hall, to be looked at by a
 * person. The windows must have been built.
 */
const halls: Record<string, (() => Promise<Hall>) | null> = {
  simulated: simulatedHall,
  boston: bostonDataExists ? bostonHall : null,
  empty: emptyHall,
  down: () => filledHall(40_000, Date.now() - 3_600_000, false),
  million: () => filledHall(1_000_000, Date.now(), true),
};
const screens: Screen[] = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1366, height: 768 },
];
const roles: Role[] = ['wall', 'desk', 'connections', 'whistles', 'assessment'];

const [outDir, ...wanted] = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in halls));
if (outDir === undefined || unknown.length > 0) {
  console.error(`usage: node tests/e2e/shots.ts OUTDIR [${Object.keys(halls).join('|')}]…`);
  process.exit(2);
}
const executablePath = await ensureChromium();
if (executablePath === null) process.exit(1);
const browser = await chromium.launch({ executablePath, args: chromiumFlags });
for (const [name, start] of Object.entries(halls)) {
  if (start === null || (wanted.length > 0 && !wanted.includes(name))) continue;
  const hall = await start();
  try {
    await allOf(browser, name, hall);
  } finally {
    await hall.end();
  }
}
await browser.close();

async function allOf(browser: Browser, name: string, hall: Hall): Promise<void> {
  for (const screen of screens)
    for (const theme of ['light', 'dark'] as const)
      for (const role of roles) await shoot(browser, hall, screen, theme, { name, role, prepare: null });
  const [screen] = screens;
  if (name !== 'simulated' || screen === undefined) return;
  for (const theme of ['light', 'dark'] as const)
    for (const scene of scenes) await shoot(browser, hall, screen, theme, scene);
}

async function shoot(
  browser: Browser,
  hall: Hall,
  screen: Screen,
  theme: 'light' | 'dark',
  scene: Scene,
): Promise<void> {
  const picturesDir = resolve(outDir ?? '.');
  const session = await Console.start(browser, { hall, screen, theme, view: null, picturesDir });
  const name = `${scene.name}-${scene.role}-${screen.width}x${screen.height}-${theme}`;
  try {
    const window = await session.open(scene.role);
    await window.waitForIdle();
    if (scene.role === 'desk' && scene.prepare === null) await openThird(session, hall);
    await scene.prepare?.(session);
    await window.waitForIdle();
    await window.screenshot(name);
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  for (const fault of session.faults) console.error(`${name}: ${fault}`);
  await session.close();
  console.log(name);
}

/** A desk is looked at with a case open, where there is one. */
async function openThird(session: Console, hall: Hall): Promise<void> {
  const desk = session.windowOf('desk');
  if ((await hall.status()).cases.total < 3) return;
  await until('the queue', 30, async () => (await desk.rows()).length > 3);
  await desk.openDetail(3);
  await until('the case', 30, async () => (await desk.detail()) !== null);
}
