/** What decides whether Electron opens its windows over Wayland. */
type Session = { platform: NodeJS.Platform; env: NodeJS.ProcessEnv; argv: readonly string[] };

const X11 = '--ozone-platform=x11';

/**
 * How to start again over X11 (XWayland) in a Wayland session; null where that is not needed, not possible, or already
 * done. Wayland lets no program place its windows, and Electron chooses it by itself before any code of ours runs. An
 * AppImage is started by its file: its mount is gone once this process ends.
 */
export function x11Relaunch(
  session: Session & { execPath: string },
): { command: string; args: string[] } | null {
  const { env, argv, execPath } = session;
  if (!isWayland(session) || !env['DISPLAY'] || argv.some((word) => word.startsWith('--ozone-platform')))
    return null;
  return { command: env['APPIMAGE'] || execPath, args: [...argv.slice(1), X11] };
}

/** False in a Wayland session that was not left for X11. */
export function canPositionWindows(session: Session): boolean {
  return !isWayland(session) || session.argv.includes(X11);
}

function isWayland({ platform, env }: Session): boolean {
  return platform === 'linux' && (Boolean(env['WAYLAND_DISPLAY']) || env['XDG_SESSION_TYPE'] === 'wayland');
}
