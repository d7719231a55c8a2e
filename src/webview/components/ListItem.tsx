import type { ReactNode } from 'react';

/** Two lines of a list: what it is called, and what it is. */
export function ListItem(props: {
  title: string;
  /** The name behind the title, where it is another. */
  name?: string;
  text: string;
  aside?: ReactNode;
}) {
  return (
    <div className="item">
      <div className="item-head">
        <span className="item-title">{props.title}</span>
        {props.aside !== undefined && <span className="item-aside">{props.aside}</span>}
      </div>
      <div className="item-text">
        {props.name !== undefined && props.name !== props.title && (
          <span className="item-name">{props.name}</span>
        )}
        {props.text}
      </div>
    </div>
  );
}
