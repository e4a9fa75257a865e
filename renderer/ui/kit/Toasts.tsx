import type { ReactNode } from 'react';
import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import styles from './Toasts.module.css';
import { toasts } from './toast.ts';

/** Where toasts are shown; once in each window. */
export function Toasts(): ReactNode {
  return (
    <ToastRegion queue={toasts} className={styles['region'] ?? ''}>
      {({ toast }) => (
        <Toast toast={toast} className={styles['toast'] ?? ''} data-kind={toast.content.kind}>
          <span className={styles['sign']} aria-hidden="true">
            {toast.content.kind === 'done' ? '✓' : '×'}
          </span>
          <ToastContent>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          <Button slot="close" className={styles['close'] ?? ''}>
            <span aria-hidden="true">×</span>
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
