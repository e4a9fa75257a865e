import { asLaunchError } from './exitCodes.ts';

/** Runs a command of the command line: prints why it failed, and sets the exit code of the process. */
export async function runCommand(command: (argv: string[]) => number | Promise<number>): Promise<void> {
  // New files are for this user only. SQLite and file copies take their modes from the umask.
  process.umask(0o077);
  try {
    process.exitCode = await command(process.argv.slice(2));
  } catch (error) {
    const failure = asLaunchError(error);
    process.stderr.write(`城哨：${failure.message}\n`);
    process.exitCode = failure.exitCode;
  }
}
