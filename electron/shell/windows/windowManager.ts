import type { Rectangle } from 'electron';
import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import { type Arrangement, afterDisplayChange } from '../../../shared/layout/afterDisplayChange.ts';
import type { Display } from '../../../shared/layout/display.ts';
import {
  type Adjustment,
  adjusted,
  singleWindowLayout,
  withoutKiosk,
  withoutWindows,
  withWindow,
} from '../../../shared/layout/editLayout.ts';
import type { Layout, ProfileId } from '../../../shared/layout/layout.ts';
import { type Placed, placeWindows } from '../../../shared/layout/placeWindows.ts';
import { captureLayout } from '../../../shared/layout/rememberLayout.ts';
import type { ServiceState, WorkspaceView } from '../../../shared/layout/workspaceView.ts';
import type { HighestRole } from '../windowTickets.ts';
import { type DisplayChanges, watchDisplays } from './displayChanges.ts';
import { KeyboardFocus } from './keyboardFocus.ts';
import { layoutAfterUserMove } from './layoutAfterUserMove.ts';
import { LayoutProfiles } from './layoutProfiles.ts';
import type { LayoutStore } from './layoutStore.ts';
import type { Restart, ShellWindow } from './openWindow.ts';
import { placeOf } from './placeWindow.ts';
import { type WatchedWindow, watchWindow } from './watchWindow.ts';

/** The functions of Electron that the window manager uses; tests pass a stand-in. Times in ms. */
export type WindowManagerPorts = {
  displays(): Display[];
  /** Displays were added, removed or changed; may fire many times for one cable. */
  onDisplays(listener: () => void): void;
  /** False under Wayland: windows can be shown and maximised, but the desktop chooses their position. */
  canPosition: boolean;
  service(): ServiceState;
  /** Opens a window at its place. */
  open(placed: Placed, callbacks: WindowCallbacks): { window: ShellWindow; restart: Restart };
  store: LayoutStore;
  /** Keeps the screens awake, or no longer. */
  keepScreensOn(on: boolean): void;
  now(): number;
  later(ms: number, act: () => void): () => void;
};
export type WindowCallbacks = { isKiosk(): boolean; mayClose(): boolean; gaveUp(): void };

type OpenWindow = {
  window: ShellWindow;
  watched: WatchedWindow;
  restart: Restart;
  leaving: boolean;
  gaveUp: boolean;
  /** It fills a display as a kiosk, or did: its page has the rights of a wall, whatever it claims. */
  isBoundToWall: boolean;
};
/** Which windows to raise: all, or those that share a display with one of these. */
type Raise = 'all' | ReadonlySet<string>;
/** How often a wall that vanished without being closed is reopened, until the next switch of the profile. */
const MAX_REOPENINGS = 3;
/**
 * The windows of this workstation: opened according to the current layout, moved when displays change, and moved back when
 * displays return. No other part of the main process creates windows of the layout.
 */
