import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { PackView } from '../../../shared/contract/packView.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { photoOf } from '../../support/evidenceFiles.ts';
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
  expect(await warned('pack-lacks')).toMatch(
    /缺少仍在使用的哨种 push（1 个哨）、单位 department A（1 个哨）、人员所属单位 department A（1 名操作员）。/,
  );
  await hall.pass('a-handler', summary.id, { type: 'sign', summons: 's1' });
  const view = await hall.view(summary.id);
  expect(view.clocks.find((clock) => clock.kind === 'arrive')?.dueAt).toBe(START + 2 * 24 * HOUR + 8 * HOUR);
  await hall.pass('duty', summary.id, { type: 'withdraw', reason: '已自行处理' });
  expect(await warned('pack-lacks')).toMatch(/缺少仍在使用的人员所属单位 department A（1 名操作员）。/);
  const gone = await hall.as('chief', 'PATCH', '/api/operators/a-handler', { active: false });
  expect(gone.status, await gone.text()).toBe(200);
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

/** The pack after a reform: without department A, street S1, the kind of the whistle, its matter and its category. */
function reformed(): CityPack {
  const pack = whistlePack();
  const gone = ['A', 'S1'];
  const { orgs, streets, catalogue } = pack.manifest;
  const isLeft = ({ code }: { code: string }) => !gone.includes(code);
  return {
    ...pack,
    manifest: {
      ...pack.manifest,
      version: '2.0.0',
      orgs: orgs.filter(isLeft),
      streets: streets.filter(isLeft),
      catalogue: { ...catalogue, items: catalogue.items.filter(({ code }) => code !== '006') },
    },
    whistles: {
      ...RULES,
      kinds: RULES.kinds.filter((kind) => kind.id !== 'push'),
      items: RULES.items.filter((item) => item.code !== 'I1'),
      responsibilities: [],
      ownList: [],
    },
  };
}

it('keeps everything usable and readable that a reform of the pack took away, over restarts', async () => {
  const draft = await hall.draft('duty', {});
  const { summary } = await hall.blown({ place: { lon: -71.075, lat: 42.325, address: '' } });
  for (const pack of [reformed(), reformed()]) {
    await reopen(pack);
    const told = await warned('pack-lacks');
    expect(told).toMatch(/哨种 push（2 个哨）、街道 street S1（2 个哨）、单位 department A（1 个哨）/);
    expect(told).toMatch(/事项 井盖（2 个哨）/);
    const view = PackView.parse(await (await hall.request('/api/pack')).json());
    expect(view.former?.orgs.map(({ code, name }) => [code, name])).toEqual([
      ['S1', 'street S1'],
      ['A', 'department A'],
    ]);
    expect(view.former?.items).toEqual([{ code: 'I1', name: '井盖' }]);
    expect(view.manifest.orgs.map(({ code }) => code)).not.toContain('A');
    expect((await hall.view(summary.id)).summary.kindName).toBe('push');
    expect((await hall.view(draft.summary.id)).summary.kindName).toBe('push');
  }
  // Boards and hand-overs of those who were dissolved.
  for (const who of ['a-handler', 'duty', 'dispatch'] as const) {
    const list = await hall.as(who, 'GET', '/api/whistles?mine=true');
    expect(list.status, who).toBe(200);
    const desk = await hall.as(who, 'GET', '/api/handovers/open');
    expect(desk.status, await desk.text()).toBe(200);
  }
  // Every act on the whistle, to its end.
  const acts = [
    ['a-handler', { type: 'sign', summons: 's1' }],
    ['a-handler', { type: 'contact', summons: 's1', with: '街道值守' }],
    ['a-handler', { type: 'arrive', summons: 's1', method: 'gps', position: { lon: -71.075, lat: 42.325 } }],
    ['duty', { type: 'arrive', summons: 's2', method: 'clerk', who: '某人' }],
    ['a-handler', { type: 'request-extension', summons: 's1', clock: 'handle', add: 1, reason: '等材料' }],
    ['dispatch', { type: 'decide-extension', request: 'x1', grant: true, reason: '同意' }],
    ['a-handler', { type: 'note', text: '机构已撤并' }],
  ] as const;
  for (const [who, act] of acts) await hall.pass(who, summary.id, act);
  const photo = await hall.upload('a-handler', '照片.jpg', photoOf('办结'));
  const { hash } = z.object({ hash: z.string() }).parse(await photo.json());
  await hall.pass('a-handler', summary.id, {
    type: 'submit-result',
    summons: 's1',
    text: '办结',
    files: [hash],
  });
  await hall.pass('leader', summary.id, { type: 'confirm', onSite: true });
  const scores = ['s1', 's2'].map((summons) => ({ summons, arrival: 4, attitude: 4, effect: 4 }));
  const rated = await hall.pass('leader', summary.id, { type: 'rate', scores });
  expect(rated.state.summary.stage).toBe('closed');
  // Nothing new begins with what is gone, and the refusal says so by name.
  expect(await hall.fail('duty', draft.summary.id, { type: 'submit' })).toMatchObject({
    rule: 'kind.unknown',
  });
  const body = { commandId: 'new-draft-of-gone', draft: { kind: 'hard', street: 'S1', subject: '新哨' } };
  const refused = await hall.as('duty', 'POST', '/api/whistles', body);
  expect(await refused.text()).toMatch(/“street S1”已不在现行机构表中/);
});
