/** A codicon. Decoration only: what it says stands in words beside it or in a label around it. */
export function Icon({ name, spin = false }: { name: string; spin?: boolean }) {
  const className = `codicon codicon-${name}${spin ? ' codicon-modifier-spin' : ''}`;
  return <span className={className} aria-hidden="true" />;
}
