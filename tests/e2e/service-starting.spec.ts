import { expect, test } from './support/fixtures.ts';
import { emptyHall } from './support/halls.ts';

/**
 * What the shell's preload offers a page, as far as a page needs it to show itself; `become` plays the shell. Without a shared
 * worker the page asks for its events itself, so that they are held back too.
 */
const BRIDGE = `
  delete globalThis.SharedWorker;
  let state = 'starting', message = '', changed = () => {};
  const view = async () => ({ placing: 'granted', service: { state, message }, displays: [], active: null, turn: 0,
    profiles: [], windows: [], parked: [], notes: [] });
  const nothing = async () => null;
  globalThis.citywhistleHost = { view, switchProfile: nothing, saveProfile: nothing, resetProfile: nothing,
    ticket: () => Promise.resolve({ ticket: 't' }), openWindow: nothing, adjustWindow: nothing, leaveKiosk: nothing, identify: nothing, restartWindow: nothing,
    notify: nothing, print: nothing, onEvent: (listener) => { changed = listener; },
    become: (next, why) => { state = next; message = why; changed('changed'); } };
`;
const AWAY = { error: { code: 'service-away', message: '后台服务正在启动，请稍候' } };

test('a window of the shell says that its service is starting, and goes on by itself', async ({
  browser,
  using,
  skipIfImpossible: _,
}) => {
  const hall = await using(emptyHall());
  test.skip(hall.shell !== undefined, 'The page is put in front of a service that the test holds back');
  const context = await browser.newContext();
  const { name, value } = hall.cookie;
  await context.addCookies([{ name, value, url: hall.origin }]);
  await context.addInitScript(BRIDGE);
  let isReady = false;
  await context.route('**/api/**', (route) =>
    isReady ? route.continue() : route.fulfill({ status: 503, json: AWAY }),
  );
  const page = await context.newPage();
  const become = (state: string, why: string) =>
    page.evaluate(`citywhistleHost.become(${JSON.stringify(state)}, ${JSON.stringify(why)})`);
  const notice = page.getByRole('status').filter({ hasText: '后台服务' });

  await page.goto(`${hall.origin}/?role=desk`);
  await expect(notice).toHaveText('后台服务正在启动…窗口会自动接上，不用刷新。');
  await expect(page.locator('body')).not.toContainText('service-away');
  // Opened before the service has told its time, the panel comes as soon as it has.
  const panel = page.getByRole('dialog', { name: '导播' });
  await page.keyboard.press('Alt+KeyP');
  await expect(page.getByRole('button', { name: '导播' })).toBeVisible();
  await expect(panel).toHaveCount(0);
  isReady = true;
  await become('running', '');
  await expect(notice).toHaveCount(0);
  await expect(panel).toBeVisible();
  await page.keyboard.press('Alt+KeyP');
  await expect(page.getByText('秦淮区').first()).toBeVisible();

  await become('restarting', '');
  await expect(notice).toContainText('填写的内容都还在');
  await become('stopped', '数据库来自更新的版本');
  await expect(notice).toContainText('数据库来自更新的版本。请退出城哨后重新启动');
  await context.close();
});
