import { root } from '../../../../build/scripts/run.ts';

/** How Playwright starts the shell; no `executablePath`, so that it waits for the test before windows open. */
export type ShellLaunch = {
  args: string[];
  cwd: string;
  env: Record<string, string>;
  timeout: number;
};

/**
 * The built shell out of the checkout, as `npm start` opens it, with nothing of this machine's: windows and keys are kept
 * in `userData`, cases in `dataDir`. `flags` are those of the console. Drawing is in software, as in Chromium.
 */
export function shellLaunch(given: {
  flags: readonly string[];
  dataDir: string;
  userData: string;
  env: Record<string, string>;
}): ShellLaunch {
  return {
    args: [
      root,
      `--user-data-dir=${given.userData}`,
      ...['--ozone-platform=x11', '--use-gl=angle', '--use-angle=swiftshader'],
      ...['--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--password-store=basic'],
      ...['--data', given.dataDir, ...given.flags],
    ],
    cwd: root,
    env: { ...given.env, TZ: 'Asia/Shanghai' },
    // Software rendering on two busy cores.
    timeout: 60_000,
  };
}

/** What a window is, told by its address: `app://city/?role=desk&slot=desk-2`. Null while it has none of ours. */
export function windowAt(address: string): { role: string; slot: string | null } | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host, searchParams } = new URL(address);
  const role = searchParams.get('role');
  if (protocol !== 'app:' || host !== 'city' || role === null) return null;
  return { role, slot: searchParams.get('slot') };
}

/** The first window of a role that the test was not given yet; the order is that of their opening. */
export function findWindow<T extends { url(): string; isClosed(): boolean }>(
  windows: readonly T[],
  role: string,
  handedOut: ReadonlySet<T>,
): T | null {
  const found = windows.find(
    (window) => !window.isClosed() && !handedOut.has(window) && windowAt(window.url())?.role === role,
  );
  return found ?? null;
}
