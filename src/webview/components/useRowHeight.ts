import { useMemo } from 'react';

/** Height in px of a list row with that many lines of text, in step with VS Code's font size. */
export function useRowHeight(lines: number, padding = 0): number {
  return useMemo(() => {
    const size = getComputedStyle(document.documentElement).getPropertyValue('--vscode-font-size');
    const fontSize = Number.parseFloat(size) || 13;
    return Math.round(fontSize * 1.4 * lines + (lines === 1 ? 4 : 0)) + padding;
  }, [lines, padding]);
}
