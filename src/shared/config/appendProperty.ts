import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';

/** How new lines are to be written. */
export interface LineStyle {
  /** One step. */
  readonly indent: string;
  readonly eol: string;
}

/**
 * Adds a property to an object, or an element to an array, behind those that it has, and changes nothing else:
 * lines stay as they are written, and a comment stays behind what it is about. Undefined where that cannot be
 * done so: when it is there already, or the others do not stand on lines of their own.
 */
export function appendProperty(
  text: string,
  path: readonly (string | number)[],
  value: unknown,
  { indent, eol }: LineStyle,
): string | undefined {
  const key = path.at(-1);
  const root = parseTree(text, [], { allowTrailingComma: true });
  const parent = root && key !== undefined && findNodeAtLocation(root, path.slice(0, -1));
  const last = parent ? parent.children?.at(-1) : undefined;
  if (!parent || last === undefined || !isNext(parent, key!)) return undefined;
  const own = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(0, last.offset))?.[1];
  const end = last.offset + last.length;
  const rest = restOfLine(text, end);
  if (own === undefined || rest === undefined) return undefined;
  const name = parent.type === 'object' ? `${JSON.stringify(key)}: ` : '';
  const written = name + JSON.stringify(value, undefined, indent);
  const line = eol + own + written.replaceAll('\n', eol + own) + (rest.hasComma ? ',' : '');
  const before = text.slice(0, end) + (rest.hasComma ? '' : ',');
  return before + text.slice(end, rest.end) + line + text.slice(rest.end);
}

function isNext({ type, children = [] }: Node, key: string | number): boolean {
  if (type === 'array') return key === children.length;
  return type === 'object' && !children.some((property) => property.children?.[0]?.value === key);
}

/** What stands behind a value on its line, if that is nothing but a comma and comments. */
function restOfLine(
  text: string,
  from: number,
): { readonly end: number; readonly hasComma: boolean } | undefined {
  const match =
    /^(?:[ \t]|\/\*(?:(?!\*\/)[^\r\n])*\*\/)*(,?)(?:[ \t]|\/\*(?:(?!\*\/)[^\r\n])*\*\/)*(?:\/\/[^\r\n]*)?(?=[\r\n])/.exec(
      text.slice(from),
    );
  return match === null ? undefined : { end: from + match[0].length, hasComma: match[1] === ',' };
}
