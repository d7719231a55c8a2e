import { env, type Uri } from 'vscode';

/**
 * Opens an address outside of VS Code as it is written. As a `Uri` it would be decoded on the way, and an `&`
 * inside of a value would end that value; a text, which the API takes though its type does not say so, is left
 * alone.
 */
export function openAddress(address: string): Thenable<boolean> {
  return env.openExternal(address as unknown as Uri);
}
