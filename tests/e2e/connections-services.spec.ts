import type { ServiceRow } from '../support/service-server/question.ts';
import { startServiceServer } from '../support/service-server/server.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { emptyHall } from './support/halls.ts';

const SCREENS = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];

/** A layer service whose seven cases come three at a time, and never the fifth. */
async function layerServer() {
  const rows = Array.from({ length: 7 }, (_, index): ServiceRow => {
    const at = Date.now() - (index + 1) * 3_600_000;
    return { id: `A${index}`, at, stage: 1, x: 118.7901 + index / 1000, y: 32.0201 };
  });
  const server = await startServiceServer({
    kind: 'arcgis',
    rows,
    faults: { cap: 3, hiddenRow: 4 },
    layer: {},
  });
  return { server, end: server.close };
}

test('a layer service is recognised, its layer chosen, and what it does not give is told until it does', async ({
  consoleOf,
  using,
}) => {
  const { server } = await using(layerServer());
  const hall = await using(emptyHall());
  const console = await consoleOf(hall);
  const connections = await console.open('connections');
  const wall = await console.open('wall');
  await connections.becomeAdministrator();

  await test.step('the address of the whole service lets the operator choose', async () => {
    await connections.addSource();
    await connections.typeAddress(server.url.replace(/\/0$/, ''));
    await connections.probe();
    await soon(() => connections.layers()).toEqual(['案件', '部件']);
    for (const screen of SCREENS) {
      await connections.resize(screen);
      await connections.screenshot(`connections-layers-${screen.width}`);
    }
    expect(await connections.accessibilityFaults()).toEqual([]);
    await connections.chooseLayer('案件');
  });

  await test.step('the probe tells its total, its page and its fields', async () => {
    await soon(async () => (await connections.probeSteps()).map(({ text }) => text).join(' ')).toContain(
      '共 7 条',
    );
    const told = await connections.probeSteps();
    expect(told.filter(({ ok }) => !ok)).toEqual([]);
    expect(told.map(({ text }) => text).join(' ')).toContain('一页给 3 条');
    await connections.screenshot('connections-service-probe');
    await connections.preview();
    await soon(async () => (await connections.previewRows()).length).toBe(6);
  });

  await test.step('what is missing is a state of the source in every window', async () => {
    await connections.fillNameStep('设施图层', 1, 'layer');
    await connections.save();
    await soon(() => connections.state('设施图层')).toBe('▣ 不完整');
    await soon(() => connections.lastError('设施图层')).toContain('上游称 7 条，收到 6 条');
    await soon(async () => (await wall.sources()).join(' ')).toContain('不完整：上游称 7 条，收到 6 条');
    expect((await hall.status()).sources[0]).toMatchObject({
      state: 'incomplete',
      stored: 6,
      lastSuccessAt: null,
    });
    for (const screen of SCREENS) {
      await connections.resize(screen);
      await wall.resize(screen);
      await connections.screenshot(`connections-incomplete-${screen.width}`);
      await wall.screenshot(`wall-incomplete-${screen.width}`);
    }
    expect(await connections.accessibilityFaults()).toEqual([]);
  });

  await test.step('the next whole walk ends it', async () => {
    server.faults = { ...server.faults, hiddenRow: -1 };
    await soon(() => connections.state('设施图层')).toBe('● 正常');
    await soon(() => wall.kpi('在办')).toBe(7);
  });
});
