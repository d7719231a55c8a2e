import type { Resource } from '@modelcontextprotocol/client';
import { size } from '../../components/format';
import { LongText } from '../../components/LongText';
import { ResourcePane } from './ResourcePane';

export function ResourceDetail({ resource, ready }: { resource: Resource; ready: boolean }) {
  const facts = [
    resource.mimeType,
    resource.size === undefined ? undefined : size(resource.size),
    resource.annotations?.audience?.join(', '),
  ].filter((fact) => fact !== undefined);
  return (
    <ResourcePane name={`resource ${resource.uri}`} uri={resource.uri} ready={ready}>
      <header className="detail-head">
        <h2 className="detail-title">{resource.title ?? resource.name}</h2>
        <code className="detail-uri">{resource.uri}</code>
        {facts.length > 0 && <span className="muted">{facts.join(', ')}</span>}
        {resource.description !== undefined && <LongText text={resource.description} />}
      </header>
    </ResourcePane>
  );
}
