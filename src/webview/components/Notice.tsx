import type { ReactNode } from 'react';
import { Icon } from './Icon';

const icons = { info: 'info', warning: 'warning', error: 'error' } as const;

/** A line or two that a person should read, in place. */
export function Notice(props: {
  kind: keyof typeof icons;
  children: ReactNode;
  /** Read out at once. */
  live?: boolean;
}) {
  return (
    <div className={`notice notice-${props.kind}`} role={props.live ? 'alert' : undefined}>
      <Icon name={icons[props.kind]} />
      <div className="notice-text">{props.children}</div>
    </div>
  );
}
