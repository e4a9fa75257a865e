/** Whether this machine has a typeface; `standIn` is what it would show instead. */
export type FaceState = { face: string; state: 'present' | 'missing' | 'unknown'; standIn: string | null };

/**
 * What is told beside a document that names faces which are not here (字体回退风险); null where all are. The file itself is right
 * on a machine that has them: only how it looks and breaks here differs.
 */
export function fontRiskText(states: readonly FaceState[], language: 'zh' | 'en'): string | null {
  const missing = states.filter(({ state }) => state === 'missing');
  const unknown = states.filter(({ state }) => state === 'unknown');
  const instead = (state: FaceState) =>
    state.standIn === null ? state.face : `${state.face}→${state.standIn}`;
  if (missing.length > 0) {
    return language === 'zh'
      ? `字体回退风险：本机缺少 ${missing.map(instead).join('、')}，在本机打印时字形和分页可能与规范不同；文件已按字体名称写入，在装有这些字体的电脑上打开即符合规范`
      : `Fonts missing on this machine: ${missing.map(instead).join(', ')}. Printed here, glyphs and page breaks may differ; the file names the fonts and is right where they are installed`;
  }
  if (unknown.length === 0) return null;
  const faces = unknown.map(({ face }) => face);
  return language === 'zh'
    ? `字体回退风险：无法得知本机是否装有 ${faces.join('、')}，打印前请核对字形`
    : `Whether this machine has ${faces.join(', ')} cannot be told: look at the print before it is used`;
}
