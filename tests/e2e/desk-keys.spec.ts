import { expect, soon, test } from './support/fixtures.ts';

test('the case desk is worked without a mouse', async ({ simulated, consoleOf }) => {
  const desk = await (await consoleOf(simulated)).open('desk');
  await soon(async () => (await desk.rows()).length).toBeGreaterThan(10);

  await test.step('j and k walk the queue', async () => {
    await desk.press('j', 'j', 'j', 'k');
    await soon(() => desk.position()).toBe(3);
  });

  await test.step('Enter opens the case, y copies its number', async () => {
    const row = (await desk.rows()).find(({ at }) => at === 3);
    await desk.press('Enter');
    await soon(async () => (await desk.detail())?.number).toBe(row?.number);
    await desk.press('y');
    await soon(() => desk.clipboard()).toBe(row?.number);
  });

  await test.step('Esc closes it again', async () => {
    await desk.press('Escape');
    await soon(() => desk.detail()).toBeNull();
  });

  await test.step('f shows and hides the filters', async () => {
    const shown = await desk.filtersShown();
    await desk.press('f');
    await soon(() => desk.filtersShown()).toBe(!shown);
    await desk.press('f');
    await soon(() => desk.filtersShown()).toBe(shown);
    await desk.press('Escape');
  });

  await test.step('s changes the order', async () => {
    const before = await desk.sortedBy();
    await desk.press('s');
    await soon(() => desk.sortedBy()).not.toBe(before);
  });

  await test.step('/ searches, Esc goes back to the queue', async () => {
    await desk.press('/');
    await soon(() => desk.searchHasFocus()).toBe(true);
    await desk.search('井盖');
    await soon(() => desk.total()).toBeLessThan(20_000);
    await desk.press('Escape');
    await soon(() => desk.searchHasFocus()).toBe(false);
    await desk.press('j');
    await soon(() => desk.position()).toBe(2);
    expect(await desk.searchText()).toBe('井盖');
    // At full speed: what follows Esc is no text any more.
    await desk.press('/', 'Escape', 'j', '/', 'Escape', 'j');
    await soon(() => desk.position()).toBe(4);
    expect(await desk.searchText()).toBe('井盖');
  });

  await test.step('? lists the keys, Esc puts the list away', async () => {
    await desk.press('?');
    await soon(() => desk.helpShown()).toBe(true);
    await desk.press('Escape');
    await soon(() => desk.helpShown()).toBe(false);
  });

  await test.step('r refreshes, Alt+1 leaves for the wall', async () => {
    await desk.press('r');
    await soon(() => desk.total()).toBeGreaterThan(0);
    await desk.press('Alt+1');
    await soon(() => desk.shown()).toBe('态势大屏');
  });
});
