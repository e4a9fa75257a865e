import type { PackManifest } from '../../../shared/pack/schema.ts';

const ORIGINS = {
  published: '公开资料',
  borrowed: '借用',
  approximated: '近似',
  invented: '虚构',
} as const;

/**
 * NOTICE.md of a pack: source and licence of each part, and which parts are not real. `files`: those of its other files, by
 * the name of the file.
 */
export function noticeOf(
  manifest: PackManifest,
  files: Readonly<Record<string, PackManifest['provenance']>>,
): string {
  const named = Object.entries(files).flatMap(([file, parts]) =>
    parts.map((row) => ({ ...row, part: `${file}/${row.part}` })),
  );
  const rows = [...manifest.provenance, ...named].map(
    (p) => `| ${p.part} | ${ORIGINS[p.origin]} | ${p.source} | ${p.licence} | ${p.note || '—'} |`,
  );
  return [
    `# ${manifest.name.zh} · ${manifest.name.en}`,
    '',
    '本城市包用于演示和试用。标为“近似”“虚构”“借用”的部分不对应真实界线、网格或规定，正式使用前须由使用单位替换。',
    '',
    'For demonstration. Parts marked 近似 (approximated), 虚构 (invented) or 借用 (borrowed) are no real boundary, grid or',
    'rule of the place and must be replaced by its own before use. Boundaries are no authority on administrative borders.',
    '',
    '| 部分 | 性质 | 来源 | 许可 | 说明 |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
