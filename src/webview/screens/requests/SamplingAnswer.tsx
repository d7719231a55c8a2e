import { t } from '@vscode/l10n';
import { useId } from 'react';
import type { PendingRequest, RequestAnswer } from '../../../shared/model/pendingRequest';
import { JsonEditor } from '../../components/JsonEditor';
import { parseArguments } from '../../schema/drafts';
import type { AnswerDraft } from '../../state/viewState';
import { AnswerBar } from './AnswerBar';
import { AnswerPane } from './AnswerPane';
import { ErrorFields, errorOf } from './ErrorFields';
import { ModelBar } from './ModelBar';
import { SavedAnswersBar } from './SavedAnswersBar';
import { RESULT_SCHEMA, samplingResult, textOfResult } from './samplingResult';
import { useAnswer } from './useAnswer';
import { useAnswerDraft } from './useAnswerDraft';

/** What the model is to have said: written by hand, taken from what was kept, or asked of a model. */
export function SamplingAnswer({ request }: { request: PendingRequest }) {
  const [draft, change] = useAnswerDraft(request);
  const answering = useAnswer(request);
  const use = (result: unknown) => change(draftOf(result));
  const answer = answerOf(draft);
  const problem = 'problem' in answer ? answer.problem : undefined;
  const send = () => 'problem' in answer || answering.answer(answer);
  return (
    <AnswerPane
      modes={modesOf(request)}
      mode={draft.mode === 'form' ? 'text' : draft.mode}
      onMode={(mode) => change(switched(draft, mode))}
      onSend={send}
    >
      <ModelBar request={request} onAnswer={use} />
      {draft.mode === 'text' && <TextFields draft={draft} onChange={change} />}
      {draft.mode === 'json' && (
        <JsonEditor
          label={t('Answer as JSON')}
          text={draft.json}
          error={problem}
          schema={RESULT_SCHEMA}
          onChange={(json) => change({ json })}
        />
      )}
      {draft.mode === 'error' && <ErrorFields draft={draft} onChange={change} problem={problem} />}
      <SavedAnswersBar
        method={request.method}
        result={'result' in answer ? answer.result : undefined}
        onUse={use}
      />
      <AnswerBar
        request={request}
        answering={answering}
        verb={t('Send answer')}
        icon="send"
        disabled={problem !== undefined}
        onSend={send}
      />
    </AnswerPane>
  );
}

function modesOf({ origin }: PendingRequest) {
  const modes = [
    { value: 'text', label: t('Text') },
    { value: 'json', label: 'JSON' },
  ] as const;
  // Only a request of its own can be answered with an error; one that belongs to a call cannot.
  return origin.kind === 'request'
    ? [...modes, { value: 'error', label: t('Error') } as const]
    : modes;
}

function TextFields(props: {
  draft: AnswerDraft;
  onChange: (change: Partial<AnswerDraft>) => void;
}) {
  const id = useId();
  const { draft, onChange } = props;
  return (
    <div className="fields">
      <div className="field">
        <label className="field-label" htmlFor={`${id}-text`}>
          {t('Answer')}
        </label>
        <textarea
          id={`${id}-text`}
          className="input input-text"
          rows={Math.max(3, Math.min(16, draft.text.split('\n').length))}
          value={draft.text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-model`}>
          {t('Model')}
        </label>
        <input
          id={`${id}-model`}
          className="input"
          spellCheck={false}
          placeholder={t('Said to have answered; “human” if left empty')}
          value={draft.model}
          onChange={(event) => onChange({ model: event.target.value })}
        />
      </div>
    </div>
  );
}

function answerOf(draft: AnswerDraft): RequestAnswer | { readonly problem: string } {
  if (draft.mode === 'error') return errorOf(draft);
  if (draft.mode !== 'json') return { result: samplingResult(draft.text, draft.model) };
  const parsed = parseArguments(draft.json);
  return parsed.ok ? { result: parsed.data } : { problem: parsed.message };
}

/** Text and JSON say the same, as far as a text can say it. */
function switched(draft: AnswerDraft, mode: AnswerDraft['mode']): Partial<AnswerDraft> {
  if (mode === 'json' && draft.mode === 'text') {
    const result = samplingResult(draft.text, draft.model);
    return { mode, json: JSON.stringify(result, null, 2) };
  }
  if (mode !== 'text' || draft.mode !== 'json') return { mode };
  const parsed = parseArguments(draft.json);
  return { mode, ...(parsed.ok ? textOfResult(parsed.data) : undefined) };
}

function draftOf(result: unknown): Partial<AnswerDraft> {
  const words = textOfResult(result);
  return words
    ? { mode: 'text', ...words }
    : { mode: 'json', json: JSON.stringify(result, null, 2) };
}
