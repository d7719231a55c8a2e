import type { ReactNode } from 'react';
import { Icon } from './Icon';

/** Stands where there is nothing to show: what happened, then what to do. */
export function EmptyState(props: {
  icon: string;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  busy?: boolean;
}) {
  return (
    <div className="empty" data-busy={props.busy ?? false} aria-busy={props.busy}>
      <span className="empty-icon">
        <Icon name={props.icon} spin={props.busy ?? false} />
      </span>
      <h2 className="empty-title">{props.title}</h2>
      {props.children !== undefined && <p className="empty-text">{props.children}</p>}
      {props.actions !== undefined && <div className="empty-actions">{props.actions}</div>}
    </div>
  );
}
