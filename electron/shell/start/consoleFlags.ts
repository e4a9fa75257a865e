/** Flags of the console that take a value; see electron/host/flags.ts. */
const WITH_VALUE = [
  ...['--data', '--pack', '--source', '--poll', '--port', '--seed', '--ca', '--upstream-hosts', '--anchor'],
];
const WITHOUT_VALUE = ['--demo', '--no-open', '--require-sign-in', '--help', '-h'];
const OWN = [...WITH_VALUE, ...WITHOUT_VALUE];
/** Up to this many differing letters, a word counts as a misspelt flag. */
const MAX_MISSPELLING = 2;

/**
 * Selects the console's own flags from the program's arguments. The same list may contain switches of Chromium and Node
 * (some two thousand), which must never prevent the start; they are single words, `--name` or `--name=value`. A word that
 * is nearly one of our flags, or an unknown one followed by a value, is kept, so that the service can report it.
 */
export function consoleFlags(argv: readonly string[], packaged: boolean): string[] {
  const own: string[] = [];
  // In a checkout the first word that is not a flag is the program's folder.
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
  return OWN.some((flag) => (flag.length > 4 ? distance(name, flag) <= MAX_MISSPELLING : name === flag));
}

/** Edit distance of two words (Levenshtein). */
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
