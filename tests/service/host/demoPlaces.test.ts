import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CasePage } from '../../../shared/contract/cases.ts';
import { GridCounts } from '../../../shared/contract/figures.ts';
import { eventually } from '../../support/city.ts';
import { type Served, serve, temporaryFolder } from '../../support/serve.ts';

/** A wrong reference system shifts every point by half a kilometre and nothing else looks wrong. */
describe('the places of the simulated city', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(['--demo'], temporaryFolder());
  });
  afterAll(async () => {
    await served.stop();
    served.removeData();
  });

  it('lie in the grids of the pack, all of them', async () => {
    const items = await eventually('a thousand cases', async () => {
      const page = CasePage.parse(await served.get('/api/cases?limit=1000'));
      return page.items.length === 1000 ? page.items : null;
    });
    expect(items.filter((item) => item.grid === null)).toEqual([]);
    expect(items.filter((item) => item.locationQuality !== 'ok')).toEqual([]);
    expect(GridCounts.parse(await served.get('/api/grids/counts')).elsewhere).toBe(0);
  });
});
