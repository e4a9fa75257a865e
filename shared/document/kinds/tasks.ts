import { z } from 'zod';
import { countFact, factsOf } from '../facts.ts';
import { count } from '../figures.ts';
import type { DocumentModel } from '../model.ts';
import type { Sentence } from '../part.ts';
import { nameOf, quoted } from '../partText.ts';
import { type Built, baseOf, commonFields, Name, Text } from './common.ts';

/** A list of tasks (任务清单): what is to be done, by whom, by when, and what shows that it is done. */
export const TasksInput = z.strictObject({
  ...commonFields,
  title: z.array(Text).min(1).max(3),
  period: z.string().regex(/^\d{4}$/),
  tasks: z
    .array(
      z.strictObject({
        /** Number of the order behind it; null where there is none. */
        order: Name.nullable(),
        task: Text,
        measure: Text,
        owner: Name,
        coOwners: z.array(Name),
        leader: z.string().trim().max(60),
        due: z.iso.date().nullable(),
      }),
    )
    .min(1),
});
export type TasksInput = z.infer<typeof TasksInput>;

export function buildTasks(input: TasksInput): Built {
  const { period, tasks } = input;
  const facts = [
    countFact('tasks', period, tasks.length),
    ...tasks.map((_, index) => countFact(`tasks/${index}`, period, index + 1)),
  ];
  const found = factsOf(facts);
  const named = (text: string | null): Sentence => [nameOf(text === null || text === '' ? '—' : text)];
  const document: DocumentModel = {
    ...baseOf(input),
    ...{ kind: 'tasks', isLandscape: true, head: { kind: 'none' } },
    title: input.title.map((line) => [quoted(line)]),
    body: [
      { kind: 'note', text: ['共', count(found, 'tasks'), '项。'] },
      {
        ...{ kind: 'table', caption: null },
        columns: [
          { head: '序号', width: 12, align: 'center' },
          { head: '督办编号', width: 32, align: 'center' },
          { head: '任务', width: 54, align: 'left' },
          { head: '措施和验收标准', width: 54, align: 'left' },
          { head: '牵头单位', width: 28, align: 'center' },
          { head: '配合单位', width: 28, align: 'center' },
          { head: '责任领导', width: 20, align: 'center' },
          { head: '完成时限', width: 28, align: 'center' },
        ],
        rows: tasks.map((task, index): Sentence[] => [
          [count(found, `tasks/${index}`)],
          named(task.order),
          [quoted(task.task)],
          [quoted(task.measure)],
          named(task.owner),
          named(task.coOwners.join('、')),
          named(task.leader),
          task.due === null ? ['—'] : [{ kind: 'date', date: task.due }],
        ]),
      },
    ],
  };
  return { document, facts };
}
