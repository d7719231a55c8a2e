import { isHttpUrl } from '../../shared/config/isHttpUrl';

/**
 * An address that a server gave, as a browser will read it: other alphabets and marks that turn the
 * direction of writing around cannot make it look like another one. Undefined if it is not http or https.
 */
export function externalAddress(text: string): string | undefined {
  return isHttpUrl(text) ? URL.parse(text)?.href : undefined;
}
