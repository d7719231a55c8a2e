import type { VscodeBadge } from '@vscode-elements/elements/dist/vscode-badge/vscode-badge';
import type { VscodeButton } from '@vscode-elements/elements/dist/vscode-button/vscode-button';
import type { VscodeProgressBar } from '@vscode-elements/elements/dist/vscode-progress-bar/vscode-progress-bar';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

/** An element's own properties beside what every HTML element takes. React 19 sets them as properties. */
type Element<E extends HTMLElement, Own extends keyof E> = DetailedHTMLProps<
  HTMLAttributes<E>,
  E
> & { [K in Own]?: E[K] | undefined };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-badge': Element<VscodeBadge, never> & { variant?: 'default' | 'counter' };
      'vscode-button': Element<VscodeButton, 'secondary' | 'disabled' | 'icon' | 'iconSpin'>;
      'vscode-progress-bar': Element<VscodeProgressBar, 'value' | 'max' | 'ariaLabel'>;
    }
  }
}
