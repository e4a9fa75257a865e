import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { type Hall, HOUR, hire, openHall, openHallOf, POSTS, RULES, START, whistlePack } from './support.ts';

const WHO = ['duty', 'leader', 'dispatch', 'a-handler', 'shift', 'judge', 'vice', 'chief'];
let hall: Hall;
beforeEach(async () => {
  hall = await openHall(null, WHO);
});
afterEach(() => hall.removeData());

const warned = async (code: string) => {
  const found = (await hall.status()).warnings.find((warning) => warning.code === code);
  return found === undefined ? null : found.message;
};

async function reopen(pack: CityPack): Promise<void> {
  await hall.close();
  hall = await openHallOf(pack, POSTS, hall.dataDir, [], hall.clock);
}

it('names what open whistles use and the new pack lacks, and lets them go on', async () => {
  const { summary } = await hall.blown({});
  const pack = whistlePack();
  await reopen({
    ...pack,
    manifest: { ...pack.manifest, orgs: pack.manifest.orgs.filter((org) => org.code !== 'A') },
    whistles: { ...RULES, kinds: RULES.kinds.filter((kind) => kind.id !== 'push') },
  });
  expect(await warned('pack-lacks')).toMatch(/哨种 push（1 个哨）、单位 A（1 个哨）。这些哨沿用原规则/);
  await hall.pass('a-handler', summary.id, { type: 'sign', summons: 's1' });
  const view = await hall.view(summary.id);
  expect(view.clocks.find((clock) => clock.kind === 'arrive')?.dueAt).toBe(START + 2 * 24 * HOUR + 8 * HOUR);
  await hall.pass('duty', summary.id, { type: 'withdraw', reason: '已自行处理' });
  expect(await warned('pack-lacks')).toBeNull();
});

it('names the posts that nobody holds, until somebody does', async () => {
  expect(await warned('role-vacant')).toMatch(/无人担任：工委书记、办事处主任、挂包街道的区委常委/);
  expect(await warned('post-vacant')).toBeNull();
  await hall.blown({});
  expect(await warned('post-vacant')).toMatch(/^在办哨正等待无人担任的岗位：department B .*（1 个哨）。/);
  // The other street has nobody to approve, although the role itself is held in this one.
  await hall.close();
  await hire(hall.dataDir, POSTS, ['other-duty']);
  hall = await openHall(hall.dataDir, [], hall.clock);
  const place = { lon: -71.06, lat: 42.34, address: '' };
  const elsewhere = await hall.draft('other-duty', { street: 'S2', place });
  await hall.pass('other-duty', elsewhere.summary.id, { type: 'submit', ownListReason: '须吹哨' });
  expect(await warned('post-vacant')).toMatch(/、street S2 街道班子成员（1 个哨）。/);
  await hall.pass('dispatch', elsewhere.summary.id, { type: 'note', text: '无人审签' });
  for (const [id, role, org, streets] of [
    ['x-secretary', 'street-secretary', 'S1', []],
    ['x-director', 'street-director', 'S1', []],
    ['x-committee', 'standing-committee', 'D', ['S1']],
    ['x-handler', 'dept-handler', 'B', []],
    ['x-leader', 'street-leader', 'S2', []],
  ] as const) {
    const body = { id, name: id, roles: [role], org, streets, pin: '739182' };
    const answer = await hall.as('chief', 'POST', '/api/operators', body);
    expect(answer.status, await answer.text()).toBe(201);
  }
  expect(await warned('role-vacant')).toBeNull();
  expect(await warned('post-vacant')).toBeNull();
});
