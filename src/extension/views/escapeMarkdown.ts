import { visible } from '../../shared/text/visible';

/**
 * Keeps a text from being read as Markdown, as HTML or as an icon. VS Code looks for icons after Markdown
 * has taken its own escapes away, and knows an escape of its own.
 */
export function escapeMarkdown(text: string): string {
  return visible(text.replace(/\r\n|[\r\n\u2028\u2029]/g, ' '))
    .replace(/\$\([\w-]+(?:~[\w-]+)?\)/g, '\\$&')
    .replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, '\\$&');
}
