import type { RJSFSchema } from '@rjsf/utils';
import { t } from '@vscode/l10n';
import type { Draft } from '../state/viewState';
import { defaultArguments } from './defaults';
import { isObject } from './isObject';

/** Arguments read from JSON, or why they cannot be. */
export type Parsed =
  | { readonly ok: true; readonly data: Record<string, unknown> }
  | { readonly ok: false; readonly message: string };

export function newDraft(schema: RJSFSchema): Draft {
  return draftOfData(defaultArguments(schema), 'form');
}

export function draftOfData(data: Readonly<Record<string, unknown>>, mode: Draft['mode']): Draft {
  return { mode, data, text: JSON.stringify(data, null, 2) };
}

/** The draft of a call as it was sent or kept. */
export function draftOfCall(
  call: {
    readonly arguments: Readonly<Record<string, unknown>>;
    readonly meta?: Readonly<Record<string, unknown>>;
  },
  mode: Draft['mode'],
): Draft {
  const meta = call.meta && { meta: JSON.stringify(call.meta, null, 2) };
  return { ...draftOfData(call.arguments, mode), ...meta };
}

/** The arguments as text is typed: the data follows wherever the text can be read. */
export function withText(draft: Draft, text: string): Draft {
  const parsed = parseArguments(text);
  return { ...draft, text, data: parsed.ok ? parsed.data : draft.data };
}

/** @param what they are called in what is said of them */
export function parseArguments(text: string, what: 'Arguments' | '_meta' = 'Arguments'): Parsed {
  if (text.trim() === '') return { ok: true, data: {} };
  try {
    const data: unknown = JSON.parse(text);
    if (isObject(data)) return { ok: true, data };
    const message =
      what === '_meta'
        ? t('_meta must be a JSON object: { … }.')
        : t('Arguments must be a JSON object: { … }.');
    return { ok: false, message };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** What would be sent now. */
export function argumentsOf(draft: Draft): Parsed {
  return draft.mode === 'json' ? parseArguments(draft.text) : { ok: true, data: { ...draft.data } };
}

/** What goes into `_meta`; undefined: nothing. */
export function metaOf({ meta }: Draft): Parsed | undefined {
  return meta === undefined ? undefined : parseArguments(meta, '_meta');
}
