import { SECRET_WORD } from '../secrets/maskSecrets';
import type { EntryDraft } from './entryDraft';
import { inputId } from './inputId';

const IS_SECRET = new RegExp(`^${SECRET_WORD}|(?:^|[-_])(?:key|pat|auth)$`, 'i');
/** What stands in a README where everybody puts a value of their own. */
const PLACEHOLDER = /^(?:<.*>|\[.*\]|\.{3}|x{3,}|.*\byour[-_ ].*|change-?me|.*_here)$|^$/i;
/** How the value of the header is to be read stands before it. */
const SCHEME = /^((?:Bearer|Basic|Token)\s+)?([\s\S]*)$/i;

/**
 * Turns what looks like a secret in the environment and the headers of an entry into inputs, so that it is
 * written down nowhere. The values become answers; placeholders do not, and are asked for.
 */
export function hideSecrets(draft: EntryDraft): EntryDraft {
  const inputs = [...draft.inputs];
  const answers: Record<string, string> = { ...draft.answers };
  const hidden = (name: string, value: unknown): unknown => {
    if (typeof value !== 'string' || value.includes('${') || !IS_SECRET.test(name)) return value;
    const [, scheme = '', secret = ''] = SCHEME.exec(value)!;
    const id = inputId(draft.name, name);
    inputs.push({ id, type: 'promptString', description: name, password: true });
    if (!PLACEHOLDER.test(secret)) answers[id] = secret;
    return `${scheme}\${input:${id}}`;
  };
  const entry = { ...draft.entry };
  for (const key of ['env', 'headers']) {
    const values = entry[key];
    if (typeof values !== 'object' || values === null) continue;
    entry[key] = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, hidden(name, value)]),
    );
  }
  return { name: draft.name, entry, inputs, answers };
}
