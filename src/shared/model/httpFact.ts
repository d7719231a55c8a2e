import { t } from '@vscode/l10n';

type Headers = Readonly<Record<string, string>>;

/**
 * What passes over HTTP beside the messages. It is recorded as the text of an entry of kind `http` or
 * `httpError`; the values of headers that let somebody in are masked before.
 */
export type HttpFact =
  | {
      readonly type: 'request';
      readonly method: string;
      readonly url: string;
      readonly headers: Headers;
    }
  | {
      readonly type: 'response';
      readonly status: number;
      readonly headers: Headers;
      /** The beginning of a body that is no message, as text. */
      readonly body?: string;
    }
  /** An event of a stream that carries no message, such as `endpoint`, or one that only gives an id. */
  | {
      readonly type: 'event';
      readonly event: string;
      readonly id?: string;
      readonly retry?: number;
      readonly data?: string;
    }
  | { readonly type: 'comment'; readonly text: string }
  /** The end of an event stream. */
  | { readonly type: 'end'; readonly error?: string }
  /** No answer has come. */
  | { readonly type: 'failure'; readonly error: string };

/** Whether it tells of a failure. */
export function isHttpFailure(fact: HttpFact): boolean {
  if (fact.type === 'response') return fact.status >= 400;
  return fact.type === 'failure' || (fact.type === 'end' && fact.error !== undefined);
}

/** In a few words, as a row of a list shows it. */
export function httpSummary(fact: HttpFact): string {
  switch (fact.type) {
    case 'request':
      return `${fact.method} ${fact.url}`;
    case 'response':
      return [String(fact.status), fact.headers['content-type']].filter(Boolean).join(' ');
    case 'event':
      return [`event ${fact.event}`, fact.id !== undefined && `id ${fact.id}`, fact.data]
        .filter(Boolean)
        .join(' ');
    case 'comment':
      return `comment ${fact.text}`.trim();
    case 'end':
      return fact.error === undefined
        ? t('end of the stream')
        : t('stream broken: {0}', fact.error);
    case 'failure':
      return t('no answer: {0}', fact.error);
  }
}

/** Reads the text of an entry; undefined if it is none of these. */
export function parseHttpFact(text: string): HttpFact | undefined {
  try {
    const fact = JSON.parse(text) as HttpFact;
    return typeof fact === 'object' && fact !== null && 'type' in fact ? fact : undefined;
  } catch {
    return undefined;
  }
}
