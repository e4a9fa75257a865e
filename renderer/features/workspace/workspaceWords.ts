import type { WorkspaceNotice, WorkspaceWindow } from '../../../shared/layout/workspaceView.ts';
import { defineWords } from '../../base/words.ts';

export const workspaceWords = defineWords({
  zh: {
    title: '窗口布局',
    profiles: '方案',
    daily: '日常值守',
    meeting: '调度会',
    drill: '演练',
    emergency: '应急',
    switchTo: (profile: string) => `窗口切换到${profile}`,
    saved: '已保存',
    made: '自动',
    inForce: '使用中',
    noneYet: '还没有选用方案。按下面任一方案的按键，窗口就会摆到各显示器上。',
    ask: '要把窗口摆到其他显示器上，需要您允许一次',
    askWhy:
      '浏览器默认不让网页知道有几块显示器、也不让网页移动窗口。允许后，城哨只用它摆放自己的窗口；不会读取屏幕内容。',
    allow: '允许使用其他显示器',
    denied:
      '浏览器已禁止使用其他显示器，窗口会以标签页打开。要改：点地址栏左侧的图标，把「窗口管理」改为允许，再刷新。',
    unsupported: '这个浏览器不能把窗口摆到其他显示器，窗口会以标签页打开。桌面版或 Chromium 浏览器可以。',
    picture: '显示器和窗口',
    display: (number: string) => `显示器 ${number}`,
    primary: '主',
    bare: '空',
    windows: '窗口',
    where: '所在',
    state: '状态',
    home: '在位',
    kiosk: '独占大屏',
    full: '全屏',
    guest: '暂放',
    guestWhy: '它的显示器没有接上；接回后自动回去',
    lowered: '暂不独占',
    closed: '未打开',
    parked: '等待显示器',
    linked: '联动',
    pinned: '不联动',
    zoom: '大小',
    thisOne: '本窗口',
    leave: '退出独占',
    leaveSure: (name: string) => `让${name}不再独占显示器？它会变成普通窗口，再次切换方案时恢复。`,
    leaveYes: '退出独占',
    cancel: '取消',
    identify: '识别显示器',
    save: (profile: string) => `把现在的窗口保存为「${profile}」`,
    reset: '恢复自动布局',
    saveFirst: '先切换到一个方案，再保存',
    activationNeeded: '按任意键进入全屏',
    restore: (profile: string) => `上次用的是「${profile}」，窗口还没有打开`,
    restoreNow: '恢复窗口',
    lost: (names: string, key: string) => `${names}已不在：按 ${key} 恢复`,
    notNeeded: '不用了',
    unresponsive: (names: string, key: string) => `${names}没有响应：请关闭它，再按 ${key} 恢复`,
    drawingLost:
      '本窗口的画面反复出错，已停止自动重新载入。数据和操作不受影响；请更新显卡驱动或重启浏览器，再重新载入。',
    reload: '重新载入',
    service_starting: () => '后台服务正在启动…窗口会自动接上，不用刷新。',
    service_restarting: () => '后台服务正在重新启动…填写的内容都还在，恢复后自动接上，不用刷新。',
    service_stopped: (why: string) =>
      `后台服务已停止：${why}。请退出城哨后重新启动；若仍不行，请把这段话告诉管理员。`,
    noAnswer:
      '后台服务没有应答，正在重试。填写的内容都还在，恢复后自动接上，不用刷新。若一直如此，请重新启动服务。',
    unknownBrowser:
      '服务不再认得这个浏览器。请在城哨所在的机器上执行 npm run link -- --data 数据文件夹，在这个浏览器里打开它给出的链接，各窗口会自动接上。不要刷新：填写的内容都还在。',
    note_bookPrevious: '布局文件损坏，已改用上一版；损坏的文件已另存。',
    note_bookLost: '布局文件损坏且没有上一版，已改用自动布局；损坏的文件已另存。',
    note_bookUnwritable: '布局存不下来，重启后不会保留。请检查磁盘空间和权限。',
    note_left: (names: string) => `显示器断开：${names}暂放到别处，接回后自动回去。`,
    note_returned: (names: string) => `显示器已接回：${names}回到原位。`,
    note_gaveUp: (name: string) =>
      `${name}反复出错，已停止自动恢复。请再次切换方案；仍不行请重启本程序并告诉管理员。`,
    note_noPositions:
      '本机桌面是 Wayland：程序不能把窗口摆到指定显示器，也不能记住位置或调到最前。请用 Xorg 会话登录，或安装 XWayland 后重启本程序。',
    note_blocked: (names: string) =>
      `浏览器拦下了：${names}。请在地址栏允许本站弹出窗口，或再按一次方案的按键逐个打开。`,
  },
  en: {
    title: 'Window layout',
    profiles: 'Profiles',
    daily: 'Daily watch',
    meeting: 'Dispatch meeting',
    drill: 'Drill',
    emergency: 'Emergency',
    switchTo: (profile) => `Windows for ${profile}`,
    saved: 'saved',
    made: 'automatic',
    inForce: 'in use',
    noneYet: 'No profile was chosen yet. Press the keys of one below and the windows go to their displays.',
    ask: 'Placing windows on other displays needs your permission once',
    askWhy:
      'Browsers do not tell pages how many displays there are, nor let them move windows. Once allowed, CityWhistle uses it for its own windows only; it does not read what is on the screens.',
    allow: 'Allow other displays',
    denied:
      'The browser forbids the use of other displays; windows open as tabs. To change it: the icon left of the address, “Window management”, allow, and reload.',
    unsupported:
      'This browser cannot place windows on other displays; windows open as tabs. The desktop program and Chromium browsers can.',
    picture: 'Displays and windows',
    display: (number) => `Display ${number}`,
    primary: 'primary',
    bare: 'empty',
    windows: 'Windows',
    where: 'On',
    state: 'State',
    home: 'in place',
    kiosk: 'kiosk wall',
    full: 'full screen',
    guest: 'guest',
    guestWhy: 'Its display is not connected; it returns by itself',
    lowered: 'kiosk given up for now',
    closed: 'not open',
    parked: 'waits for its display',
    linked: 'linked',
    pinned: 'pinned',
    zoom: 'size',
    thisOne: 'this window',
    leave: 'Leave kiosk',
    leaveSure: (name) =>
      `Let ${name} give up its display? It becomes an ordinary window until the profile is switched again.`,
    leaveYes: 'Leave kiosk',
    cancel: 'Cancel',
    identify: 'Identify displays',
    save: (profile) => `Save the windows as “${profile}”`,
    reset: 'Back to automatic',
    saveFirst: 'Switch to a profile first, then save',
    activationNeeded: 'Press any key for full screen',
    restore: (profile) => `“${profile}” was in use; its windows are not open`,
    restoreNow: 'Restore windows',
    lost: (names, key) => `${names} is gone: press ${key} to restore`,
    notNeeded: 'Not needed',
    unresponsive: (names, key) => `${names} does not respond: close it, then press ${key} to restore`,
    drawingLost:
      'The picture of this window failed repeatedly; it is no longer reloaded by itself. Data and actions are not affected. Update the graphics driver or restart the browser, then reload.',
    reload: 'Reload',
    service_starting: () => 'The service is starting… The window goes on by itself, do not reload.',
    service_restarting: () =>
      'The service is starting again… What you typed is still here and goes on by itself, do not reload.',
    service_stopped: (why) =>
      `The service has stopped: ${why}. Quit CityWhistle and start it again; if that fails, tell your administrator this sentence.`,
    noAnswer:
      'The service does not answer; trying again. What you typed is still here and goes on by itself, do not reload. If it stays so, start the service again.',
    unknownBrowser:
      'The service does not know this browser any more. On the console’s machine run npm run link -- --data DATA-FOLDER and open its link in this browser: all windows go on by themselves. Do not reload: what you typed is still here.',
    note_bookPrevious:
      'The layout file was damaged; the version before is used. The damaged file was set aside.',
    note_bookLost:
      'The layout file was damaged and there is no version before; automatic layouts are used. The damaged file was set aside.',
    note_bookUnwritable:
      'Layouts cannot be kept: they will be gone after a restart. Check disk space and rights.',
    note_left: (names) => `A display is missing: ${names} moved elsewhere and will return by itself.`,
    note_returned: (names) => `The display is back: ${names} returned.`,
    note_gaveUp: (name) =>
      `${name} failed repeatedly and is no longer restarted. Switch the profile again; if that fails, restart the program and tell your administrator.`,
    note_noPositions:
      'This desktop is Wayland: no program may place windows on a display, remember where they were or bring them to the front. Sign in to an Xorg session, or install XWayland and restart the program.',
    note_blocked: (names) =>
      `The browser blocked ${names}. Allow pop-ups for this site in the address bar, or press the profile’s keys again to open them one by one.`,
  },
});

type Words = typeof workspaceWords.zh | typeof workspaceWords.en;

/** A note as a sentence; `namesOf` names its windows, as a list in the language of `words`. */
export function noteText(
  words: Words,
  note: WorkspaceNotice,
  namesOf: (ids: readonly string[]) => string,
): string {
  switch (note.code) {
    case 'book-previous':
      return words.note_bookPrevious;
    case 'book-lost':
      return words.note_bookLost;
    case 'book-unwritable':
      return words.note_bookUnwritable;
    case 'left':
      return words.note_left(namesOf(note.windows));
    case 'returned':
      return words.note_returned(namesOf(note.windows));
    case 'gave-up':
      return words.note_gaveUp(namesOf([note.window]));
    case 'no-positions':
      return words.note_noPositions;
    case 'blocked':
      return words.note_blocked(namesOf(note.windows));
  }
}

/** State of a window in one word; see WorkspaceWindow. */
export function stateText(words: Words, window: WorkspaceWindow): string {
  if (!window.open) return words.closed;
  if (window.guest) return words.guest;
  if (window.lowered) return words.lowered;
  if (window.kiosk) return words.kiosk;
  return window.full ? words.full : words.home;
}
