/** One problem of a pack: the file, the path in it, what is there, and what is expected. */
export type PackProblem = { file: string; path: string; problem: string; expected: string };

/** Thrown for an invalid pack. Lists all problems, so that its author can correct them together. Message in Chinese. */
export class PackError extends Error {
  readonly folder: string;
  readonly problems: PackProblem[];
  constructor(folder: string, problems: PackProblem[]) {
    const shown = problems.slice(0, 30).map(formatProblem);
    const more = problems.length > shown.length ? [`…… 另有 ${problems.length - shown.length} 个问题`] : [];
    super([`城市包无法使用（${folder}），共 ${problems.length} 个问题：`, ...shown, ...more].join('\n'));
    this.name = 'PackError';
    this.folder = folder;
    this.problems = problems;
  }
}

function formatProblem({ file, path, problem, expected }: PackProblem): string {
  const where = path === '' ? file : `${file} 的 ${path}`;
  return expected === '' ? `· ${where}：${problem}` : `· ${where}：${problem}，应为${expected}`;
}
