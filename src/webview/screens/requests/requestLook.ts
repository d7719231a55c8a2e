import type { PendingRequest, PendingRequestStatus } from '../../../shared/model/pendingRequest';

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

const LOOKS: Readonly<Record<RequestKind, { readonly icon: string; readonly title: string }>> = {
  sampling: { icon: 'sparkle', title: 'Asks a language model' },
  form: { icon: 'checklist', title: 'Asks you to fill in a form' },
  url: { icon: 'globe', title: 'Asks you to visit an address' },
  roots: { icon: 'root-folder', title: 'Asks for the roots' },
  other: { icon: 'question', title: 'Asks' },
};

export function requestLook(request: PendingRequest) {
  return LOOKS[kindOf(request)];
}

interface StatusLook {
  readonly icon: string;
  readonly word: string;
  readonly tone: 'busy' | 'good' | 'warning' | 'bad' | 'neutral';
}

const STATUS: Readonly<Record<PendingRequestStatus, StatusLook>> = {
  pending: { icon: 'bell-dot', word: 'Waits for your answer', tone: 'busy' },
  answered: { icon: 'pass', word: 'Answered', tone: 'good' },
  declined: { icon: 'circle-slash', word: 'Declined', tone: 'neutral' },
  cancelled: { icon: 'circle-slash', word: 'Cancelled', tone: 'neutral' },
  withdrawn: { icon: 'discard', word: 'Needed no more', tone: 'neutral' },
  timedOut: { icon: 'watch', word: 'Timed out', tone: 'bad' },
  lost: { icon: 'debug-disconnect', word: 'Lost with its session', tone: 'bad' },
};

export function statusLook({ status, automatic }: PendingRequest): StatusLook {
  return automatic ? { ...STATUS.answered, word: 'Answered by itself' } : STATUS[status];
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
