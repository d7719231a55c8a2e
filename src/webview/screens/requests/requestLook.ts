import { t } from '@vscode/l10n';
import type { PendingRequest } from '../../../shared/model/pendingRequest';

export type RequestKind = 'sampling' | 'form' | 'url' | 'roots' | 'other';

export function kindOf({ method, params }: PendingRequest): RequestKind {
  switch (method) {
    case 'sampling/createMessage':
      return 'sampling';
    case 'elicitation/create':
      return params.mode === 'url' || 'url' in params ? 'url' : 'form';
    case 'roots/list':
      return 'roots';
    default:
      return 'other';
  }
}

export function requestLook(request: PendingRequest): {
  readonly icon: string;
  readonly title: string;
} {
  switch (kindOf(request)) {
    case 'sampling':
      return { icon: 'sparkle', title: t('Asks a language model') };
    case 'form':
      return { icon: 'checklist', title: t('Asks you to fill in a form') };
    case 'url':
      return { icon: 'globe', title: t('Asks you to visit an address') };
    case 'roots':
      return { icon: 'root-folder', title: t('Asks for the roots') };
    case 'other':
      return { icon: 'question', title: t('Asks') };
  }
}

interface StatusLook {
  readonly icon: string;
  readonly word: string;
  readonly tone: 'busy' | 'good' | 'warning' | 'bad' | 'neutral';
}

export function statusLook({ status, automatic }: PendingRequest): StatusLook {
  if (automatic) return { icon: 'pass', word: t('Answered by itself'), tone: 'good' };
  switch (status) {
    case 'pending':
      return { icon: 'bell-dot', word: t('Waits for your answer'), tone: 'busy' };
    case 'answered':
      return { icon: 'pass', word: t('Answered'), tone: 'good' };
    case 'declined':
      return { icon: 'circle-slash', word: t('Declined'), tone: 'neutral' };
    case 'cancelled':
      return { icon: 'circle-slash', word: t('Cancelled'), tone: 'neutral' };
    case 'withdrawn':
      return { icon: 'discard', word: t('Needed no more'), tone: 'neutral' };
    case 'timedOut':
      return { icon: 'watch', word: t('Timed out'), tone: 'bad' };
    case 'lost':
      return { icon: 'debug-disconnect', word: t('Lost with its session'), tone: 'bad' };
  }
}

/** One line of what a request is about; undefined where it says nothing but its method. */
export function gistOf(request: PendingRequest): string | undefined {
  const { message, messages } = request.params;
  if (typeof message === 'string') return message;
  if (!Array.isArray(messages)) return undefined;
  const texts = messages.flatMap(contentOf).flatMap((content) => content.text ?? []);
  return texts.at(-1);
}

/** The content of a sampling message, which is one block or a list of them. */
function contentOf(message: unknown): readonly { readonly text?: string }[] {
  const { content } = (message ?? {}) as { readonly content?: unknown };
  return [content].flat().filter((block) => typeof block === 'object' && block !== null);
}
