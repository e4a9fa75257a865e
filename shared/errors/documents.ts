import { z } from 'zod';
import { DocumentProblem, type DocumentProblemCode } from '../contract/documents.ts';
import { entry } from './entry.ts';

type Sentence = (problem: DocumentProblem) => string;

const SENTENCES: Readonly<Record<DocumentProblemCode, { zh: Sentence; en: Sentence }>> = {
  'unknown-fact': {
    zh: (p) => `${p.place}引用的数据 ${p.stated} 不在快照中`,
    en: (p) => `${p.place} uses ${p.stated}, which the snapshot does not hold`,
  },
  'value-differs': {
    zh: (p) => `${p.place}所依据的数值为 ${p.stated}，快照为 ${p.expected}`,
    en: (p) => `${p.place} was made from ${p.stated}, and the snapshot has ${p.expected}`,
  },
  'text-differs': {
    zh: (p) => `${p.place}写的是“${p.stated}”，按快照应为“${p.expected}”`,
    en: (p) => `${p.place} says “${p.stated}”; by the snapshot it is “${p.expected}”`,
  },
  'loose-number': {
    zh: (p) => `${p.place}中的数字“${p.stated}”没有数据来源`,
    en: (p) => `${p.place} has the number “${p.stated}” without a source`,
  },
  'loose-comparison': {
    zh: (p) => `${p.place}中的“${p.stated}”没有可核对的两期数据`,
    en: (p) => `${p.place} says “${p.stated}” without two periods to check it against`,
  },
  'wrong-period': {
    zh: (p) => `${p.place}的对比期为 ${p.stated}，应为 ${p.expected}`,
    en: (p) => `${p.place} compares with ${p.stated} and must compare with ${p.expected}`,
  },
  'sum-differs': {
    zh: (p) => `${p.place}分项相加为 ${p.expected}，合计写的是 ${p.stated}`,
    en: (p) => `The parts of ${p.place} add up to ${p.expected}, and its total says ${p.stated}`,
  },
  'required-missing': {
    zh: (p) => `必填项“${p.place}”没有填写`,
    en: (p) => `The field ${p.place} is required and empty`,
  },
  'number-pattern': {
    zh: (p) => `发文字号“${p.stated}”不合规范，应形如“${p.expected}”`,
    en: (p) => `The document number ${p.stated} must have the form ${p.expected}`,
  },
  'title-too-long': {
    zh: (p) => `标题一行超过 ${p.expected} 个字：“${p.stated}”，请按词意分行`,
    en: (p) => `A line of the title has more than ${p.expected} characters: “${p.stated}”. Break it by sense`,
  },
};

/** One problem in one sentence, without a full stop. */
export function documentProblemText(problem: DocumentProblem, language: 'zh' | 'en'): string {
  return SENTENCES[problem.code][language](problem);
}

/** Documents (公文). */
export const documentErrors = {
  'document-refused': entry(
    { problems: z.array(DocumentProblem) },
    ({ problems }) =>
      `文件核对有 ${problems.length} 处不符，没有生成：${problems.map((one) => documentProblemText(one, 'zh')).join('；')}`,
    ({ problems }) =>
      `The document was not made, for it failed ${problems.length} checks: ${problems.map((one) => documentProblemText(one, 'en')).join('; ')}`,
  ),
  'document-format': entry(
    { format: z.string(), kind: z.string() },
    ({ format }) => `这类文件没有表格，不能生成 ${format}，请选择 DOCX 或打印`,
    ({ format }) => `This kind of document has no table to write as ${format}: choose DOCX, or print it`,
  ),
};
