const COMPLAINTS: readonly RegExp[] = [
  /\bunknown (?:option|argument|flag|command|switch)s?\b/i,
  /\bunrecogni[sz]ed (?:option|argument|command|flag)s?\b/i,
  /\b(?:bad|illegal|invalid) (?:option|flag)\b/i,
  /\bunexpected (?:argument|option|positional)\b/i,
  /\bthe following arguments are required\b/i,
  /\b(?:missing|required) (?:required )?(?:argument|option|positional|parameter)s?\b/i,
  /\bnot enough non-option arguments\b/i,
  /\btoo (?:many|few) arguments\b/i,
  /\bflag provided but not defined\b/i,
  /\bno such (?:option|command)\b/i,
  /\bargument .+: (?:invalid|expected)\b/i,
  /ERR_PARSE_ARGS_/,
];
const USAGE = /^\s*usage:?\s+\S/i;
const USAGE_HEADING = /^\s*usage:?\s*$/i;

/** The line with which a program complains about its arguments, or else the first line of its usage text. */
export function usageText(lines: readonly string[]): string | undefined {
  const complaint = lines.find((line) => COMPLAINTS.some((pattern) => pattern.test(line)));
  if (complaint) return complaint.trim();
  const heading = lines.findIndex((line) => USAGE.test(line) || USAGE_HEADING.test(line));
  if (heading < 0) return undefined;
  const line = lines[heading]!.trim();
  return USAGE_HEADING.test(line) ? `${line} ${lines[heading + 1]?.trim() ?? ''}`.trim() : line;
}
