import type { KeyboardEvent, ReactNode } from 'react';
import type { Meeting } from '../../../shared/contract/meeting.ts';
import type { AgendaPart } from '../../../shared/contract/meetingAgenda.ts';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { moved, ReorderList } from './ReorderList.tsx';
import type { MeetingWindowState } from './useMeetingWindow.ts';
import styles from './window.module.css';
import { windowWords } from './words.ts';

/** The agenda (议程): parts are moved, dropped and timed, by hand and by key. */
export function Agenda({ meeting, state }: { meeting: Meeting; state: MeetingWindowState }): ReactNode {
  const words = useWords(windowWords);
  const { agenda, seq } = meeting;
  const movable = state.mayRun && meeting.stage !== 'closed';
  const set = (next: AgendaPart[]): void => void state.step({ type: 'set-agenda', agenda: next, seen: seq });
  const drop = (id: string): void => {
    if (agenda.length > 1) set(agenda.filter((part) => part.id !== id));
  };
  const time = (id: string, by: number): void =>
    set(
      agenda.map((part) => {
        if (part.id !== id) return part;
        const minutes = (part.minutes ?? 0) + by;
        return { ...part, minutes: minutes < 1 ? null : Math.min(240, minutes) };
      }),
    );
  const onKey = (id: string, event: KeyboardEvent): void => {
    if (!movable || event.altKey || event.ctrlKey) return;
    const act: Record<string, () => void> = {
      Delete: () => drop(id),
      '+': () => time(id, 1),
      '=': () => time(id, 1),
      '-': () => time(id, -1),
    };
    const found = act[event.key];
    if (found === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    found();
  };
  const total = agenda.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
  return (
    <Panel title={words.agenda} extra={<small>{words.totalMinutes(total)}</small>}>
      <ReorderList
        part="m-agenda"
        label={words.agenda}
        hint={words.reorderHint}
        movable={movable}
        rows={agenda.map(({ id, title, minutes }, index) => ({
          key: id,
          content: (
            <>
              <span className={styles['row-number']}>{index + 1}</span>
              <span className={styles['row-text']}>{title}</span>
              <small>{words.minutes(minutes)}</small>
            </>
          ),
        }))}
        onMove={(key, to) =>
          set(
            moved(
              agenda,
              agenda.findIndex(({ id }) => id === key),
              to,
            ),
          )
        }
        onKey={onKey}
        tools={(id) =>
          movable ? (
            <>
              <Button variant="icon" label={words.shorter} hint={words.shorter} onPress={() => time(id, -1)}>
                −
              </Button>
              <Button variant="icon" label={words.longer} hint={words.longer} onPress={() => time(id, 1)}>
                +
              </Button>
              <Button variant="icon" label={words.dropPart} hint={words.dropPart} onPress={() => drop(id)}>
                ×
              </Button>
            </>
          ) : null
        }
      />
      {movable ? <p className={styles['keys']}>{words.agendaKeys}</p> : null}
    </Panel>
  );
}
