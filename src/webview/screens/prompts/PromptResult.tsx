import type { PromptMessage } from '@modelcontextprotocol/client';
import { type CallRecord, isOpen } from '../../../shared/model/session';
import { CallFailure } from '../../components/CallFailure';
import { ContentBlock } from '../../components/ContentBlock';
import { Icon } from '../../components/Icon';
import { JsonTree } from '../../components/JsonTree';
import { isObject } from '../../schema/isObject';
import { lacksResult } from '../../state/serverModel';

const roles: Record<string, { icon: string; word: string }> = {
  user: { icon: 'account', word: 'User' },
  assistant: { icon: 'sparkle', word: 'Assistant' },
};

/** The messages of a prompt as the conversation that they are. */
export function PromptResult({ call }: { call: CallRecord }) {
  if (isOpen(call)) return <p className="muted">Waiting for the messages.</p>;
  if (call.status !== 'succeeded') return <CallFailure call={call} />;
  if (lacksResult(call)) return <p className="muted">Fetching the messages.</p>;
  const result = isObject(call.result) ? call.result : {};
  if (!Array.isArray(result.messages)) return <JsonTree value={call.result} label="Result" />;
  return (
    <div className="result">
      {typeof result.description === 'string' && <p className="muted">{result.description}</p>}
      <ol className="conversation" aria-label="Messages of the prompt">
        {(result.messages as PromptMessage[]).map((message, index) => (
          <li key={index} className="turn" data-role={message.role}>
            <div className="turn-role">
              <Icon name={roles[message.role]?.icon ?? 'comment'} />
              {roles[message.role]?.word ?? message.role}
            </div>
            <ContentBlock content={message.content} label={`Message ${index + 1}`} />
          </li>
        ))}
      </ol>
    </div>
  );
}
