/** Flags of the console that take a value; see electron/host/flags.ts. */
const WITH_VALUE = ['--data', '--pack', '--source', '--poll', '--port', '--seed', '--ca'];
const WITHOUT_VALUE = ['--demo', '--no-open', '--help', '-h'];
const OWN = [...WITH_VALUE, ...WITHOUT_VALUE];
/** A misspelt flag differs from the right one by so many letters. */
const MISSPELT = 2;

/**
 * The console's own flags out of the program's arguments. Chromium and Node have some two thousand switches of their own
 * in the same list, which are Electron's business and never stop the start: they come as one word, `--name` or
 * `--name=value`. A word that is nearly one of ours, or an unknown one with a value behind it, is kept, so that the
 * service says by name what it does not understand.
 */
export function consoleFlags(argv: readonly string[], packaged: boolean): string[] {
  const own: string[] = [];
  // In a checkout the first word that is no flag is the folder of the program.
  let appPath = packaged;
  for (let at = 1; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    const next = argv[at + 1];
    if (WITH_VALUE.includes(word)) {
      own.push(word, ...argv.slice(at + 1, at + 2));
      at += 1;
    } else if (!word.startsWith('-')) {
      if (appPath) own.push(word);
      else appPath = true;
    } else if (isOwnFlag(word) || (appPath && next !== undefined && !next.startsWith('-'))) own.push(word);
  }
  return own;
}

function isOwnFlag(word: string): boolean {
  const [name = ''] = word.split('=');
  return OWN.some((flag) => (flag.length > 4 ? distance(name, flag) <= MISSPELT : name === flag));
}

/** How many letters are to be put in, taken out or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
