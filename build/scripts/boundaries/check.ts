import { importsOf, importTarget, type SourceFile } from './imports.ts';
import { checkedFolders, type Room } from './rooms.ts';

/** A violation: the file (or folder), and what is wrong with it. */
export type Violation = { path: string; what: string };

const codeEnding = /\.(ts|tsx|mts)$/;

/**
 * Finds imports that a room does not allow, packages that no room lists, and code that matches a room's forbidden
 * patterns. Paths in `files` are relative to the repository's root, with forward slashes. A checked folder without files is
 * a violation too, because a check of nothing must not pass.
 */
export function findViolations(files: SourceFile[], rooms: Room[]): Violation[] {
  const code = files.filter((file) => codeEnding.test(file.path));
  const violations: Violation[] = [];
  for (const folder of checkedFolders) {
    if (!code.some((file) => file.path.startsWith(`${folder}/`))) {
      violations.push({ path: folder, what: 'no source file found here, so nothing was checked' });
    }
  }
  for (const file of code) {
    const room = roomOf(file.path, rooms);
    if (room === undefined) {
      violations.push({ path: file.path, what: 'belongs to no room: add its folder to rooms.ts' });
      continue;
    }
    for (const request of importsOf(file)) {
      const what = importProblem(file.path, request, room, rooms);
      if (what !== null) violations.push({ path: file.path, what });
    }
    for (const { pattern, why } of room.forbidden) {
      const found = withoutComments(file.source).match(pattern);
      if (found) violations.push({ path: file.path, what: `contains «${found[0].trim()}»: ${why}` });
    }
  }
  return violations;
}

/** Entries of rooms.ts, as a room or as an allowed import, that contain no file any more. */
export function findUnusedEntries(files: SourceFile[], rooms: Room[]): Violation[] {
  const named = new Set(rooms.flatMap((room) => [room.folder, ...room.imports]));
  return [...named]
    .filter((entry) => !files.some((file) => isWithin(file.path, entry)))
    .map((entry) => ({ path: entry, what: 'contains no file: remove it from rooms.ts' }));
}

/** The room of a path: the one with the longest matching folder. */
function roomOf(path: string, rooms: Room[]): Room | undefined {
  return rooms
    .filter((room) => isWithin(path, room.folder))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

/** Whether the path is `entry`, or lies in the folder `entry`. */
function isWithin(path: string, entry: string): boolean {
  return path === entry || path.startsWith(`${entry}/`);
}

/** Why a room may not import `request`, in a sentence; null if it may. */
function importProblem(path: string, request: string, room: Room, rooms: Room[]): string | null {
  if (request.startsWith('.')) {
    const target = importTarget(path, request);
    return room.imports.some((entry) => isWithin(target, entry))
      ? null
      : `imports ${target}, but ${room.folder} may only import ${room.imports.join(', ')}`;
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
