import { describe, expect, it } from 'vitest';
import { progressText } from '../../../renderer/windows/connections/progressText.ts';
import { connWords } from '../../../renderer/windows/connections/words.ts';
import type { SourceProgress } from '../../../shared/contract/sources.ts';

const AT = Date.parse('2026-11-22T02:34:00Z');
const BACK = Date.parse('2011-12-03T20:00:00Z');

describe('how far a source is read, in words', () => {
  it.each<[SourceProgress | null | undefined, string]>([
    [null, '尚未读取'],
    [undefined, '尚未读取'],
    [{ phase: 'loading', upTo: null, backTo: null }, '首次装载刚开始'],
    [{ phase: 'loading', upTo: AT, backTo: BACK }, '首次装载到 2011-12-04（由近及远）'],
    [{ phase: 'following', upTo: AT, backTo: null }, '已同步到 11-22 10:34'],
    [{ phase: 'following', upTo: null, backTo: null }, '正在跟进'],
    [{ phase: 'following', upTo: AT, backTo: null, daily: true }, '已同步到 11-22 10:34 · 增量，每日整读'],
    [{ phase: 'checking', upTo: AT, backTo: BACK }, '已同步到 11-22 10:34 · 全量核对到 2011-12-04'],
    [{ phase: 'checking', upTo: AT, backTo: null }, '已同步到 11-22 10:34'],
  ])('%j is «%s»', (progress, text) => {
    expect(progressText(progress, 'Asia/Shanghai', AT, connWords.zh)).toBe(text);
    expect(progressText(progress, 'Asia/Shanghai', AT, connWords.en)).not.toMatch(/[一-鿿]/);
  });
});
