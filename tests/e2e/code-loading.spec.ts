import { expect, soon, test } from './support/fixtures.ts';
import { emptyHall } from './support/halls.ts';

/** The browser's own line about a file that did not come, and what the window reports of it. */
const NOT_LOADED = /Failed to load resource|a part of the window could not be loaded/;

test('code that did not come is asked for again, with its styles', { tag: '@web' }, async ({
  consoleOf,
  using,
}) => {
  const hall = await using(emptyHall());
  const console = await consoleOf(hall);
  console.expectFault(NOT_LOADED);
  const window = await console.open('wall');
  const { people } = window;

  await test.step('of a dialog', async () => {
    const unblock = await window.blockCode();
    await people.beginWithAdministrator();
    await soon(() => window.notLoaded()).toContain('请重试');
    await window.screenshot('people-not-loaded');
    expect(await window.accessibilityFaults()).toEqual([]);
    await people.tryAgain();
    await soon(() => window.notLoaded()).toContain('请重试');
    expect(await people.hasForm()).toBe(false);
    await unblock();
    await people.tryAgain();
    await soon(() => people.hasForm()).toBe(true);
    expect(await window.notLoaded()).toBeNull();
    expect(await window.missingStyles()).toBe(0);
    await people.close();
  });

  await test.step('of a window', async () => {
    const unblock = await window.blockCode();
    await window.switchTo('connections');
    await soon(() => window.notLoaded()).toContain('请重试');
    await window.screenshot('window-not-loaded');
    await unblock();
    await window.reopen();
    await soon(() => window.text()).toContain('按地址接入');
    expect(await window.missingStyles()).toBe(0);
  });
});
