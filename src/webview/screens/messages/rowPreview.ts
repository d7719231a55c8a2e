const VALUE = String.raw`(?:"(?:[^"\\]|\\.)*"|[^\s,{}[\]"]+)`;
/** What the row's columns say already, at the beginning of a message and at its end. */
const LEADING = new RegExp(String.raw`^\s*"(?:jsonrpc|id|method)"\s*:\s*${VALUE}\s*,?`);
const TRAILING = new RegExp(String.raw`\s*,\s*"(?:jsonrpc|id|method)"\s*:\s*${VALUE}\s*$`);
const BODY = /^\s*"(?:params|result|error)"\s*:\s*/;

/**
 * The part of a message that a row need not repeat: its params, result or error. The text may be
 * cut off, so it is no JSON that could be parsed.
 */
export function rowPreview(preview: string): string {
  const open = preview.match(/^\s*\{/);
  if (!open) return preview;
  const whole = preview.trimEnd().endsWith('}');
  let text = preview.slice(open[0].length);
  if (whole) text = text.trimEnd().slice(0, -1);
  while (LEADING.test(text)) text = text.replace(LEADING, '');
  if (whole) while (TRAILING.test(text)) text = text.replace(TRAILING, '');
  return text.replace(BODY, '').trim();
}
