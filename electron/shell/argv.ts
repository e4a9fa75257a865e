/** Flags of the console that take a value; see electron/host/flags.ts. */
const WITH_VALUE = new Set(['--data', '--pack', '--source', '--poll', '--port', '--seed', '--ca']);
const WITHOUT = new Set(['--demo', '--no-open', '--help', '-h']);
/** What sites and test tools tell Chromium or Node of the program, e.g. `--ozone-platform=x11` for a wall under Wayland. */
const ENGINE =
  /^--(no-sandbox|inspect|remote-debugging-(port|pipe)|user-data-dir|ozone-platform(-hint)?|use-(gl|angle)|enable-unsafe-swiftshader|ignore-gpu-blocklist|disable-gpu|force-device-scale-factor|lang|(enable|disable)-features|enable-logging|v|proxy-server|password-store)(=|$)/;

/**
 * The console's own flags out of the program's arguments: those of the engine are Electron's business, and come in the
 * same list. What neither knows is kept, so that the service says by name what it does not understand.
 */
export function consoleFlags(argv: readonly string[], packaged: boolean): string[] {
  const own: string[] = [];
  // In a checkout the first word that is no flag is the folder of the program.
  let appPath = packaged;
  for (let at = 1; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (WITH_VALUE.has(word)) {
      own.push(word, ...argv.slice(at + 1, at + 2));
      at += 1;
    } else if (WITHOUT.has(word)) own.push(word);
    else if (ENGINE.test(word)) continue;
    else if (!appPath && !word.startsWith('-')) appPath = true;
    else own.push(word);
  }
  return own;
}
