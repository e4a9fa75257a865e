import type { ReactNode } from 'react';
import type { PushKey } from '../../../shared/contract/push.ts';
import styles from './connections.module.css';
import { pushAddress } from './pushAddress.ts';
import type { ConnWords } from './words.ts';

/** Address and key of a source that is pushed to. The key is nowhere else, and gone with this. */
export function PushKeyOnce({ made, words }: { made: PushKey; words: ConnWords }): ReactNode {
  return (
    <div data-part="push-key">
      <dl className={styles['facts']}>
        <div>
          <dt>{words.pushAddress}</dt>
          <dd>
            <code>{pushAddress(made.path) ?? words.pushNoHost}</code>
          </dd>
        </div>
        {made.network === null ? null : (
          <div>
            <dt>{words.pushNetwork}</dt>
            <dd>
              <code data-part="push-network">{`${made.network}${made.path}`}</code>
            </dd>
          </div>
        )}
        <div>
          <dt>{words.pushKey}</dt>
          <dd>
            <code data-part="push-key-text">{made.key}</code>
          </dd>
        </div>
      </dl>
      <p data-tone="late">◆ {words.pushKeyOnce}</p>
      <p className={styles['dim']}>{words.pushHow}</p>
      <p className={styles['dim']}>{made.network === null ? words.pushLocalOnly : words.pushFromNetwork}</p>
    </div>
  );
}
