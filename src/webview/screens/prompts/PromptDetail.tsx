import type { Prompt } from '@modelcontextprotocol/client';
import type { KeyboardEvent } from 'react';
import { useInspector } from '../../app/InspectorContext';
import { CallBar } from '../../components/CallBar';
import { CallHistory } from '../../components/CallHistory';
import { FieldList } from '../../components/FieldList';
import { LongText } from '../../components/LongText';
import { useCalls } from '../../components/useCalls';
import { useFieldDraft } from '../../components/useFieldDraft';
import { useScrollMemory } from '../../components/useScrollMemory';
import { PromptResult } from './PromptResult';

/** A prompt: its arguments, and the messages that it gives with them. */
export function PromptDetail({ prompt, ready }: { prompt: Prompt; ready: boolean }) {
  const inspector = useInspector();
  const [values, setValue] = useFieldDraft(prompt.name);
  const calls = useCalls('prompts/get', 'name', prompt.name);
  const pane = useScrollMemory(`prompt ${prompt.name}`);
  const fields = prompt.arguments ?? [];
  const missing = fields.find((field) => field.required && !values[field.name]);
  const disabled = !ready || missing !== undefined;
  const get = async () => {
    if (disabled) return;
    const params = { name: prompt.name, arguments: filledIn(values) };
    if (await inspector.call('prompts/get', params)) calls.choose(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void get();
    else if (event.key === 'Escape' && calls.running) void inspector.cancel(calls.running.id);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts for what its buttons do
    <div className="detail" {...pane} onKeyDown={onKeyDown}>
      <header className="detail-head">
        <h2 className="detail-title">
          {prompt.title ?? prompt.name}
          {prompt.title !== undefined && <code className="detail-name">{prompt.name}</code>}
        </h2>
        {prompt.description !== undefined && <LongText text={prompt.description} />}
      </header>
      <FieldList
        label="Arguments"
        fields={fields.map(({ name, description, required }) => ({
          name,
          description,
          required: required ?? false,
        }))}
        values={values}
        onChange={setValue}
      />
      <CallBar
        verb="Get prompt"
        icon="comment-discussion"
        running={calls.running}
        disabled={disabled}
        why={ready ? missing && `Fill in “${missing.name}” first` : 'The server is not ready'}
        onRun={() => void get()}
      />
      <CallHistory calls={calls} title="Messages" />
      {calls.shown && <PromptResult key={calls.shown.id} call={calls.shown} />}
    </div>
  );
}

/** An argument that is left empty is not sent. */
function filledIn(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
