import type { ContentBlock as Content, ResourceContents } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { useInspector } from '../app/InspectorContext';
import type { Inspector } from '../state/inspector';
import { BinaryBlock } from './BinaryBlock';
import { size } from './format';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import { JsonTree } from './JsonTree';
import { TextBlock } from './TextBlock';
import type { TextMode } from './textKinds';

/** One block of a result or of a prompt's message, by its type. */
export function ContentBlock(props: {
  content: Content;
  label: string;
  /** How a text is shown at first where it has no structure of its own. */
  textAs?: TextMode;
}) {
  const { content, label } = props;
  switch (content.type) {
    case 'text':
      return <TextBlock text={content.text} label={label} prefer={props.textAs} />;
    case 'image':
    case 'audio':
      return <BinaryBlock base64={content.data} mimeType={content.mimeType} label={label} />;
    case 'resource':
      return <Embedded contents={content.resource} label={label} />;
    case 'resource_link':
      return <ResourceLink link={content} />;
    default:
      return <JsonTree value={content} label={label} />;
  }
}

/** What a resource holds: its text, or its bytes. */
export function ResourceBody(props: { contents: ResourceContents; label: string }) {
  const { contents, label } = props;
  const mimeType = contents.mimeType;
  if ('text' in contents && typeof contents.text === 'string')
    return <TextBlock text={contents.text} mimeType={mimeType} label={label} />;
  if ('blob' in contents && typeof contents.blob === 'string')
    return (
      <BinaryBlock base64={contents.blob} mimeType={mimeType} label={label} uri={contents.uri} />
    );
  return <JsonTree value={contents} label={label} />;
}

function Embedded(props: { contents: ResourceContents; label: string }) {
  const inspector = useInspector();
  const { uri } = props.contents;
  return (
    <section className="embedded" aria-label={t('Embedded resource {0}', uri)}>
      <div className="embedded-uri">
        <Icon name="file" />
        <code>{uri}</code>
        <IconButton
          icon="library"
          label={t('Read it from the server')}
          onClick={() => readResource(inspector, uri)}
        />
        <OpenUri uri={uri} />
      </div>
      <ResourceBody {...props} />
    </section>
  );
}

function ResourceLink({ link }: { link: Extract<Content, { type: 'resource_link' }> }) {
  const inspector = useInspector();
  const facts = [link.mimeType, link.size === undefined ? undefined : size(link.size)];
  return (
    <div className="resource-link">
      <Icon name="link" />
      <div className="resource-link-text">
        <button type="button" className="link" onClick={() => readResource(inspector, link.uri)}>
          {link.title ?? link.name}
        </button>
        <span className="resource-link-uri">
          <code className="muted">{link.uri}</code>
          <OpenUri uri={link.uri} />
        </span>
        {link.description !== undefined && <span className="muted">{link.description}</span>}
        {facts.some((fact) => fact !== undefined) && (
          <span className="muted">{facts.filter((fact) => fact !== undefined).join(', ')}</span>
        )}
      </div>
    </div>
  );
}

/** Reads a resource, and shows it on the screen of resources. */
function readResource(inspector: Inspector, uri: string): void {
  inspector.reveal('resources', uri);
  void inspector.call('resources/read', { uri });
}

/** What else can be done with the address of a resource: the server need not be asked for a file or a page. */
function OpenUri({ uri }: { uri: string }) {
  const inspector = useInspector();
  const file = filePath(uri);
  return (
    <>
      {file !== undefined && (
        <IconButton
          icon="go-to-file"
          label={t('Open the file in VS Code')}
          onClick={() => inspector.act('panel/openFile', { path: file })}
        />
      )}
      {/^https?:/i.test(uri) && (
        <IconButton
          icon="link-external"
          label={t('Open in the browser')}
          onClick={() => inspector.act('panel/openExternal', { url: uri })}
        />
      )}
    </>
  );
}

/** Of a `file:` URI on this machine, as the system writes it (RFC 8089). */
function filePath(uri: string): string | undefined {
  const url = URL.parse(uri);
  if (url?.protocol !== 'file:' || url.host !== '') return undefined;
  try {
    return decodeURIComponent(url.pathname).replace(/^\/([A-Za-z]:)/, '$1');
  } catch {
    return undefined;
  }
}
