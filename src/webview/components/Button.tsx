import type { ReactNode } from 'react';

/** VS Code's button. */
export function Button(props: {
  children: ReactNode;
  onClick: () => void;
  icon?: string;
  secondary?: boolean;
  disabled?: boolean;
  title?: string | undefined;
}) {
  return (
    <vscode-button
      secondary={props.secondary ?? false}
      disabled={props.disabled ?? false}
      icon={props.icon ?? ''}
      title={props.title}
      onClick={props.onClick}
    >
      {props.children}
    </vscode-button>
  );
}
