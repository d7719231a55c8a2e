import { useInspector } from '../app/InspectorContext';
import { isWebAddress } from './Markdown';

/** A link that the extension host opens; an address that is none of the web's stays text. */
export function ExternalLink({ href, children }: { href: string; children: string }) {
  const inspector = useInspector();
  if (!isWebAddress(href)) return <span>{children}</span>;
  return (
    <a
      href={href}
      title={href}
      onClick={(event) => {
        event.preventDefault();
        void inspector.act('panel/openExternal', { url: href });
      }}
    >
      {children}
    </a>
  );
}
