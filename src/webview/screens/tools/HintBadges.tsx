import type { Tool } from '@modelcontextprotocol/client';
import { hintsOf } from './annotations';

export function HintBadges({ tool }: { tool: Tool }) {
  const hints = hintsOf(tool);
  if (hints.length === 0) return null;
  return (
    <span className="hints">
      {hints.map((hint) => (
        <span key={hint.word} className={`hint hint-${hint.tone}`} title={hint.meaning}>
          {hint.word}
        </span>
      ))}
    </span>
  );
}
