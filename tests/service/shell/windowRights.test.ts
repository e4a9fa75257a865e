import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SHELL_WINDOW } from '../../../electron/city/api/sentFrom.ts';
import { serveScheme } from '../../../electron/shell/serveScheme.ts';
import { createPortClient } from '../../../electron/shell/transport/portClient.ts';
import { servePort } from '../../../electron/shell/transport/portServer.ts';
import { createWallGuard, WALL_CALLS } from '../../../electron/shell/wallGuard.ts';
import { createWindowTickets } from '../../../electron/shell/windowTickets.ts';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { WINDOW_ROLE_HEADER, WINDOW_TICKET_HEADER } from '../../../shared/contract/windowRole.ts';
import { halls } from '../../unit/layout/halls.ts';
import { type Hall, openHall } from '../whistles/support.ts';
import { nodePort } from './nodePort.ts';
import { station } from './station.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall(null, ['chief']);
  await hall.as('chief', 'GET', '/api/session');
});
afterAll(() => hall.removeData());

/** The shell over the stand-in desktop, its scheme, and the real service at the other end of a port. */
function shell(displays = halls.threeFullHd) {
  const desk = station(displays);
  const tickets = createWindowTickets((contentsId) => desk.manager.highestRole(contentsId));
  const { port1, port2 } = new MessageChannel();
  servePort(nodePort(port2), (request, highest) => hall.city.fetch(request, SHELL_WINDOW[highest]));
  const client = createPortClient(nodePort(port1));
  const handle = serveScheme('/none', (request) => client.fetch(request, tickets.take(request)));
  /** The page of a window as it sends requests: with the ticket that only its window can have asked for. */
  const page = (id: string) => {
    const ticket = tickets.ticketOf(desk.windowOf(id).webContents.id);
    return (path: string, claims: Record<string, string>) =>
      ask(path, { [WINDOW_TICKET_HEADER]: ticket, ...claims });
  };
  async function ask(path: string, headers: Record<string, string>): Promise<string> {
    const answer = await handle(new Request(`app://city${path}`, { headers }));
    if (answer.ok) return 'answered';
    return ErrorBody.parse(await answer.json()).error.code;
  }
  return { ...desk, page, ask, close: () => port1.close() };
}

const claim = (role: string) => ({ [WINDOW_ROLE_HEADER]: role });
const DESK_ONLY = '/api/quarantine';

it('gives a wall what walls may see, whatever its page claims', async () => {
  const { page, close } = shell();
  const [wall, desk] = [page('wall-1'), page('desk-1')];
  expect(await desk(DESK_ONLY, claim('desk'))).toBe('answered');
  const session = { 'X-Session': hall.token('chief') };
  const claims = [claim('desk'), claim('connections'), {}, session, { ...claim('desk'), ...session }];
  for (const claims_ of claims) {
    expect(await wall(DESK_ONLY, claims_)).toBe('not-on-a-wall');
    expect(await wall(`${DESK_ONLY}?role=desk`, claims_)).not.toBe('answered');
    expect(await wall('/api/cases?limit=5', claims_)).toBe('answered');
  }
  // A search for a telephone number, which a desk may make.
  expect(await wall('/api/cases?q=13900014321', claim('desk'))).toBe('not-on-a-wall');
  expect(await desk('/api/cases?q=13900014321', claim('desk'))).toBe('answered');
  // An ordinary window that shows a wall has no more than that either.
  expect(await desk(DESK_ONLY, claim('wall'))).toBe('not-on-a-wall');
  close();
});

it('counts a request without a ticket, or with a guessed one, as a wall’s', async () => {
  const { ask, page, windowOf, manager, close } = shell();
  for (const headers of [claim('desk'), { ...claim('desk'), [WINDOW_TICKET_HEADER]: 'guessed' }])
    expect(await ask(DESK_ONLY, headers)).toBe('not-on-a-wall');
  // The ticket of a window that was closed is worth nothing.
  const desk = page('desk-1');
  const { id } = windowOf('desk-1').webContents;
  windowOf('desk-1').destroy();
  expect(manager.highestRole(id)).toBeNull();
  expect(await desk(DESK_ONLY, claim('desk'))).toBe('not-on-a-wall');
  close();
});

it('stays so over reloads, other addresses, and displays that go and come', async () => {
  const { page, windowOf, change, close } = shell();
  const wall = page('wall-1');
  windowOf('wall-1').reload();
  await windowOf('wall-1').loadURL('app://city/?role=desk&slot=wall-1');
  expect(await wall(DESK_ONLY, claim('desk'))).toBe('not-on-a-wall');
  change(halls.threeFullHd.slice(0, 1));
  expect(await wall(DESK_ONLY, claim('desk'))).toBe('not-on-a-wall');
  change(halls.threeFullHd);
  expect(await wall(DESK_ONLY, claim('desk'))).toBe('not-on-a-wall');
  close();
});

