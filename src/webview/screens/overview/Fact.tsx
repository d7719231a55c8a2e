import type { ReactNode } from 'react';

/** A term and what is to be said of it, in a `facts-list`. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
