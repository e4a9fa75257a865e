import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findPack, readPack } from '../city/packs/readPack.ts';
import { startDemoCity } from './startDemoCity.ts';

/** `node electron/demo/main.ts --port 8311 --pack nanjing-qinhuai --seed 42`: the simulated city alone. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    pack: { type: 'string', default: 'nanjing-qinhuai' },
    seed: { type: 'string', default: '42' },
    days: { type: 'string', default: '30' },
  },
});
const build = fileURLToPath(new URL('../../build', import.meta.url));
const demo = await startDemoCity({
  pack: readPack(findPack(values.pack, `${build}/packs`), `${build}/calendars`),
  seed: Number(values.seed),
  now: Date.now,
  days: Number(values.days),
  port: Number(values.port),
});
console.log(JSON.stringify({ url: demo.url, pid: process.pid }));
process.once('SIGTERM', () => void demo.close());
process.once('SIGINT', () => void demo.close());
