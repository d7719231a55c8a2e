import type { PromptMessage } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { type CallRecord, isOpen } from '../../../shared/model/session';
import { useInspector } from '../../app/InspectorContext';
import { CallFailure } from '../../components/CallFailure';
import { ContentBlock } from '../../components/ContentBlock';
import { callLook } from '../../components/callLook';
import { Icon } from '../../components/Icon';
import { IconButton } from '../../components/IconButton';
import { JsonTree } from '../../components/JsonTree';
import { isObject } from '../../schema/isObject';
import { lacksResult } from '../../state/serverModel';
import { messageText, roleWord } from './conversationText';

const icons: Record<string, string> = { user: 'account', assistant: 'sparkle' };

/** The messages of a prompt as the conversation that they are. */
export function PromptResult({ call }: { call: CallRecord }) {
  if (call.status === 'running') return <p className="muted">{t('Waiting for the messages.')}</p>;
  if (isOpen(call)) return <p className="muted">{callLook(call).word}</p>;
  if (call.status !== 'succeeded') return <CallFailure call={call} />;
  if (lacksResult(call)) return <p className="muted">{t('Fetching the messages.')}</p>;
  const { result } = call;
  const messages = messagesOf(call);
  if (!messages) return <JsonTree value={result} label={t('Result')} />;
  const description = isObject(result) ? result.description : undefined;
  return (
    <div className="result">
      {typeof description === 'string' && <p className="muted">{description}</p>}
      {messages.length === 0 && <p className="muted">{t('The prompt holds no messages.')}</p>}
      <ol className="conversation" aria-label={t('Messages of the prompt')}>
        {messages.map((message, index) => (
          <Turn key={index} message={message} position={index + 1} />
        ))}
      </ol>
    </div>
  );
}

/** The messages that the server gave; undefined while there are none, or if they are none. */
export function messagesOf({ result }: CallRecord): readonly PromptMessage[] | undefined {
  if (!isObject(result) || !Array.isArray(result.messages)) return undefined;
  const messages: readonly unknown[] = result.messages;
  const isMessage = (one: unknown): one is PromptMessage =>
    isObject(one) && typeof one.role === 'string' && isObject(one.content);
  return messages.every(isMessage) ? messages : undefined;
}

function Turn({ message, position }: { message: PromptMessage; position: number }) {
  const inspector = useInspector();
  const { role, content } = message;
  return (
    <li className="turn" data-role={role}>
      <div className="turn-role">
        <Icon name={icons[role] ?? 'comment'} />
        <span>{roleWord(role)}</span>
        <span className="turn-tools">
          <IconButton
            icon="copy"
            label={t('Copy message {0}', position)}
            onClick={() => inspector.copy(messageText(content, 'markdown'))}
          />
        </span>
      </div>
      <ContentBlock content={content} label={t('Message {0}', position)} textAs="markdown" />
    </li>
  );
}
