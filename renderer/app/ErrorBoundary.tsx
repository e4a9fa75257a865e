import { Component, type ReactNode } from 'react';
import { appWords } from '../base/appWords.ts';
import { useWords } from '../base/words.ts';
import { Button } from '../ui/kit/Button.tsx';
import { Notice } from './Notice.tsx';

type State = { error: Error | null };

/** Limits a failure to its part of the window and says what the operator can do. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Failure error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

function Failure(props: { error: Error; onRetry: () => void }): ReactNode {
  const words = useWords(appWords);
  return (
    <Notice title={words.broken} text={words.brokenWhat}>
      <code>{props.error.message}</code>
      <Button onPress={props.onRetry}>{words.reopen}</Button>
    </Notice>
  );
}
