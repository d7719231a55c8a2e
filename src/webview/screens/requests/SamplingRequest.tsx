import type {
  ContentBlock as Content,
  CreateMessageRequestParams,
} from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { ContentBlock } from '../../components/ContentBlock';
import { Icon } from '../../components/Icon';
import { JsonBlock } from '../../components/JsonBlock';
import { TextBlock } from '../../components/TextBlock';
import { isObject } from '../../schema/isObject';
import { samplingFacts } from './samplingFacts';

/** The whole of what a model is asked: the conversation, its instructions, its limits, its tools. */
export function SamplingRequest({ params }: { params: Readonly<Record<string, unknown>> }) {
  const { systemPrompt, messages, tools } = params as Partial<CreateMessageRequestParams>;
  const facts = samplingFacts(params);
  return (
    <div className="sampling">
      {typeof systemPrompt === 'string' && (
        <section aria-label={t('System prompt')}>
          <h4 className="request-part">{t('System prompt')}</h4>
          <TextBlock text={systemPrompt} label={t('System prompt')} />
        </section>
      )}
      <ol className="conversation" aria-label={t('Messages for the model')}>
        {(Array.isArray(messages) ? messages : []).map((message, index) => (
          <li key={index} className="turn" data-role={message.role}>
            <Role role={message.role} />
            {[message.content].flat().map((block, place) => (
              <Block key={place} content={block} label={t('Message {0}', index + 1)} />
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
      {tools !== undefined && (
        <JsonBlock title={t('Tools that the model may call')} value={tools} />
      )}
    </div>
  );
}

/** Whose words they are; a role that no specification knows is shown in the server's own word. */
function Role({ role }: { role: string }) {
  const look = roleLook(role);
  return (
    <div className="turn-role">
      <Icon name={look.icon} />
      {look.word}
    </div>
  );
}

function roleLook(role: string): { readonly icon: string; readonly word: string } {
  switch (role) {
    case 'user':
      return { icon: 'account', word: t('User') };
    case 'assistant':
      return { icon: 'sparkle', word: t('Assistant') };
    default:
      return { icon: 'comment', word: role };
  }
}

/** A block that only conversations with a model have, or one like that of any result. */
function Block({ content, label }: { content: unknown; label: string }) {
  if (!isObject(content)) return <JsonBlock title={label} value={content} />;
  if (content.type === 'tool_use') {
    return (
      <JsonBlock title={t('Calls the tool {0}', String(content.name))} value={content.input} />
    );
  }
  if (content.type === 'tool_result' && Array.isArray(content.content)) {
    return (
      <div className="tool-result">
        <p className="muted">
          {content.isError === true ? t('The tool failed') : t('Result of the tool')}
        </p>
        {content.content.map((block: Content, index) => (
          <ContentBlock
            key={index}
            content={block}
            label={t('{0}, result {1}', label, index + 1)}
          />
        ))}
      </div>
    );
  }
  return <ContentBlock content={content as Content} label={label} />;
}
