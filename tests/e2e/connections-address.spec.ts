import { PackView } from '../../shared/contract/packView.ts';
import { SessionInfo } from '../../shared/contract/people.ts';
import { REST_PRESETS } from '../../shared/source/restPresets.ts';
import { CHINESE } from '../support/chinese.ts';
import { noFaults } from '../support/dialect-server/faults.ts';
import { startDialectServer } from '../support/dialect-server/server.ts';
import { serveOn } from '../support/httpServer.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { emptyHall, type Hall } from './support/halls.ts';
import { qinhuaiRows } from './support/upstreamRows.ts';

/** A work-order server that nobody knows yet. */
async function strangeServer() {
  const rows = qinhuaiRows(90, Date.now());
  const server = await startDialectServer({ rows, dialect: 'citysdk', faults: noFaults, now: Date.now });
  return { ...server, end: server.close };
}

test.describe('adding a source by its address', () => {
  test('probes, previews, saves, and the rows arrive and add up', async ({ consoleOf, using }) => {
    const server = await using(strangeServer());
    const hall = await using(emptyHall());
    const console = await consoleOf(hall);
    const connections = await console.open('connections');
    const wall = await console.open('wall');
    await connections.becomeAdministrator();

    await test.step('the probe tells step by step what it found', async () => {
      await connections.addSource();
      await connections.typeAddress(server.url);
      await connections.probe();
      await soon(async () => (await connections.probeSteps()).length, { timeout: 60_000 }).toBeGreaterThan(3);
      expect((await connections.probeSteps()).filter(({ ok }) => !ok)).toEqual([]);
    });

    await test.step('twenty rows are shown as they would be stored', async () => {
      await connections.choose('坐标系', 'WGS-84');
      await connections.preview();
      await soon(async () => (await connections.previewRows()).length).toBe(20);
      expect((await connections.previewRows())[0]).toMatch(/QH1000\d\d (● 在办|■ 已结案) .*试验路/);
      expect((await hall.status()).cases.total).toBe(0);
    });

    await test.step('once saved it is polled', async () => {
      await connections.fillNameStep('河西平台', 1, 'hexi');
      await connections.save();
      await soon(() => connections.sources()).toEqual(['河西平台']);
      await soon(() => wall.kpi('在办')).toBe(30);
      await soon(() => connections.state('河西平台')).toBe('● 正常');
    });

    await test.step('the sums on screen are those of the service, and exact', async () => {
      await soon(async () => {
        const { received, stored, unchanged, quarantined, verdict } =
          await connections.accounting('河西平台');
        const told = (await hall.status()).sources[0];
        const same = received === told?.received && stored === told.stored && unchanged === told.unchanged;
        return same && received === stored + unchanged + quarantined ? verdict : 'not yet';
      }).toBe('✓ 对账一致');
      expect((await hall.status()).cases.total).toBe(90);
    });

    await test.step('it can be paused and resumed', async () => {
      await connections.pause('河西平台');
      await soon(() => connections.state('河西平台')).toBe('‖ 已暂停');
      await connections.resume('河西平台');
      await soon(() => connections.state('河西平台')).toBe('● 正常');
    });
  });

  test('says what is wrong with an address before anybody is asked, and keeps what was typed', async ({
    consoleOf,
    using,
  }) => {
    const hall = await using(emptyHall());
    const connections = await (await consoleOf(hall)).open('connections');
    await connections.addSource();
    await connections.typeJurisdiction('qinhuai.gov.cn');
    await connections.probe();
    await soon(() => connections.errorMessage()).toBe('请填写接口地址');

    await connections.typeAddress('ftp://gd.example.cn/open311');
    await soon(() => connections.errorMessage()).toBe('地址要以 http:// 或 https:// 开头');

    await connections.typeAddress('http://gd example.cn/v2');
    await soon(() => connections.errorMessage()).toContain('这不是一个完整的地址');

    expect(await connections.typedAddress()).toBe('http://gd example.cn/v2');
    expect(await connections.typedJurisdiction()).toBe('qinhuai.gov.cn');
  });

  test('a server that does not answer costs nothing that was typed', async ({ consoleOf, using }) => {
    const server = await using(strangeServer());
    await server.close();
    const hall = await using(emptyHall());
    const connections = await (await consoleOf(hall)).open('connections');
    await connections.becomeAdministrator();
    await connections.addSource();
    await connections.typeAddress(server.url);
    await connections.typeJurisdiction('qinhuai.gov.cn');

    await connections.probe();

    await soon(async () => (await connections.probeSteps()).filter(({ ok }) => !ok).length, {
      timeout: 60_000,
    }).toBeGreaterThan(0);
    const said = (await connections.probeSteps()).map(({ text }) => text).join(' ');
    expect(said).toContain('拒绝连接');
    expect(await connections.typedAddress()).toBe(server.url);
    expect(await connections.typedJurisdiction()).toBe('qinhuai.gov.cn');
    expect((await hall.status()).sources).toEqual([]);
  });

  test('who is not signed in is told so, signs in, and has lost nothing', async ({ consoleOf, using }) => {
    const server = await using(strangeServer());
    const hall = await using(emptyHall());
    const console = await consoleOf(hall);
    console.expectFault(/Failed to load resource/);
    const connections = await console.open('connections');
    await soon(() => connections.asksForSignIn()).toContain('请先登录');
    await connections.addSource();
    await connections.typeAddress(server.url);
    await connections.typeJurisdiction('qinhuai.gov.cn');

    await connections.probe();
    await soon(() => connections.errorMessage()).toContain('请先登录');
    expect(server.requests).toEqual([]);
    await connections.screenshot('connections-sign-in-first');
    expect(await connections.accessibilityFaults()).toEqual([]);
    await connections.openSignInFromError();
    await connections.closeSignIn();
    await connections.becomeAdministrator();

    expect(await connections.asksForSignIn()).toBeNull();
    expect(await connections.typedAddress()).toBe(server.url);
    expect(await connections.typedJurisdiction()).toBe('qinhuai.gov.cn');
    await connections.probe();
    await soon(async () => (await connections.probeSteps()).length, { timeout: 60_000 }).toBeGreaterThan(3);
  });

  test('an English operator reads in English why a source fails', { tag: '@web' }, async ({
    consoleOf,
    using,
  }) => {
    const server = await using(lockedServer());
    const hall = await using(emptyHall());
    await addRestSource(hall, server.url);
    const connections = await (await consoleOf(hall)).open('connections');
    await connections.select('门禁');
    await soon(() => connections.lastError('门禁')).toContain('上游拒绝访问（HTTP 401），请检查密钥');

    await connections.language('en');
    await soon(() => connections.lastError('门禁')).toContain('The upstream denied access (HTTP 401)');
    expect(await connections.lastError('门禁')).not.toMatch(CHINESE);
    expect(await connections.lastError('门禁')).toContain('Last error');
  });
});

