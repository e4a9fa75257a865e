/** The inputs that decide whether Electron uses Wayland. */
type Session = { platform: NodeJS.Platform; env: NodeJS.ProcessEnv; argv: readonly string[] };

const X11 = '--ozone-platform=x11';

/**
 * The command to restart over X11 (XWayland) in a Wayland session; null if that is not needed, not possible, or already
 * done. Under Wayland a program cannot position its windows, and Electron chooses Wayland before any of our code runs. An
 * AppImage is restarted by its file, since its mount disappears when this process ends.
 */
export function x11Relaunch(
  session: Session & { execPath: string },
): { command: string; args: string[] } | null {
  const { env, argv, execPath } = session;
  if (!isWayland(session) || !env['DISPLAY'] || argv.some((word) => word.startsWith('--ozone-platform')))
    return null;
  return { command: env['APPIMAGE'] || execPath, args: [...argv.slice(1), X11] };
}

/** False in a Wayland session, unless restarted over X11. */
export function canPositionWindows(session: Session): boolean {
  return !isWayland(session) || session.argv.includes(X11);
}

function isWayland({ platform, env }: Session): boolean {
  return platform === 'linux' && (Boolean(env['WAYLAND_DISPLAY']) || env['XDG_SESSION_TYPE'] === 'wayland');
}
