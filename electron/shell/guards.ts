import type { Session, WebContents } from 'electron';
import { isConsoleAddress, isConsolePage, mayOpenOutside } from './addresses.ts';

/** Permissions granted to the console; everything else (camera, location, USB …) is refused. */
const granted = new Set(['clipboard-sanitized-write', 'fullscreen', 'window-management']);

/** Sets both kinds of permission handler, since neither implies the other (Electron's security checklist, 5). */
export function guardPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(granted.has(permission) && isConsoleAddress(contents.getURL()));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) =>
      granted.has(permission) && isConsoleAddress(requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
}

type Guarded = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/**
 * A window shows the console and nothing else: no navigation away, no redirect, no webview, no child window. A web link
 * that a person clicks (a case's photo) goes to the system's browser.
 */
export function guardNavigation(
  contents: Guarded,
  openOutside: (address: string) => void,
  openOwn: (address: string) => void,
): void {
  const refuse = (event: { preventDefault(): void; url: string }) => {
    if (!isConsolePage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isConsoleAddress(url)) openOwn(url);
    else if (mayOpenOutside(url)) openOutside(url);
    return { action: 'deny' };
  });
}
