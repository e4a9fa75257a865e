import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Package of each tool whose package has a different name. */
const PACKAGES: Record<string, string> = {
  tsc: 'typescript',
  biome: '@biomejs/biome',
  playwright: '@playwright/test',
  'install-electron': 'electron',
  asar: '@electron/asar',
};

/**
 * Runs a tool of the project, or a program of the system, and prints its output; resolves with its exit code. The
 * project's own bin folder comes first in PATH, for programs that the tool itself starts.
 */
export function run(command: string, args: string[], env: Record<string, string>): Promise<number> {
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  const [file, ...rest] = commandLine(command, args);
  return new Promise((resolve) => {
    const child = spawn(file, rest, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: path, ...env },
    });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

/**
 * The program to start and its arguments. Tools are started by the script that their package names, not by the .cmd file
 * that npm writes for Windows: that needs cmd.exe, which interprets blanks, `&` and `%` in arguments.
 */
export function commandLine(command: string, args: string[]): [string, ...string[]] {
  if (command === 'node') return [projectNode(), ...args];
  const script = binOf(PACKAGES[command] ?? command, command);
  return script === null ? [command, ...args] : [projectNode(), script, ...args];
}

/** Path of the Node in the dependencies; of the running Node if there is none for this platform. */
function projectNode(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return binOf(`node-${platform}-${process.arch}`, 'node') ?? process.execPath;
}

/** The file of an installed package's command; null if the package or the command is missing. */
function binOf(name: string, command: string): string | null {
  const folder = join(root, 'node_modules', name);
  if (!existsSync(join(folder, 'package.json'))) return null;
  const { bin }: { bin?: string | Record<string, string> } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = typeof bin === 'string' ? bin : bin?.[command];
  return file === undefined ? null : join(folder, file);
}
