import { soon, test } from './support/fixtures.ts';
import { emptyHall } from './support/halls.ts';

test('an empty city explains itself and leads to 数据接入', async ({ consoleOf, using }) => {
  const hall = await using(emptyHall());
  const console = await consoleOf(hall);
  const wall = await console.open('wall');
  const desk = await console.open('desk');
  await soon(() => desk.emptyText()).toContain('尚无案件入库');
  await soon(() => wall.emptyText()).toContain('还没有接入数据');
  await soon(() => wall.mode()).toBeNull();

  await wall.openConnectionsFromEmpty();

  await soon(() => wall.shown()).toBe('数据接入');
  const connections = await console.open('connections');
  await soon(() => connections.emptyText()).toContain('还没有数据源');
});
