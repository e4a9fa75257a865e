import { importsOf, importTarget, type SourceFile } from './imports.ts';
import { checkedFolders, type Room } from './rooms.ts';

export type Breach = { path: string; what: string };

const codeEnding = /\.(ts|tsx|mts)$/;

/**
 * Every import that goes through a wall, every package nobody placed, every word said in the wrong room.
 * `files` holds paths relative to the repository's root, with forward slashes. Having seen no file is a breach in
 * itself: a check that looks at nothing must not pass.
 */
export function findBreaches(files: SourceFile[], rooms: Room[]): Breach[] {
  const code = files.filter((file) => codeEnding.test(file.path));
  const breaches: Breach[] = [];
  for (const folder of checkedFolders) {
    if (!code.some((file) => file.path.startsWith(`${folder}/`))) {
      breaches.push({ path: folder, what: 'no source file seen here: the check would prove nothing' });
    }
  }
  for (const file of code) {
    const room = roomOf(file.path, rooms);
    if (room === undefined) {
      breaches.push({ path: file.path, what: 'lies in no room: add its folder to rooms.ts' });
      continue;
    }
    for (const request of importsOf(file)) {
      const what = judge(file.path, request, room, rooms);
      if (what !== null) breaches.push({ path: file.path, what });
    }
    for (const { pattern, why } of room.forbidden) {
      const found = withoutComments(file.source).match(pattern);
      if (found) breaches.push({ path: file.path, what: `says «${found[0].trim()}»: ${why}` });
    }
  }
  return breaches;
}

/** Entries for rooms or imports that no longer contain any file. */
export function findEmptyPlaces(files: SourceFile[], rooms: Room[]): Breach[] {
  const named = new Set(rooms.flatMap((room) => [room.folder, ...room.rooms]));
  return [...named]
    .filter((place) => !files.some((file) => liesIn(file.path, place)))
    .map((place) => ({ path: place, what: 'holds no file: take it from rooms.ts' }));
}

/** The room of a path: the one with the longest matching folder. */
function roomOf(path: string, rooms: Room[]): Room | undefined {
  return rooms
    .filter((room) => liesIn(path, room.folder))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

/** `place` is a folder or a file. */
function liesIn(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

function judge(path: string, request: string, room: Room, rooms: Room[]): string | null {
  if (request.startsWith('.')) {
    const target = importTarget(path, request);
    return room.rooms.some((place) => liesIn(target, place))
      ? null
      : `imports ${target}, but ${room.folder} may only import ${room.rooms.join(', ')}`;
  }
  const name = packageName(request);
  if (room.packages.includes(name)) return null;
  const known = rooms.some((other) => other.packages.includes(name));
  return known
    ? `imports ${name}, which may not run in ${room.folder}`
    : `imports ${name}, a package that no room lists`;
}

/** 'node:fs' → 'node:', '@a/b/c' → '@a/b', 'x/y' → 'x'. */
function packageName(request: string): string {
  if (request.startsWith('node:')) return 'node:';
  const parts = request.split('/');
  return request.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? request);
}

/** Removes comments, which may mention forbidden words. Strings with `//` lose their end, which is acceptable here. */
function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}
