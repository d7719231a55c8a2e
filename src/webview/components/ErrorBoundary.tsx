import { t } from '@vscode/l10n';
import { Component, type ReactNode } from 'react';
import { Button } from './Button';
import { EmptyState } from './EmptyState';

interface Props {
  children: ReactNode;
  /** Shown in place of what failed; otherwise a page with a way to try again. */
  fallback?: (error: Error) => ReactNode;
}

/** Keeps a defect in one part of the view from taking the rest with it. */
export class ErrorBoundary extends Component<Props, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    if (this.props.fallback) return this.props.fallback(error);
    return (
      <EmptyState
        icon="bug"
        title={t('This screen could not be drawn')}
        actions={
          <Button onClick={() => this.setState({ error: undefined })}>{t('Try again')}</Button>
        }
      >
        {error.message}
      </EmptyState>
    );
  }
}
