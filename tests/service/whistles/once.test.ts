import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { CommandAnswer } from '../../../shared/contract/whistleView.ts';
import { draftOf, type Hall, MINUTE, openHall, START } from './support.ts';

let hall: Hall;
beforeEach(async () => {
  hall = await openHall(null, [
    'duty',
    'leader',
    'secretary',
    'dispatch',
    'a-handler',
    'a-leader',
    'b-handler',
  ]);
});
afterEach(() => hall.removeData());

const send = (who: string, id: string, body: unknown) =>
  hall.as(who, 'POST', `/api/whistles/${id}/commands`, body);

describe('the same command id', () => {
  it('is one act, also for a draft, later and after a restart', async () => {
    const body = { commandId: 'draft-0001', draft: draftOf(START, {}) };
    const first = CommandAnswer.parse(await (await hall.as('duty', 'POST', '/api/whistles', body)).json());
    const again = CommandAnswer.parse(await (await hall.as('duty', 'POST', '/api/whistles', body)).json());
    expect(again.events).toEqual(first.events);
    const { id } = first.state.summary;
    const submit = { commandId: 'submit-0001', type: 'submit' };
    const done = CommandAnswer.parse(await (await send('duty', id, submit)).json());
    await hall.pass('leader', id, { type: 'approve' });
    await hall.close();
    hall = await openHall(hall.dataDir, [], hall.clock);
    const later = CommandAnswer.parse(await (await send('duty', id, submit)).json());
    expect(later.events).toEqual(done.events);
    expect(later.state.summary.stage).toBe('pending-triage');
    expect(later.state.log.filter((event) => event.type === 'submitted')).toHaveLength(1);
  });

  it('with another body, or from another hand, is refused', async () => {
    const { summary } = await hall.draft('duty', {});
    const note = { commandId: 'note-000001', type: 'note', text: '第一条' };
    expect((await send('duty', summary.id, note)).status).toBe(200);
    for (const [who, body] of [
      ['duty', { ...note, text: '另一条' }],
      ['leader', note],
    ] as const) {
      const answer = await send(who, summary.id, body);
      expect(answer.status).toBe(409);
      expect(ErrorBody.parse(await answer.json()).error.code).toBe('command-id-reused');
    }
    const noted = (await hall.view(summary.id)).log.filter((event) => event.type === 'noted');
    expect(noted).toHaveLength(1);
  });

  it('of a refusal stays refused, though by now it would pass', async () => {
    const { summary } = await hall.draft('duty', {});
    const approve = { commandId: 'approve-0001', type: 'approve' };
    expect((await send('leader', summary.id, approve)).status).toBe(409);
    await hall.pass('duty', summary.id, { type: 'submit' });
    const again = await send('leader', summary.id, approve);
    expect(again.status).toBe(409);
    expect((await hall.view(summary.id)).summary.stage).toBe('pending-approval');
    expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
  });
});

describe('two windows on one whistle', () => {
  it('one wins, the other is told what changed', async () => {
    const { summary, children } = await hall.blown({});
    const sign = (who: string, n: number) =>
      send(who, summary.id, {
        commandId: `sign-00000${n}`,
        type: 'sign',
        summons: children[0]?.id,
        seen: summary.seq,
      });
    const answers = await Promise.all([sign('a-handler', 1), sign('a-leader', 2)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const lost = answers.find((answer) => answer.status === 409);
    const { error } = ErrorBody.parse(await lost?.json());
    expect(error).toMatchObject({
      code: 'refused',
      details: {
        refusal: { kind: 'conflict', details: { events: [{ type: 'signed', seq: summary.seq + 1 }] } },
      },
    });
    expect((await hall.view(summary.id)).log.filter((event) => event.type === 'signed')).toHaveLength(1);
  });

  it('on different departments both pass', async () => {
    const { summary, children } = await hall.blown({});
    const [a, b] = children;
    const { seq: seen, id } = summary;
    const answers = await Promise.all([
      send('a-handler', id, { commandId: 'sign-a-0001', type: 'sign', summons: a?.id, seen }),
      send('b-handler', id, { commandId: 'sign-b-0001', type: 'sign', summons: b?.id, seen }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
  });

  it('many at once leave a log without gaps', async () => {
    const { summary } = await hall.draft('duty', {});
    const notes = Array.from({ length: 30 }, (_, i) =>
      send(i % 2 === 0 ? 'duty' : 'leader', summary.id, {
        commandId: `note-many-${i}`,
        type: 'note',
        text: `第${i}条`,
      }),
    );
    const answers = await Promise.all(notes);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    const { log } = await hall.view(summary.id);
    expect(log.map((event) => event.seq)).toEqual(Array.from({ length: 31 }, (_, i) => i + 1));
    expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
  });
});

describe('a program that was off', () => {
  it('fires what fell due meanwhile once, in order, with the true due times', async () => {
    const first = await hall.blown({});
    hall.clock.now += 20 * MINUTE;
    const second = await hall.blown({ place: { lon: -71.07, lat: 42.33, address: '别处' } });
    const started = [first.summary.blownAt ?? 0, second.summary.blownAt ?? 0];
    await hall.close();
    hall.clock.now += 55 * MINUTE;
    hall = await openHall(hall.dataDir, [], hall.clock);
    const now = hall.clock.now;
    // Any act settles what is due; so does waiting.
    await hall.draft('duty', { subject: '新的', place: { lon: -71.06, lat: 42.34, address: '' } });
    const fired = [];
    for (const { summary } of [first, second]) {
      for (const event of (await hall.view(summary.id)).log)
        if (event.type === 'reminded' || event.type === 'expired') fired.push(event);
    }
    expect(fired.every((event) => event.at === now)).toBe(true);
    const marks = (blown: number | undefined, shares: number[]) =>
      shares.flatMap((share) => [share, share].map(() => (blown ?? 0) + share * 60 * MINUTE));
    // Two departments each: 30, 48 and 60 minutes for the first; the second has had 55 of its 60.
    expect(fired.map((event) => event.data.dueAt)).toEqual([
      ...marks(started[0], [0.5, 0.8, 1]),
      ...marks(started[1], [0.5, 0.8]),
    ]);
    await hall.close();
    hall = await openHall(hall.dataDir, [], hall.clock);
    const again = await hall.view(first.summary.id);
    expect(again.log.filter((event) => event.type === 'expired')).toHaveLength(2);
    expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
  });
});
