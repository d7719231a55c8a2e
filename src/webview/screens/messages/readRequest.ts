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
  if (!isObject(value)) return 'A request is an object with a method and params.';
  const { method, params = {}, ...rest } = value;
  if (typeof method !== 'string' || method === '') return 'The method must be a text.';
  if (!isObject(params)) return 'The params must be an object.';
  const [unknown] = Object.keys(rest);
  return unknown === undefined
    ? { method, params }
    : `There is no “${unknown}” beside method and params: the session adds the rest.`;
}
