import type { ContentBlock as Content, ResourceContents } from '@modelcontextprotocol/client';
import { useInspector } from '../app/InspectorContext';
import { BinaryBlock } from './BinaryBlock';
import { Icon } from './Icon';
import { JsonTree } from './JsonTree';
import { TextBlock } from './TextBlock';

/** One block of a result or of a prompt's message, by its type. */
export function ContentBlock({ content, label }: { content: Content; label: string }) {
  switch (content.type) {
    case 'text':
      return <TextBlock text={content.text} label={label} />;
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
    return <BinaryBlock base64={contents.blob} mimeType={mimeType} label={label} />;
  return <JsonTree value={contents} label={label} />;
}

function Embedded(props: { contents: ResourceContents; label: string }) {
  return (
    <div className="embedded">
      <div className="embedded-uri">
        <Icon name="file" />
        <code>{props.contents.uri}</code>
      </div>
      <ResourceBody {...props} />
    </div>
  );
}

function ResourceLink({ link }: { link: Extract<Content, { type: 'resource_link' }> }) {
  const inspector = useInspector();
  const open = () => {
    inspector.view.update((view) => ({
      ...view,
      screen: 'resources',
      resources: { query: '', selected: link.uri, browsing: false },
    }));
    void inspector.call('resources/read', { uri: link.uri });
  };
  return (
    <div className="resource-link">
      <Icon name="link" />
      <div className="resource-link-text">
        <button type="button" className="link" onClick={open}>
          {link.title ?? link.name}
        </button>
        <code className="muted">{link.uri}</code>
        {link.description !== undefined && <span className="muted">{link.description}</span>}
      </div>
    </div>
  );
}
