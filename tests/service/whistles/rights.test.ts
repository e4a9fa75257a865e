import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WhistleView } from '../../../shared/contract/whistleView.ts';
import { type Command, draftOf, type Hall, openHall, POSTS, START } from './support.ts';

/** Every command, filled in well enough to pass its schema; `s1` is department A's summons. */
const COMMANDS: Command[] = [
  { type: 'revise', draft: draftOf(START, {}) },
  { type: 'submit' },
  { type: 'approve' },
  { type: 'decline', reason: '不同意' },
  { type: 'blow-emergency' },
  { type: 'triage-accept' },
  { type: 'triage-reject', code: 'duplicate', reason: '重复' },
  { type: 'sign', summons: 's1' },
  { type: 'contact', summons: 's1', with: '值守' },
  { type: 'object', summons: 's1', reason: '非本部门', proposes: 'W' },
  { type: 'rule', summons: 's1', ruling: 'overrule', reason: '职责明确' },
  { type: 'arrive', summons: 's1', method: 'gps', position: { lon: -71.08, lat: 42.32 } },
  { type: 'leave', summons: 's1' },
  { type: 'release', summons: 's1', reason: '可以离开' },
  { type: 'request-extension', summons: 's1', clock: 'handle', add: 1, reason: '下雨' },
  { type: 'decide-extension', request: 'x1', grant: true, reason: '同意' },
  { type: 'change-lead', summons: 's1', org: 'W', reason: '改派' },
  { type: 'excuse', summons: 's1', until: START + 3_600_000, reason: '改期' },
  { type: 'suspend', until: START + 86_400_000, condition: 'season', reason: '汛期' },
  { type: 'resume', reason: '恢复' },
  { type: 'confirm', onSite: true },
  { type: 'rework', summons: ['s1'], reason: '返工' },
  { type: 'rate', scores: [] },
  { type: 'reopen', cause: 'unresolved', reason: '未解决' },
  { type: 'withdraw', reason: '不需要了' },
  { type: 'merge', into: 'w-nowhere', reason: '同一处' },
  { type: 'escalate', to: 3, reason: '严重' },
  { type: 'deescalate', to: 0, reason: '缓和' },
  { type: 'appeal', summons: 's1', mark: 's1.sign.0@1', ground: 'other', reason: '有误' },
  { type: 'withdraw-appeal', summons: 's1', appeal: 'a1', reason: '撤回' },
  { type: 'review-appeal', appeal: 'a1', step: 'first', accept: true, reason: '同意' },
  { type: 'propose-exemption', summons: 's1', mark: 's1.sign.0@1', ground: 'other', reason: '有误' },
  { type: 'note', text: '备注' },
];
const PEOPLE = Object.keys(POSTS);

let hall: Hall;
beforeAll(async () => {
  hall = await openHall(null, PEOPLE);
});
afterAll(() => hall.removeData());

/** Places far enough from one another that no whistle is taken for another's duplicate. */
let places = 0;
const apart = () => {
  const n = places++;
  return {
    place: { lon: -71.099 + 0.002 * (n % 15), lat: 42.303 + 0.002 * Math.floor(n / 15), address: '' },
  };
};

describe.each(['draft', 'blown'] as const)('on a whistle that is %s', (stage) => {
  it.each(PEOPLE)('%s may do nothing but what it is told it may', async (who) => {
    const { summary } = stage === 'draft' ? await hall.draft('duty', apart()) : await hall.blown(apart());
    const asked = await hall.as(who, 'GET', `/api/whistles/${summary.id}`);
    const { may, log } = WhistleView.parse(await asked.json());
    const allowed = new Set(may.map((one) => one.type));
    for (const command of COMMANDS) {
      if (allowed.has(command.type)) continue;
      const { status, rule } = await hall.fail(who, summary.id, command);
      // An emergency that is none is told so whoever asks; nothing to decide on is not on the menu.
      const expected = [
        'E4.kind',
        'E14.request',
        'E26.mark',
        'E26.appeal',
        'E27.appeal',
        'E28.mark',
        'behalf.missing',
      ].includes(rule)
        ? [422]
        : [403, 409];
      expect(expected, `${who} ${command.type}: ${rule}`).toContain(status);
    }
    expect((await hall.view(summary.id)).log).toEqual(log);
  });
});

it('nobody without a session commands anything, and everybody may look', async () => {
  const { summary } = await hall.draft('duty', {});
  for (const command of COMMANDS) {
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ commandId: 'without-session', ...command }),
    };
    expect(await hall.refusal(`/api/whistles/${summary.id}/commands`, init)).toMatchObject({ status: 401 });
  }
  expect((await hall.request(`/api/whistles/${summary.id}`)).status).toBe(200);
  expect((await hall.request('/api/whistles')).status).toBe(200);
});

describe('a command', () => {
  it('is refused in a role that one does not hold, and says which in both languages', async () => {
    const { summary } = await hall.draft('duty', {});
    const body = { commandId: 'in-other-role', type: 'submit', as: 'street-secretary' };
    const answer = await hall.as('duty', 'POST', `/api/whistles/${summary.id}/commands`, body);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      error: {
        code: 'refused',
        details: {
          refusal: { rule: 'right.role', message: { en: expect.stringMatching(/street-secretary/) } },
        },
      },
    });
  });

  it('approving one’s own request is refused to whoever holds both roles', async () => {
    const { summary } = await hall.draft('leader', apart());
    await hall.pass('leader', summary.id, { type: 'submit' });
    expect((await hall.fail('leader', summary.id, { type: 'approve' })).status).toBe(403);
  });

  it('on no whistle, or with a chosen id, finds nothing', async () => {
    expect(await hall.fail('duty', 'w-nowhere', { type: 'submit' })).toMatchObject({ status: 404 });
    const chosen: Command = { type: 'draft', draft: draftOf(START, {}) };
    expect(await hall.fail('duty', 'w-chosen', chosen)).toMatchObject({ status: 404 });
  });

  it('shows the check-in code to the street of the whistle alone, and takes it', async () => {
    const { summary } = await hall.blown(apart());
    const path = `/api/whistles/${summary.id}/check-in`;
    expect((await hall.as('a-handler', 'GET', path)).status).toBe(403);
    expect((await hall.as('other-duty', 'GET', path)).status).toBe(403);
    const shown = await (await hall.as('duty', 'GET', path)).json();
    expect(shown).toMatchObject({ code: expect.stringMatching(/^\d{6}$/) });
    await hall.pass('a-handler', summary.id, { type: 'sign', summons: 's1' });
    const arrive = (code: string): Command => ({ type: 'arrive', summons: 's1', method: 'qr', code });
    expect((await hall.fail('a-handler', summary.id, arrive('000000'))).status).toBe(422);
    await hall.pass('a-handler', summary.id, arrive(Object(shown).code));
  });
});
