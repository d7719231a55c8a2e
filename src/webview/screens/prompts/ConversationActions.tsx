import { t } from '@vscode/l10n';
import type { CallRecord } from '../../../shared/model/session';
import { useInspector } from '../../app/InspectorContext';
import { IconButton } from '../../components/IconButton';
import { conversationText } from './conversationText';
import { messagesOf } from './PromptResult';

/** What can be done with a conversation as a whole. Its JSON can be copied as that of any call. */
export function ConversationActions(props: {
  call: CallRecord;
  /** Gets it again with the arguments of this call; undefined while that cannot be done. */
  onAgain: (() => void) | undefined;
}) {
  const inspector = useInspector();
  const messages = messagesOf(props.call);
  return (
    <>
      <IconButton
        icon="debug-rerun"
        label={t('Get again with the same arguments')}
        disabled={!props.onAgain}
        onClick={() => props.onAgain?.()}
      />
      {messages && (
        <>
          <IconButton
            icon="markdown"
            label={t('Copy the conversation as Markdown')}
            onClick={() => inspector.copy(conversationText(messages, 'markdown'))}
          />
          <IconButton
            icon="list-flat"
            label={t('Copy the conversation as plain text')}
            onClick={() => inspector.copy(conversationText(messages, 'plain'))}
          />
        </>
      )}
    </>
  );
}