it('is bound anew, with a page loaded anew, when the operator makes it an ordinary window or another role', async () => {
  const { page, windowOf, manager, switchTo, close } = shell();
  const wall = page('wall-1');
  const reloads = () => windowOf('wall-1').log.filter((line) => line === 'reload').length;
  expect(reloads()).toBe(0);
  manager.leaveKiosk('wall-1');
  expect(reloads()).toBe(1);
  expect(await wall(DESK_ONLY, claim('desk'))).toBe('answered');
  // The profile makes it a kiosk again: from then on it is a wall, also for the page that is in it.
  switchTo('daily');
  expect(windowOf('wall-1').isKiosk()).toBe(true);
  expect(await wall(DESK_ONLY, claim('desk'))).toBe('not-on-a-wall');
  // Another role is another window.
  expect(manager.openRole('desk', null)).toBe(true);
  expect(await page('desk-2')(DESK_ONLY, claim('desk'))).toBe('answered');
  close();
});

it('lets the window that drives the walls have what its own role has', async () => {
  const { page, switchTo, windowOf, manager, close } = shell(halls.sixMixed);
  switchTo('meeting');
  for (const { id, kiosk } of manager.view().windows) {
    expect(windowOf(id).isKiosk()).toBe(kiosk);
    expect(await page(id)(DESK_ONLY, claim('desk')), id).toBe(kiosk ? 'not-on-a-wall' : 'answered');
  }
  close();
});

/** The guard of the shell's calls over the stand-in desktop; `answers`: what is said to its dialogs, in turn. */
function guarded(answers: (() => Promise<boolean>)[]) {
  const desk = station(halls.threeFullHd);
  const asked: string[] = [];
  const guard = createWallGuard({
    highestRole: (contentsId) => desk.manager.highestRole(contentsId),
    confirm: (contentsId) => {
      asked.push(desk.manager.idOf(contentsId) ?? '');
      const [answer = async () => false] = answers.splice(0, 1);
      return answer();
    },
    now: desk.desktop.now,
  });
  const idOf = (window: string) => desk.windowOf(window).webContents.id;
  return { ...desk, guard, asked, idOf };
}
const RAISING = [
  ...(['host:leave-kiosk', 'host:open-window', 'host:switch-profile'] as const),
  ...(['host:save-profile', 'host:reset-profile'] as const),
];

it('lets no page of a wall make a window of it, or another window, by itself', async () => {
  for (const name of RAISING) {
    const { guard, asked, idOf } = guarded([]);
    expect(await guard.mayCall(idOf('wall-1'), name), name).toBe(false);
    expect(asked).toEqual(['wall-1']);
    // An operator's window has these rights already.
    expect(await guard.mayCall(idOf('desk-1'), name), name).toBe(true);
    expect(asked).toHaveLength(1);
  }
  const { guard, asked, idOf } = guarded([]);
  expect(await guard.mayCall(idOf('wall-1'), 'host:print')).toBe(false);
  expect(guard.mayOpenOutside(idOf('wall-1'))).toBe(false);
  expect(guard.mayOpenOutside(idOf('desk-1'))).toBe(true);
  // A window that is closed, or shows the number of a display, is none of an operator's.
  expect(await guard.mayCall(9999, 'host:print')).toBe(false);
  for (const [name, rule] of Object.entries(WALL_CALLS))
    if (rule === 'free') expect(await guard.mayCall(idOf('wall-1'), name as never), name).toBe(true);
  expect(asked).toEqual([]);
});

it('makes a kiosk an ordinary window once whoever sits there agreed in the shell’s own dialog', async () => {
  const { guard, idOf, manager } = guarded([async () => true]);
  const wall = idOf('wall-1');
  if (await guard.mayCall(wall, 'host:leave-kiosk')) manager.leaveKiosk('wall-1');
  expect(manager.highestRole(wall)).toBe('operator');
});

it('shows one question at a time, and none for a minute after a no', async () => {
  let answer: (agreed: boolean) => void = () => undefined;
  const pending = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  const { guard, asked, idOf, desktop } = guarded([() => pending, async () => true]);
  const first = guard.mayCall(idOf('wall-1'), 'host:open-window');
  expect(await guard.mayCall(idOf('wall-1'), 'host:leave-kiosk')).toBe(false);
  answer(false);
  expect(await first).toBe(false);
  expect(await guard.mayCall(idOf('wall-1'), 'host:leave-kiosk')).toBe(false);
  expect(asked).toHaveLength(1);
  desktop.advance(60_000);
  expect(await guard.mayCall(idOf('wall-1'), 'host:leave-kiosk')).toBe(true);
  expect(asked).toEqual(['wall-1', 'wall-1']);
});
