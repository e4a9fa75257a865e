import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Command, draftOf, type Hall, openHall, POSTS, START } from './support.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall(null, Object.keys(POSTS));
});
afterAll(() => hall.removeData());

/** Places far enough from one another that no whistle is taken for another's duplicate. */
let places = 0;
const apart = () => {
  places += 1;
  return {
    place: { lon: -71.099 + 0.002 * places, lat: 42.303, address: '' },
  };
};

it('a whistle may be read without a session', async () => {
  const { summary } = await hall.draft('duty', {});
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
