import { expect, soon, test } from './support/fixtures.ts';
import { emptyHall } from './support/halls.ts';

test('a wall says which of its texts cannot be read from the seats, and at which size they can', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(emptyHall());
  const console = await consoleOf(hall);
  const wall = await console.open('wall');
  const desk = await console.open('desk');

  await wall.legibility.open();
  await wall.legibility.screen('坐席 24 英寸 1080p');
  await soon(() => wall.legibility.resultText()).toMatch(/最小的文字为 [\d.]+ 角分，都看得清|看不清或偏小/);
  await wall.legibility.screen('LED P1.2');
  await soon(() => wall.legibility.resultText()).toContain('字号调到 250% 就都看得清');
  expect((await wall.legibility.rows())[0]).toContain('看不清');
  expect(await wall.accessibilityFaults()).toEqual([]);
  await wall.screenshot('legibility');

  await wall.legibility.apply();
  await soon(() => wall.legibility.resultText()).toContain('都看得清');

  // Nobody sits sixty metres away and reads, and nobody sits in the screen.
  await wall.legibility.distance('60');
  await soon(() => wall.legibility.resultText()).toContain('最大字号也不够');
  await wall.legibility.distance('0');
  await soon(() => wall.legibility.resultText()).toContain('观看距离须在 0.2–60 米');
  await wall.legibility.close();

  // The desk of the same machine keeps its own size.
  await desk.legibility.open();
  await soon(() => desk.legibility.rows()).not.toEqual([]);
  await desk.screenshot('legibility-desk');
});
