import { run } from '../../build/scripts/run.ts';
import { ensureWindows } from '../../build/scripts/windowsBundle.ts';

/** Builds the bundles for a package: the windows (if their sources changed) and the Electron side. */
export default async function buildBundles(): Promise<void> {
  await ensureWindows();
  const code = await run('node', ['build/scripts/build.ts', 'shell'], {});
  if (code !== 0) throw new Error(`the Electron side could not be built (exit code ${code})`);
}
