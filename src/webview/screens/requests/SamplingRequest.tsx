import type {
  ContentBlock as Content,
  CreateMessageRequestParams,
} from '@modelcontextprotocol/client';
import { ContentBlock } from '../../components/ContentBlock';
import { Icon } from '../../components/Icon';
import { JsonBlock } from '../../components/JsonBlock';
import { TextBlock } from '../../components/TextBlock';
import { isObject } from '../../schema/isObject';
import { samplingFacts } from './samplingFacts';

const ROLES: Readonly<Record<string, { readonly icon: string; readonly word: string }>> = {
  user: { icon: 'account', word: 'User' },
  assistant: { icon: 'sparkle', word: 'Assistant' },
};

/** The whole of what a model is asked: the conversation, its instructions, its limits, its tools. */
export function SamplingRequest({ params }: { params: Readonly<Record<string, unknown>> }) {
  const { systemPrompt, messages, tools } = params as Partial<CreateMessageRequestParams>;
  const facts = samplingFacts(params);
  return (
    <div className="sampling">
      {typeof systemPrompt === 'string' && (
        <section aria-label="System prompt">
          <h4 className="request-part">System prompt</h4>
          <TextBlock text={systemPrompt} label="System prompt" />
        </section>
      )}
      <ol className="conversation" aria-label="Messages for the model">
        {(Array.isArray(messages) ? messages : []).map((message, index) => (
          <li key={index} className="turn" data-role={message.role}>
            <div className="turn-role">
              <Icon name={ROLES[message.role]?.icon ?? 'comment'} />
              {ROLES[message.role]?.word ?? message.role}
            </div>
            {[message.content].flat().map((block, place) => (
              <Block key={place} content={block} label={`Message ${index + 1}`} />
            ))}
          </li>
        ))}
      </ol>
      {facts.length > 0 && (
        <dl className="facts-list">
          {facts.map(({ name, value }) => (
            <div className="fact" key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {tools !== undefined && <JsonBlock title="Tools that the model may call" value={tools} />}
    </div>
  );
}

/** A block that only conversations with a model have, or one like that of any result. */
function Block({ content, label }: { content: unknown; label: string }) {
  if (!isObject(content)) return <JsonBlock title={label} value={content} />;
  if (content.type === 'tool_use') {
    return <JsonBlock title={`Calls the tool ${String(content.name)}`} value={content.input} />;
  }
  if (content.type === 'tool_result' && Array.isArray(content.content)) {
    return (
      <div className="tool-result">
        <p className="muted">
          {content.isError === true ? 'The tool failed' : 'Result of the tool'}
        </p>
        {content.content.map((block: Content, index) => (
          <ContentBlock key={index} content={block} label={`${label}, result ${index + 1}`} />
        ))}
      </div>
    );
  }
  return <ContentBlock content={content as Content} label={label} />;
}
