import { readXlsx } from 'hucre';
import { CaseContact } from '../../shared/contract/cases.ts';
import { PackView } from '../../shared/contract/packView.ts';
import { SessionInfo } from '../../shared/contract/people.ts';
import { GIVEN_PIN, takeOwnPin } from '../support/ownPin.ts';
import { pageRequest } from '../support/pageRequest.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { type Hall, qinhuaiHall } from './support/halls.ts';
import { qinhuaiRow, qinhuaiRows } from './support/upstreamRows.ts';

const PIN = '907214';
/** The name that the upstream sends beside every row, and what a citizen wrote into the description. */
const NAME = 'Redacted';
const PHONE = '13900014321';

/** A hall whose cases carry contact data, with somebody at the street's desk. */
async function hallWithCitizens(): Promise<Hall> {
  const rows = qinhuaiRows(30, Date.now()).map((row) => ({
    ...row,
    description: `${NAME} ${PHONE} 反映：${row.description}`,
  }));
  const hall = await qinhuaiHall(rows, 'connectedbits', {});
  await staff(hall);
  return hall;
}

/** An administrator and two at the desk of a street; asked for over HTTP, so that these tests are tagged @web. */
async function staff(hall: Hall): Promise<void> {
  const { orgs } = PackView.parse(await hall.get('/api/pack')).manifest;
  const org = orgs.find(({ kind }) => kind === 'street')?.code ?? '';
  const send = async (
    method: string,
    path: string,
    body: unknown,
    session: string | null,
  ): Promise<Response> => {
    const answer = await fetch(`${hall.apiOrigin}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${hall.token}`,
        'Content-Type': 'application/json',
        ...(session === null ? {} : { 'X-Session': session }),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };
  const person = (id: string, role: string) => ({
    id,
    name: `值守${id}`,
    roles: [role],
    org,
    streets: [],
    pin: PIN,
  });
  await send('POST', '/api/operators', person('keeper', 'admin'), null);
  const signedIn = await send('POST', '/api/session', { operator: 'keeper', pin: PIN }, null);
  const { token } = SessionInfo.parse(await signedIn.json());
  for (const id of ['duty', 'second']) {
    await send('POST', '/api/operators', { ...person(id, 'street-duty'), pin: GIVEN_PIN }, token);
    await takeOwnPin(send, id, PIN);
  }
}

test('every window and every dialog carries who sits there, and when', { tag: '@web' }, async ({
  consoleOf,
  using,
}) => {
  const hall = await using(hallWithCitizens());
  const console = await consoleOf(hall);
  const wall = await console.open('wall');
  const desk = await console.open('desk');
  const board = await console.open('whistles');
  const connections = await console.open('connections');
  const now = /\d{4}-\d\d-\d\d \d\d:\d\d/;

  await soon(async () => (await wall.watermark()).lines[0]).toContain('秦淮区');
  await soon(async () => (await desk.watermark()).lines).toEqual(['未登录', expect.stringMatching(now)]);
  await desk.signIn('duty', PIN);
  for (const [window, name] of [
    [wall, '态势大屏'],
    [desk, '案件台'],
    [board, '吹哨台'],
    [connections, '数据接入'],
  ] as const) {
    await soon(async () => (await window.watermark()).lines[0]).toBe('值守duty duty');
    const { lines } = await window.watermark();
    expect(lines[1]).toMatch(now);
    expect(lines[1]).toContain(name);
    await soon(async () => (await window.watermark()).drawn).toBe(true);
  }
  await desk.privacy.openExport();
  await soon(async () => (await desk.watermark()).drawn).toBe(true);
  await desk.screenshot('privacy-export');
  expect(await desk.accessibilityFaults()).toEqual([]);
  await desk.press('Escape');
  await desk.privacy.inPrintLayout(async () => {
    await soon(async () => (await desk.watermark()).drawn).toBe(true);
    await desk.screenshot('privacy-printed');
  });
});

test('contact data is shown for a reason, for a while, and stays nowhere', { tag: '@web' }, async ({
  consoleOf,
  using,
}) => {
  const hall = await using(hallWithCitizens());
  const console = await consoleOf(hall);
  const desk = await console.open('desk');
  const { privacy } = desk;
  await privacy.recordPostedMessages();
  await desk.signIn('duty', PIN);
  await soon(() => desk.total()).toBe(30);
  await desk.openDetail(1);
  await soon(async () => (await desk.detail())?.text).toContain('含联系方式');
  expect((await desk.detail())?.text).not.toContain(PHONE);

  await privacy.reveal('回访市民确认位置');
  await soon(() => privacy.contact()).toContain(PHONE);
  expect(await privacy.contact()).toContain(NAME);
  await desk.screenshot('privacy-contact');
  expect(await privacy.inPrintLayout(() => privacy.contact())).toBeNull();
  for (const kept of await privacy.storedAnywhere()) expect(kept).not.toContain(PHONE);

  await test.step('another case takes it from the screen, and coming back does not bring it', async () => {
    await desk.openDetail(2);
    await soon(async () => (await desk.detail())?.text).toContain('试验路28号');
    expect(await privacy.contact()).toBeNull();
    await desk.openDetail(1);
    await soon(async () => (await desk.detail())?.text).toContain('试验路29号');
    expect(await privacy.contact()).toBeNull();
  });
  await test.step('so does the next operator', async () => {
    await privacy.reveal('再次回访市民');
    await soon(() => privacy.contact()).toContain(PHONE);
    await desk.signIn('second', PIN);
    await soon(() => desk.signedInAs()).toContain('值守second');
    expect(await privacy.contact()).toBeNull();
  });
  await test.step('and the clock', async () => {
    await privacy.reveal('第二人回访市民');
    await soon(() => privacy.contact()).toContain(PHONE);
    await privacy.advanceClocks(3 * 60_000);
    await soon(() => privacy.contact()).toBeNull();
  });
});

test('a wall is told nothing of a person, though the desk is', { tag: '@web' }, async ({
  consoleOf,
  using,
}) => {
  const hall = await using(hallWithCitizens());
  const desk = await (await consoleOf(hall)).open('desk');
  await soon(() => desk.total()).toBe(30);
  expect(await desk.text()).toContain(NAME);

  // A profile of its own, so that all that is heard was said to a wall.
  const walls = await consoleOf(hall);
  const heard = walls.recordResponses();
  const wall = await walls.open('wall');
  await soon(async () => (await wall.lastCases()).length).toBeGreaterThan(0);
  await wall.selectLast(1);
  await soon(() => wall.card()).toContain('试验路');
  for (const text of [await wall.text(), ...heard]) {
    expect(text).not.toContain(NAME);
    expect(text).not.toContain(PHONE);
  }
  expect(heard.length).toBeGreaterThan(5);

  // What a page can ask without saying what it is has a wall's rights too.
  const { items } = await hall.cases('limit=1');
  const { name, value } = hall.cookie;
  const ask = (path: string, body: string | null) =>
    pageRequest(`${hall.origin}${path}`, {
      method: body === null ? 'GET' : 'POST',
      headers: { cookie: `${name}=${value}`, 'content-type': 'application/json' },
      body,
    });
  const id = encodeURIComponent(items[0]?.id ?? '');
  for (const path of ['/api/quarantine', '/api/whistles', '/api/audit', '/api/sources'])
    expect((await ask(path, null)).status, path).toBe(403);
  const reason = JSON.stringify({ reason: '回访市民确认位置' });
  const contact = await ask(`/api/cases/${id}/contact`, reason);
  expect(contact.status).toBe(403);
  expect(CaseContact.safeParse(JSON.parse(contact.text)).success).toBe(false);
  expect((await ask(`/api/cases/${id}`, null)).text).not.toContain(NAME);

  // The desk's own window turned into a wall: it forgets what it was told as a desk.
  await desk.openDetail(1);
  await soon(async () => (await desk.detail())?.text).toContain(NAME);
  await desk.switchTo('wall');
  await soon(() => desk.text()).toMatch(/最新案件[\s\S]*\[已隐去\]/);
  expect(await desk.text()).not.toContain(NAME);
});

test('a number that the desk searches for is known to no other window and stands in no address', {
  tag: '@web',
}, async ({ consoleOf, using }) => {
  const rows = qinhuaiRows(30, Date.now());
  const hall = await using(qinhuaiHall(rows, '6aika', {}));
  const console = await consoleOf(hall);
  const stream = await streamOf(hall);
  const wall = await console.open('wall');
  await soon(() => wall.kpi('在办')).toBe(10);
  const desk = await console.open('desk');
  const { privacy } = desk;
  await privacy.recordPostedMessages();
  await soon(() => desk.total()).toBe(30);
  const [wallAsked, deskAsked] = [wall.recordRequests(), desk.recordRequests()];

  await desk.choose('状态', '在办');
  await desk.press('/', ...PHONE);
  await soon(() => desk.total()).toBe(0);
  await soon(() => privacy.localSearchNotice()).toBe('含联系方式，仅本窗口搜索，不联动');
  expect(await desk.searchText()).toBe(PHONE);
  expect(deskAsked.join()).toContain(PHONE);
  await desk.screenshot('privacy-search-own');
  expect(await desk.accessibilityFaults()).toEqual([]);

  await test.step('the wall follows the rest of the filter, before and after', async () => {
    await soon(() => wall.address()).toContain('status=open');
    hall.rows.push(qinhuaiRow(300, Date.now()));
    await soon(() => wall.kpi('在办')).toBe(11);
    await desk.choose('状态', '不限');
    await soon(() => wall.address()).not.toContain('status=open');
    expect(await desk.searchText()).toBe(PHONE);
    await soon(() => desk.total()).toBe(0);
  });
  // On a busy machine only some events carry answers: changes go on until one does.
  for (let next = 301; !stream.text().includes('/api/summary'); next++) {
    const { total } = (await hall.status()).cases;
    hall.rows.push(qinhuaiRow(next, Date.now()));
    await soon(async () => (await hall.status()).cases.total).toBe(total + 1);
  }
  // From the first digits that are a person's on: all but the last two, or what stands on a wall masked.
  const known = PHONE.slice(0, 9);
  const kept = (await privacy.storedAnywhere()).filter((text) => !text.startsWith(`${hall.origin}/api/`));
  for (const text of [
    ...kept,
    ...wallAsked,
    wall.address(),
    desk.address(),
    await wall.text(),
    stream.text(),
  ])
    expect(text).not.toContain(known);
  await wall.screenshot('privacy-search-wall');

  await test.step('a desk that becomes a wall forgets it', async () => {
    const asked = desk.recordRequests();
    await desk.switchTo('wall');
    await soon(async () => (await desk.text()).includes('最新案件')).toBe(true);
    await desk.switchTo('desk');
    await soon(() => desk.total()).toBe(hall.rows.length);
    expect(await desk.searchText()).toBe('');
    // As long as it was a desk it may have asked once more, for the order that was added last.
    const sinceWall = asked.slice(asked.findIndex((request) => request.startsWith('wall ')));
    expect(sinceWall.length).toBeGreaterThan(2);
    expect(sinceWall.join()).not.toContain(known);
  });
  await test.step('the number of an order goes to all windows', async () => {
    await desk.search('GD20250612000123');
    await soon(() => wall.address()).toContain('q=GD20250612000123');
    expect(await privacy.localSearchNotice()).toBe('');
  });
  stream.end();
});

/** What the hall's events tell every window of it, walls among them. */
async function streamOf(hall: Hall): Promise<{ text(): string; end(): void }> {
  const stop = new AbortController();
  const headers = { Authorization: `Bearer ${hall.token}` };
  const { body } = await fetch(`${hall.apiOrigin}/api/events`, { headers, signal: stop.signal });
  if (body === null) throw new Error('no events');
  let heard = '';
  const reading = (async () => {
    for await (const text of body.pipeThrough(new TextDecoderStream())) heard += text;
  })();
  reading.catch(() => undefined);
  return { text: () => heard, end: () => stop.abort() };
}

test('the queue is exported with its count and a reason, without anybody in it', { tag: '@web' }, async ({
  consoleOf,
  using,
}) => {
  const hall = await using(hallWithCitizens());
  const desk = await (await consoleOf(hall)).open('desk');
  const { privacy } = desk;
  await soon(() => desk.total()).toBe(30);
  await desk.choose('状态', '在办');
  await soon(() => desk.total()).toBe(10);
  await soon(() => privacy.openExport()).toContain('登录后导出');
  await desk.press('Escape');
  await desk.signIn('duty', PIN);
  expect(await privacy.openExport()).toContain('10 件');
  await desk.screenshot('export-dialog');
  const { name, text } = await privacy.export('周调度会材料');
  expect(name).toMatch(/^案件导出_\d{8}-\d{4}_duty_10件\.csv$/);
  expect(text.split('\r\n').filter((line) => line.includes('"upstream","在办"'))).toHaveLength(10);
  expect(text).toContain('"导出理由","周调度会材料"');
  for (const secret of [NAME, PHONE]) expect(text).not.toContain(secret);
  await soon(() => privacy.exportText()).toContain('已导出 10 件');
  await desk.press('Escape');
  await privacy.openExport();
  const book = await privacy.exportWorkbook('周调度会材料');
  expect(book.name).toMatch(/^案件导出_\d{8}-\d{4}_duty_10件\.xlsx$/);
  expect((await readXlsx(book.bytes)).sheets[0]?.rows).toHaveLength(11);
});
