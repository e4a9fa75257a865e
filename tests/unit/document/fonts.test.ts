import { describe, expect, it } from 'vitest';
import { machineFonts, runProgram } from '../../../electron/city/documents/machineFonts.ts';
import { fontRiskText } from '../../../shared/document/fontRisk.ts';
import { FACE } from '../../../shared/document/gb9704.ts';

describe('faces of a document on this machine', () => {
  it('are here where fontconfig answers with the name, also among others', async () => {
    const states = await machineFonts(async (_, args) => `${args.at(-1)} Regular,${args.at(-1)}`);
    expect(states.map(({ state }) => state)).toEqual(Object.values(FACE).map(() => 'present'));
    expect(fontRiskText(states, 'zh')).toBeNull();
  });

  it('are missing where it answers with another, which is told', async () => {
    const states = await machineFonts(async (_, args) =>
      args.at(-1) === '黑体' ? 'Noto Sans CJK SC' : `${args.at(-1)}`,
    );
    expect(states.find(({ face }) => face === '黑体')).toEqual({
      ...{ face: '黑体', state: 'missing', standIn: 'Noto Sans CJK SC' },
    });
    expect(fontRiskText(states, 'zh')).toContain('字体回退风险：本机缺少 黑体→Noto Sans CJK SC');
    expect(fontRiskText(states, 'en')).toContain('Noto Sans CJK SC');
  });

  it('are unknown without fontconfig, and never taken for present', async () => {
    const states = await machineFonts(() => runProgram('no-such-program-of-fonts', []));
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['unknown']));
    expect(fontRiskText(states, 'zh')).toContain('无法得知');
  });
});
