import type { ReactNode } from 'react';
import { useInspector } from '../app/InspectorContext';
import { HostLink } from './HostLink';

/** A link to the web, which the extension host asks about; any other address stays text. */
export function ExternalLink({ href, children }: { href?: string; children?: ReactNode }) {
  const inspector = useInspector();
  if (href === undefined || !/^https?:\/\//i.test(href)) return <span>{children}</span>;
  const open = () => inspector.act('panel/openExternal', { url: href });
  return (
    <HostLink href={href} title={href} onOpen={() => void open()}>
      {children}
    </HostLink>
  );
}
