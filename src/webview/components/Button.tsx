import type { ReactNode } from 'react';
import { Icon } from './Icon';

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
      aria-disabled={props.disabled ? 'true' : undefined}
      title={props.title}
      onClick={props.onClick}
    >
      {/* In the light: an icon of the element's own would come with a style sheet of its own, and late. */}
      {props.icon !== undefined && <Icon name={props.icon} />}
      {props.children}
    </vscode-button>
  );
}
