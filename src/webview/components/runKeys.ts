import type { KeyboardEvent } from 'react';

/**
 * Props for a pane in which Ctrl+Enter (on a Mac also Cmd+Enter) runs and Escape cancels. They count wherever the
 * focus is in it; a button that has the focus is not pressed by them as well.
 */
export function runKeys(keys: { run: () => void; cancel: (() => void) | undefined }): {
  onKeyDown: (event: KeyboardEvent) => void;
  onKeyDownCapture: (event: KeyboardEvent) => void;
} {
  const isRun = ({ key, ctrlKey, metaKey }: KeyboardEvent) =>
    key === 'Enter' && (ctrlKey || metaKey);
  return {
    onKeyDownCapture: (event) => {
      const onButton = (event.target as Element).closest('button, vscode-button') !== null;
      if (!isRun(event) || !onButton) return;
      event.preventDefault();
      event.stopPropagation();
      keys.run();
    },
    onKeyDown: (event) => {
      if (isRun(event)) keys.run();
      // An editor takes Escape to close what it proposes.
      else if (event.key === 'Escape' && keys.cancel && !event.defaultPrevented) keys.cancel();
      else return;
      event.preventDefault();
    },
  };
}
