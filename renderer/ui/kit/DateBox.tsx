import type { ReactNode } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DateSegment,
  Dialog,
  Group,
  Heading,
} from 'react-aria-components';
import { classes } from './classes.ts';
import styles from './DateBox.module.css';
import fieldStyles from './Field.module.css';
import { Popover } from './Popover.tsx';

/** The parts of a day to type, and a calendar to choose from. `today` is the city's, `yyyy-MM-dd`. */
export function DateBox({ today }: { today: string }): ReactNode {
  return (
    <>
      <Group className={classes(fieldStyles['box'], styles['box'])}>
        <DateInput className={styles['input'] ?? ''}>
          {(segment) => <DateSegment segment={segment} className={styles['segment'] ?? ''} />}
        </DateInput>
        <Button className={styles['open'] ?? ''}>
          <span className={styles['arrow']} aria-hidden="true">
            ▼
          </span>
        </Button>
      </Group>
      <Popover>
        <Dialog className={styles['dialog'] ?? ''}>
          <Calendar>
            <header className={styles['head']}>
              <Button slot="previous" className={styles['step'] ?? ''}>
                <span aria-hidden="true">‹</span>
              </Button>
              <Heading className={styles['month'] ?? ''} />
              <Button slot="next" className={styles['step'] ?? ''}>
                <span aria-hidden="true">›</span>
              </Button>
            </header>
            <CalendarGrid className={styles['grid'] ?? ''} weekdayStyle="narrow">
              {(date) => (
                <CalendarCell
                  date={date}
                  className={styles['day'] ?? ''}
                  // React Aria's own mark follows the machine's clock.
                  data-city-today={date.toString() === today}
                />
              )}
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </>
  );
}
