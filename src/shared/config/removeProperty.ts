import { createScanner, findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';

/** Numbers of jsonc-parser's `SyntaxKind`, which is gone at run time. */
const COMMA_TOKEN = 5;

/** A comment and the end of a line, if there is nothing else up to it. */
const REST_OF_LINE = /^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)?(?:\r?\n|$)/;

/**
 * Takes a property or an element out, with its lines and the comment behind it where it has them to itself,
 * and changes nothing else but for a comma. Undefined when there is none.
 */
export function removeProperty(
  text: string,
  path: readonly (string | number)[],
): string | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const value = root && findNodeAtLocation(root, [...path]);
  const child = value?.parent?.type === 'property' ? value.parent : value;
  if (child?.parent === undefined) return undefined;
  const siblings = child.parent.children ?? [];
  const index = siblings.indexOf(child);
  const [previous, next] = [siblings[index - 1], siblings[index + 1]];
  const comma = commaAfter(text, child);
  const end = comma === undefined ? endOf(child) : comma + 1;
  const indent = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(0, child.offset))?.[1];
  const rest = REST_OF_LINE.exec(text.slice(end))?.[0];
  const without =
    indent === undefined || rest === undefined
      ? splice(text, child.offset, next?.offset ?? end)
      : splice(text, child.offset - indent.length, end + rest.length);
  // Where the last one had no comma behind it, the one that is the last now has none either.
  const isLast = previous !== undefined && next === undefined && comma === undefined;
  const before = isLast ? commaAfter(text, previous) : undefined;
  return before === undefined ? without : splice(without, before, before + 1);
}

/** Offset of the comma that follows, whatever comments there are between. */
function commaAfter(text: string, node: Node): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(endOf(node));
  return scanner.scan() === COMMA_TOKEN ? scanner.getTokenOffset() : undefined;
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

function splice(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(end);
}
