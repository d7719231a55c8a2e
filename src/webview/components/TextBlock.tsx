import { useMemo } from 'react';
import { useInspector } from '../app/InspectorContext';
import { counted, size } from './format';
import { IconButton } from './IconButton';
import { JsonTree } from './JsonTree';
import { Markdown } from './Markdown';

/** Characters of a text that are shown; the rest is for the editor. */
export const TEXT_LIMIT = 50_000;

/** Text of any length and kind: JSON folds, Markdown is set, the rest stands as it is. */
export function TextBlock(props: { text: string; label: string; mimeType?: string | undefined }) {
  const { text, mimeType } = props;
  const inspector = useInspector();
  const json = useMemo(() => parsedJson(text, mimeType), [text, mimeType]);
  const language = json ? 'json' : languageOf(mimeType);
  const open = () =>
    inspector.openText(json ? JSON.stringify(json.value, null, 2) : text, language);
  return (
    <div className="block">
      <div className="block-tools">
        <span className="block-kind">{mimeType ?? (json ? 'JSON' : 'Text')}</span>
        <IconButton icon="copy" label="Copy" onClick={() => inspector.copy(text)} />
        <IconButton icon="go-to-file" label="Open in editor" onClick={open} />
      </div>
      <Body {...props} json={json} />
      {!json && text.length > TEXT_LIMIT && (
        <p className="block-more">
          {`The first ${TEXT_LIMIT.toLocaleString('en')} of ${counted(text.length, 'character')} (${size(text.length)}). `}
          <button type="button" className="link" onClick={open}>
            Open all of it in the editor
          </button>
        </p>
      )}
    </div>
  );
}

function Body(props: {
  text: string;
  label: string;
  mimeType?: string | undefined;
  json: { value: unknown } | undefined;
}) {
  const { text, json } = props;
  if (json) return <JsonTree value={json.value} label={props.label} />;
  if (text === '') return <p className="muted block-empty">Empty text</p>;
  const shown = text.length > TEXT_LIMIT ? text.slice(0, TEXT_LIMIT) : text;
  if (props.mimeType?.startsWith('text/markdown')) return <Markdown text={shown} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <pre className="text" tabIndex={0}>
      {shown}
    </pre>
  );
}

/** Only objects and lists count: a bare number or word reads better as text. */
function parsedJson(text: string, mimeType: string | undefined): { value: unknown } | undefined {
  const start = text.trimStart()[0];
  const declared = mimeType?.includes('json') ?? false;
  if (!declared && start !== '{' && start !== '[') return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const languages: Record<string, string> = {
  'text/markdown': 'markdown',
  'text/html': 'html',
  'text/css': 'css',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'text/javascript': 'javascript',
  'application/javascript': 'javascript',
  'text/x-python': 'python',
  'application/yaml': 'yaml',
  'text/csv': 'plaintext',
};

function languageOf(mimeType: string | undefined): string {
  return languages[mimeType?.split(';')[0] ?? ''] ?? 'plaintext';
}