/** A server that denies everybody. */
async function lockedServer() {
  const server = await serveOn((_request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{}');
  });
  return { url: `${server.url}/api/cases`, end: server.close };
}

async function addRestSource(hall: Hall, url: string): Promise<void> {
  const config = {
    ...{ kind: 'rest', id: 'locked', name: '门禁', url, pollSeconds: 60, paused: false },
    ...{ crs: 'wgs84', zone: 'Asia/Shanghai', auth: { in: 'none' }, jurisdiction: null },
    mapping: REST_PRESETS[0]?.mapping,
  };
  const send = (path: string, body: unknown, session: string) =>
    fetch(`${hall.apiOrigin}${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${hall.token}`,
        'Content-Type': 'application/json',
        'X-Window-Role': 'connections',
        'X-Session': session,
      },
      body: JSON.stringify(body),
    });
  const org = PackView.parse(await hall.get('/api/pack')).manifest.orgs[0]?.code ?? '';
  const [operator, pin] = ['keeper', '907214'];
  await send('/api/operators', { id: operator, name: '管理甲', roles: ['admin'], org, streets: [], pin }, '');
  const { token } = SessionInfo.parse(await (await send('/api/session', { operator, pin }, '')).json());
  const answer = await send('/api/sources', { config, secret: null }, token);
  expect(answer.status).toBe(201);
}
