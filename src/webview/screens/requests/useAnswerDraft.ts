import type { RJSFSchema } from '@rjsf/utils';
import { useEffect, useState } from 'react';
import type { PendingRequest } from '../../../shared/model/pendingRequest';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { defaultArguments } from '../../schema/defaults';
import { isObject } from '../../schema/isObject';
import type { AnswerDraft } from '../../state/viewState';
import { kindOf } from './requestLook';
import { samplingResult } from './samplingResult';

/** The answer that is being written, kept over reloads until the request has ended. */
export function useAnswerDraft(
  request: PendingRequest,
): [AnswerDraft, (change: Partial<AnswerDraft>) => void] {
  const [drafts, update] = useViewPart('answerDrafts');
  const [first] = useState(() => newDraft(request));
  const { id } = request;
  const change = (part: Partial<AnswerDraft>) =>
    update((all) => ({ ...all, [id]: { ...(all[id] ?? first), ...part } }));
  return [drafts[id] ?? first, change];
}

/** Forgets the drafts of requests that have ended. */
export function useDraftsOfWaitingOnly(): void {
  const inspector = useInspector();
  const requests = useModel((model) => model.requests);
  useEffect(() => {
    const ended = new Set(
      requests.filter(({ status }) => status !== 'pending').map(({ id }) => id),
    );
    inspector.view.update((view) => {
      const drafts = Object.entries(view.answerDrafts);
      const kept = drafts.filter(([id]) => !ended.has(id));
      if (kept.length === drafts.length) return view;
      return { ...view, answerDrafts: Object.fromEntries(kept) };
    });
  }, [inspector, requests]);
}

/** What a form elicitation wants to be filled in. */
export function schemaOf({ params }: PendingRequest): RJSFSchema {
  const { requestedSchema } = params;
  return isObject(requestedSchema) ? requestedSchema : { type: 'object', properties: {} };
}

/**
 * The same for a form: a list of choices is a set there, each chosen or not, though the schema need not say that they are
 * unique (MCP 2025-11-25, Elicitation, Enum Schema).
 */
export function formSchemaOf(schema: RJSFSchema): RJSFSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    isObject(property) && isChoiceOfMany(property) ? { ...property, uniqueItems: true } : property,
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

function isChoiceOfMany({ type, items }: Readonly<Record<string, unknown>>): boolean {
  return type === 'array' && isObject(items) && ('enum' in items || 'anyOf' in items);
}

function newDraft(request: PendingRequest): AnswerDraft {
  const isForm = kindOf(request) === 'form';
  const form = isForm ? defaultArguments(schemaOf(request)) : {};
  const json = isForm ? form : samplingResult('', '');
  return {
    mode: isForm ? 'form' : 'text',
    text: '',
    model: '',
    json: JSON.stringify(json, null, 2),
    form,
    error: { code: '-1', message: 'User rejected the request' },
  };
}