export class WindowManager {
  readonly #ports: WindowManagerPorts;
  readonly #open = new Map<string, OpenWindow>();
  #displays: Display[] = [];
  #arrangement: Arrangement = {
    layout: { displays: [], windows: [] },
    placement: { placed: [], parked: [] },
  };
  readonly #profiles: LayoutProfiles;
  readonly #keyboard: KeyboardFocus;
  readonly #displayChanges: DisplayChanges;
  #ending = false;
  #reopened = 0;

  constructor(ports: WindowManagerPorts) {
    this.#ports = ports;
    this.#profiles = new LayoutProfiles(ports.store);
    if (!ports.canPosition) this.#profiles.note({ code: 'no-positions' });
    this.#keyboard = new KeyboardFocus((id) => this.#open.get(id)?.window, ports.now);
    this.#displayChanges = watchDisplays(
      ports,
      () => this.#displaysChanged(),
      () => {
        for (const { watched } of this.#open.values()) watched.place();
      },
    );
  }

  /**
   * Opens what was open: the profile last chosen. At the very first start 日常值守, or one window where there is one
   * display.
   */
  start(): void {
    this.#displays = this.#ports.displays();
    const last = this.#profiles.lastActive;
    if (last !== null) this.switchTo(last);
    else if (this.#displays.length > 1) this.switchTo('daily');
    else this.#apply(singleWindowLayout('wall', this.#displays), 'all');
  }

  switchTo(profile: ProfileId): void {
    if (this.#displays.length === 0) return;
    const kept = this.#profiles.activate(profile, this.#displays);
    // Windows that gave up are opened anew: the operator switched the profile for that.
    const broken = this.#release(({ gaveUp }) => gaveUp);
    this.#reopened = 0;
    this.#apply(kept.layout, 'all');
    for (const id of this.#open.keys()) this.#unbind(id);
    for (const { window } of broken) window.destroy();
    this.#profiles.save(profile, kept.layout, kept.origin);
    this.#changed();
  }

  /** Saves the current windows as that profile, and makes it the active one. */
  save(profile: ProfileId): void {
    this.#rememberUserMoves([...this.#open.keys()]);
    const { layout, placement } = this.#arrangement;
    const parked = new Set(placement.parked.map(({ id }) => id));
    const closed = layout.windows.filter(({ id }) => !this.#open.has(id) && !parked.has(id));
    const saved = withoutWindows(
      captureLayout(layout, placement, this.#displays),
      closed.map(({ id }) => id),
    );
    this.#arrangement = { layout: saved, placement: placeWindows(saved, this.#displays) };
    this.#profiles.save(profile, saved, 'saved');
    this.#changed();
  }

  /** Deletes the saved layout of a profile; the next switch makes one for the displays present then. */
  reset(profile: ProfileId): void {
    this.#profiles.reset(profile);
    if (this.#profiles.active === profile) this.switchTo(profile);
    else this.#changed();
  }

  /** Opens another window of a role, on a display (its number) or where there is room. False if there is no room. */
  openRole(role: WindowRole, display: string | null): boolean {
    const added = withWindow(this.#arrangement.layout, role, display, this.#displays);
    if (added === null) return false;
    this.#apply(added.layout, new Set([added.id]));
    this.#keyboard.give(added.id);
    return true;
  }

  /** Makes a kiosk wall an ordinary window, until the profile is switched again. Only for an operator: see wallGuard.ts. */
  leaveKiosk(id: string): void {
    this.#apply(withoutKiosk(this.#arrangement.layout, id), new Set([id]));
    this.#unbind(id);
  }

  /** Size of the text and link of a window. */
  adjust(id: string, change: Adjustment): void {
    this.#apply(adjusted(this.#arrangement.layout, id, change), new Set());
  }

  /** Which window of the layout a web contents shows; null for others. */
  idOf(contentsId: number): string | null {
    for (const [id, { window }] of this.#open) if (window.webContents.id === contentsId) return id;
    return null;
  }

  /**
   * The highest role of the window with that web contents; null for others. A kiosk, which the whole hall sees, is bound to
   * walls when it is opened or becomes one, and stays so over reloads, navigation and changes of displays. Only an act of
   * the operator (leaving the kiosk, another profile) makes it an ordinary window again, with a page loaded anew.
   */
  highestRole(contentsId: number): HighestRole | null {
    const id = this.idOf(contentsId);
    const open = id === null ? undefined : this.#open.get(id);
    if (open === undefined) return null;
    return open.isBoundToWall ? 'wall' : 'operator';
  }

  restart(id: string, reason: string): boolean {
    return this.#open.get(id)?.restart(reason) ?? false;
  }

  /** Displays without a window, on which identifying numbers must be shown separately. */
  displaysWithoutWindows(): Display[] {
    const used = new Set(this.#arrangement.placement.placed.map(({ display }) => display));
    return this.#displays.filter(({ id }) => !used.has(id));
  }

  /** The state that windows show and act on. */
  view(): WorkspaceView {
    const { placed, parked } = this.#arrangement.placement;
    return {
      placing: 'granted',
      service: this.#ports.service(),
      displays: [...this.#displays],
      active: this.#profiles.active,
      turn: this.#profiles.switches,
      profiles: this.#profiles.summaries(),
      windows: placed.map((window) => ({ ...window, open: this.#open.has(window.id) })),
      parked,
      notes: this.#profiles.notices,
    };
  }

  /** The window in which the operator works: the focused one, otherwise the first visible one; never a wall. */
  operatorWindow(): ShellWindow | null {
    const windows = this.#arrangement.placement.placed
      .filter(({ kiosk }) => !kiosk)
      .map(({ id }) => this.#open.get(id)?.window)
      .filter((window) => window?.isVisible() === true);
    return windows.find((window) => window?.isFocused()) ?? windows[0] ?? null;
  }

  /** Brings the console to the front when it is started a second time. */
  focus(): void {
    const [first] = this.#arrangement.placement.placed.filter(({ kiosk }) => !kiosk);
    if (first === undefined) return;
    const window = this.#open.get(first.id)?.window;
    if (window?.isMinimized()) window.restore();
    this.#keyboard.give(first.id);
  }

  /** The program ends: every window may close now. */
  end(): void {
    this.#ending = true;
    this.#displayChanges.stop();
  }

  /** Sends an event to every window; see the preload. */
  send(event: 'changed' | 'identify'): void {
    for (const { window } of this.#open.values())
      if (!window.isDestroyed()) window.webContents.send('host:event', event);
  }

  /** Arranges the windows for changed displays; false if there was nothing to arrange. */
  #displaysChanged(): boolean {
    const displays = this.#ports.displays();
    if (displays.length === 0 || this.#ending) return false;
    const hadNoDisplays = this.#displays.length === 0;
    this.#displays = displays;
    if (hadNoDisplays) {
      this.start();
      return false;
    }
    const change = afterDisplayChange(this.#arrangement, displays);
    this.#arrangement = change.arrangement;
    if (change.left.length > 0) this.#profiles.note({ code: 'left', windows: change.left });
    if (change.returned.length > 0) this.#profiles.note({ code: 'returned', windows: change.returned });
    this.#arrangeWindows(new Set(change.moved));
    return true;
  }

  #apply(layout: Layout, raise: Raise): void {
    this.#arrangement = { layout, placement: placeWindows(layout, this.#displays) };
    this.#arrangeWindows(raise);
  }

  /** Opens, moves and closes windows to match the placement. */
  #arrangeWindows(raise: Raise): void {
    const { placed } = this.#arrangement.placement;
    const wanted = new Set(placed.map(({ id }) => id));
    const focused = [...this.#open].find(([, { window }]) => window.isFocused())?.[0];
    const unwanted = this.#release((_open, id) => !wanted.has(id));
    const touched = new Set(
      placed.filter(({ id }) => raise === 'all' || raise.has(id)).map(({ display }) => display),
    );
    // Raised in this order, so that guest windows end up below, and the first of the others on top.
    for (const window of [...placed].reverse().sort((a, b) => Number(b.guest) - Number(a.guest))) {
      const open = this.#open.get(window.id);
      if (open === undefined) this.#openOne(window);
      else {
        open.isBoundToWall ||= window.kiosk;
        open.watched.place();
        if (touched.has(window.display)) open.window.moveTop();
      }
    }
    const first = placed.find(({ kiosk, guest }) => !kiosk && !guest) ?? placed[0];
    const next =
      focused !== undefined && wanted.has(focused) ? focused : raise === 'all' ? first?.id : undefined;
    if (raise === 'all') this.#keyboard.guard();
    if (next !== undefined) this.#keyboard.give(next);
    // Closed last, since the program would end if there were no window even for a moment.
    for (const { window } of unwanted) window.destroy();
    this.#changed();
  }

  /** Removes windows from those that are open; the caller destroys them. */
  #release(which: (open: OpenWindow, id: string) => boolean): OpenWindow[] {
    const taken = [...this.#open].filter(([id, open]) => which(open, id));
    for (const [id, open] of taken) {
      open.leaving = true;
      this.#open.delete(id);
    }
    return taken.map(([, open]) => open);
  }

  #openOne(placed: Placed): void {
    const { id } = placed;
    const now = () => this.#arrangement.placement.placed.find((each) => each.id === id);
    const { window, restart } = this.#ports.open(placed, {
      isKiosk: () => now()?.kiosk === true,
      mayClose: () => this.#ending || !this.#open.has(id),
      gaveUp: () => {
        const open = this.#open.get(id);
        if (open !== undefined) open.gaveUp = true;
        this.#profiles.note({ code: 'gave-up', window: id });
        this.#changed();
      },
    });
    const watched = watchWindow(window, {
      place: () => {
        const placed = now();
        return placed === undefined ? undefined : placeOf(placed, this.#displays);
      },
      displays: () => this.#displays,
      canPosition: this.#ports.canPosition,
      leaving: () => open.leaving || this.#ending,
      activate: () => this.#keyboard.isChosen(id),
      shown: () => this.#keyboard.restore(),
      focused: () => {
        if (now()?.kiosk === true) this.#keyboard.restore();
      },
      moved: () => this.#rememberUserMoves([id]),
      closed: () => this.#closed(id, open, now()),
      now: this.#ports.now,
      later: this.#ports.later,
    });
    const state = { leaving: false, gaveUp: false, isBoundToWall: placed.kiosk };
    const open: OpenWindow = { window, watched, restart, ...state };
    this.#open.set(id, open);
    watched.place();
  }

  /** Frees a window that the operator made an ordinary one from its binding. Nothing of the page before stays. */
  #unbind(id: string): void {
    const open = this.#open.get(id);
    const isKiosk = this.#arrangement.placement.placed.find((each) => each.id === id)?.kiosk === true;
    if (open === undefined || isKiosk || !open.isBoundToWall) return;
    open.isBoundToWall = false;
    open.window.reload();
  }

  /** Reopens a wall that vanished; any other window was closed by the operator. */
  #closed(id: string, open: OpenWindow, place: Placed | undefined): void {
    if (this.#open.get(id) === open) this.#open.delete(id);
    if (this.#ending || open.leaving) return;
    if (place?.kiosk === true && this.#reopened < MAX_REOPENINGS) {
      this.#reopened += 1;
      this.#openOne(place);
    } else this.#without(id);
  }

  /** Removes a window closed by the operator, until the profile is switched again. No other window moves. */
  #without(id: string): void {
    const layout = withoutWindows(this.#arrangement.layout, [id]);
    this.#arrangement = { layout, placement: placeWindows(layout, this.#displays) };
    this.#changed();
  }

  /** Adopts positions to which the operator moved windows. While displays are changing, the system moves them. */
  #rememberUserMoves(ids: readonly string[]): void {
    if (this.#displayChanges.areUnderWay() || this.#ending) return;
    const moved = new Map<string, Rectangle>();
    for (const id of ids) {
      const bounds = this.#open.get(id)?.watched.takeUserMove() ?? null;
      if (bounds !== null) moved.set(id, bounds);
    }
    const layout = layoutAfterUserMove(this.#arrangement, this.#displays, moved);
    if (layout === null) return;
    this.#arrangement = { layout, placement: placeWindows(layout, this.#displays) };
    this.#changed();
  }

  #changed(): void {
    const { placed } = this.#arrangement.placement;
    this.#ports.keepScreensOn(
      placed.some(({ id, role, kiosk }) => role === 'wall' && kiosk && this.#open.has(id)),
    );
    this.send('changed');
  }
}
