import { expect, soon, test } from './support/fixtures.ts';
import { emptyHall, qinhuaiHall } from './support/halls.ts';
import { qinhuaiRows } from './support/upstreamRows.ts';

test('no window asks anybody but its own service', async ({ simulated, consoleOf }) => {
  const console = await consoleOf(simulated);
  const left = await console.blockExternalRequests();
  for (const role of ['wall', 'desk', 'connections'] as const) {
    const window = await console.open(role);
    await soon(() => window.text()).toMatch(/模拟城市|共 [\d,]+ 件/);
  }
  expect(left).toEqual([]);
});

test('the page may load nothing from elsewhere, and the cookie is out of reach of scripts', {
  tag: '@web',
}, async ({ using }) => {
  const hall = await using(emptyHall());
  const page = await fetch(`${hall.apiOrigin}/`, { headers: { Authorization: `Bearer ${hall.token}` } });
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(page.headers.get('x-frame-options')).toBe('DENY');
  expect(hall.cookie.flags).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);

  const stranger = await fetch(`${hall.apiOrigin}/api/status`);
  expect(stranger.status).toBe(401);
  const again = await fetch(hall.url, { redirect: 'manual' });
  expect(again.status).toBe(401);
});

test('the name that an upstream sends is in no window and in no answer', async ({ consoleOf, using }) => {
  // Connected Bits sends the name of the citizen beside every row, refused ones included.
  const name = 'Redacted';
  const hall = await using(qinhuaiHall(qinhuaiRows(40, Date.now()), 'connectedbits', { withoutId: 1 }));
  const console = await consoleOf(hall);
  const heard = console.recordResponses();

  const desk = await console.open('desk');
  await soon(() => desk.total()).toBe(40);
  await desk.openDetail(1);
  await soon(async () => (await desk.detail())?.text).toContain('含联系方式，已隔离');
  const wall = await console.open('wall');
  await soon(() => wall.card()).toContain('试验路');
  const connections = await console.open('connections');
  await connections.openQuarantine();
  await soon(async () => (await connections.reasons()).length).toBeGreaterThan(0);

  for (const window of [desk, wall, connections]) expect(await window.text()).not.toContain(name);
  const asked = [
    await hall.get('/api/cases?limit=1000'),
    await hall.get('/api/quarantine?limit=1000'),
    await hall.get('/api/sources'),
    ...(await Promise.all((await hall.cases('limit=40')).items.map(({ id }) => hall.case(id)))),
  ];
  expect(JSON.stringify(asked)).not.toContain(name);
  expect(heard.length).toBeGreaterThan(5);
  expect(heard.filter((answer) => answer.includes(name))).toEqual([]);
});

test('a page turns no text into markup or code', { tag: '@web' }, async ({ consoleOf, using }) => {
  const hall = await using(emptyHall());
  const desk = await (await consoleOf(hall)).open('desk');
  await soon(() => desk.text()).toContain('数据接入');
  const attempts = [
    `document.body.appendChild(document.createElement('div')).innerHTML = '<img src=x onerror=alert(1)>'`,
    `document.body.insertAdjacentHTML('beforeend', '<b>x</b>')`,
    `document.createElement('iframe').srcdoc = '<b>x</b>'`,
    `new Worker('data:text/javascript,1')`,
    `new Worker('/api/status')`,
    `document.createElement('script').src = 'https://example.com/x.js'`,
    `document.createElement('script').text = 'x = 1'`,
  ];
  for (const attempt of attempts) expect(await desk.throwsInPage(attempt), attempt).toBe(true);
  expect(await desk.throwsInPage(`document.createElement('div').innerHTML = ''`)).toBe(false);
});
