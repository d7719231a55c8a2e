import type { ReactNode } from 'react';
import { useViewPart } from '../app/InspectorContext';
import { Icon } from './Icon';

/** A titled part of a page that can be folded away; whether it is, is remembered under `name`. */
export function Section(props: {
  name: string;
  title: string;
  children: ReactNode;
  /** Beside the title, also while folded. */
  aside?: ReactNode;
  openAtFirst?: boolean;
}) {
  const [sections, change] = useViewPart('sections');
  const open = sections[props.name] ?? props.openAtFirst ?? true;
  const bodyId = `section-${props.name}`;
  return (
    <section className="section">
      <h2 className="section-head">
        <button
          type="button"
          className="section-toggle"
          aria-expanded={open}
          aria-controls={bodyId}
          onClick={() => change((all) => ({ ...all, [props.name]: !open }))}
        >
          <Icon name={open ? 'chevron-down' : 'chevron-right'} />
          {props.title}
        </button>
        {props.aside !== undefined && <span className="section-aside">{props.aside}</span>}
      </h2>
      <div id={bodyId} hidden={!open} className="section-body">
        {open && props.children}
      </div>
    </section>
  );
}
