import type { CreateMessageRequestParams } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { LanguageModel } from '../../../shared/model/answering';
import type { PendingRequest } from '../../../shared/model/pendingRequest';
import { useInspector, useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { Icon } from '../../components/Icon';
import { Notice } from '../../components/Notice';
import { Select } from '../../components/Select';
import { useAsked } from '../../components/useAsked';
import { messageOf } from '../../state/inspector';
import { modelQuestion, preferredModel, resultOfModel } from './samplingResult';

/** Lets one of the person's own models answer; what it says can be changed before it is sent. */
export function ModelBar(props: { request: PendingRequest; onAnswer: (result: object) => void }) {
  const inspector = useInspector();
  const id = useId();
  const [chosen, choose] = useViewPart('model');
  const ask = useCallback(() => inspector.ask('panel/languageModels', {}), [inspector]);
  const [asked] = useAsked(ask);
  const question = useModelQuestion(props.onAnswer);
  const models = asked.value ?? [];
  const params = props.request.params as Partial<CreateMessageRequestParams>;
  const model = models.find((one) => one.id === chosen) ?? preferredModel(models, params);
  if (asked.status === 'loading' && asked.value === undefined) return null;
  if (!model) {
    return (
      <p className="muted model-none">
        {asked.status === 'failed'
          ? t('The language models could not be asked for: {0}', asked.message)
          : t(
              'VS Code offers no language model here. With Copilot, or another extension that brings one, a model can write the answer.',
            )}
      </p>
    );
  }
  return (
    <>
      <div className="model-bar">
        <label htmlFor={id}>{t('Let a model answer')}</label>
        <Select
          id={id}
          value={model.id}
          disabled={question.running}
          onChange={(event) => choose(() => event.target.value)}
        >
          {models.map((one) => (
            <option key={one.id} value={one.id}>
              {`${one.name} (${one.vendor})`}
            </option>
          ))}
        </Select>
        {question.running ? (
          <Button secondary icon="debug-stop" onClick={question.stop}>
            {t('Stop the model')}
          </Button>
        ) : (
          <Button secondary icon="sparkle" onClick={() => question.put(model, params)}>
            {t('Ask the model')}
          </Button>
        )}
        {question.running && (
          <span className="status" role="status" data-tone="busy">
            <Icon name="loading" spin />
            <span>{t('The model writes')}</span>
          </span>
        )}
      </div>
      {question.problem !== undefined && (
        <Notice kind="error" live>
          {question.problem}
        </Notice>
      )}
    </>
  );
}

/** One question to a model at a time. */
function useModelQuestion(onAnswer: (result: object) => void) {
  const inspector = useInspector();
  const running = useRef<string>(undefined);
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<string>();
  const stop = useCallback(() => {
    const askId = running.current;
    running.current = undefined;
    setRunning(false);
    if (askId !== undefined) void inspector.act('panel/stopLanguageModel', { askId });
  }, [inspector]);
  // Nobody waits any more for what a model says to a request that has ended.
  useEffect(() => stop, [stop]);
  const put = async (model: LanguageModel, params: Partial<CreateMessageRequestParams>) => {
    const askId = crypto.randomUUID();
    running.current = askId;
    setRunning(true);
    setProblem(undefined);
    try {
      const answer = await inspector.ask('panel/askLanguageModel', {
        askId,
        modelId: model.id,
        question: modelQuestion(params),
      });
      if (running.current === askId) onAnswer(resultOfModel(answer, model));
    } catch (error) {
      if (running.current === askId)
        setProblem(t('The model did not answer: {0}', messageOf(error)));
    }
    if (running.current !== askId) return;
    running.current = undefined;
    setRunning(false);
  };
  return { running: isRunning, problem, stop, put };
}
