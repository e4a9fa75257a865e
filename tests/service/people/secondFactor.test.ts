import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { Operator, SessionInfo } from '../../../shared/contract/people.ts';
import { json, openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { GIVEN_PIN, takeOwnPin } from '../../support/ownPin.ts';
import { softwareKeys } from '../../support/softwareKey.ts';

const START = Date.UTC(2026, 10, 22, 1, 0, 0);
const PIN = '739182';
const keys = softwareKeys(['chief', 'other']);
let now = START;
let city: TestCity;
/** What happens while a device answers, which takes a person some seconds. */
let whileAnswering: (() => Promise<void>) | null = null;
beforeEach(async () => {
  now = START;
  whileAnswering = null;
  const options = { dataDir: null, pack: testPack(), sources: [], now: () => now };
  const verify: typeof keys.factor.verify = async (...given) => {
    await whileAnswering?.();
    return keys.factor.verify(...given);
  };
  city = await openTestCity({ ...options, secondFactor: { ...keys.factor, verify } });
  const chief = { id: 'chief', name: '甲', roles: ['admin'], org: 'PWDx', streets: [], pin: PIN };
  await city.send('POST', '/api/operators', chief, Operator);
});
afterEach(() => city.removeData());

const signIn = (pin: string, secondFactor: { challenge: string; answer: string } | null) =>
  city.request('/api/session', json('POST', { operator: 'chief', pin, secondFactor }));

async function codeOf(answer: Response): Promise<string> {
  return ErrorBody.parse(await answer.json()).error.code;
}

async function challenge(): Promise<string> {
  const answer = await signIn(PIN, null);
  const { error } = z
    .object({
      error: z.object({ code: z.literal('second-factor'), parameters: z.object({ challenge: z.string() }) }),
    })
    .parse(await answer.json());
  return error.parameters.challenge;
}

it('opens a session with the PIN and the answer of the operator’s device, once', async () => {
  const asked = await challenge();
  const given = { challenge: asked, answer: keys.answer('chief', asked) };
  expect((await signIn(PIN, given)).status).toBe(200);
  expect(await codeOf(await signIn(PIN, given))).toBe('second-factor');
});

it('takes neither another’s device, nor an answer that is late or to something else', async () => {
  const first = await challenge();
  const foreign = { challenge: first, answer: keys.answer('other', first) };
  expect(await codeOf(await signIn(PIN, foreign))).toBe('wrong-second-factor');
  const second = await challenge();
  expect(await codeOf(await signIn(PIN, { challenge: second, answer: keys.answer('chief', first) }))).toBe(
    'wrong-second-factor',
  );
  const third = await challenge();
  now += 2 * 60_000;
  expect(await codeOf(await signIn(PIN, { challenge: third, answer: keys.answer('chief', third) }))).toBe(
    'second-factor',
  );
  expect(
    await codeOf(await signIn(PIN, { challenge: 'made-up', answer: keys.answer('chief', 'made-up') })),
  ).toBe('second-factor');
});

it('counts wrong answers as wrong PINs; asking for a challenge neither counts nor clears', async () => {
  for (let asked = 0; asked < 5; asked++) await challenge();
  expect(await codeOf(await signIn('604815', null))).toBe('wrong-pin');
  for (let wrong = 0; wrong < 2; wrong++)
    expect(await codeOf(await signIn(PIN, { challenge: await challenge(), answer: 'AA' }))).toBe(
      'wrong-second-factor',
    );
  expect(await codeOf(await signIn(PIN, null))).toBe('locked-out');
});

const inSession = (token: string, method: string, body: unknown): RequestInit => {
  const init = json(method, body);
  return { ...init, headers: { ...init.headers, 'X-Session': token } };
};

it.each([
  ['a PIN is reset', 'POST', '/api/operators/chief/pin', { current: null, pin: '482915' }, 'wrong-pin'],
  ['an account is disabled', 'PATCH', '/api/operators/chief', { active: false }, 'disabled'],
])('opens nothing where %s while the device answers', async (_what, method, path, body, code) => {
  const answered = async () => {
    const asked = await challenge();
    return signIn(PIN, { challenge: asked, answer: keys.answer('chief', asked) });
  };
  const chief = SessionInfo.parse(await (await answered()).json()).token;
  const person = { id: 'boss', name: '乙', roles: ['admin'], org: 'PWDx', streets: [], pin: GIVEN_PIN };
  expect((await city.request('/api/operators', inSession(chief, 'POST', person))).ok).toBe(true);
  const boss = await takeOwnPin(
    (how, where, what, token) =>
      city.request(where, token === null ? json(how, what) : inSession(token, how, what)),
    'boss',
    PIN,
  );
  whileAnswering = async () => {
    expect((await city.request(path, inSession(boss, method, body))).ok).toBe(true);
  };
  expect(await codeOf(await answered())).toBe(code);
});
