import { t } from '@vscode/l10n';
/**
 * A fact of HTTP in a few words, from the beginning of its text, which may be cut off and is then no JSON.
 * `method`: that of its request.
 */
export function httpPreview(preview: string, method: string | undefined): string {
  const text = (name: string) =>
    unescaped(new RegExp(`"${name}":"((?:[^"\\\\]|\\\\.)*)`).exec(preview)?.[1]);
  const number = (name: string) => new RegExp(`"${name}":(\\d+)`).exec(preview)?.[1];
  switch (text('type')) {
    case 'request':
      return `${method ?? ''} ${text('url') ?? ''}`.trim();
    case 'response':
      return [number('status'), text('content-type')].filter(Boolean).join(' ');
    case 'event':
      return [`event ${text('event') ?? ''}`, text('id') && `id ${text('id')}`, text('data')]
        .filter(Boolean)
        .join(' ');
    case 'comment':
      return `comment ${text('text') ?? ''}`.trim();
    case 'end':
      return text('error') === undefined
        ? t('end of the stream')
        : t('stream broken: {0}', text('error') ?? '');
    case 'failure':
      return t('no answer: {0}', text('error') ?? '');
    default:
      return preview;
  }
}

function unescaped(text: string | undefined): string | undefined {
  return text?.replace(/\\(["\\/])/g, '$1');
}
