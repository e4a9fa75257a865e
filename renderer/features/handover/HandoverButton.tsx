import type { ReactNode } from 'react';
import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import { useWords } from '../../base/words.ts';
import { useHandoverDesk } from '../../live/queries/handover.ts';
import { BarIcon } from '../../ui/BarIcon.tsx';
import { ModKbd } from '../../ui/Kbd.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './handover.module.css';
import { HANDOVER_KEY } from './handoverKey.ts';
import { showTab } from './handoverView.ts';
import { handoverWords } from './handoverWords.ts';
import { useOnDuty } from './useOnDuty.ts';

/** Opens the hand-over and shows whether one is due or open. A reminder is no alarm: it neither sounds nor flashes. */
export function HandoverButton({ role }: { role: WindowRole }): ReactNode {
  const words = useWords(handoverWords);
  const operator = useOnDuty();
  const desk = useHandoverDesk(role === 'wall' ? null : operator, false).data;
  const open = desk !== undefined && desk.handover !== null;
  const due = desk?.due ?? null;
  const mark = open ? words.open : due === null ? null : words.due(due.name);
  return (
    <Button
      hint={`${words.title}${due === null ? '' : ` · ${words.dueAt(due.name)}`} (${HANDOVER_KEY})`}
      onPress={() => showTab('current')}
    >
      <BarIcon path="M2 5h11M10 2l3 3-3 3M14 11H3M6 8l-3 3 3 3" />
      <span className="visually-hidden">{words.title}</span>
      {mark === null ? null : (
        <span className={styles['due']} data-part="handover-due">
          {mark}
        </span>
      )}{' '}
      <ModKbd mod="Alt+" keys="J" />
    </Button>
  );
}
