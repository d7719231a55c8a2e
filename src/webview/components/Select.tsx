import type { ComponentProps } from 'react';
import { Icon } from './Icon';

/**
 * A select as VS Code draws its own. Takes what an element `select` takes.
 * @param props.className of what holds it, which is what has a place and a width
 */
export function Select({ className = '', ...props }: ComponentProps<'select'>) {
  return (
    <span className={`select ${className}`.trimEnd()}>
      <select {...props} className="input" />
      <Icon name="chevron-down" />
    </span>
  );
}
