import MarkdownToJsx from 'markdown-to-jsx/react';
import type { MouseEvent, ReactNode } from 'react';
import { useInspector } from '../app/InspectorContext';

/** Markdown from a server. Its HTML stays text, its links open outside after asking, its images are links. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      <MarkdownToJsx options={options}>{text}</MarkdownToJsx>
    </div>
  );
}

function Link({ href, children }: { href?: string; children?: ReactNode }) {
  const inspector = useInspector();
  if (!isWebAddress(href)) return <span>{children}</span>;
  const open = (event: MouseEvent) => {
    event.preventDefault();
    void inspector.act('panel/openExternal', { url: href });
  };
  return (
    <a href={href} title={href} onClick={open} onAuxClick={open}>
      {children}
    </a>
  );
}

function Image({ src, alt }: { src?: string; alt?: string }) {
  if (src?.startsWith('data:image/')) return <img src={src} alt={alt ?? ''} />;
  return <Link {...(src === undefined ? {} : { href: src })}>{alt || src}</Link>;
}

const options = {
  disableParsingRawHTML: true,
  forceBlock: true,
  overrides: { a: Link, img: Image, input: () => null },
} as const;

/** Whether `href` is something that may be opened in a browser. */
export function isWebAddress(href: string | undefined): href is string {
  return href !== undefined && /^https?:\/\//i.test(href);
}
