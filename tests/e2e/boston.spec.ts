import { BOSTON_CLOSED, BOSTON_ROWS, bostonDataExists } from '../support/boston.ts';
import { soon, test } from './support/fixtures.ts';
import { bostonHall } from './support/halls.ts';

test.describe('58,251 real cases of Boston', () => {
  test.skip(!bostonDataExists, 'the data is not beside the project');

  test('come through a server and stand on wall and desk', async ({ consoleOf, using }) => {
    const hall = await using(bostonHall());
    const console = await consoleOf(hall);
    const wall = await console.open('wall');
    await soon(() => wall.reportedInWindow()).toBe(BOSTON_ROWS);
    await soon(() => wall.kpi('在办')).toBe(BOSTON_ROWS - BOSTON_CLOSED);
    await soon(async () => (await wall.picture()).colours).toBeGreaterThan(200);
    await wall.screenshot('boston-wall');

    const desk = await console.open('desk');
    await soon(() => desk.total()).toBe(BOSTON_ROWS);
    await desk.search('pothole');
    // The text index follows the cases in idle moments.
    await soon(
      async () => {
        await desk.refresh();
        return (await desk.total()) === (await hall.cases('q=pothole&limit=1')).total;
      },
      { timeout: 60_000 },
    ).toBe(true);
    await desk.screenshot('boston-desk');
  });
});
