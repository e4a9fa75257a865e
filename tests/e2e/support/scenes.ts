import type { Console } from './driver/console.ts';
import type { Role } from './driver/window.ts';
import { deadAddress } from './filledHalls.ts';
import { until } from './halls.ts';

/** A picture worth looking at beyond the windows as they open. `prepare` brings the window there. */
export type Scene = { name: string; role: Role; prepare: ((console: Console) => Promise<void>) | null };

export const scenes: Scene[] = [
  {
    name: 'grids',
    role: 'wall',
    prepare: async (console) => console.windowOf('wall').press('2'),
  },
  {
    name: 'rate',
    role: 'wall',
    prepare: async (console) => console.windowOf('wall').press('2', '2', '2'),
  },
  {
    name: 'today',
    role: 'wall',
    prepare: async (console) => {
      const wall = console.windowOf('wall');
      await wall.period('今日');
      await wall.selectLast(1);
      await until('the card', 20, async () => (await wall.card()) !== null);
    },
  },
  {
    name: 'points',
    role: 'wall',
    prepare: async (console) => console.windowOf('wall').press('+', '+', '+', '+', '+'),
  },
  {
    name: 'english',
    role: 'wall',
    prepare: async (console) => console.windowOf('wall').language('en'),
  },
  {
    name: 'search',
    role: 'desk',
    prepare: async (console) => {
      const desk = console.windowOf('desk');
      await desk.search('井盖');
      await until('what was found', 20, async () => (await desk.total()) < 20_000);
    },
  },
  {
    name: 'keys',
    role: 'desk',
    prepare: async (console) => console.windowOf('desk').press('?'),
  },
  {
    name: 'english',
    role: 'desk',
    prepare: async (console) => console.windowOf('desk').language('en'),
  },
  {
    name: 'wizard',
    role: 'connections',
    prepare: async (console) => {
      const connections = console.windowOf('connections');
      await connections.addSource();
      await connections.typeAddress(await deadAddress());
      await connections.probe();
      await until('the probe', 60, async () => (await connections.probeSteps()).length > 0);
    },
  },
  {
    name: 'quarantine',
    role: 'connections',
    prepare: async (console) => console.windowOf('connections').openQuarantine(),
  },
];
