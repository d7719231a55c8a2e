import { t } from '@vscode/l10n';
import { grouped } from './format';

/** The lists of a server that have screens of their own. */
export type ListName = 'tools' | 'resources' | 'prompts';

/** What is said of a list, in whole sentences: languages bend their words. */
export interface ListWords {
  readonly title: string;
  readonly search: string;
  readonly again: string;
  readonly failed: string;
  readonly empty: string;
  readonly offersNone: string;
}

export function listWords(list: ListName): ListWords {
  switch (list) {
    case 'tools':
      return {
        title: t('Tools'),
        search: t('Search tools'),
        again: t('List the tools again'),
        failed: t('The tools could not be listed'),
        empty: t('No tools'),
        offersNone: t('The server is ready and offers no tools.'),
      };
    case 'resources':
      return {
        title: t('Resources'),
        search: t('Search resources'),
        again: t('List the resources again'),
        failed: t('The resources could not be listed'),
        empty: t('No resources'),
        offersNone: t('The server is ready and offers no resources.'),
      };
    case 'prompts':
      return {
        title: t('Prompts'),
        search: t('Search prompts'),
        again: t('List the prompts again'),
        failed: t('The prompts could not be listed'),
        empty: t('No prompts'),
        offersNone: t('The server is ready and offers no prompts.'),
      };
  }
}

/** How many were found. */
export function foundWords(list: ListName, count: number): string {
  const found = grouped(count);
  switch (list) {
    case 'tools':
      return count === 1 ? t('1 tool found') : t('{0} tools found', found);
    case 'resources':
      return count === 1 ? t('1 resource found') : t('{0} resources found', found);
    case 'prompts':
      return count === 1 ? t('1 prompt found') : t('{0} prompts found', found);
  }
}

/** Of so many, none was found. */
export function noneWords(list: ListName, total: number): string {
  switch (list) {
    case 'tools':
      return t('No tool of {0} matches.', total);
    case 'resources':
      return t('No resource of {0} matches.', total);
    case 'prompts':
      return t('No prompt of {0} matches.', total);
  }
}
