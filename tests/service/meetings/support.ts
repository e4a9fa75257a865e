import { randomUUID } from 'node:crypto';
import { ErrorBody } from '../../../shared/contract/common.ts';
import type { Meeting } from '../../../shared/contract/meeting.ts';
import { MeetingAnswer, type MeetingStep } from '../../../shared/contract/meetingCommands.ts';
import { PackAnswer } from '../../../shared/contract/meetingPack.ts';
import type { Hall } from '../whistles/support.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'commandId'> : never;
export type Step = WithoutId<MeetingStep> & { commandId?: string };

/** Meetings of a hall: planned, stepped through and read by people in it. */
export function meetingsOf(hall: Pick<Hall, 'as'>) {
  const read = async (answer: Response): Promise<Meeting> => {
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${text}`);
    return MeetingAnswer.parse(JSON.parse(text)).meeting;
  };
  const send = (who: string, id: string, step: Step): Promise<Response> =>
    hall.as(who, 'POST', `/api/meetings/${id}/steps`, { commandId: randomUUID(), ...step });
  return {
    plan: async (heldAt: number) =>
      read(
        await hall.as('shift', 'POST', '/api/meetings', {
          ...{ commandId: randomUUID(), type: 'plan', series: 'dispatch', heldAt, place: '指挥大厅' },
        }),
      ),
    step: async (who: string, id: string, step: Step) => read(await send(who, id, step)),
    async refused(who: string, id: string, step: Step): Promise<[number, string]> {
      const answer = await send(who, id, step);
      return [answer.status, ErrorBody.parse(await answer.json()).error.code];
    },
    meeting: async (id: string) => read(await hall.as('shift', 'GET', `/api/meetings/${id}`)),
    /** The pack, and its bytes as they were sent. */
    async pack(id: string): Promise<PackAnswer & { text: string }> {
      const text = await (await hall.as('shift', 'GET', `/api/meetings/${id}/pack`)).text();
      return { ...PackAnswer.parse(JSON.parse(text)), text };
    },
  };
}
