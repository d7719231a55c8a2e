import type { Prompt } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import type { CallRecord } from '../../../shared/model/session';
import { useInspector } from '../../app/InspectorContext';
import { CallBar } from '../../components/CallBar';
import { CallHistory } from '../../components/CallHistory';
import { useComplete } from '../../components/completion';
import { FieldList } from '../../components/FieldList';
import { LongText } from '../../components/LongText';
import { runKeys } from '../../components/runKeys';
import { useCalls } from '../../components/useCalls';
import { useFieldDraft } from '../../components/useFieldDraft';
import { useScrollMemory } from '../../components/useScrollMemory';
import { isObject } from '../../schema/isObject';
import { ConversationActions } from './ConversationActions';
import { PromptResult } from './PromptResult';

/** A prompt: its arguments, and the messages that it gives with them. */
export function PromptDetail({ prompt, ready }: { prompt: Prompt; ready: boolean }) {
  const inspector = useInspector();
  const [values, setValue, setValues] = useFieldDraft(prompt.name);
  const complete = useComplete({ type: 'ref/prompt', key: prompt.name }, values);
  const calls = useCalls('prompts/get', 'name', prompt.name);
  const pane = useScrollMemory(`prompt ${prompt.name}`);
  const fields = prompt.arguments ?? [];
  const missing = fields.find((field) => field.required && !values[field.name]);
  const disabled = !ready || missing !== undefined;
  const send = async (params: Record<string, unknown>) => {
    if (await inspector.call('prompts/get', params)) calls.choose(undefined);
  };
  const get = async () => {
    if (!disabled) await send({ name: prompt.name, arguments: filledIn(values, fields) });
  };
  const getAgain = ({ params }: CallRecord) => {
    setValues(textsOf(params.arguments));
    void send(params);
  };
  const { running } = calls;
  const keys = runKeys({
    run: () => void get(),
    cancel: running && (() => void inspector.cancel(running.id)),
  });
  return (
    <div className="detail" {...pane} {...keys}>
      <header className="detail-head">
        <h2 className="detail-title">
          {prompt.title ?? prompt.name}
          {prompt.title !== undefined && <code className="detail-name">{prompt.name}</code>}
        </h2>
        {prompt.description !== undefined && <LongText text={prompt.description} />}
      </header>
      <FieldList
        label={t('Arguments')}
        fields={fields.map(({ name, description, required }) => ({
          name,
          description,
          required: required ?? false,
        }))}
        values={values}
        onChange={setValue}
        complete={complete}
      />
      <CallBar
        verb={t('Get prompt')}
        icon="comment-discussion"
        running={running}
        disabled={disabled}
        why={
          ready ? missing && t('Fill in “{0}” first', missing.name) : t('The server is not ready')
        }
        onRun={() => void get()}
      />
      <CallHistory calls={calls} title={t('Messages')}>
        {calls.shown && (
          <ConversationActions
            call={calls.shown}
            onAgain={ready ? () => calls.shown && getAgain(calls.shown) : undefined}
          />
        )}
      </CallHistory>
      {calls.shown && <PromptResult key={calls.shown.id} call={calls.shown} />}
    </div>
  );
}

/** An argument that is left empty is not sent, nor one that the prompt has no more. */
function filledIn(
  values: Readonly<Record<string, string>>,
  fields: readonly { readonly name: string }[],
): Record<string, string> {
  const filled = fields.map(({ name }) => [name, values[name] ?? ''] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== ''));
}

function textsOf(given: unknown): Record<string, string> {
  const entries = isObject(given) ? Object.entries(given) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
