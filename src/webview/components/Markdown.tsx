import MarkdownToJsx from 'markdown-to-jsx/react';
import { ExternalLink } from './ExternalLink';

/** Markdown from a server. Its HTML stays text, its links open outside after asking, its images are links. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      <MarkdownToJsx options={options}>{text}</MarkdownToJsx>
    </div>
  );
}

function Image({ src, alt }: { src?: string; alt?: string }) {
  if (src?.startsWith('data:image/')) return <img src={src} alt={alt ?? ''} />;
  return <ExternalLink {...(src === undefined ? {} : { href: src })}>{alt || src}</ExternalLink>;
}

const options = {
  disableParsingRawHTML: true,
  forceBlock: true,
  overrides: { a: ExternalLink, img: Image },
} as const;
