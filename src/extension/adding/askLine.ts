import { l10n } from 'vscode';
import { isHttpUrl } from '../../shared/config/isHttpUrl';
import { parseTyped } from '../../shared/config/parseTyped';
import { type Answer, BACK } from './runSteps';
import { askText } from './steps';

interface LineOptions {
  readonly canGoBack: boolean;
  readonly value?: string;
}

/** A command line that can be read as one. */
export function askCommandLine({ canGoBack, value }: LineOptions): Promise<Answer<string>> {
  return askText({
    title: l10n.t('Command Line'),
    prompt: l10n.t('The program and its arguments, as in a terminal; no shell reads it'),
    placeholder: 'npx -y @modelcontextprotocol/server-everything',
    canGoBack,
    ...(value === undefined ? {} : { value }),
    validate: (text) =>
      parseTyped(text) !== undefined && !isHttpUrl(text)
        ? undefined
        : l10n.t('This is not a command line; is a quote left open?'),
  });
}

export function askUrl({ canGoBack, value }: LineOptions): Promise<Answer<string>> {
  return askText({
    title: l10n.t('URL'),
    prompt: l10n.t('The address of the MCP endpoint'),
    placeholder: 'http://127.0.0.1:3000/mcp',
    canGoBack,
    ...(value === undefined ? {} : { value }),
    validate: (text) =>
      isHttpUrl(text) ? undefined : l10n.t('An address begins with http:// or https://.'),
  });
}

/** The answer to a question that nothing came before. */
export function unlessBack<T>(answer: Answer<T>): T | undefined {
  return answer === BACK ? undefined : answer;
}
