import { MASK, maskSecrets, SECRET_WORD } from './maskSecrets';

const SECRET_NAME = new RegExp(`^(?=${SECRET_WORD})[\\w-]+$`, 'i');
/** They hold a word for secrets, and are words of the protocol: how to tell progress, and sizes of texts. */
const NO_SECRET = /^(?:progressToken|\w*tokens)$/i;
/** Without one of these there is nothing to mask but what is known. One look is much cheaper than many. */
const SUSPECT =
  /bearer|basic|authorization|cookie|token|secret|passw|api[-_]?key|access[-_]?key|credential|private[-_]?key|:\/\/[^\s/?#"]*@|[?&](?:key|sig|signature)=/i;
/** Whether a text may hold what looks like a secret: a quick look that spares a slow one. */
export function isSuspect(text: string): boolean {
  return SUSPECT.test(text);
}

/** A string, a bracket, or a number of JSON; the rest stays as it is. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}]|-?\d[\d.eE+-]*/gs;

/** What stands under a name like this is a secret, whatever it is. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !NO_SECRET.test(name);
}

/**
 * Masks secrets in a text of JSON: known ones, what stands under the name of a secret, and what looks like
 * one within a string. All else stays byte for byte: order, spaces, double names and long numbers.
 */
export function maskMessage(json: string, secrets: readonly string[] = []): string {
  if (!SUSPECT.test(json) && !secrets.some((secret) => json.includes(inJson(secret)))) return json;
  /** Whether the value that comes next, or the items of the list that is open, are secret. */
  let secret = false;
  let list = false;
  return json.replace(TOKEN, (token, at: number) => {
    if (token === '[') {
      list = secret;
      return token;
    }
    if (token === ']' || token === '{' || token === '}') {
      secret = false;
      list = false;
      return token;
    }
    const isName = token.startsWith('"') && isFollowedByColon(json, at + token.length);
    if (isName) {
      secret = isSecretName(token.slice(1, -1));
      return token;
    }
    const isSecret = secret;
    secret = list;
    if (isSecret) return `"${MASK}"`;
    return token.startsWith('"') ? maskString(token, secrets) : token;
  });
}

const COLON = /\s*:/y;

function isFollowedByColon(json: string, at: number): boolean {
  COLON.lastIndex = at;
  return COLON.test(json);
}

function maskString(token: string, secrets: readonly string[]): string {
  let text: string;
  try {
    text = JSON.parse(token) as string;
  } catch {
    return token;
  }
  const masked = maskSecrets(text, secrets);
  return masked === text ? token : JSON.stringify(masked);
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
