import { useState } from 'react';
import type { Meeting, MeetingList } from '../../../shared/contract/meeting.ts';
import type { ItemCard } from '../../../shared/contract/meetingItems.ts';
import type { PackAnswer } from '../../../shared/contract/meetingPack.ts';
import { itemsOf } from '../../../shared/meeting/items.ts';
import { mayRun } from '../../../shared/meeting/rights.ts';
import { useSession } from '../../live/client/session.ts';
import {
  planMeeting,
  type StepFields,
  stepMeeting,
  useMeeting,
  useMeetingChanges,
  useMeetingPack,
  useMeetings,
} from '../../live/queries/meetings.ts';

export const TABS = ['prepare', 'signIn', 'run', 'readBack', 'history'] as const;
export type Tab = (typeof TABS)[number];

/** What the window knows and can do, once somebody is signed in. */
export type MeetingWindowState = {
  me: NonNullable<ReturnType<typeof useSession.getState>['info']>;
  mayRun: boolean;
  list: MeetingList | undefined;
  meeting: Meeting | null;
  pack: PackAnswer | null;
  /** Makes the pack anew, before it is frozen. */
  remakePack: () => void;
  items: ItemCard[];
  tab: Tab;
  setTab: (tab: Tab) => void;
  select: (id: string) => void;
  error: unknown;
  /** Takes a step; whether it passed. What went wrong is then in `error`. */
  step: (step: StepFields) => Promise<boolean>;
  plan: () => Promise<void>;
};

/** Null: nobody is signed in. */
export function useMeetingWindow(): MeetingWindowState | null {
  const me = useSession((session) => session.info);
  const operator = me?.operator ?? null;
  useMeetingChanges();
  const list = useMeetings(operator).data;
  const [chosen, setChosen] = useState<string | null>(null);
  const [tab, setTab] = useState<Tab | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = list?.items.find(({ stage }) => stage !== 'closed') ?? list?.items[0];
  const id = chosen ?? running?.id ?? null;
  const meeting = useMeeting(id, operator).data?.meeting ?? null;
  const packQuery = useMeetingPack(meeting?.id ?? null, operator, meeting?.packHash != null);
  if (me === null) return null;
  const pack = packQuery.data ?? null;
  const first: Tab = meeting === null || meeting.stage === 'planned' ? 'prepare' : 'run';

  async function attempt(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      setError(null);
      return true;
    } catch (thrown) {
      setError(thrown);
      return false;
    }
  }

  return {
    ...{ me, mayRun: mayRun(me.roles), list, meeting, pack, error },
    remakePack: () => void packQuery.refetch(),
    items: meeting === null || pack === null ? [] : itemsOf(meeting, pack.pack),
    tab: tab ?? first,
    setTab,
    select: setChosen,
    step: (step) =>
      meeting === null
        ? Promise.resolve(false)
        : attempt(() => stepMeeting(meeting.id, me.operator, step, crypto.randomUUID())),
    async plan() {
      if (list === undefined) return;
      const { series, heldAt } = list.next;
      await attempt(async () => {
        const commandId = crypto.randomUUID();
        const made = await planMeeting(me.operator, { commandId, type: 'plan', series, heldAt, place: '' });
        setChosen(made.meeting.id);
        setTab('prepare');
      });
    },
  };
}
