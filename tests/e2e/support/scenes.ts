import { DEMO_PIN } from '../../../electron/city/people/demoPin.ts';
import type { Console } from './driver/console.ts';
import type { WhistlesDriver } from './driver/whistles.ts';
import type { Role } from './driver/window.ts';
import { unreachableAddress } from './filledHalls.ts';
import { until } from './halls.ts';
import { DUTY } from './whistleHall.ts';

/** Of the simulated city. */
const ADMINISTRATOR = 'demo-admin';

/** A picture worth looking at beyond the windows as they open. `prepare` brings the window there. */
export type Scene = { name: string; role: Role; prepare: ((console: Console) => Promise<void>) | null };

/** The board with somebody at it. */
async function signedIn(console: Console, operator: string): Promise<WhistlesDriver> {
  const whistles = console.windowOf('whistles');
  await whistles.signIn(operator, DEMO_PIN);
  return whistles;
}

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
    name: 'page',
    role: 'whistles',
    prepare: async (console) => (await signedIn(console, DUTY)).open('模拟：拆迁地块积存渣土'),
  },
  {
    name: 'hard',
    role: 'whistles',
    prepare: async (console) => (await signedIn(console, DUTY)).open('模拟：背街小巷反复塌陷'),
  },
  {
    name: 'act',
    role: 'whistles',
    prepare: async (console) => {
      const whistles = await signedIn(console, DUTY);
      await whistles.open('模拟：拆迁地块积存渣土');
      await whistles.openAct('备注');
    },
  },
  {
    name: 'owed',
    role: 'whistles',
    prepare: async (console) => (await signedIn(console, 'demo-dispatch')).press('l'),
  },
  {
    name: 'blow',
    role: 'whistles',
    prepare: async (console) => (await signedIn(console, DUTY)).blow(),
  },
  {
    name: 'door',
    role: 'whistles',
    prepare: async (console) => console.windowOf('whistles').chooseOperator('demo-dispatch'),
  },
  {
    name: 'english',
    role: 'whistles',
    prepare: async (console) => (await signedIn(console, DUTY)).language('en'),
  },
  {
    name: 'keys',
    role: 'whistles',
    prepare: async (console) => console.windowOf('whistles').press('?'),
  },
  {
    name: 'wizard',
    role: 'connections',
    prepare: async (console) => {
      const connections = console.windowOf('connections');
      await connections.signIn(ADMINISTRATOR, DEMO_PIN);
      await connections.addSource();
      await connections.typeAddress(await unreachableAddress());
      await connections.probe();
      await until('the probe', 60, async () => (await connections.probeSteps()).length > 0);
    },
  },
  {
    name: 'quarantine',
    role: 'connections',
    prepare: async (console) => console.windowOf('connections').openQuarantine(),
  },
  {
    name: 'calendar',
    role: 'connections',
    prepare: async (console) => {
      await console.windowOf('connections').openCalendar();
    },
  },
];
