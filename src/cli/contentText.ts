import { shown, shownJson, shownText } from './shown';

type Value = Readonly<Record<string, unknown>>;

/**
 * A tool's result for people: text as it is, what is no text in a line of its own, and the structured
 * content where nothing else was sent. Pure.
 */
export function contentText(result: Value): string {
  const content = Array.isArray(result.content) ? result.content : [];
  const blocks = content.map((block) => (isObject(block) ? blockText(block) : shownJson(block)));
  const hasText = content.some((block) => isObject(block) && block.type === 'text');
  if (!hasText && result.structuredContent !== undefined) {
    blocks.push(shownJson(result.structuredContent));
  }
  return blocks.join('\n');
}

function blockText(block: Value): string {
  const { type, text, mimeType, resource } = block;
  if (type === 'text' && typeof text === 'string') return shownText(text);
  if (type === 'image' || type === 'audio') {
    return summary([type, mimeType, sizeOfBase64(block.data)]);
  }
  if (type === 'resource_link') return summary(['resource link', block.uri, block.name, mimeType]);
  if (type === 'resource' && isObject(resource)) {
    const size =
      typeof resource.text === 'string'
        ? `${resource.text.length} characters`
        : sizeOfBase64(resource.blob);
    return summary(['resource', resource.uri, resource.mimeType, size]);
  }
  return shownJson(block);
}

function summary(parts: readonly unknown[]): string {
  return `[${shown(parts.filter((part) => typeof part === 'string' && part !== '').join(', '))}]`;
}

function sizeOfBase64(data: unknown): string | undefined {
  return typeof data === 'string' ? sizeText(Buffer.byteLength(data, 'base64')) : undefined;
}

/** `68 bytes`, `1.2 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const units = ['kB', 'MB', 'GB'];
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 999.95 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size.toFixed(1)} ${units[unit]}`;
}

function isObject(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
