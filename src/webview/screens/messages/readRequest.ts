import { t } from '@vscode/l10n';
import type { ReplayableRequest } from '../../../shared/requestToReplay';
import { isObject } from '../../schema/isObject';

/** What the text asks for, or what is wrong with it. */
export function readRequest(text: string): ReplayableRequest | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return (error as Error).message;
  }
  if (!isObject(value)) return t('A request is an object with a method and params.');
  const { method, params = {}, ...rest } = value;
  if (typeof method !== 'string' || method === '') return t('The method must be a text.');
  if (!isObject(params)) return t('The params must be an object.');
  const [unknown] = Object.keys(rest);
  return unknown === undefined
    ? { method, params }
    : t('There is no “{0}” beside method and params: the session adds the rest.', unknown);
}
