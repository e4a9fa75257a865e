import { run } from './run.ts';
import { ensureWindows } from './windowsBundle.ts';

/** `npm run dist [-- electron-builder arguments]`: packages into release/. */
await ensureWindows();
const built = await run('node', ['build/scripts/build.ts', 'shell'], {});
process.exit(
  built === 0
    ? await run('electron-builder', ['--config', 'build/electron-builder.ts', ...process.argv.slice(2)], {})
    : built,
);
